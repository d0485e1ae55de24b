"""Exchanges units between slots: all units of a role, or of several, at once, as the best assignment has it.

What the slots keep makes each unit worth so much in each slot, and the best of all ways to deal the units out again is
one assignment problem. Role after role, pair after pair of roles, and whole crews, this climbs to where no such step
helps. So that it does not stay there, it first runs with worths a little off by chance, less and less, and with teams
that are a little over their limit worth something, less and less over.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np

from antu.enums import Role
from antu.matching.pooled.slots import NOBODY, Rules
from antu.matching.problem import Floats, Integers

FIRST_REACH, LAST_REACH = 0.3, 0.03  # of the mean maximum price: how far over a limit still counts for something
FIRST_NOISE, LAST_NOISE = 0.03, 0.003  # of what a project counts
NEARLY = 0.9  # of what a project counts: one that is over its limit by a peso
TIE = 0.1  # what a peso saved counts beside projects, where only they count
BLOCKS: tuple[tuple[int, ...], ...] = tuple(block for size in (1, 2, 3) for block in combinations(Role, size))


class Heat(NamedTuple):
    """How far off the worths are, `noise` as a part of a project's, and the `reach` in pesos. `mean` maximum price."""

    noise: float
    reach: float
    mean: float
    dice: np.random.Generator


def exchanged(rules: Rules, demands: Integers, crews: Integers, rounds: int, dice: np.random.Generator) -> Integers:
    """The best crews found (roles x slots), worth no less than these. `demands` per slot, `NOBODY` for none."""
    best, most = crews, rules.worth(demands, crews)
    mean = float(rules.most[demands[demands != NOBODY]].mean())
    for turn in range(rounds):
        cooled = turn / rounds
        noise = FIRST_NOISE * (LAST_NOISE / FIRST_NOISE) ** cooled
        reach = mean * FIRST_REACH * (LAST_REACH / FIRST_REACH) ** cooled
        for block in BLOCKS:
            crews = _dealt(rules, demands, crews, block, Heat(noise, reach, mean, dice))
            found = rules.worth(demands, crews)
            if found > most:
                best, most = crews, found
    return settled(rules, demands, best)


def settled(rules: Rules, demands: Integers, crews: Integers) -> Integers:
    """Crews that no block's best assignment makes better."""
    most = rules.worth(demands, crews)
    unchanged = 0
    while unchanged < len(BLOCKS):
        for block in BLOCKS:
            dealt = _dealt(rules, demands, crews, block, None)
            found = rules.worth(demands, dealt)
            unchanged = 0 if found > most else unchanged + 1
            if found > most:
                crews, most = dealt, found
    return crews


def _dealt(rules: Rules, demands: Integers, crews: Integers, block: tuple[int, ...], heat: Heat | None) -> Integers:
    """The crews after the best assignment of a block's units, or pairs of units, to what each slot keeps."""
    kept, dealt = [role for role in Role if role not in block], list(block)
    bits = rules.bits[demands]
    keeps = (rules.masks[crews[kept]] & bits != 0).all(axis=0)
    serve = np.bitwise_and.reduce(rules.masks[crews[dealt]], axis=0)
    costs = rules.prices[crews[kept]].sum(axis=0)[:, None] + rules.prices[crews[dealt]].sum(axis=0)[None, :]
    worths = _worths(rules, rules.saved(demands, costs), heat)
    worths[~keeps] = 0
    worths[(bits[:, None] & serve[None, :]) == 0] = 0
    if heat:
        worths += heat.dice.random(worths.shape) * (heat.noise * _project(rules, heat.mean))

    from scipy.optimize import linear_sum_assignment  # slow to import, like all of SciPy

    _, of = linear_sum_assignment(worths, maximize=True)
    found = crews.copy()
    found[dealt] = crews[dealt][:, of]
    return found


def _worths(rules: Rules, saved: Integers, heat: Heat | None) -> Floats:
    """What teams that save so much are worth; a project that counts before all savings counts more than all of them."""
    per_project, per_peso = rules.objective
    if heat is None:
        project = per_project if per_peso else len(saved) * float(saved.max(initial=0)) + 1
        return np.where(saved >= 0, saved + float(project), 0.0)
    project = _project(rules, heat.mean)
    nearly = np.maximum(saved * (1 / heat.reach) + 1, 0) * (NEARLY * project)
    return np.where(saved >= 0, project + (per_peso or TIE) * saved, nearly)


def _project(rules: Rules, mean: float) -> float:
    return float(rules.objective.per_project) if rules.objective.per_peso else mean
