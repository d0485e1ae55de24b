"""Deals one role's units out to markets again, so that poor demands find cheap units in their own market.

A market's owners can pay its units together as soon as the sums are right. For each to pay alone, there must be, below
every price, as many units as demands that could not pay more. By chance a market has some too few, another too many:
among as many markets and prices that adds up. A small linear program over bins of prices evens it out.
"""

from typing import Any

import numpy as np

from antu.matching.problem import Floats, Integers

BINS = 12  # of prices
MOST_COLUMNS = 30_000  # where there are more, units stay where they are
# What a market may lack below a price, in steps, times the root of its demands; and what a unit in each step counts.
STEPS = np.array([0.1, 0.2, 0.4, np.inf])
LACKS = (0.01, 0.03, 0.1, 0.3)  # of a project
WHOLE = 1e-6  # what is so near to an integer is one
OPTIMAL = 0  # SciPy's status


def levelled(
    groups: Integers, prices: Integers, markets: Integers, serves: Any, needs: list[Floats], slopes: Floats
) -> Integers:
    """The markets of a role's units again, as many in each. Per unit, in the order of groups and prices: its group,
    price and market. Per market: what its demands can pay for such a unit, and what a peso of cost is worth (of a
    project)."""
    from scipy.optimize import linprog

    edges = np.unique(np.quantile(prices, np.linspace(0, 1, BINS + 1)[1:]))
    bins = np.minimum(np.searchsorted(edges, prices), len(edges) - 1)
    cell, counts = np.unique(groups * len(edges) + bins, return_counts=True)
    at, to = np.nonzero(serves[cell // len(edges)])
    if len(at) > MOST_COLUMNS:
        return markets
    wanted = np.bincount(markets, minlength=len(needs))
    means = np.bincount(cell.searchsorted(groups * len(edges) + bins), weights=prices) / counts
    costs = (slopes[to] - slopes.min()) * means[at]
    poor = np.array([np.searchsorted(np.sort(need), edges, side="right") for need in needs], dtype=np.float64)
    below = [np.searchsorted(np.sort(prices[markets == market]), edges, side="right") for market in range(len(needs))]
    if (poor <= np.array(below)).all():
        return markets
    # A market's part of the units below an edge is as of all demands that cannot pay more than that.
    goals = np.minimum(poor * np.sum(below, axis=0) / np.maximum(poor.sum(axis=0), 1), wanted[:, None])

    # Columns: cell to market | sent below an edge, per market | lacking there, in steps. Rows: per cell; per market and
    # edge, what is sent below it is what is sent below the edge before, and between the two.
    many, sums, every = len(at), goals.size, np.arange(goals.size)
    lower = np.flatnonzero(every % len(edges))
    steps = np.sqrt(np.repeat(wanted, len(edges)))[:, None] * STEPS
    rows = len(cell) + every
    equal = [
        (at, np.arange(many), 1.0),
        (len(cell) + to * len(edges) + (cell % len(edges))[at], np.arange(many), 1.0),
        (rows, many + every, -1.0),
        (rows[lower], many + lower - 1, 1.0),
    ]
    lacking = [
        (every, many + every, -1.0),
        (np.repeat(every, len(STEPS)), many + sums + np.arange(steps.size), -1.0),
    ]
    last = np.where(every % len(edges) == len(edges) - 1, np.repeat(wanted, len(edges)), 0)
    width = many + sums + steps.size
    result = linprog(
        np.concatenate([costs, np.zeros(sums), np.tile(LACKS, sums)]),
        A_ub=_matrix(lacking, (sums, width)),
        b_ub=-goals.ravel(),
        A_eq=_matrix(equal, (len(cell) + sums, width)),
        b_eq=np.concatenate([counts, np.zeros(sums)]).astype(np.float64),
        bounds=np.stack(
            [
                np.concatenate([np.zeros(many), last, np.zeros(steps.size)]),
                np.concatenate([np.full(many, np.inf), np.where(last > 0, last, np.inf), steps.ravel()]),
            ],
            axis=1,
        ),
        method="highs-ipm",
    )
    if result.status != OPTIMAL:
        return markets
    sent = result.x[:many]
    # The nearest whole numbers: a transport problem, whose vertices are whole.
    least = np.floor(sent + WHOLE)
    part = linprog(
        least - sent,
        A_eq=_matrix(
            [(at, np.arange(many), 1.0), (len(cell) + to, np.arange(many), 1.0)], (len(cell) + len(needs), many)
        ),
        b_eq=np.concatenate([counts, wanted]).astype(np.float64),
        bounds=np.stack([least, least + 1], axis=1),
        method="highs-ds",
    )
    if part.status != OPTIMAL:
        return markets
    whole = np.rint(part.x).astype(np.int64)
    # In a cell, the units of a market stand in the middles of equal parts.
    of, turn = np.repeat(np.arange(many), whole), np.arange(whole.sum()) - np.repeat(np.cumsum(whole) - whole, whole)
    order = np.lexsort((to[of], (turn + 0.5) / whole[of], at[of]))
    dealt: Integers = to[of][order]
    return dealt


def _matrix(entries: list[tuple[Integers, Integers, float]], shape: tuple[int, int]) -> Any:
    """A sparse matrix of rows, columns and their common value."""
    from scipy.sparse import coo_matrix

    rows, columns = (np.concatenate([entry[place] for entry in entries]) for place in (0, 1))
    signs = np.concatenate([np.full(len(entry[0]), entry[2]) for entry in entries])
    return coo_matrix((signs, (rows, columns)), shape=shape).tocsr()
