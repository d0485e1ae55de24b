"""The checker proves no less than what is best, whatever a certificate's prices, and holds every row to the rules."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.book import Book, Demand, Offer, frame, rows
from antu.dice import Dice
from antu.enums import Mismatch, Role
from antu.matching import CertificateError, MatchedTeam, Matching, Policy, Team, Unmatched, mismatch
from antu.matching.checking.amounts import line, product, running, total
from antu.matching.checking.bound import Prover
from antu.matching.checking.teams import answered_demands
from antu.money import MAXIMUM_MONEY, Quote
from tests.antu.books import book_of, demand, offer
from tests.antu.matching.brute_force import brute_force
from tests.antu.matching.proofs import PARTS, POLICIES, small_book, some_proof, some_rules, tightest_leaf
from tests.antu.matching.strategies import books


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
            teams.append(Team(each.id, *crew, MAXIMUM_MONEY))
    matching = as_matching(book, teams)
    holds = all(mismatch(book, team)[0] is Mismatch.NONE for team in teams) and not overused(book, teams)
    if holds:
        found = answered_demands(book.open_demands, book.open_offers, matching)
        assert found.matched.sum() == len(teams)
        assert found.cost.sum() + found.fee.sum() == matching.teams.cost.sum() + matching.teams.fee.sum()
    else:
        with pytest.raises(CertificateError, match="cannot have its team"):
            answered_demands(book.open_demands, book.open_offers, matching)


@given(
    st.lists(st.tuples(st.sampled_from(Role), st.integers(0, 1), st.integers(0, 3), st.integers(1, 30)), max_size=9),
    st.tuples(st.integers(1, 10), st.integers(1, 10), st.integers(1, 10)),
    st.integers(40, 90),
)
@settings(max_examples=300, deadline=None)
def test_a_team_is_refused_for_the_contracts_reason(
    posted: list[tuple[Role, int, int, int]], crew: tuple[int, int, int], most: int
) -> None:
    """One team alone, of which often only one thing is wrong."""
    offers = [
        offer(number, role, size_class=size_class, regions=regions, price=price)
        for number, (role, size_class, regions, price) in enumerate(posted, start=1)
    ]
    book = book_of([demand(region=1, max_price=most)], offers)
    team = Team(1, *crew, MAXIMUM_MONEY)
    reason, _ = mismatch(book, team)
    if reason is Mismatch.NONE:
        answered_demands(book.open_demands, book.open_offers, as_matching(book, [team]))
        return
    with pytest.raises(CertificateError, match=f"Demand 1 cannot have its team: {reason.name}"):
        answered_demands(book.open_demands, book.open_offers, as_matching(book, [team]))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"size_class": 1}, "WRONG_CLASS"),
        ({"regions": 1}, "REGION_NOT_SERVED"),
        ({"withdrawn": True}, "OFFER_NOT_OPEN"),
        ({"stock": 0}, "OFFER_NOT_OPEN"),
        ({"price": 100_001}, "OVER_MAXIMUM"),
    ],
)
def test_a_team_of_which_one_offer_is_wrong_is_refused(changes: dict, reason: str) -> None:
    vendor, installer, manager = (offer(1 + role, role) for role in Role)
    book = book_of([demand()], [vendor, installer._replace(**changes), manager])
    with pytest.raises(CertificateError, match=reason):
        answered_demands(book.open_demands, book.open_offers, as_matching(book, [Team(1, 1, 2, 3, MAXIMUM_MONEY)]))


def overused(book: Book, teams: list[Team]) -> bool:
    used = [number for team in teams for number in team.offers]
    return any(used.count(row.id) > row.stock for row in rows(book.offers, Offer))


def as_matching(book: Book, teams: list[Team]) -> Matching:
    """What would be stated of teams, whether they hold or not."""
    prices = dict(zip(book.offers.id, book.offers.price, strict=True))
    fees = dict(zip(book.demands.id, book.demands.fee_bps, strict=True))
    quotes = [Quote(*(prices.get(number, 0) for number in team.offers), fees[team.demand_id]) for team in teams]
    stated = [MatchedTeam(*team[:4], quote.cost, quote.fee) for team, quote in zip(teams, quotes, strict=True)]
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
    matching = as_matching(book, [Team(1, 1, 2, 3, MAXIMUM_MONEY)])
    broken = Matching(changed(matching.teams), matching.unmatched)
    with pytest.raises(CertificateError, match="column"):
        answered_demands(book.open_demands, book.open_offers, broken)
