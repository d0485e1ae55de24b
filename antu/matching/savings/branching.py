"""The best teams of a class, and the proof: the linear program, and branching where it matches fractions of teams.

Only the numbers matched per market can be fractions, so branching is on these few alone. Rounded down they can always
be matched, for a market that gets less leaves the others what they had.
"""

from dataclasses import dataclass, field

import numpy as np

from antu.enums import Role
from antu.matching.certificate import Leaf, Proof, Split
from antu.matching.problem import PARTS, ClassProblem, Integers
from antu.matching.savings.bins import Bins
from antu.matching.savings.bound import tightest
from antu.matching.savings.dealing import deal
from antu.matching.savings.leftovers import with_leftovers
from antu.matching.savings.program import Box, Solved, solve
from antu.matching.savings.routes import Routes
from antu.matching.solution import Solution, Teams

WHOLE = 1e-6  # what is so near to an integer is one; every use of it is checked in integers
# Linear programs per class, after which a gap is left, and said. A proof may be as deep, and readers of JSON take no
# more than 200 levels. Where suppliers choose their regions one by one, a program takes long; there are fewer then, of
# so many routes together, so that nobody keeps others waiting by posting what is hard to settle.
MOST_PROGRAMS = 150
MOST_ROUTES = 1_600_000


@dataclass
class Search:
    """A search over boxes, depth first. `best` are the best teams so far; `value` and `upper_bound` are in parts."""

    problem: ClassProblem
    bins: Bins = field(init=False)
    routes: Routes = field(init=False)
    best: Teams | None = None
    value: int = 0
    upper_bound: int = 0
    programs: int = 0

    def __post_init__(self) -> None:
        self.bins = Bins(self.problem)
        self.routes = Routes(self.problem)

    def run(self) -> Solution:
        """The best teams, and the proof."""
        counts = self.problem.counts()
        proof = self._visit(Box(np.zeros_like(counts), counts))
        if self.best is None:
            self._consider(np.zeros((len(self.problem.groups), len(counts)), dtype=np.int64))
        assert self.best is not None
        return Solution(self.best, proof, self.upper_bound // PARTS)

    def _visit(self, box: Box) -> Proof:
        solved = self._solve(box)
        most, prices = tightest(self.problem, box, solved.prices)
        open_market = self._fraction(solved)
        if open_market is None:
            self._take(solved)
        elif self.best is None:
            down = np.floor(solved.matched + WHOLE).astype(np.int64)
            self._take(self._solve(Box(down, down)))
        if open_market is None or self._settled(most) or self.programs >= self._most_programs():
            self.upper_bound = max(self.upper_bound, most)
            return Leaf(prices=tuple((int(v), int(i), int(m)) for v, i, m in prices), peso_worths=(1,) * len(prices))

        at = int(np.floor(solved.matched[open_market]))
        below, above = box.most.copy(), box.least.copy()
        below[open_market], above[open_market] = at, at + 1
        return Split(
            market=open_market,
            most=at,
            up_to=self._visit(Box(box.least, below)),
            above=self._visit(Box(above, box.most)),
        )

    def _solve(self, box: Box) -> Solved:
        self.programs += 1
        return solve(self.problem, self.bins, self.routes, box)

    def _most_programs(self) -> int:
        return min(MOST_PROGRAMS, MOST_ROUTES // max(self.routes.possible, 1))

    def _fraction(self, solved: Solved) -> int | None:
        """The market whose number is farthest from whole, if one is not whole."""
        distance = np.abs(solved.matched - np.rint(solved.matched))
        market = int(distance.argmax())
        return market if distance[market] > WHOLE else None

    def _settled(self, most: int) -> bool:
        """Whether the best teams are as good as a bound, or less than a peso below it."""
        return self.best is not None and (most <= self.value or most // PARTS <= self.value // PARTS)

    def _take(self, solved: Solved) -> None:
        """Considers the teams of a solution, if it is one of whole units, and none is missing."""
        sent = np.rint(solved.sent).astype(np.int64)
        if np.abs(solved.sent - sent).max(initial=0) <= WHOLE and _balanced(self.problem, sent):
            self._consider(sent)

    def _consider(self, sent: Integers) -> None:
        found, value = deal(self.problem, with_leftovers(self.problem, sent))
        if self.best is None or value > self.value:
            self.best, self.value = found, value


def _balanced(problem: ClassProblem, sent: Integers) -> bool:
    """Whether each market gets as many of each role, at most its demands, and no group sends more than it has."""
    roles = np.array([group.role for group in problem.groups], dtype=np.int64)
    per_role = np.stack([sent[roles == role].sum(axis=0) for role in Role])
    stocks = problem.offers["stock"].to_numpy(np.int64)
    within = all(
        row.sum() <= stocks[group.start : group.stop].sum() for row, group in zip(sent, problem.groups, strict=True)
    )
    even = (per_role == per_role[0]).all() and (per_role[0] <= problem.counts()).all()
    return bool(within and even and (sent >= 0).all())
