"""Uses what pairing market by market has left over: units and demands of all markets of a class together.

- Demands without a team and units without a demand are paired again, market by market.
- Units are exchanged between teams, and with what is left over (`antu.matching.pooled.exchange`): a small class as a
  whole, a larger one in parts drawn by chance, each of some teams with those left over that come nearest to a team.

So a team's dear unit may be left for a cheaper one, a poor demand for a richer one, and what that spares may complete a
team elsewhere. Teams never become worth less. The same seed and teams give the same.
"""

from dataclasses import dataclass

import numpy as np

from antu.enums import Role
from antu.matching.pooled.exchange import exchanged
from antu.matching.pooled.pairing import limits, paired, teams_of
from antu.matching.pooled.slots import NOBODY, Rules, slots
from antu.matching.problem import ClassProblem, Integers
from antu.matching.solution import Teams

WHOLE = 300  # slots of a class that is searched as a whole
PART = 160  # slots of a part
SHARE = 8  # of a part's slots, one in so many for what is left over
ROUNDS = 12  # on a whole class
ROUNDS_ON_PARTS = 6
MOST_PARTS = 20
IDLE_PARTS = 4  # one after another that gain little, after which no more are searched
LITTLE = 1e-6  # of what all teams are worth


def improve(problem: ClassProblem, teams: Teams, seed: int = 4) -> Teams:
    """Teams worth at least as much."""
    repair = _Repair.of(problem, teams)
    repair.insert()
    repair.exchange(np.random.default_rng(seed))
    return repair.teams()


@dataclass
class _Repair:
    """`crews` (roles x demands): rows of offers, `NOBODY` for who has no team. `left`: per offer, units left over."""

    problem: ClassProblem
    rules: Rules
    crews: Integers
    left: Integers

    @classmethod
    def of(cls, problem: ClassProblem, teams: Teams) -> "_Repair":
        crews = np.full((len(Role), len(problem.demands)), NOBODY)
        crews[:, teams.demands] = teams.offers.T
        stocks = np.minimum(problem.offers["stock"].to_numpy(np.int64), len(problem.demands))
        return cls(problem, Rules.of(problem), crews, stocks - _uses(problem, teams.offers))

    def teams(self) -> Teams:
        """The teams as they are now."""
        matched = np.flatnonzero(self.crews[0] != NOBODY)
        return teams_of(self.problem, matched, self.crews[:, matched].T)

    def insert(self) -> None:
        """Pairs what is left over, market by market."""
        limit, prices = limits(self.problem), self.rules.prices
        starts = self.problem.starts
        for market in range(len(self.problem.markets)):
            rows = np.arange(starts[market], starts[market + 1])
            rows = rows[self.crews[0, rows] == NOBODY]
            units = [self._units(role, market, len(rows)) for role in Role]
            if not all(map(len, units)) or sum(prices[found].min() for found in units) > limit[rows].max(initial=-1):
                continue
            demands, offers = paired(limit, prices, rows, units)
            self.crews[:, demands] = offers.T
            self.left -= _uses(self.problem, offers)

    def exchange(self, dice: np.random.Generator) -> None:
        """Searches the class as a whole, or parts of it."""
        demands, units = self._nearest(WHOLE)
        matched = np.flatnonzero(self.crews[0] != NOBODY)
        # With nobody left over on one side, there are as many projects as can be, and only savings to raise.
        full = not (len(demands) and all(map(len, units)))
        if len(matched) + max(len(demands), *map(len, units)) <= WHOLE:
            self._search(np.concatenate([matched, demands]), units, 0 if full else ROUNDS, dice)
            return
        idle = 0
        little = self.rules.worth(np.arange(len(self.problem.demands)), self.crews)[0] * LITTLE
        for _ in range(MOST_PARTS):
            demands, units = self._nearest(PART // SHARE)
            matched = np.flatnonzero(self.crews[0] != NOBODY)
            chosen = dice.choice(matched, min(len(matched), PART - len(demands)), replace=False)
            part, rounds = np.concatenate([np.sort(chosen), demands]), 0 if full else ROUNDS_ON_PARTS
            idle = 0 if self._search(part, units, rounds, dice) > little else idle + 1
            if idle == IDLE_PARTS:
                return

    def _units(self, role: int, market: int, most: int) -> Integers:
        """The cheapest units of a role left over for a market, at most so many; rows of offers, one per unit."""
        groups = [each for each in self.problem.groups if each.role == role and market in each.markets]
        rows = np.concatenate([np.empty(0, np.int64), *(np.arange(each.start, each.stop) for each in groups)])
        return self._cheapest(rows, most)

    def _cheapest(self, rows: Integers, most: int) -> Integers:
        rows = rows[self.left[rows] > 0]
        rows = rows[np.argsort(self.rules.prices[rows], kind="stable")][:most]
        return np.repeat(rows, self.left[rows])[:most]

    def _nearest(self, most: int) -> tuple[Integers, list[Integers]]:
        """The richest demands without a team, and each role's cheapest units left over, at most so many of each.

        Without those whom even the cheapest of the other roles, and the richest demand, would not make a team."""
        prices, roles = self.rules.prices, self.problem.offers["role"].to_numpy(np.int64)
        limit = limits(self.problem)
        floor = [int(prices[:-1][roles == role].min(initial=prices[-1])) for role in Role]
        alone = np.flatnonzero(self.crews[0] == NOBODY)
        alone = alone[limit[alone] >= sum(floor)]
        alone = alone[np.argsort(-limit[alone], kind="stable")][:most]
        richest = int(limit.max(initial=-1))
        units = []
        for role in Role:
            rows = np.flatnonzero(roles == role)
            rows = rows[prices[rows] <= richest - sum(floor) + floor[role]]
            units.append(self._cheapest(rows, most))
        return alone, units

    def _search(self, demands: Integers, units: list[Integers], rounds: int, dice: np.random.Generator) -> int:
        """Exchanges among these demands, with or without teams, and these units left over. What it gains."""
        if not len(demands):
            return 0
        before = self.crews[:, demands]
        self.left += _uses(self.problem, before[:, before[0] != NOBODY])
        places, crews = slots(self.rules, demands, before, units)
        crews = exchanged(self.rules, places, crews, rounds, dice)
        teams, _ = self.rules.teams(places, crews)
        self.crews[:, demands] = NOBODY
        self.crews[:, places[teams]] = crews[:, teams]
        self.left -= _uses(self.problem, crews[:, teams])
        return self.rules.worth(places, crews)[0] - self.rules.worth(demands, before)[0]


def _uses(problem: ClassProblem, offers: Integers) -> Integers:
    """How often each offer stands among these."""
    return np.bincount(offers.ravel(), minlength=len(problem.offers)).astype(np.int64)
