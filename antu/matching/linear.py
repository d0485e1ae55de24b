"""Linear programs, as SciPy's HiGHS solves them."""

from typing import Any

import numpy as np

from antu.errors import AntuError
from antu.matching.problem import Floats, Integers

OPTIMAL = 0  # SciPy's status
INTERIOR, SIMPLEX = "highs-ipm", "highs-ds"  # SciPy's names; both end at a vertex
Entries = list[tuple[Integers, Integers, float]]  # rows, columns, and the number that stands there


def minimum(what: str, costs: Floats, method: str, **program: Any) -> Any:
    """SciPy's result, for `linprog`'s arguments; an `AntuError` if there is none. `what` names it.

    Where the interior point method stumbles, the dual simplex may not: it is tried, too."""
    from scipy.optimize import linprog  # it takes a third of a second, which no other command should wait for

    for each in (method, SIMPLEX):
        result = linprog(costs, method=each, **program)
        if result.status == OPTIMAL:
            return result
    raise AntuError(f"{what} was not solved: {result.message}", "Please report it with the book.")


def matrix(entries: Entries, shape: tuple[int, int]) -> Any:
    """A sparse matrix."""
    from scipy.sparse import coo_matrix

    rows, columns = (np.concatenate([entry[place] for entry in entries]) for place in (0, 1))
    signs = np.concatenate([np.full(len(entry[0]), entry[2]) for entry in entries])
    return coo_matrix((signs, (rows, columns)), shape=shape).tocsr()
