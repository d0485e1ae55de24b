"""Every explanation is true of the book and of the certificate's prices, whatever they are and whoever matched."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from antu.book import Book, Demand, Offer, rows
from antu.catalog import serves
from antu.dice import Dice
from antu.enums import Role
from antu.matching import CheapestMatcher, Explanation, Matching, Outcome, Policy, solve
from antu.matching.certificate import ClassCertificate, MarketRecord
from antu.matching.checking.markets import markets_of
from antu.matching.checking.rules import Rules, rules_of
from antu.matching.checking.teams import answered_demands
from antu.matching.explanations import explain
from antu.matching.problem import problems
from antu.matching.solution import Teams
from antu.matching.words import EXPLANATIONS, NOBODY
from antu.money import MAXIMUM_MONEY, fee
from antu.participants import draw
from tests.antu.books import posted
from tests.antu.matching.proofs import PARTS, POLICIES, small_book, some_leaf, tightest_leaf

Case = tuple[ClassCertificate, Rules, list[Explanation]]  # a part as certified, what the checker makes of it, reasons


class Prices:
    """What demands and offers of a class gain at the prices of a record, by the checker's figures."""

    def __init__(self, book: Book, teams: pd.DataFrame, record: ClassCertificate, rules: Rules) -> None:
        self.record, self.rules, self.leaf = record, rules, record.clearing()
        self.regions = [market.region for market in record.markets]
        used = Counter(teams[["vendor_offer", "installer_offer", "manager_offer"]].to_numpy().ravel().tolist())
        mine = [each for each in rows(book.open_offers, Offer) if each.size_class == record.size_class]
        self.asked = self._asked(mine)
        self.asked_of_left = self._asked([each for each in mine if each.stock > used[each.id]])
        asking = book.open_demands[~book.open_demands.id.isin(teams.demand_id)]
        self._waiting = [each for each in rows(asking, Demand) if each.size_class == record.size_class]

    def _asked(self, offers: list[Offer]) -> dict[tuple[Role, int], list[int]]:
        return {
            (role, region): [each.price for each in offers if each.role == role and serves(each.regions, region)]
            for role in Role
            for region in self.regions
        }

    def waiting(self, regions: int) -> list[Demand]:
        """The demands in some regions that have no team."""
        return [each for each in self._waiting if serves(regions, each.region)]

    def demand(self, place: int, max_price: int) -> int:
        value = max_price * PARTS + self.rules.spared[place]
        return self.rules.bonus + self.leaf.peso_worths[place] * value - sum(self.leaf.prices[place])

    def offer(self, role: int, regions: int, price: int) -> int:
        """The most in the markets that it serves and that have all roles."""
        return max(self.offer_in(place, role, price) for place in self.whole(regions))

    def offer_in(self, place: int, role: int, price: int) -> int:
        return self.leaf.prices[place][role] - self.leaf.peso_worths[place] * self.rules.per_peso[place] * price

    def whole(self, regions: int) -> list[int]:
        """Markets in some regions that all roles serve."""
        return [
            place
            for place, region in enumerate(self.regions)
            if serves(regions, region) and all(self.asked[role, region] for role in Role)
        ]

    def matched(self, region: int) -> int:
        return sum(market.matched for market in self.record.markets if market.region == region)


def require_true_of_demand(told: Explanation, mine: Demand, prices: Prices) -> None:
    place = [(market.region, market.fee_bps) for market in prices.record.markets].index((mine.region, mine.fee_bps))
    asked = [prices.asked[role, mine.region] for role in Role]
    assert told.region == mine.region
    if told.reason in NOBODY.values():
        assert not asked[told.role]
        assert told.reason == NOBODY[Role(told.role)]
        return
    cost = sum(map(min, asked))
    short = cost + fee(cost, mine.fee_bps) - mine.max_price
    if told.reason == "too_dear":
        assert told.amount == short > 0
        return
    assert short <= 0
    match told.reason:
        case "priced_out":
            assert prices.demand(place, mine.max_price + told.amount - 1) < 0
            assert prices.demand(place, mine.max_price + told.amount) >= 0 < told.amount
        case "teams_taken":
            assert prices.demand(place, mine.max_price - 1) < 0 <= prices.demand(place, mine.max_price)
            require_none_left_within(mine, prices)
        case "needed_elsewhere":
            assert prices.demand(place, MAXIMUM_MONEY) < 0
        case reason:
            assert reason == "unpaired"
            assert prices.demand(place, mine.max_price) >= 0
            require_none_left_within(mine, prices)


