"""All teams that a small class could have, as the columns of a packing: each has a demand and a unit of each role."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from antu.matching.pooled.pairing import limits, teams_of
from antu.matching.pooled.slots import Rules
from antu.matching.problem import ClassProblem, Integers
from antu.matching.solution import Teams

ROWS = 4  # of a column: its demand, and an offer of each role


@dataclass(frozen=True)
class Columns:
    """Per column, the four rows of the packing that it uses (columns x 4): a demand's, and, after all demands, offers'.

    `saved` by each, in pesos. `stocks` per row: one of each demand, and each offer's units. Ascending by rows."""

    problem: ClassProblem
    rows: Integers
    saved: Integers
    stocks: Integers

    @classmethod
    def of(cls, problem: ClassProblem, most: int) -> "Columns | None":
        """All of a class, or `None` where there are more than `most`."""
        found: list[Integers] = []
        count = 0
        for rows in _by_demand(problem, most):
            found.append(rows)
            count += len(rows)
            if count > most:
                return None
        rows = np.concatenate([np.empty((0, ROWS), np.int64), *found])
        rules, demands = Rules.of(problem), len(problem.demands)
        saved = rules.saved(rows[:, 0], rules.prices[rows[:, 1:]].sum(axis=1))
        stocks = np.minimum(problem.offers["stock"].to_numpy(np.int64), demands)
        rows[:, 1:] += demands
        return cls(problem, rows, saved, np.concatenate([np.ones(demands, np.int64), stocks]))

    def places(self, teams: Teams) -> Integers:
        """The columns of these teams, ascending."""
        wanted = np.concatenate([teams.demands[:, None], teams.offers + len(self.problem.demands)], axis=1)
        return np.sort(np.searchsorted(self._keys(self.rows), self._keys(wanted)))

    def teams(self, places: Integers) -> Teams:
        """The teams of these columns."""
        return teams_of(self.problem, self.rows[places, 0], self.rows[places, 1:] - len(self.problem.demands))

    def _keys(self, rows: Integers) -> Integers:
        base, keys = len(self.stocks), rows[:, 0]
        for place in range(1, ROWS):
            keys = keys * base + rows[:, place]
        return keys


def _by_demand(problem: ClassProblem, most: int) -> Iterator[Integers]:
    """Per demand, the rows of demand and offers of each team that it could have. Stops at more crews than `most`."""
    rules, limit = Rules.of(problem), limits(problem)
    roles = problem.offers["role"].to_numpy(np.int64)
    for market, (start, stop) in enumerate(zip(problem.starts[:-1], problem.starts[1:], strict=True)):
        serving = rules.masks[:-1] & (1 << (problem.markets[market].region - 1)) != 0
        v, i, m = (np.flatnonzero(serving & (roles == role)) for role in range(ROWS - 1))
        if len(v) * len(i) * len(m) > most:
            yield np.empty((most + 1, ROWS), np.int64)
            return
        costs = rules.prices[v][:, None, None] + rules.prices[i][:, None] + rules.prices[m]
        for demand in range(int(start), int(stop)):
            a, b, c = np.nonzero(costs <= limit[demand])
            yield np.stack([np.full(len(a), demand), v[a], i[b], m[c]], axis=1)
