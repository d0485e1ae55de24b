"""Policies where projects count for themselves: as many teams as owners' limits allow, weighed against savings.

Which teams each owner can pay makes this hard (it contains matching in four dimensions). So a market's owners are first
pooled, as if one could pay for another: that is a linear program, and its bound holds for all teams. What it sends to a
market is then made into teams that each owner can pay alone.
"""

from dataclasses import replace

import numpy as np

from antu.enums import Role
from antu.matching.certificate import Leaf
from antu.matching.pooled.drafting import draft
from antu.matching.pooled.exact import finish
from antu.matching.pooled.pairing import pair
from antu.matching.pooled.program import Counting
from antu.matching.pooled.proof import prove
from antu.matching.pooled.relaxation import Relaxation
from antu.matching.pooled.repair import improve
from antu.matching.problem import PARTS, ClassProblem
from antu.matching.reach import within_reach
from antu.matching.solution import Solution, Teams

TIE = 1e-3  # what saving the mean value counts, where only projects count: so that of as many, those that save more


def solve_class(problem: ClassProblem) -> Solution:
    """The teams found, and a proof of how much more none can be worth."""
    reached, rows = within_reach(problem)
    if not len(rows):
        markets = len(problem.markets)
        nobody = Teams(rows, np.empty((0, len(Role)), np.int64), np.zeros(markets, np.int64))
        nothing = Leaf(prices=((0, 0, 0),) * markets, peso_worths=(problem.objective.per_peso,) * markets)
        return Solution(nobody, nothing, 0)
    solution = _solve(reached)
    return replace(solution, teams=replace(solution.teams, demands=rows[solution.teams.demands]))


def _solve(problem: ClassProblem) -> Solution:
    relaxation = Relaxation(problem)
    per_project, per_peso = problem.objective
    mean = relaxation.answers.mean
    project_parts = per_project * PARTS + per_peso * mean
    counting = Counting(per_project * PARTS / project_parts, per_peso * mean / project_parts)
    relaxation.begin(counting)
    relaxation.solve(counting)
    proof, most, scale = prove(problem, relaxation.best, project_parts, mean)
    if not per_peso:
        counting = Counting(1.0, TIE)
        relaxation.solve(counting)
    teams = pair(problem, draft(relaxation.program, relaxation.settled(counting)))
    teams = finish(problem, improve(problem, teams)).teams
    return Solution(teams, proof, max(0, most), scale)
