"""Teams from what a pooled draft sends: every one holds, and hardly any is lost where owners can just pay together."""

import numpy as np
import pytest
from hypothesis import given, settings

from antu.book import Book
from antu.dice import Dice
from antu.matching.policy import PROJECTS
from antu.matching.pooled.pairing import limits, pair, paired
from antu.matching.problem import Integers, problems
from antu.money import Quote
from tests.antu.books import book_of, demand, team_of_offers
from tests.antu.matching.pooled_books import evenly_sent, sound, split_book, tight_book
from tests.antu.matching.strategies import books


def market_without_slack(size: int, seed: int) -> tuple[Integers, Integers, list[Integers]]:
    """Limits, prices, and units by role, of demands and units that any owner pays all but exactly: sums are equal."""
    dice = np.random.default_rng(seed)
    prices = np.concatenate([dice.integers(low, low * 3 // 2, size) for low in (800_000, 80_000, 8_000)])
    units = [np.arange(size) + role * size for role in range(3)]
    teams = prices.reshape(3, size)
    costs = np.sum([dice.permutation(role) for role in teams], axis=0)
    return costs, prices, units


@given(books())
@settings(max_examples=60, deadline=None)
def test_teams_of_any_book_hold(book: Book) -> None:
    for problem in problems(book, PROJECTS):
        sound(problem, pair(problem, evenly_sent(problem)))


@pytest.mark.parametrize("fee_bps", [0, 1, 333, 500, 1_000])
def test_a_limit_is_the_last_cost_that_can_be_paid(fee_bps: int) -> None:
    dice = Dice("limits", fee_bps)
    demands = [demand(n, max_price=dice.between(1, 10 ** dice.between(1, 12)), fee_bps=fee_bps) for n in range(1, 200)]
    problem = next(problems(book_of(demands, team_of_offers()), PROJECTS))
    most = problem.demands["max_price"].tolist()
    for limit, maximum in zip(limits(problem).tolist(), most, strict=True):
        assert Quote(limit, 0, 0, fee_bps).goal <= maximum < Quote(limit + 1, 0, 0, fee_bps).goal


@pytest.mark.parametrize(("size", "least"), [(2_000, 0.999), (20_000, 0.9999), (200, 0.97)])
def test_a_market_that_can_just_pay_together_loses_hardly_a_team(size: int, least: float) -> None:
    for seed in range(3):
        costs, prices, units = market_without_slack(size, seed)
        assert costs.sum() == prices.sum()
        demands, crews = paired(costs, prices, np.arange(size), units)
        assert (prices[crews].sum(axis=1) <= costs[demands]).all()
        assert len(np.unique(demands)) == len(demands) >= least * size
        assert len(np.unique(crews)) == crews.size


def test_dear_units_that_nobody_can_pay_are_given_up_with_the_poorest() -> None:
    """Half of the units are out of reach: giving up one team at a time, or only those over, would lose nearly all."""
    size = 500
    limit = np.full(size, 1_000)
    vendors = np.where(np.arange(size) % 2, 5_000, 500 + np.arange(size) // 10)
    prices = np.concatenate([vendors, np.full(size, 300), np.full(size, 100)])
    demands, _ = paired(limit, prices, np.arange(size), [np.arange(size) + role * size for role in range(3)])
    assert len(demands) == size // 2


def test_a_large_market_tries_numbers_on_a_sample() -> None:
    size = 20_000
    limit = np.full(size, 1_000)
    vendors = np.where(np.arange(size) % 5 == 0, 5_000, 600)
    prices = np.concatenate([vendors, np.full(size, 300), np.full(size, 100)])
    demands, _ = paired(limit, prices, np.arange(size), [np.arange(size) + role * size for role in range(3)])
    assert len(demands) >= 0.999 * size * 4 // 5


def test_richest_demands_and_cheapest_units_stay() -> None:
    limit, prices = np.array([10, 30, 20]), np.array([5, 9, 40, 5, 5, 5])
    demands, crews = paired(limit, prices, np.arange(3), [np.array([2, 0, 1]), np.array([3, 4]), np.array([5, 5])])
    assert sorted(demands.tolist()) == [1, 2]
    assert sorted(crews[:, 0].tolist()) == [0, 1]


def test_teams_stand_by_market_and_by_demand() -> None:
    problem = next(problems(tight_book(60, seed=3), PROJECTS))
    teams = pair(problem, evenly_sent(problem))
    places = problem.demands[["market", "id"]].iloc[teams.demands].apply(tuple, axis=1).tolist()
    assert places == sorted(places)
    assert len(places) > 20


def test_the_same_draft_gives_the_same_teams() -> None:
    for seed in range(10):
        for problem in problems(split_book(seed), PROJECTS):
            one, two = (pair(problem, evenly_sent(problem)) for _ in range(2))
            assert (one.demands == two.demands).all()
            assert (one.offers == two.offers).all()
