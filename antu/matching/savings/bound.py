"""The exact bound of a linear program's prices."""

import numpy as np

from antu.matching import bound as exact
from antu.matching.problem import FINENESS, ClassProblem, Floats, Integers
from antu.matching.savings.program import Box


def tightest(problem: ClassProblem, box: Box, prices: Floats) -> tuple[int, Integers]:
    """The least bound of the integer prices near these, in parts, and those prices.

    At a vertex, prices are whole or simple fractions of the class's unit, but for the floats' error."""
    candidates = []
    for fraction in (1, 2, FINENESS):
        unit = max(problem.unit // fraction, 1)  # 1 where all is for nothing
        near = np.rint(prices / unit).astype(np.int64) * unit
        candidates.append((exact.bound(problem, near, [1] * len(near), 0, box.least, box.most), near))
    return min(candidates, key=lambda candidate: candidate[0])
