"""Demands and offers in bins, so that a large class is a small linear program that has the same solution.

A bin is a stretch of the demands of one market, or of the offers of one group, in the order of their prices. A
program sees its mean only. That loses nothing where a whole bin is on one side of the prices that clear, or all
in it is alike: so the bins in which a decision changes are cut, and the program is solved again, until none is left.
"""

import numpy as np

from antu.matching.problem import ClassProblem, Floats, Integers, rate

FIRST_BINS = 24  # per market or group, before any is cut
ZOOM = 4  # beside a cut, bins grow by this factor
NEAR = 1e-11  # relative; prices so near are taken as equal where bins are cut


class Bins:
    """The bins of a class. `demand_cuts` and `offer_cuts` are the first rows of each, ascending."""

    def __init__(self, problem: ClassProblem) -> None:
        self._problem = problem
        self._values = problem.values.astype(np.float64)
        self._prices = problem.offers["price"].to_numpy(np.float64)
        # More units than there are demands are never of use.
        self._stocks = np.minimum(problem.offers["stock"].to_numpy(np.int64), len(problem.demands))
        blocks = [(int(a), int(b)) for a, b in zip(problem.starts[:-1], problem.starts[1:], strict=True)]
        self.demand_cuts = _even(blocks)
        self.offer_cuts = _even([(group.start, group.stop) for group in problem.groups])

    def demands(self) -> tuple[Integers, Integers, Floats]:
        """Of each bin of demands: its market, how many it has, their mean value in parts."""
        if not len(self.demand_cuts):
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
        counts = np.diff(np.append(self.demand_cuts, len(self._values)))
        means = np.add.reduceat(self._values, self.demand_cuts) / counts
        return self._problem.demands["market"].to_numpy(np.int64)[self.demand_cuts], counts, means

    def offers(self) -> tuple[Integers, Integers, Floats]:
        """Of each bin of offers: its group, its units, their mean price in pesos."""
        if not len(self.offer_cuts):
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
        groups = self._problem.groups
        of = np.searchsorted([group.start for group in groups], self.offer_cuts, side="right") - 1
        ends = np.append(self.offer_cuts[1:], len(self._prices))
        units = np.concatenate(([0], np.cumsum(self._stocks)))
        money = np.concatenate(([0.0], np.cumsum(self._stocks * self._prices)))
        sizes = units[ends] - units[self.offer_cuts]
        return of, sizes, (money[ends] - money[self.offer_cuts]) / sizes

    def refine(self, prices: Floats) -> bool:
        """Cuts the bins in which these prices (markets x roles, in parts) change a decision. False if there is none."""
        problem = self._problem
        demand_points = [
            (int(start), int(stop), total, -1)
            for start, stop, total in zip(problem.starts[:-1], problem.starts[1:], prices.sum(axis=1), strict=True)
        ]
        offer_points = [
            (group.start, group.stop, point, 1)
            for group in problem.groups
            for point in _turning_points(problem, prices[list(group.markets), group.role], group.markets)
        ]
        self.demand_cuts, more_demands = _cut(self.demand_cuts, self._values, demand_points)
        self.offer_cuts, more_offers = _cut(self.offer_cuts, self._prices, offer_points)
        return more_demands or more_offers


def _turning_points(problem: ClassProblem, prices: Floats, markets: tuple[int, ...]) -> list[float]:
    """The asked prices, in pesos, at which an offer of these markets begins to serve another fee, or nobody."""
    best: dict[int, float] = {}
    for price, market in zip(prices.tolist(), markets, strict=True):
        fee = problem.markets[market].fee_bps
        best[fee] = max(price, best.get(fee, price))
    points = [price / rate(fee) for fee, price in best.items()]
    fees = sorted(best)
    points += [
        (best[high] - best[low]) / (rate(high) - rate(low)) for at, low in enumerate(fees) for high in fees[at + 1 :]
    ]
    return points


def _even(blocks: list[tuple[int, int]]) -> Integers:
    """Each block in at most `FIRST_BINS` bins of about the same size."""
    parts = [np.unique(np.linspace(a, b, min(b - a, FIRST_BINS), endpoint=False).astype(np.int64)) for a, b in blocks]
    return np.concatenate([np.empty(0, np.int64), *parts])


def _cut(cuts: Integers, keys: Floats, points: list[tuple[int, int, float, int]]) -> tuple[Integers, bool]:
    """Isolates, in each block from `start` to `stop`, what is as `point`; keys ascend (1) or descend (-1)."""
    present = set(cuts.tolist())
    new: set[int] = set()
    for start, stop, point, direction in points:
        block, near = direction * keys[start:stop], abs(point) * NEAR
        first = start + int(np.searchsorted(block, direction * point - near, side="left"))
        last = start + int(np.searchsorted(block, direction * point + near, side="right"))
        needed = {at for at in (first, last) if start < at < stop} - present
        if not needed:
            continue
        new |= needed
        reach = 1
        while reach < stop - start:
            new |= {at for at in (first - reach, last + reach) if start < at < stop}
            reach *= ZOOM
    if not new:
        return cuts, False
    return np.array(sorted(present | new), dtype=np.int64), True
