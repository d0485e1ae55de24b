"""Meters: what their plants give, what they tell of it at the end of each month, and what that is billed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from eth_account.signers.local import LocalAccount

from antu.batches import batches
from antu.enums import DAY, Refusal, State
from antu.metering import Domain, Plant, Reading, SignedReading, account_key, month_ends, simulated_meter
from antu.metering import Registers as Shown
from antu.money import BASIS_POINTS, bill
from antu.simulation.port import Act, Outcome, Person
from antu.simulation.records import NEVER, ReadingRow
from antu.simulation.scenario import Trouble
from antu.simulation.world import Meter, Project, Registers, World

YEARS_AHEAD_MONTHS = 12 * 11  # more than a scenario can last
IMPOSSIBLE = 3  # times what a plant could have given: what a clumsy liar tells first


class Told(NamedTuple):
    """A reading on its way, the truth of its month beside it, and whether it is its month's true or plausible one."""

    project: Project
    signed: SignedReading
    before: tuple[int, int]  # registers as last told
    truth: tuple[int, int]  # Wh generated and exported since
    counts: bool


def key_of(world: World, project: Project, which: int) -> LocalAccount:
    """The key of a project's first meter, or of the `which`th after it."""
    return simulated_meter(f"{world.scenario.seed}/{which}", project.id)


def new_meter(world: World, project: Project, time: int, which: int = 0) -> Meter:
    """A meter that was connected at a time and shows nothing yet."""
    project.meter = Meter(
        key_of(world, project, which),
        _months(world, project, time),
        lies=not which and project.owner.intent is Trouble.LYING_METER,
    )
    return project.meter


def _months(world: World, project: Project, time: int) -> list[Registers]:
    """What it would show, when it was connected and at the end of each month until the simulation's last day."""
    end = world.scenario.beginning + world.scenario.days * DAY
    ends = [each for each in month_ends(time, YEARS_AHEAD_MONTHS) if each <= end]
    plant = Plant(project.owner.region, project.capacity_wp, f"{world.scenario.seed}/{project.id}")
    shown = plant.registers(Shown(time, 0, 0), ends)
    return [
        Registers(time, 0, 0),
        *(Registers(each.time, each.generated_wh, each.exported_wh) for each in shown),
    ]


def report(world: World) -> list[Project]:
    """Brings all readings that are due; the projects that were billed by them."""
    told = [each for project in world.in_state(State.OPERATING) for each in _due(world, project)]
    sent = list(batches(told))
    outcomes = world.send(
        Act(world.roles.keeper, "energy", "reportBatch", ([each.signed.as_tuple() for each in batch],), 0, len(batch))
        for batch in sent
    )
    for batch, outcome in zip(sent, outcomes, strict=True):
        _note(world, batch, outcome)
    return list(dict.fromkeys(each.project for each in told))


def _due(world: World, project: Project) -> Iterator[Told]:
    meter = project.meter
    if meter is None or meter.suspended:
        return
    domain, key = Domain(world.chain.chain_id, world.chain.address("energy")), account_key(meter.key)
    for before, after in list(pairwise(meter.months))[meter.told :]:
        if after.time > world.now:
            return
        generated = after.generated_wh - before.generated_wh
        exported = after.exported_wh - before.exported_wh
        truth = (generated, generated if _is_cut_off(world, project, before.time) else exported)
        said = truth[1] + (_lie(world, project, truth) if meter.lies else 0)
        generated_wh, exported_wh = (meter.shown[0] + truth[0], meter.shown[1] + said)
        if meter.lies and not meter.told:
            beyond = project.capacity_wp * (after.time - before.time) // 3_600 * IMPOSSIBLE
            impossible = Reading(project.id, meter.shown[0] + beyond, meter.shown[1] + beyond, after.time)
            yield Told(project, key.sign(impossible, domain), meter.shown, truth, counts=False)
        reading = Reading(project.id, generated_wh, exported_wh, after.time)
        yield Told(project, key.sign(reading, domain), meter.shown, truth, counts=True)
        meter.shown = (generated_wh, exported_wh)
        meter.told += 1
        if meter.lies:
            return  # one at a time, for whoever is caught may tell no second


def _is_cut_off(world: World, project: Project, since: int) -> bool:
    """Whether its plant fed the grid only in a month that began at a time, so that holders have what that pays: its
    owner had owed so long by then, for what it had used already it cannot be denied."""
    in_debt = world.day_of(since) - project.debt_since if project.debts.get(project.owner) else 0
    return in_debt > world.scenario.adversaries.cut_off_days


def _lie(world: World, project: Project, truth: tuple[int, int]) -> int:
    """Wh that it used itself, and tells as exported."""
    percent = world.dice("lie", project.id).between(*world.scenario.adversaries.lie_percent)
    return (truth[0] - truth[1]) * min(percent, 100) // 100


def _note(world: World, batch: Sequence[Told], outcome: Outcome) -> None:
    credits: dict[int, int] = {}
    verdicts = iter(batch)
    for event in outcome.events:
        if event.name == "CreditUsed":  # told before the reading that uses it
            credits[event.values["projectId"]] = event.values["amount"]
        elif event.name == "ReadingAccepted":
            each = next(verdicts)
            _bill(world, each, event.values, credits.pop(each.project.id, 0))
        elif event.name == "ReadingSkipped":
            _row(world, next(verdicts), Refusal(event.values["reason"]), 0, 0, 0)


def _bill(world: World, told: Told, event: Mapping[str, Any], credit: int) -> None:
    project, cooperative = told.project, world.cooperative_of(told.project)
    owner_bill, cooperative_bill, paid = event["ownerBill"], event["cooperativeBill"], event["paid"]
    _row(world, told, Refusal.NONE, owner_bill, cooperative_bill, paid)
    exported_before = project.exported_wh
    project.generated_wh, project.exported_wh = event["generatedWh"], event["exportedWh"]
    project.owner_billed += owner_bill
    project.cooperative_billed += cooperative_bill
    project.credit -= credit
    due = bill(exported_before, exported_before + told.truth[1], cooperative.price)
    project.overbilled += max(0, cooperative_bill - due)
    charge(world, project, project.owner, owner_bill)
    charge(world, project, cooperative, cooperative_bill - credit)
    earn(project, paid)


def charge(world: World, project: Project, payer: Person, amount: int) -> None:
    """Takes a bill from a prepaid balance; what is missing is a debt."""
    paid = min(payer.prepaid, amount)
    payer.prepaid -= paid
    if amount > paid:
        project.debts[payer] = project.debts.get(payer, 0) + amount - paid
        if payer is project.owner and project.debt_since == NEVER:
            project.debt_since = world.day


def earn(project: Project, paid: int) -> None:
    """Pesos come in for a project: its reserve's part stays, the rest is the holders'."""
    project.revenue += paid - paid * project.owner.reserve_bps // BASIS_POINTS


def _row(world: World, told: Told, refusal: Refusal, owner_bill: int, cooperative_bill: int, paid: int) -> None:
    reading = told.signed.reading
    world.readings.append(
        ReadingRow(
            reading.project,
            reading.time,
            world.day,
            reading.generated_wh - told.before[0],
            reading.exported_wh - told.before[1],
            *told.truth,
            refusal is Refusal.NONE,
            refusal.value,
            owner_bill,
            cooperative_bill,
            paid,
        )
    )
