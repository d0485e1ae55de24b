"""The checker proves no less than what is best, whatever a certificate's prices, and holds every row to the rules."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from antu.book import Book, Demand, Offer, frame, rows
from antu.dice import Dice
from antu.enums import Mismatch, Role
from antu.matching import CertificateError, MatchedTeam, Matching, Policy, Team, Unmatched, mismatch
from antu.matching.certificate import Leaf, Proof, Split
from antu.matching.checking.amounts import line, product, running, total
from antu.matching.checking.bound import Prover
from antu.matching.checking.markets import Market, markets_of
from antu.matching.checking.rules import Rules, Shelf, rules_of
from antu.matching.checking.teams import answered_demands
from antu.money import Quote
from tests.antu.books import book_of, demand, offer
from tests.antu.matching.brute_force import brute_force
from tests.antu.matching.strategies import books

PARTS = 120_000
POLICIES = ("savings", "0.0001", "0.5", "projects")


def small_book(seed: int) -> Book:
    """Up to 8 demands of one class in up to 3 regions at up to 2 fees, and up to 2 offers of each role."""
    dice = Dice("checking", seed)
    regions, step = dice.between(1, 3), dice.some((1, 7, 1_000), 1)[0]
    demands = [
        demand(
            number,
            region=dice.between(1, regions),
            max_price=dice.between(15, 90) * step + dice.between(0, step - 1),
            fee_bps=dice.some((0, 333, 500), 1)[0],
        )
        for number in range(1, dice.between(1, 8) + 1)
    ]
    kinds = [role for role in Role for _ in range(dice.between(1, 2))]
    offers = [
        offer(
            number,
            role,
            regions=dice.between(1, 2**regions - 1),
            price=dice.between(1, 30) * step,
            stock=dice.between(1, 3),
        )
        for number, role in enumerate(kinds, start=1)
    ]
    return book_of(demands, offers)


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


def best_of(book: Book, policy: str) -> int:
    """Of all assignments of a book of class 0."""
    per_project, per_peso = Policy.parse(policy).objective(0)

    def worth(of: Demand, quote: Quote) -> int:
        return per_project + per_peso * (of.max_price - quote.goal)

    return brute_force(book, worth)


@pytest.mark.parametrize("policy", POLICIES)
def test_no_proof_bounds_less_than_the_best(policy: str) -> None:
    for seed in range(40):
        dice, book = Dice("proofs", seed, policy), small_book(seed)
        scale = dice.some((1, 12, 10**15), 1)[0]
        parts = some_rules(book, policy, scale, dice)
        best = best_of(book, policy)
        for _ in range(20):
            proved = sum(Prover(rules).proved(some_proof(rules, dice)) // (PARTS * scale) for rules in parts)
            assert proved >= best


@pytest.mark.parametrize("policy", POLICIES)
def test_the_least_bound_is_never_less_than_the_best_and_often_it(policy: str) -> None:
    """So that a proof that counts a part too little would be caught: nothing is left that could make up for it."""
    exact = 0
    for seed in range(60):
        dice, book = Dice("least", seed), small_book(seed)
        scale = 10**7
        parts = some_rules(book, policy, scale, dice)
        best = best_of(book, policy)
        proved = sum(Prover(rules).proved(tightest_leaf(rules)) // (PARTS * scale) for rules in parts)
        assert proved >= best
        exact += proved == best > 0
    assert exact >= 25


@given(books(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_columns_hold_teams_to_the_rules_as_rows_do(book: Book, random) -> None:
    """Any team of any open offers, and some of none, beside the contract's rules read row by row."""
    numbers = [*book.offers.id.tolist(), 99]
    asked = [*rows(book.open_demands, Demand)]
    teams: list[Team] = []
    for each in asked:
        by_role = [
            [row.id for row in rows(book.open_offers, Offer) if row.role == role and row.size_class == each.size_class]
            for role in Role
        ]
        if random.random() < 0.7:
            crew = [
                random.choice(of or numbers) if random.random() < 0.95 else random.choice(numbers) for of in by_role
            ]
            teams.append(Team(each.id, *crew))
    matching = as_matching(book, teams)
    holds = all(mismatch(book, team)[0] is Mismatch.NONE for team in teams) and not overused(book, teams)
    if holds:
        found = answered_demands(book.open_demands, book.open_offers, matching)
        assert found.matched.sum() == len(teams)
        assert found.cost.sum() + found.fee.sum() == matching.teams.cost.sum() + matching.teams.fee.sum()
    else:
        with pytest.raises(CertificateError, match="cannot have its team"):
            answered_demands(book.open_demands, book.open_offers, matching)


def overused(book: Book, teams: list[Team]) -> bool:
    used = [number for team in teams for number in team[1:]]
    return any(used.count(row.id) > row.stock for row in rows(book.offers, Offer))


def as_matching(book: Book, teams: list[Team]) -> Matching:
    """What would be stated of teams, whether they hold or not."""
    prices = dict(zip(book.offers.id, book.offers.price, strict=True))
    fees = dict(zip(book.demands.id, book.demands.fee_bps, strict=True))
    quotes = [Quote(*(prices.get(number, 0) for number in team[1:]), fees[team.demand_id]) for team in teams]
    stated = [MatchedTeam(*team, quote.cost, quote.fee) for team, quote in zip(teams, quotes, strict=True)]
    left = set(book.open_demands.id.tolist()) - {team.demand_id for team in teams}
    return Matching(
        frame(stated, MatchedTeam), frame([Unmatched(each, "unpaired") for each in sorted(left)], Unmatched)
    )


columns = st.lists(st.integers(-(2**41), 2**41), max_size=20).map(lambda found: np.array(found, dtype=np.int64))
multipliers = st.one_of(st.integers(-3, 3), st.integers(-(2**80), 2**80), st.integers(2**20 - 2, 2**23 + 2))


@given(columns, multipliers, multipliers, st.integers(0, 2**32))
@settings(max_examples=300)
def test_columns_are_exact_whatever_their_size(column: np.ndarray, slope: int, level: int, count: int) -> None:
    plain = column.tolist()
    assert line(column, slope, level).tolist() == [slope * each + level for each in plain]
    assert total(column) == sum(plain)
    assert [after - before for before, after in pairwise(running(column).tolist())] == plain
    counts = np.full(len(column), count, dtype=np.int64)
    assert product(line(column, slope, level), counts) == sum((slope * each + level) * count for each in plain)


@pytest.mark.parametrize(
    "changed",
    [
        lambda table: table.assign(demand_id=1.5),
        lambda table: table.assign(vendor_offer=["1"]),
        lambda table: table.drop(columns="manager_offer"),
        lambda table: table.drop(columns="fee"),
    ],
)
def test_teams_of_other_than_whole_numbers_are_refused(changed: Callable) -> None:
    book = book_of([demand()], [offer(1 + role, role) for role in Role])
    matching = as_matching(book, [Team(1, 1, 2, 3)])
    broken = Matching(changed(matching.teams), matching.unmatched)
    with pytest.raises(CertificateError, match="column"):
        answered_demands(book.open_demands, book.open_offers, broken)
