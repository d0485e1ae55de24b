"""Which groups send to which markets, as far as a linear program has to know.

Where suppliers choose their regions one by one, almost every offer is a group of its own, and serves many markets, of
which prices leave it one or two. A program begins with a few routes per group and gets those that its prices ask for.
"""

import numpy as np
from numpy.typing import NDArray

from antu.matching.problem import ClassProblem, Floats, Integers

ALL_AT_ONCE = 4_000  # so many routes are no burden
FIRST_ROUTES = 2  # per group and fee, to the markets with most demands, and one more in turn
NEAR = 1e-9  # of the dearest demand; what a route must gain to be asked for


class Routes:
    """The routes of a class: `open`, groups x markets, whether a program has them; how many are `possible`."""

    def __init__(self, problem: ClassProblem) -> None:
        groups, markets = problem.groups, len(problem.markets)
        self.roles = np.array([group.role for group in groups], dtype=np.int64)
        self._possible = np.zeros((len(groups), markets), dtype=bool)
        for row, group in enumerate(groups):
            self._possible[row, list(group.markets)] = True
        self.possible = int(self._possible.sum())
        self._fees = np.array([market.fee_bps for market in problem.markets])
        self._near = float(problem.values.max()) * NEAR
        self.open = self._possible.copy()
        if self.possible > ALL_AT_ONCE:
            self.open = self._first(problem.counts())

    def ask(self, prices: Floats, worths: Floats) -> bool:
        """Opens, per group and fee, the route that gains most at these prices (markets x roles). False if none gains.

        `worths`: groups x markets, what a unit is worth to its group, less its cost, at the market's fee."""
        gains = np.where(self._possible & ~self.open, prices.T[self.roles] - worths, -np.inf)
        found = False
        for fee in np.unique(self._fees):
            columns = np.flatnonzero(self._fees == fee)
            best = gains[:, columns].argmax(axis=1)
            rows = np.flatnonzero(gains[np.arange(len(gains)), columns[best]] > self._near)
            self.open[rows, columns[best[rows]]] = True
            found = found or bool(len(rows))
        return found

    def _first(self, counts: Integers) -> NDArray[np.bool_]:
        rows = np.arange(len(self._possible))
        chosen = np.zeros_like(self._possible)
        for fee in np.unique(self._fees):
            columns = np.flatnonzero(self._fees == fee)
            possible = self._possible[:, columns]
            order = np.argsort(-np.where(possible, counts[columns], -1), axis=1, kind="stable")
            served = possible.sum(axis=1)
            for place in [np.full(len(rows), n) for n in range(FIRST_ROUTES)] + [rows % np.maximum(served, 1)]:
                take = place < served
                picked = order[rows, np.minimum(place, len(columns) - 1)]
                chosen[rows[take], columns[picked[take]]] = True
        return chosen
