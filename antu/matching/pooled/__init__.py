"""Policies where projects count for themselves: as many teams as owners' limits allow, weighed against savings.

Which teams each owner can pay makes this hard (it contains matching in four dimensions). So a market's owners are first
pooled, as if one could pay for another: that is a linear program, and its bound holds for all teams. What it sends to a
market is then made into teams that each owner can pay alone.
"""

from antu.matching.problem import ClassProblem
from antu.matching.solution import Solution


def solve_class(problem: ClassProblem) -> Solution:
    """The teams found, and a proof of how much more none can be worth."""
    raise NotImplementedError(problem)
