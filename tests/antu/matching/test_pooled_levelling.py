"""Units dealt out again between markets: as many to each, from groups that serve them, and cheap ones for the poor."""

import numpy as np
import pytest

from antu.matching.pooled.levelling import levelled
from antu.matching.problem import Floats, Integers

MARKETS = 3


def drawn(seed: int) -> tuple[Integers, Integers, Integers, np.ndarray, list[Floats]]:
    """Units of five groups in three markets by chance, sorted by group and price, and what demands can pay."""
    random = np.random.default_rng(seed)
    serves = random.random((5, MARKETS)) < 0.7
    serves[:, 0] = True
    groups = np.sort(random.integers(0, 5, 300))
    prices = random.integers(800, 1_200, 300)
    order = np.lexsort((prices, groups))
    markets = np.array([random.choice(np.flatnonzero(serves[group])) for group in groups])
    needs = [random.uniform(800, 1_200, count) for count in np.bincount(markets, minlength=MARKETS)]
    return groups[order], prices[order], markets[order], serves, needs


def lacking(prices: Integers, markets: Integers, needs: list[Floats]) -> float:
    """How many demands have no unit that they can pay, if each market's are paired from cheap to dear."""
    return sum(int((np.sort(prices[markets == market]) > np.sort(need)).sum()) for market, need in enumerate(needs))


@pytest.mark.parametrize("seed", range(8))
def test_units_stay_within_what_their_groups_serve_and_markets_want(seed: int) -> None:
    groups, prices, markets, serves, needs = drawn(seed)
    dealt = levelled(groups, prices, markets, serves, needs, np.ones(MARKETS))
    assert np.bincount(dealt, minlength=MARKETS).tolist() == np.bincount(markets, minlength=MARKETS).tolist()
    assert serves[groups, dealt].all()


def test_markets_that_are_alike_get_units_that_are_alike() -> None:
    groups, prices, _, _, _ = drawn(1)
    markets = np.searchsorted(np.quantile(prices, [1 / 3, 2 / 3]), prices)  # one has all the dear ones
    needs = [np.linspace(840, 1_240, count) for count in np.bincount(markets)]
    assert lacking(prices, markets, needs) > 100
    dealt = levelled(groups, prices, markets, np.ones((5, MARKETS), dtype=bool), needs, np.ones(MARKETS))
    assert lacking(prices, dealt, needs) < 10


def test_units_stay_where_nothing_is_lacking() -> None:
    groups, prices, markets, serves, needs = drawn(1)
    rich = [need + 1_000 for need in needs]
    assert levelled(groups, prices, markets, serves, rich, np.ones(MARKETS)) is markets


def test_cheap_units_stay_where_a_peso_is_worth_more() -> None:
    groups, prices, markets = np.zeros(4, np.int64), np.array([1, 2, 30, 40]), np.array([0, 1, 0, 1])
    needs = [np.array([35.0, 35.0]), np.array([45.0, 1.5])]
    dealt = levelled(groups, prices, markets, np.ones((1, 2), dtype=bool), needs, np.array([1.0, 0.0]))
    assert prices[dealt == 0].tolist() == [1, 2]
