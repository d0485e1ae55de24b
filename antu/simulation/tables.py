"""The five tables of a simulation that has been played."""

from functools import cache
from math import isnan

from antu.catalog import region
from antu.economics import irr, payback
from antu.enums import Role, State
from antu.simulation.bills import RELUCTANT
from antu.simulation.people import Owner
from antu.simulation.port import Person
from antu.simulation.records import (
    HolderRow,
    ParticipantRow,
    ProjectRow,
    ReadingRow,
    Tables,
    TransactionRow,
    table,
)
from antu.simulation.world import Project, Stake, World

PROMISE_PERCENT = 80  # of the tariff that an owner would pay otherwise: what it promises for its own plant's energy
NAN = float("nan")
LOST = -1.0  # a year


def tables(world: World) -> Tables:
    """The tables, with rows in the order of their numbers and of time."""
    stakes = [
        (project, holder, stake) for project in world.projects.values() for holder, stake in project.stakes.items()
    ]
    due = world.chain.claimable([(holder.address, project.id) for project, holder, _ in stakes])
    holders = [_holder(*each, left) for each, left in zip(stakes, due, strict=True)]
    return Tables(
        table(world.transactions, TransactionRow),
        table([_project(world, each) for each in world.projects.values()], ProjectRow),
        table(holders, HolderRow),
        table(world.readings, ReadingRow),
        table([_participant(each) for each in world.people.everybody], ParticipantRow),
    )


def _project(world: World, project: Project) -> ProjectRow:
    return ProjectRow(
        project=project.id,
        owner=project.owner.number,
        region=project.owner.region,
        size_class=project.size_class,
        capacity_wp=project.capacity_wp,
        crowdfunded=project.crowdfunded,
        honest=world.honest(project),
        trouble=project.trouble or _money_trouble(project),
        state=project.state.value,
        posted_day=project.posted,
        matched_day=project.matched,
        funded_day=project.funded,
        operating_day=project.operating,
        ended_day=project.ended,
        max_price=project.max_price,
        vendor_price=project.prices[Role.VENDOR],
        installer_price=project.prices[Role.INSTALLER],
        manager_price=project.prices[Role.MANAGER],
        fee=project.fee,
        goal=project.goal,
        energy_price=project.owner.energy_price,
        funders=sum(stake.paid > 0 for stake in project.stakes.values()),
        paid_in=project.paid_in,
        refunded=sum(stake.refunded for stake in project.stakes.values()),
        generated_wh=project.generated_wh,
        exported_wh=project.exported_wh,
        owner_billed=project.owner_billed,
        cooperative_billed=project.cooperative_billed,
        revenue=project.revenue,
        unpaid=project.unpaid,
        goods_of=project.goods_of.id if project.goods_of else 0,
        payback_years=_payback(project),
    )


def _money_trouble(project: Project) -> str:
    """An owner that pays late or never troubles a project once it has been billed."""
    intent = project.owner.intent
    return intent.value if intent in RELUCTANT and project.owner_billed else ""


def _yearly(project: Project) -> float:
    """Pesos of revenue of a year of ordinary weather, from the energy billed so far; 0 if there was none."""
    if not project.generated_wh:
        return 0.0
    year_wh = region(project.owner.region).yield_kwh_per_kwp * project.capacity_wp
    return project.revenue * year_wh / project.generated_wh


def _payback(project: Project) -> float:
    if project.state is not State.OPERATING or not project.generated_wh:
        return NAN
    return float(payback(project.goal, _yearly(project) + _yearly_saving(project)))


def _yearly_saving(project: Project) -> float:
    """What a year's own use spares whoever owns its plant: the tariff, of which a promise is a part."""
    if project.crowdfunded:
        return 0.0
    used = project.generated_wh - project.exported_wh
    tariff = project.owner.energy_price * 100 / PROMISE_PERCENT
    year_wh = region(project.owner.region).yield_kwh_per_kwp * project.capacity_wp
    return used * tariff / 1_000 * year_wh / project.generated_wh


def _holder(project: Project, holder: Person, stake: Stake, claimable: int) -> HolderRow:
    return HolderRow(
        project.id,
        holder.number,
        "owner" if isinstance(holder, Owner) else "financier",
        holder.honest,
        stake.first_day,
        stake.paid,
        stake.refunded,
        stake.bought,
        stake.sold,
        stake.recovered,
        stake.shares,
        stake.claimed,
        claimable,
        _irr(project, stake),
    )


def _irr(project: Project, stake: Stake) -> float:
    """Of what its shares cost, by the revenue of a year for each; what the owner of a plant saves counts as its own."""
    if project.state is not State.OPERATING or not stake.shares or not project.generated_wh:
        return NAN
    cost = stake.paid + stake.bought - stake.sold
    if cost <= 0:
        return NAN
    part = stake.shares / project.goal
    return _irr_of(round(part * (_yearly(project) + _yearly_saving(project)) / cost, 9))


@cache
def _irr_of(yearly: float) -> float:
    """Of a peso that brings so much in its first year, and less as panels age. All is lost if it brings nothing, or so
    little that there is no rate. To a millionth: beyond it processors differ, and the tables must not."""
    found = float(irr(1.0, yearly))
    return LOST if isnan(found) else round(found, 6)


def _participant(person: Person) -> ParticipantRow:
    return ParticipantRow(
        person.number,
        person.agent.value,
        person.honest,
        person.region,
        person.arrives,
        person.left,
        person.transactions,
        person.gas,
        person.brought,
        person.taken,
        person.pesos + person.prepaid,
        person.loss,
        person.rounding,
        person.gain,
        person.unpaid_to,
        person.ratings_up,
        person.ratings_down,
    )
