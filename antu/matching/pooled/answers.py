"""What the demands and offers of a class answer to prices: all that the pooled program needs to know of them.

A market's worth of a peso, times its rate, is how fast a unit loses there as it asks more. So what a group's unit gains
is a line over its price, one per market, and a group splits where the highest line changes: each market gets a stretch
of its units, from cheap to dear. To find them takes no longer where there are more demands and offers.
"""

from dataclasses import dataclass

import numpy as np

from antu.enums import Role
from antu.matching.problem import ClassProblem, Floats, Integers, rate
from antu.money import MAXIMUM_MONEY

PRICE_BITS = MAXIMUM_MONEY.bit_length() + 1


@dataclass(frozen=True)
class Point:
    """Prices (markets x roles), and what the class's mean value is worth if it is saved (markets)."""

    prices: Floats
    worths: Floats

    def towards(self, other: "Point", part: float) -> "Point":
        """The point so far on the way to another."""
        return Point(
            self.prices + part * (other.prices - self.prices), self.worths + part * (other.worths - self.worths)
        )

    def only(self, market: int) -> "Point":
        """The same for one market, nothing for the others."""
        here = np.arange(len(self.worths)) == market
        return Point(self.prices * here[:, None], self.worths)


@dataclass(frozen=True)
class Stretches:
    """Units that groups send to markets (groups x markets): from `first` to `last`, in the order of `Answers.ends`.

    `costs` with the fee, in mean values."""

    first: Integers
    last: Integers
    costs: Floats

    @property
    def units(self) -> Integers:
        return self.last - self.first


class Answers:
    """The answers of a class. `values` of its demands and costs are in units of `mean`, the mean value in parts."""

    def __init__(self, problem: ClassProblem) -> None:
        self.problem = problem
        self.mean = float(problem.values.mean()) or 1.0
        self.values = problem.values / self.mean
        self.rates = np.array([rate(market.fee_bps) for market in problem.markets]) / self.mean  # of a price in pesos
        self._sums = np.concatenate(([0.0], np.cumsum(self.values)))

        groups = problem.groups
        self.roles = np.array([group.role for group in groups], dtype=np.int64)
        self.serves = np.zeros((len(groups), len(problem.markets)), dtype=bool)
        for row, group in enumerate(groups):
            self.serves[row, list(group.markets)] = True
        self.offers = np.concatenate([np.empty(0, np.int64), *(np.arange(each.start, each.stop) for each in groups)])
        of = np.repeat(np.arange(len(groups)), [each.stop - each.start for each in groups])
        prices, stocks = (problem.offers[name].to_numpy(np.int64)[self.offers] for name in ("price", "stock"))
        # More units than there are demands are never of use.
        stocks = np.minimum(stocks, len(problem.demands))
        self.ends = np.concatenate(([0], np.cumsum(stocks)))  # units before each of `offers`, and of all
        self._costs = np.concatenate(([0.0], np.cumsum(stocks * prices.astype(np.float64))))
        self._keys = (of << PRICE_BITS) + prices

    def stocks(self) -> Integers:
        """Units of each group."""
        firsts = np.searchsorted(self._keys, np.arange(len(self.roles) + 1) << PRICE_BITS)
        return np.diff(self.ends[firsts])

    def worth(self, market: int, count: int) -> float:
        """The richest demands of a market together."""
        start = int(self.problem.starts[market])
        return float(self._sums[start + count] - self._sums[start])

    def taken(self, point: Point, bonus: float) -> Integers:
        """How many demands of each market gain something, if a project counts so much."""
        short = point.prices.sum(axis=1) - bonus
        counts = []
        for market, (start, stop) in enumerate(
            zip(self.problem.starts[:-1].tolist(), self.problem.starts[1:].tolist(), strict=True)
        ):
            if point.worths[market] > 0:
                poorest_first = self.values[start:stop][::-1]
                least = short[market] / point.worths[market]
                counts.append(stop - start - int(np.searchsorted(poorest_first, least, side="right")))
            else:
                counts.append(stop - start if short[market] < 0 else 0)
        return np.array(counts, dtype=np.int64)

    def sent(self, point: Point) -> Stretches:
        """What each group's units gain most from."""
        low, high = np.zeros(self.serves.shape), np.zeros(self.serves.shape)
        slopes = point.worths * self.rates
        for role in Role:
            rows = np.flatnonzero(self.roles == role)
            low[rows], high[rows] = _highest(point.prices[:, role], slopes, self.serves[rows])
        keys = (np.arange(len(self.roles)) << PRICE_BITS)[:, None]
        asked = [np.floor(np.clip(bound, -1, MAXIMUM_MONEY)).astype(np.int64) for bound in (low, high)]
        first, last = (np.searchsorted(self._keys, keys + bound, side="right") for bound in asked)
        last = np.where(self.serves, np.maximum(first, last), first)
        return Stretches(self.ends[first], self.ends[last], (self._costs[last] - self._costs[first]) * self.rates)


def _highest(prices: Floats, slopes: Floats, serves: np.ndarray) -> tuple[Floats, Floats]:
    """Per group and market, above which asked price, and up to which, the market's line is the highest of its group.

    Lines are `prices - slopes * asked`, and above 0; of equal lines the first is higher."""
    every = np.arange(len(prices))
    low, high = np.full(serves.shape, -1.0), np.full(serves.shape, -1.0)
    for market, (price, slope) in enumerate(zip(prices, slopes, strict=True)):
        if price <= 0:
            continue
        above, steeper = price - prices, slope - slopes
        with np.errstate(divide="ignore", invalid="ignore"):
            meeting = above / steeper
        parallel = np.where((above > 0) | ((above == 0) & (market <= every)), np.inf, -1.0)
        until = np.where(steeper > 0, meeting, np.where(steeper < 0, np.inf, parallel))
        since = np.where(steeper < 0, meeting, -1.0)
        nothing = price / slope if slope > 0 else np.inf
        high[:, market] = np.minimum(np.where(serves, until, np.inf).min(axis=1), nothing)
        low[:, market] = np.where(serves, since, -1.0).max(axis=1)
    return low, high
