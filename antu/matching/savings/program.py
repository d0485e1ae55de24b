"""The linear program of a class: whom to serve, and from where.

Per market, as many demands are matched as units of each role are sent there; per group, no more units are sent than its
offers have. Its dual prices, per market and role, are what clears.

Once the numbers matched per market are whole, what is left is one transport problem per role, whose vertices are
whole too; HiGHS's dual simplex returns vertices. With three roles those numbers alone may be fractions (three
polymatroids are intersected); `antu.matching.savings.branching` sees to that.
"""

from dataclasses import dataclass

import numpy as np

from antu.enums import Role
from antu.matching.linear import SIMPLEX, matrix, minimum
from antu.matching.problem import FINENESS, PARTS, ClassProblem, Floats, Integers, rate
from antu.matching.savings.bins import Bins
from antu.matching.savings.routes import Routes

SCALE = 1e5  # the largest amount that HiGHS sees: far above its tolerances, far below a float's precision


@dataclass(frozen=True)
class Box:
    """How many may be matched in each market, bounds included."""

    least: Integers
    most: Integers


@dataclass(frozen=True)
class Solved:
    """`matched` per market; `sent`: units per group (row) and market (column).

    In parts, `prices`: markets x roles; `worths`: groups x markets, of a group's unit at the market's fee."""

    matched: Floats
    sent: Floats
    prices: Floats
    worths: Floats


def solve(problem: ClassProblem, bins: Bins, routes: Routes, box: Box) -> Solved:
    """Solves the program with some routes and in bins, until no more routes are asked for, and no bin need be cut."""
    while True:
        solved = _solve(problem, bins, routes, box)
        if not routes.ask(solved.prices, solved.worths) and not bins.refine(solved.prices):
            return solved


def _solve(problem: ClassProblem, bins: Bins, routes: Routes, box: Box) -> Solved:
    """Columns: matched per market | bins of demands | bins of offers x fees | groups x markets | shortfalls.

    A shortfall, a unit that nobody offers at a price that nobody would pay, keeps a box feasible that asks too much."""
    markets, roles, fees = len(problem.markets), len(Role), problem.fees
    fee_of = np.array([fees.index(market.fee_bps) for market in problem.markets])
    at, counts, values = bins.demands()
    group_of, units, means = bins.offers()
    route_group, route_market = np.nonzero(routes.open)
    route_role = routes.roles[route_group]

    short = markets * roles if box.least.any() else 0
    first = np.cumsum([0, markets, len(at), len(units) * len(fees), len(route_group), short])
    bin_columns = first[2] + np.arange(len(units) * len(fees))
    bin_fee, bin_group = np.tile(np.arange(len(fees)), len(units)), np.repeat(group_of, len(fees))
    route_columns, every = first[3] + np.arange(len(route_group)), np.arange(markets)

    # Rows: matched = demands taken, per market; units = matched, per market and role; sent = taken, per group and fee.
    supply = markets + every[:, None] * roles + np.arange(roles)
    taken = markets * (1 + roles)
    entries = [
        (every, every, -1.0),
        (at, first[1] + np.arange(len(at)), 1.0),
        (supply.ravel(), np.repeat(every, roles), -1.0),
        (supply[route_market, route_role], route_columns, 1.0),
        (taken + route_group * len(fees) + fee_of[route_market], route_columns, -1.0),
        (taken + bin_group * len(fees) + bin_fee, bin_columns, 1.0),
        (supply.ravel()[:short], first[4] + np.arange(short), 1.0),
    ]
    rows = taken + len(problem.groups) * len(fees)

    dearest = float(max(problem.values.max(), PARTS))
    cost = np.zeros(first[5])
    cost[first[1] : first[2]] = -values
    cost[bin_columns] = np.repeat(means, len(fees)) * np.array([rate(fee) for fee in fees])[bin_fee]
    cost[first[4] :] = FINENESS * (markets + 2) * dearest
    lower, upper = np.zeros(first[5]), np.full(first[5], np.inf)
    lower[:markets], upper[:markets] = box.least, box.most
    upper[first[1] : first[2]] = counts
    upper[bin_columns] = np.repeat(units, len(fees))

    several = len(fees) > 1
    scale = SCALE / dearest
    result = minimum(
        f"The linear program of class {problem.size_class}",
        cost * scale,
        A_eq=matrix(entries, (rows, first[5])),
        b_eq=np.zeros(rows),
        A_ub=matrix([(np.repeat(np.arange(len(units)), len(fees)), bin_columns, 1.0)], (len(units), first[5]))
        if several
        else None,
        b_ub=units if several else None,
        bounds=np.stack([lower, upper], axis=1),
        method=SIMPLEX,
    )
    sent = np.zeros((len(problem.groups), markets))
    sent[route_group, route_market] = result.x[route_columns]
    duals = result.eqlin.marginals / scale
    return Solved(
        matched=result.x[:markets],
        sent=sent,
        prices=duals[markets:taken].reshape(markets, roles),
        worths=duals[taken:].reshape(-1, len(fees))[:, fee_of],
    )
