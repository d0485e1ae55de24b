"""What prices prove: a bound on what the teams of a class can be worth, in exact integers."""

from operator import mul

import numpy as np

from antu.matching.problem import FINENESS, ClassProblem, Floats, Integers, rate
from antu.matching.savings.program import Box


def bound(problem: ClassProblem, box: Box, prices: Integers) -> int:
    """No teams within the box are worth more, in parts. `prices`: markets x roles, any integers, in parts."""
    totals = prices.sum(axis=1)
    most = 0
    values = problem.values
    for market, (start, stop) in enumerate(zip(problem.starts[:-1], problem.starts[1:], strict=True)):
        surplus = values[start:stop] - totals[market]
        count = int(np.clip((surplus > 0).sum(), box.least[market], box.most[market]))
        most += sum(surplus[:count].tolist())

    asked = problem.offers["price"].to_numpy(np.int64)
    stocks = np.minimum(problem.offers["stock"].to_numpy(np.int64), len(problem.demands))
    for group in problem.groups:
        rows = slice(group.start, group.stop)
        best: dict[int, int] = {}
        for market in group.markets:
            fee, price = problem.markets[market].fee_bps, int(prices[market, group.role])
            best[fee] = max(price, best.get(fee, price))
        gain = np.zeros(group.stop - group.start, dtype=np.int64)
        for fee, price in best.items():
            np.maximum(gain, price - rate(fee) * asked[rows], out=gain)
        gains = gain > 0
        most += sum(map(mul, gain[gains].tolist(), stocks[rows][gains].tolist()))
    return most


def tightest(problem: ClassProblem, box: Box, prices: Floats) -> tuple[int, Integers]:
    """The least bound of the integer prices near these, and those prices.

    At a vertex, prices are whole or simple fractions of the class's unit, but for the floats' error."""
    candidates = []
    for fraction in (1, 2, FINENESS):
        unit = problem.unit // fraction
        near = np.rint(prices / unit).astype(np.int64) * unit
        candidates.append((bound(problem, box, near), near))
    return min(candidates, key=lambda candidate: candidate[0])
