"""Small books, and proofs of what their teams can be worth: random ones, and the one of the least bound."""

import numpy as np
from scipy.optimize import linprog

from antu.book import Book, frame
from antu.dice import Dice
from antu.enums import Role
from antu.matching import MatchedTeam, Matching, Policy, Unmatched
from antu.matching.certificate import Leaf, Proof, Split
from antu.matching.checking.markets import Market, markets_of
from antu.matching.checking.rules import Rules, Shelf, rules_of
from antu.matching.checking.teams import answered_demands
from tests.antu.matching.small_books import drawn_book

PARTS = 120_000
POLICIES = ("savings", "0.0001", "0.5", "projects")


def small_book(seed: int) -> Book:
    """Up to 8 demands of one class in up to 3 regions at up to 2 fees, and up to 2 offers of each role."""
    dice = Dice("checking", seed)
    regions, step = dice.between(1, 3), dice.some((1, 7, 1_000), 1)[0]
    return drawn_book(dice, regions, step, (0, 333, 500), demands=(1, 8), per_role=2, dearest=30, stock=3)


def unmatched(book: Book) -> Matching:
    """No teams at all."""
    left = [Unmatched(number, "too_dear") for number in book.open_demands.id.tolist()]
    return Matching(frame([], MatchedTeam), frame(left, Unmatched))


def some_rules(book: Book, policy: str, scale: int, dice: Dice) -> list[Rules]:
    """A class's rules, in one part or in two of any markets."""
    markets = list(markets_of(answered_demands(book.open_demands, book.open_offers, unmatched(book))).values())
    cut = dice.between(0, len(markets)) if dice.between(0, 3) == 0 else 0
    parts: list[list[Market]] = [each for each in (markets[:cut], markets[cut:]) if each]
    objective = Policy.parse(policy).objective(0)
    return [rules_of(objective, PARTS, scale, each, book.open_offers) for each in parts]


def some_leaf(rules: Rules, dice: Dice) -> Leaf:
    """Prices around what a class's offers ask, and worths of a peso that the policy allows."""
    dearest = max([each for shelf in rules.shelves for each in shelf.prices.tolist()], default=1)
    return Leaf(
        prices=tuple(
            tuple(dice.between(-dearest, 3 * dearest) * PARTS * rules.scale + dice.between(0, 1) for _ in Role)
            for _ in rules.markets
        ),
        peso_worths=tuple(
            rules.objective.per_peso * rules.scale + dice.between(0, 2) * dice.between(0, rules.scale)
            for _ in rules.markets
        ),
    )


def some_proof(rules: Rules, dice: Dice, depth: int = 2) -> Proof:
    if not depth or dice.between(0, 3):
        return some_leaf(rules, dice)
    market = dice.between(0, len(rules.markets) - 1)
    most = dice.between(-1, len(rules.markets[market].max_prices) + 1)
    sides = [some_proof(rules, dice, depth - 1) for _ in range(2)]
    return Split(market=market, most=most, up_to=sides[0], above=sides[1])


def tightest_leaf(rules: Rules) -> Leaf:
    """The prices and worths of the least bound, up to rounding, by a linear program of their own: a price per market
    and role, a worth per market, and what each demand and offer gains."""
    markets, scale = rules.markets, rules.scale
    demands = [(place, most) for place, market in enumerate(markets) for most in market.max_prices.tolist()]
    offers = [
        (role, regions, price, units)
        for role, shelf in zip(Role, rules.shelves, strict=True)
        for regions, price, units in zip(*(each.tolist() for each in shelf_columns(shelf)), strict=True)
    ]
    worth_of, gain_of = 3 * len(markets), 4 * len(markets)
    columns = gain_of + len(demands) + len(offers)
    above, level = [], []
    for number, (place, most) in enumerate(demands):
        row = np.zeros(columns)
        row[3 * place : 3 * place + 3], row[gain_of + number] = -1, -1
        row[worth_of + place] = most + rules.spared[place] / PARTS
        above.append(row)
        level.append(-rules.objective.per_project)
    for number, (role, regions, price, _) in enumerate(offers, start=len(demands)):
        for place, market in enumerate(markets):
            if regions >> (market.region - 1) & 1:
                row = np.zeros(columns)
                row[3 * place + role], row[gain_of + number] = 1, -1
                row[worth_of + place] = -price * rules.per_peso[place] / PARTS
                above.append(row)
                level.append(0)
    cost = np.concatenate([np.zeros(gain_of), np.ones(len(demands)), [units for *_, units in offers]])
    bounds = [(None, None)] * worth_of + [(rules.objective.per_peso, None)] * len(markets)
    found = linprog(cost, np.array(above), level, bounds=bounds + [(0, None)] * (columns - gain_of)).x
    prices = np.rint(found[:worth_of] * PARTS * scale).astype(object).reshape(-1, 3)
    worths = [max(rules.objective.per_peso * scale, round(each * scale)) for each in found[worth_of:gain_of].tolist()]
    return Leaf(prices=tuple(tuple(int(each) for each in row) for row in prices), peso_worths=tuple(worths))


def shelf_columns(shelf: Shelf) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return shelf.regions, shelf.prices, shelf.units
