"""Deals one role's units out to markets again, so that poor demands find cheap units in their own market.

A market's owners can pay its units together as soon as the sums are right. For each to pay alone, there must be, below
every price, as many units as demands that could not pay more. By chance a market has some too few, another too many:
among as many markets and prices that adds up. A small linear program over bins of prices evens it out.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from antu.matching.linear import INTERIOR, SIMPLEX, matrix, minimum
from antu.matching.problem import Floats, Integers

BINS = 12  # of prices
MOST_COLUMNS = 30_000  # where there are more, units stay where they are
# What a market may lack below a price, in steps, times the root of its demands; and what a unit in each step counts.
STEPS = np.array([0.1, 0.2, 0.4, np.inf])
LACKS = (0.01, 0.03, 0.1, 0.3)  # of a project
WHOLE = 1e-6  # what is so near to an integer is one


class _Routes(NamedTuple):
    """From each cell, the units of a group in a bin, to each market that the group serves."""

    cells: Integers  # per route, its cell
    markets: Integers  # per route
    bins: Integers  # per route
    costs: Floats  # per route: what a unit counts there less than elsewhere, of a project
    counts: Integers  # per cell, its units
    wanted: Integers  # per market, its units


def levelled(
    groups: Integers,
    prices: Integers,
    markets: Integers,
    serves: NDArray[np.bool_],
    needs: list[Floats],
    slopes: Floats,
) -> Integers:
    """The markets of a role's units again, as many in each.

    Per unit, by group and from cheap to dear: its group, price and market. `serves`: groups x markets. Per market:
    `needs`, what its demands can pay for such a unit, and `slopes`, what a peso of cost counts there, of a project."""
    edges = np.unique(np.quantile(prices, np.linspace(0, 1, BINS + 1)[1:]))
    wanted = np.bincount(markets, minlength=len(needs)).astype(np.int64)
    poor = np.array([np.searchsorted(np.sort(need), edges, side="right") for need in needs], dtype=np.float64)
    below = np.array(
        [np.searchsorted(np.sort(prices[markets == market]), edges, side="right") for market in range(len(needs))]
    )
    bins = np.minimum(np.searchsorted(edges, prices), len(edges) - 1)
    cells, of, counts = np.unique(groups * len(edges) + bins, return_inverse=True, return_counts=True)
    at, to = np.nonzero(serves[cells // len(edges)])
    if (poor <= below).all() or len(at) > MOST_COLUMNS:
        return markets
    means = np.bincount(of, weights=prices) / counts
    routes = _Routes(at, to, cells[at] % len(edges), (slopes[to] - slopes.min()) * means[at], counts, wanted)
    # A market's part of the units below an edge is as of all demands that cannot pay more than that.
    goals = np.minimum(poor * below.sum(axis=0) / np.maximum(poor.sum(axis=0), 1), wanted[:, None])
    whole = _whole(routes, _even(routes, goals))
    # In a cell, the units of a market stand in the middles of equal parts.
    unit = np.repeat(np.arange(len(at)), whole)
    turn = (np.arange(len(unit)) - np.repeat(np.cumsum(whole) - whole, whole) + 0.5) / whole[unit]
    dealt: Integers = to[unit][np.lexsort((to[unit], turn, at[unit]))]
    return dealt


def _even(routes: _Routes, goals: Floats) -> Floats:
    """Units sent by each route, so that markets lack as little below each edge as can be. `goals`: markets x edges."""
    edges = goals.shape[1]
    many, sums, every = len(routes.cells), goals.size, np.arange(goals.size)
    wanted, last = np.repeat(routes.wanted, edges), every % edges == edges - 1
    lower = np.flatnonzero(every % edges)
    steps = np.sqrt(np.maximum(wanted, 1))[:, None] * STEPS
    rows = len(routes.counts) + every
    # Columns: routes | sent below an edge, per market | lacking there, in steps. Rows: per cell; per market and edge,
    # what is sent below it is what is sent below the edge before, and between the two.
    columns = many + sums + steps.size
    equal = [
        (routes.cells, np.arange(many), 1.0),
        (rows[routes.markets * edges + routes.bins], np.arange(many), 1.0),
        (rows, many + every, -1.0),
        (rows[lower], many + lower - 1, 1.0),
    ]
    lacking = [
        (every, many + every, -1.0),
        (np.repeat(every, len(STEPS)), many + sums + np.arange(steps.size), -1.0),
    ]
    lowest = np.concatenate([np.zeros(many), np.where(last, wanted, 0), np.zeros(steps.size)])
    highest = np.concatenate([np.full(many, np.inf), np.where(last, wanted, np.inf), steps.ravel()])
    result = minimum(
        "The program that levels prices",
        np.concatenate([routes.costs, np.zeros(sums), np.tile(LACKS, sums)]),
        A_ub=matrix(lacking, (sums, columns)),
        b_ub=-goals.ravel(),
        A_eq=matrix(equal, (len(routes.counts) + sums, columns)),
        b_eq=np.concatenate([routes.counts, np.zeros(sums)]).astype(np.float64),
        bounds=np.stack([lowest, highest], axis=1),
        method=INTERIOR,
    )
    sent: Floats = result.x[:many]
    return sent


def _whole(routes: _Routes, sent: Floats) -> Integers:
    """The nearest whole numbers: a transport problem, whose vertices are whole."""
    least, every = np.floor(sent + WHOLE), np.arange(len(sent))
    entries = [(routes.cells, every, 1.0), (len(routes.counts) + routes.markets, every, 1.0)]
    result = minimum(
        "The rounding of levelled prices",
        least - sent,
        A_eq=matrix(entries, (len(routes.counts) + len(routes.wanted), len(sent))),
        b_eq=np.concatenate([routes.counts, routes.wanted]).astype(np.float64),
        bounds=np.stack([least, least + 1], axis=1),
        method=SIMPLEX,
    )
    whole: Integers = np.rint(result.x).astype(np.int64)
    return whole