def require_true_of_offer(told: Explanation, mine: Offer, prices: Prices) -> None:
    served = [region for region in prices.regions if serves(mine.regions, region)]
    if told.reason == "no_demand":
        assert not served
        return
    assert told.region in served
    whole = prices.whole(mine.regions)
    if told.reason in NOBODY.values():
        assert not whole
        assert not prices.asked[Role(told.role), told.region]
        return
    here = [place for place in whole if prices.regions[place] == told.region]
    match told.reason:
        case "above_clearing":
            assert prices.offer(mine.role, mine.regions, mine.price - told.amount + 1) < 0 < told.amount
            assert max(prices.offer_in(place, mine.role, mine.price - told.amount) for place in here) >= 0
        case "not_needed":
            assert prices.offer(mine.role, mine.regions, mine.price + 1) < 0
            assert max(prices.offer_in(place, mine.role, mine.price) for place in here) >= 0
            assert prices.matched(told.region) > 0
        case "no_price_clears":
            assert prices.offer(mine.role, mine.regions, 0) < 0
        case "projects_taken":
            assert not prices.waiting(mine.regions)
        case reason:
            assert reason == "unpaired"
            assert max(prices.offer_in(place, mine.role, mine.price) for place in here) >= 0
            assert prices.waiting(mine.regions)
            for demand in prices.waiting(mine.regions):
                require_none_left_within(demand, prices)


def require_none_left_within(mine: Demand, prices: Prices) -> None:
    """No team could be made for a demand of what the others left."""
    left = [prices.asked_of_left[role, mine.region] for role in Role]
    if all(left):
        cost = sum(map(min, left))
        assert cost + fee(cost, mine.fee_bps) > mine.max_price


def require_true(book: Book, teams: pd.DataFrame, case: Case) -> None:
    record, rules, told = case
    prices = Prices(book, teams, record, rules)
    demands = {each.id: each for each in rows(book.demands, Demand)}
    offers = {each.id: each for each in rows(book.offers, Offer)}
    for row in told:
        if row.kind == "demand":
            require_true_of_demand(row, demands[row.id], prices)
        else:
            require_true_of_offer(row, offers[row.id], prices)


def made_up(book: Book, matching: Matching, policy: Policy, dice: Dice) -> Iterator[Case]:
    """Each part of a book of class 0, matched somehow, with prices that know nothing of that."""
    markets = markets_of(answered_demands(book.open_demands, book.open_offers, matching))
    for problem in problems(book, policy):
        mine = [markets[0, market.region, market.fee_bps] for market in problem.markets]
        scale = dice.some((1, 12, 10**15), 1)[0]
        rules = rules_of(problem.objective, PARTS, scale, mine, book.open_offers)
        leaf = tightest_leaf(rules) if dice.between(0, 1) else some_leaf(rules, dice)
        record = ClassCertificate(
            size_class=problem.size_class,
            markets=tuple(MarketRecord(region=m.region, fee_bps=m.fee_bps, matched=m.matched) for m in mine),
            **problem.objective._asdict(),
            **dict.fromkeys(("savings", "objective", "rounding", "upper_bound"), 0),
            scale=scale,
            proof=leaf,
        )
        yield record, rules, rows(explain(problem, teams_in(problem, matching.teams), record), Explanation)


def teams_in(problem, teams) -> Teams:
    """A matching's teams as rows of a problem."""
    demands, offers = (
        {number: row for row, number in enumerate(table.id)} for table in (problem.demands, problem.offers)
    )
    mine = [team for team in teams.itertuples(index=False) if team.demand_id in demands]
    asked = np.array([demands[team.demand_id] for team in mine], dtype=np.int64)
    crews = [[offers[number] for number in team[1:4]] for team in mine]
    counts = np.bincount(problem.demands.market.to_numpy()[asked], minlength=len(problem.markets))
    return Teams(asked, np.array(crews, dtype=np.int64).reshape(-1, len(Role)), counts)


@pytest.mark.parametrize("policy", POLICIES)
def test_explanations_are_true_of_any_prices(policy: str) -> None:
    reasons = set()
    for seed in range(80):
        book, dice = small_book(seed), Dice("told", seed)
        matching = CheapestMatcher()(book)
        for case in made_up(book, matching, Policy.parse(policy), dice):
            require_true(book, matching.teams, case)
            reasons |= {(row.kind, row.reason) for row in case[-1]}
    possible = set(EXPLANATIONS) - {("offer", "no_demand")}  # such offers are in no part
    if policy == "projects":
        assert possible - {("demand", "teams_taken"), ("offer", "not_needed")} <= reasons  # no price is met by chance
    else:
        assert reasons == possible - {("demand", "needed_elsewhere")}


def solved(book: Book, outcome: Outcome) -> Iterator[Case]:
    """Each part as `solve` matched, proved and explained it."""
    policy = Policy.parse(outcome.certificate.policy)
    told = rows(outcome.explanations, Explanation)
    markets = markets_of(answered_demands(book.open_demands, book.open_offers, outcome.matching))
    for record in outcome.certificate.classes:
        mine = [markets[record.size_class, market.region, market.fee_bps] for market in record.markets]
        regions = {market.region for market in mine}
        offers = book.open_offers[book.open_offers.size_class == record.size_class]
        rules = rules_of(policy.objective(record.size_class), PARTS, record.scale, mine, offers)
        of_part = [row for row in told if row.size_class == record.size_class and row.region in regions]
        yield record, rules, of_part


@pytest.mark.parametrize("policy", POLICIES)
def test_explanations_are_true_of_what_was_solved(policy: str) -> None:
    drawn = posted(tuple(each for seed in range(4) for each in draw(seed).participants))
    for book in [drawn, *(small_book(seed) for seed in range(40))]:
        outcome = solve(book, Policy.parse(policy))
        for case in solved(book, outcome):
            require_true(book, outcome.matching.teams, case)
