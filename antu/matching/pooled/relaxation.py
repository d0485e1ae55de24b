"""Solves the pooled program: asks for answers where it lacks them, until its value and the bound meet.

The bound at a point is what demands and offers gain there; the program's value is what mixtures of their answers
reach. New points lie between the best bound's and the program's own, which keeps them from swinging. To begin
with, all markets have the same prices, then those of a region: such programs have few prices, and show where to look.
"""

from dataclasses import dataclass, field

import numpy as np

from antu.enums import Role
from antu.matching.pooled.answers import Answers, Point
from antu.matching.pooled.program import ROWS, Counting, Mixed, Program
from antu.matching.problem import ClassProblem, Integers

MOST_PROGRAMS = 60  # of each stage, after which a gap is left, and said
STEPS = (0.5, 1.0)  # from the best point to the program's own: where to ask
COARSE, FINE = 5e-6, 5e-6  # of the bound, or of a project: the gaps at which to stop


@dataclass
class Relaxation:
    """The program of a class. `best` is the point of the least bound for the last counting, `bound` that bound."""

    problem: ClassProblem
    answers: Answers = field(init=False)
    program: Program = field(init=False)
    best: Point = field(init=False)
    bound: float = np.inf

    def __post_init__(self) -> None:
        self.answers = Answers(self.problem)
        self.program = Program(self.answers)

    def begin(self, counting: Counting) -> None:
        """The first stages: all markets alike; regions alike, if there are several fees."""
        markets = len(self.problem.markets)
        worth = max(counting.peso, 1.0)
        medians = [float(np.median(of)) if len(of) else 0.0 for of in map(self._prices, Role)]
        self.best = Point(np.outer(worth * self.answers.rates, medians), np.full(markets, worth))
        self.bound = self.program.ask(self.best, counting)
        self._stage(counting, np.zeros(markets, dtype=np.int64), COARSE)
        for market in range(markets):
            self.program.ask(self.best.only(market), counting)
        regions = np.unique([market.region for market in self.problem.markets], return_inverse=True)[1]
        if len(self.problem.fees) > 1:
            self._stage(counting, regions, COARSE)

    def solve(self, counting: Counting) -> Mixed:
        """The program's solution with a price for each market, after `begin`."""
        self.best = Point(self.best.prices, np.maximum(self.best.worths, counting.peso))
        self.bound = self.program.ask(self.best, counting)
        return self._stage(counting, np.arange(len(self.problem.markets)), FINE)

    def settled(self, counting: Counting) -> Mixed:
        """About the same, fit to make teams of."""
        for market in range(len(self.problem.markets)):
            self.program.ask(self.best.only(market), counting)
        return self.program.settle(counting)

    def _stage(self, counting: Counting, alike: Integers, gap: float) -> Mixed:
        labels = (alike[:, None] * ROWS + np.arange(ROWS)).ravel()
        mixed = self.program.mix(counting, labels)
        for _ in range(MOST_PROGRAMS):
            if self.bound - mixed.value <= gap * max(self.bound, 1):
                break
            self.program.forget()
            start = self.best
            for step in STEPS:
                point = start.towards(mixed.point, step)
                bound = self.program.ask(point, counting)
                if bound < self.bound:
                    self.best, self.bound = point, bound
            mixed = self.program.mix(counting, labels)
        return mixed

    def _prices(self, role: Role) -> Integers:
        prices, roles = (self.problem.offers[name].to_numpy(np.int64) for name in ("price", "role"))
        of: Integers = prices[roles == role]
        return of
