"""What money put into a plant returns: the internal rate, and when it has come back. Panels give less each year."""

from collections.abc import Sequence
from math import inf, isfinite, log, nan

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from antu.economics.assumptions import Plant, default_assumptions

_LEAST, _MOST = -0.999, 1e6  # rates a period between which one is looked for
_LOOKED_AT = 500  # places between them, a root between two of which is found


def yearly_flows(first_year: float, plant: Plant | None = None) -> list[float]:
    """What comes in each year of a plant's life, if its first year brings so much."""
    of = plant or default_assumptions().plant
    return [first_year * (1 - of.degradation) ** year for year in range(of.years)]


def irr(cost: float, first_year: float, plant: Plant | None = None) -> float:
    """The yearly rate at which all that a plant brings is worth what it cost, paid a year before the first.

    NaN if there is no such rate: nothing paid, or nothing coming in."""
    return irr_of([-cost, *yearly_flows(first_year, plant)])


def irr_of(flows: Sequence[float]) -> float:
    """The rate per period at which flows, evenly spaced, are worth nothing today: the sum of flow / (1 + rate)^period.

    NaN if there is none between -99.9 % and a million. Flows that change sign more than once may have several; the one
    nearest to zero is given."""
    paid = np.trim_zeros(np.asarray(flows, dtype=np.float64))
    if len(paid) < 2 or not np.isfinite(paid).all() or (paid > 0).all() or (paid < 0).all():
        return nan
    grid = np.linspace(log(1 + _LEAST), log(1 + _MOST), _LOOKED_AT)
    grid = np.insert(grid, np.searchsorted(grid, 0.0), 0.0)
    worths = _worths(paid, grid)
    found = [float(power) for power in grid[worths == 0]]
    for at in np.flatnonzero(worths[:-1] * worths[1:] < 0):
        found += [brentq(lambda power: _worths(paid, np.array([power]))[0], grid[at], grid[at + 1], xtol=1e-14)]
    return float(np.expm1(min(found, key=abs))) if found else nan


def _worths(flows: NDArray[np.float64], powers: NDArray[np.float64]) -> NDArray[np.float64]:
    """What flows are worth, by logarithms of 1 + rate; divided by the largest factor, so that nothing overflows."""
    exponents = -np.outer(powers, np.arange(len(flows)))
    factors = np.exp(exponents - exponents.max(axis=1, keepdims=True))
    worths: NDArray[np.float64] = factors @ flows
    return worths


def payback(cost: float, first_year: float, plant: Plant | None = None) -> float:
    """Years until a plant has brought what it cost; infinity if it never does. Within a year it comes in evenly."""
    return payback_of(cost, yearly_flows(first_year, plant))


def payback_of(cost: float, flows: Sequence[float]) -> float:
    """Periods until flows have added up to a cost; infinity if they never do, NaN if the cost is no number."""
    if not isfinite(cost):
        return nan
    left = cost
    if left <= 0:
        return 0.0
    for period, flow in enumerate(flows):
        if flow >= left:
            return period + left / flow
        left -= flow
    return inf
