"""What no matching could change: the cheapest offers of a market, and who can pay those."""

from dataclasses import replace

import numpy as np

from antu.enums import Role
from antu.matching.problem import ClassProblem, Integers
from antu.money import BASIS_POINTS, MAXIMUM_MONEY

NOBODY_ASKS = MAXIMUM_MONEY + 1


def cheapest(problem: ClassProblem) -> Integers:
    """The least price asked, in pesos, markets x roles; `NOBODY_ASKS` where nobody serves."""
    roles, regions, prices = (problem.offers[name].to_numpy(np.int64) for name in ("role", "regions", "price"))
    found = np.full((len(problem.markets), len(Role)), NOBODY_ASKS, dtype=np.int64)
    for role in Role:
        mine = roles == role
        served, asked = regions[mine], prices[mine]
        for place, market in enumerate(problem.markets):
            here = asked[served >> (market.region - 1) & 1 == 1]
            found[place, role] = here.min(initial=NOBODY_ASKS)
    return found


def within_reach(problem: ClassProblem) -> tuple[ClassProblem, Integers]:
    """The problem with only those demands that could pay the cheapest team of their market, and their rows.

    Pooled, the others would be paid for by richer owners, and a bound would count them."""
    asked = cheapest(problem)
    fees = np.array([market.fee_bps for market in problem.markets], dtype=np.int64)
    costs = asked.sum(axis=1)
    goals = costs + costs * fees // BASIS_POINTS
    goals[(asked == NOBODY_ASKS).any(axis=1)] = NOBODY_ASKS
    market, most = (problem.demands[name].to_numpy(np.int64) for name in ("market", "max_price"))
    kept = np.flatnonzero(most >= goals[market])
    counts = np.bincount(market[kept], minlength=len(problem.markets))
    return (
        replace(
            problem,
            demands=problem.demands.iloc[kept].reset_index(drop=True),
            starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        ),
        kept,
    )
