"""Teams that save nothing, and harm nobody: a program is indifferent to them, their owners are not."""

import numpy as np

from antu.enums import Role
from antu.matching.problem import ClassProblem, Integers, rate


def with_leftovers(problem: ClassProblem, sent: Integers) -> Integers:
    """Units sent (groups x markets), and of those left the cheapest to demands that can pay them, richest first.

    After the best numbers such a team saves nothing; after others it may."""
    found = sent.copy()
    groups, values = problem.groups, problem.values
    prices, stocks = (problem.offers[name].to_numpy(np.int64) for name in ("price", "stock"))
    ends = np.cumsum(stocks)
    before = [int(ends[group.start]) - int(stocks[group.start]) for group in groups]
    used = found.sum(axis=1).tolist()

    def next_price(row: int) -> int | None:
        """What the group's first unit that is left asks."""
        at = int(np.searchsorted(ends, before[row] + used[row], side="right"))
        return int(prices[at]) if at < groups[row].stop else None

    asked = [next_price(row) for row in range(len(groups))]
    vendors = [row for row, group in enumerate(groups) if group.role == Role.VENDOR]
    for market, (start, stop) in enumerate(zip(problem.starts[:-1], problem.starts[1:], strict=True)):
        serving = [
            [n for n, each in enumerate(groups) if each.role == role and market in each.markets] for role in Role
        ]
        matched = int(found[vendors, market].sum())
        for value in values[start + matched : stop].tolist():
            offered = [[(price, row) for row in rows if (price := asked[row]) is not None] for rows in serving]
            if not all(offered):
                break
            crew = [min(role) for role in offered]
            if value < rate(problem.markets[market].fee_bps) * sum(price for price, _ in crew):
                break
            for _, row in crew:
                found[row, market] += 1
                used[row] += 1
                asked[row] = next_price(row)
    return found
