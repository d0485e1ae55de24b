"""What prices prove: a bound on what the teams of a class can be worth, in exact integers."""

from operator import mul

import numpy as np

from antu.matching.problem import ClassProblem, Integers, rate

SAFE = 2**61  # sums of two such numbers fit into 64 bits


def bound(
    problem: ClassProblem,
    prices: Integers,
    peso_worths: list[int],
    bonus: int,
    least: Integers,
    most: Integers,
) -> int:
    """No teams, at least and at most so many per market, are worth more: in parts, times what the prices are times.

    `prices`: markets x roles, any integers (NumPy's or Python's). `bonus` is what a project counts, `peso_worths` what
    a peso does, per market, both times the same."""
    values, totals = problem.values, [sum(row) for row in prices.tolist()]
    asked = problem.offers["price"].to_numpy(np.int64)
    slopes = [worth * rate(market.fee_bps) for worth, market in zip(peso_worths, problem.markets, strict=True)]
    amounts = [bonus, *map(abs, totals), *np.abs(prices).ravel().tolist()]
    amounts += [max(peso_worths) * int(values.max()), max(slopes) * int(asked.max(initial=0))]
    if max(amounts) >= SAFE:  # absurd amounts: slower, but as exact
        values, asked = values.astype(object), asked.astype(object)

    bounded = 0
    for market, (start, stop) in enumerate(zip(problem.starts[:-1], problem.starts[1:], strict=True)):
        surplus = values[start:stop] * peso_worths[market] + (bonus - totals[market])
        count = int(np.clip((surplus > 0).sum(), least[market], most[market]))
        bounded += sum(surplus[:count].tolist())

    stocks = np.minimum(problem.offers["stock"].to_numpy(np.int64), len(problem.demands))
    for group in problem.groups:
        rows = slice(group.start, group.stop)
        best: dict[int, int] = {}
        for market in group.markets:
            slope, price = slopes[market], int(prices[market, group.role])
            best[slope] = max(price, best.get(slope, price))
        gain = np.zeros_like(asked[rows])
        for slope, price in best.items():
            np.maximum(gain, price - slope * asked[rows], out=gain)
        gains = gain > 0
        bounded += sum(map(mul, gain[gains].tolist(), stocks[rows][gains].tolist()))
    return bounded
