"""The policy `savings`: the teams of a class that save the owners most, proved by a linear program and branching.

The gap that is left is rounding, 0 where prices and fee are round and below a peso per team in any case, unless a class
needed more than `branching.MOST_PROGRAMS` linear programs.
"""

from antu.matching.problem import ClassProblem
from antu.matching.savings.branching import Search
from antu.matching.solution import Solution


def solve_class(problem: ClassProblem) -> Solution:
    """The teams that save most, and the proof."""
    return Search(problem).run()
