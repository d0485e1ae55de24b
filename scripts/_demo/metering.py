"""A year of signed readings, of bills paid from prepaid balances, and of debts where these ran out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from antu.batches import batches
from antu.demo.scenario import MONTHS, prepayment
from antu.errors import AntuError
from antu.metering import (
    MONTH_SECONDS,
    Domain,
    Plant,
    Reading,
    Registers,
    SignedReading,
    local_signer,
    sign,
    simulated_meter,
)
from antu.metering.refusals import explained
from antu.money import bill
from scripts._chain import clock
from scripts._chain.adapter import provider
from scripts._chain.readings import Verdict, verdicts
from scripts._demo.stage import Stage


@dataclass(frozen=True)
class Metered:
    """A project's year, as its plant will give it: registers month by month, and what its payers will be billed."""

    project: int
    owner: str
    cooperative: str
    months: tuple[Registers, ...]
    owner_bill: int
    cooperative_bill: int


def foresee(stage: Stage, projects: Sequence[int]) -> list[Metered]:
    """What a year from now will be for the projects, whose meters stand at zero."""
    start = Registers(clock.now(), 0, 0)
    return [_foreseen(stage, project, start) for project in projects]


def _foreseen(stage: Stage, project: int, start: Registers) -> Metered:
    energy = stage.market.energy
    meter = energy.meter(project)
    region = stage.market.market.project(project).region
    plant = Plant(region, meter.capacityWp, f"{stage.seed}/{project}")
    months = tuple(plant.registers(start, [start.time + month * MONTH_SECONDS for month in range(1, MONTHS + 1)]))
    year = months[-1]
    price = energy.priceAt(meter.cooperativeId, year.time)
    used = year.generated_wh - year.exported_wh
    return Metered(
        project,
        owner=str(meter.owner),
        cooperative=str(energy.cooperative(meter.cooperativeId).account),
        months=months,
        owner_bill=bill(0, used, meter.energyPrice) if meter.ownerPays else 0,
        cooperative_bill=bill(0, year.exported_wh, price),
    )


def prepay(stage: Stage, year: Sequence[Metered]) -> None:
    """Has owners and cooperatives pay ahead; some owners too little."""
    amounts: dict[str, int] = defaultdict(int)
    paying = [each for each in year if each.owner_bill]
    for place, each in enumerate(paying):
        amounts[each.owner] += prepayment(each.owner_bill, place)
    for each in year:
        amounts[each.cooperative] += each.cooperative_bill
    energy = stage.market.energy
    stage.provide(energy, amounts)
    for account, amount in amounts.items():
        stage.act("deposit", energy.deposit, amount, by=account)


def read_meters(stage: Stage, year: Sequence[Metered], month: int) -> list[Verdict]:
    """Waits for the end of a month, from 0, and brings every meter's reading of it to the chain."""
    energy = stage.market.energy
    domain = Domain(provider().chain_id, str(energy.address))
    clock.travel_to(max(each.months[month].time for each in year))
    readings = [_signed(stage, each, month, domain) for each in year]
    told: list[Verdict] = []
    # Anyone may bring readings; here it is the keeper.
    keeper = stage.market.record.parameters.keeper
    step = "report_in_batch" if month else "report_first"
    for batch in batches(readings):
        argument = [signed.as_tuple() for signed in batch]
        receipt = stage.act(step, energy.reportBatch, argument, by=keeper, units=len(batch))
        told += verdicts(stage.market, batch, receipt)
    for verdict in told:
        if verdict.refusal:
            reason, hint = explained(verdict.refusal, verdict.value, verdict.limit)
            raise AntuError(f"A reading of project {verdict.signed.reading.project} was refused: {reason}.", hint)
    return told


def _signed(stage: Stage, each: Metered, month: int, domain: Domain) -> SignedReading:
    registers = each.months[month]
    reading = Reading(each.project, registers.generated_wh, registers.exported_wh, registers.time)
    return sign(reading, domain, local_signer(simulated_meter(str(stage.seed), each.project)))


def settle(stage: Stage, year: Sequence[Metered]) -> tuple[int, int]:
    """Has whoever owes for energy pay it; how many they were, and how much it was."""
    energy = stage.market.energy
    debts = [
        (each.project, debtor, int(energy.debtOf(each.project, debtor)))
        for each in year
        for debtor in (each.owner, each.cooperative)
    ]
    debts = [debt for debt in debts if debt[2]]
    amounts: dict[str, int] = defaultdict(int)
    for _, debtor, owed in debts:
        amounts[debtor] += owed
    stage.provide(energy, amounts)
    for project, debtor, owed in debts:
        stage.act("settle", energy.settle, project, debtor, owed, by=debtor)
    return len(amounts), sum(amounts.values())
