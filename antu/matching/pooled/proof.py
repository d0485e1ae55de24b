"""The proof that a point gives, in whole numbers."""

from math import ceil

import numpy as np

from antu.matching.bound import bound
from antu.matching.certificate import Leaf
from antu.matching.pooled.answers import Point
from antu.matching.problem import PARTS, ClassProblem

DIGITS = 14  # bits to which a peso's worth is rounded


def prove(problem: ClassProblem, point: Point, project_parts: float, mean: float) -> tuple[Leaf, int, int]:
    """A proof, the bound in the objective's unit, and the proof's scale.

    A point's 1 are `project_parts` parts; its worths are of the class's `mean` value, in parts."""
    per_project, per_peso = problem.objective
    counts = problem.counts()
    # What every demand would count for itself. Better than prices only where absurd amounts leave these no digits.
    nothing = np.zeros(point.prices.shape, dtype=object)
    each = [per_peso] * len(counts)
    proved = bound(problem, nothing, each, per_project * PARTS, np.zeros_like(counts), counts)
    candidates = [(proved // PARTS, 1, nothing, each)]
    for scale in {1, max(1, ceil(2**DIGITS * mean / project_parts))}:
        unit = project_parts * scale
        prices = np.array([[round(price * unit) for price in row] for row in point.prices.tolist()], dtype=object)
        worths = [max(per_peso * scale, round(worth * unit / mean)) for worth in point.worths.tolist()]
        proved = bound(problem, prices, worths, per_project * PARTS * scale, np.zeros_like(counts), counts)
        candidates.append((proved // (PARTS * scale), scale, prices, worths))
    most, scale, prices, worths = min(candidates, key=lambda candidate: candidate[:2])
    return Leaf(prices=tuple(tuple(row) for row in prices.tolist()), peso_worths=tuple(worths)), most, scale
