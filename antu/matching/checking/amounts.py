"""Columns of whole numbers, exact whatever their size: numpy's where they provably fit, else Python's own."""

from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Amounts = NDArray[Any]  # of int64, or of Python's integers as objects

_FITS = 2**62
_HALF = 31  # bits


def total(column: Integers) -> int:
    """The sum of fewer than 2^31 numbers, each half of their bits by itself so that neither sum can overflow."""
    low = int((column & ((1 << _HALF) - 1)).sum())
    return (int((column >> _HALF).sum()) << _HALF) + low


def line(column: Integers, slope: int, level: int) -> Amounts:
    """`slope * column + level`."""
    farthest = int(np.abs(column).max(initial=0))
    if abs(slope) * max(farthest, 1) + abs(level) < _FITS:
        return column * slope + level
    return column.astype(object) * slope + level


def product(amounts: Amounts, counts: Integers) -> int:
    """The sum of amounts times their counts."""
    return sum(map(mul, amounts.tolist(), counts.tolist()))


def running(column: Integers) -> Amounts:
    """The sums of the first 0, 1, 2, ... numbers."""
    fits = int(np.abs(column).max(initial=0)) * len(column) < _FITS
    return np.concatenate(([0], np.cumsum(column if fits else column.astype(object))))
