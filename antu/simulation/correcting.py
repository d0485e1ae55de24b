"""What cooperatives do about meters that lie: they compare with their own at the grid, correct what they were billed
too much, suspend the meter, and the arbiter has it replaced.

A month's corrections have a cap, so a large lie is corrected in several open months; a credit is used up by later
bills, a quarter of each. What is not back at the end counts as lost.
"""

from collections.abc import Iterable, Iterator

from eth_utils.crypto import keccak

from antu.billing.model import MONTHS_OPEN
from antu.billing.months import HOURS, month_of
from antu.billing.parts import CORRECTION_CAP_BPS, WH_PER_KWH
from antu.money import BASIS_POINTS
from antu.simulation.metering import key_of, new_meter
from antu.simulation.port import Act
from antu.simulation.scenario import Trouble
from antu.simulation.world import Project, World


def correct(world: World, billed: Iterable[Project]) -> None:
    """Corrects, suspends and replaces after readings of these projects were billed."""
    wrong = [project for project in billed if project.overbilled]
    acts = [act for project in wrong for act in _corrections(world, project)]
    lying = [project for project in wrong if project.meter and project.meter.lies]
    reason = keccak(text="The meter told more than was exported.")
    acts += [Act(world.cooperative_of(each), "energy", "suspendMeter", (each.id, reason), each.id) for each in lying]
    world.send(acts)
    replaced = world.send(_replacement(world, project) for project in lying)
    for project, outcome in zip(lying, replaced, strict=True):
        project.trouble = Trouble.LYING_METER
        new_meter(world, project, outcome.time, which=1)


def _corrections(world: World, project: Project) -> Iterator[Act]:
    """The last closed month first, then those before it."""
    if project.meter is None:
        return
    cooperative, document = world.cooperative_of(project), keccak(text=f"Grid meter of project {project.id}")
    cap = project.capacity_wp * HOURS * CORRECTION_CAP_BPS * cooperative.price // (BASIS_POINTS * WH_PER_KWH)
    current = month_of(world.now)
    first = max(month_of(project.meter.months[0].time), current - MONTHS_OPEN)
    for month in range(current - 1, first - 1, -1):
        amount = min(project.overbilled, cap - project.corrected.get(month, 0))
        if amount > 0:
            project.corrected[month] = project.corrected.get(month, 0) + amount
            project.overbilled -= amount
            project.credit += amount
            yield Act(cooperative, "energy", "correct", (project.id, month, -amount, document), project.id)


def _replacement(world: World, project: Project) -> Act:
    key = bytes.fromhex(key_of(world, project, 1).address[2:])
    return Act(world.roles.arbiter, "energy", "replaceMeter", (project.id, key, 0, 0), project.id)
