"""Paying for energy: ahead, late or never; and taking what it earned."""

from collections import defaultdict
from collections.abc import Callable

from antu.batches import batches
from antu.enums import State
from antu.money import bill
from antu.simulation.bank import allow, bring
from antu.simulation.metering import earn
from antu.simulation.port import Act, Outcome, Person
from antu.simulation.records import NEVER
from antu.simulation.scenario import Trouble
from antu.simulation.world import MONTH_DAYS, Project, World

COOPERATIVE_MONTHS = 2  # of energy, paid ahead
RELUCTANT = (Trouble.LATE, Trouble.NEVER_PAYS)


def prepay(world: World) -> None:
    """Has owners and cooperatives pay ahead where the next month's bill would not be covered."""
    next_month: dict[Person, int] = defaultdict(int)
    months: dict[Person, int] = {}
    for project in world.in_state(State.OPERATING):
        used, exported = _next_month(project)
        cooperative = world.cooperative_of(project)
        # A lie is met with what an honest meter could have told, and so is a year's best month.
        next_month[cooperative] += bill(0, used + exported, cooperative.price) + 1
        months[cooperative] = COOPERATIVE_MONTHS
        if project.crowdfunded and project.owner.intent not in RELUCTANT:
            next_month[project.owner] += bill(0, used, project.owner.energy_price) + 1
            months[project.owner] = world.scenario.owners.prepaid_months
    amounts = {payer: need * months[payer] for payer, need in next_month.items() if payer.prepaid < need}
    bring(world, amounts)
    allow(world, amounts, "energy")
    world.send(Act(payer, "energy", "deposit", (amount,), pesos=amount) for payer, amount in amounts.items())
    for payer, amount in amounts.items():
        payer.pesos -= amount
        payer.prepaid += amount


def _next_month(project: Project) -> tuple[int, int]:
    """Wh that will be used and exported until its meter is read next; of some, two months by then."""
    meter = project.meter
    if meter is None:
        return 0, 0
    last, *coming = meter.months[meter.told : meter.told + 3]
    if not coming:
        return 0, 0
    generated, exported = coming[-1].generated_wh - last.generated_wh, coming[-1].exported_wh - last.exported_wh
    return generated - exported, exported


def settle(world: World, all_at_once: bool = False) -> None:
    """Has debtors pay what they owe for energy: the honest at once, others late, some never."""
    debts = [
        (project, debtor, owed)
        for project in world.in_state(State.OPERATING)
        for debtor, owed in project.debts.items()
        if owed and _pays(project, debtor) and (all_at_once or _pays_today(world, project, debtor))
    ]
    needs: dict[Person, int] = defaultdict(int)
    for _, debtor, owed in debts:
        needs[debtor] += owed
    bring(world, needs)
    allow(world, needs, "energy")
    world.send(
        Act(debtor, "energy", "settle", (project.id, debtor.address, owed), project.id, pesos=owed)
        for project, debtor, owed in debts
    )
    for project, debtor, owed in debts:
        debtor.pesos -= owed
        project.debts[debtor] = 0
        if debtor is project.owner:
            project.debt_since = NEVER
        earn(project, owed)


def _pays(project: Project, debtor: Person) -> bool:
    return debtor is not project.owner or project.owner.intent is not Trouble.NEVER_PAYS


def _pays_today(world: World, project: Project, debtor: Person) -> bool:
    if debtor.honest:
        return True
    wait = world.dice("late", project.id, project.debt_since).between(*world.scenario.adversaries.late_days)
    return world.day >= project.debt_since + wait


def claim(world: World) -> None:
    """Holders take what they have earned, each in its turn; or the operator pays all of them once a month."""
    every = world.scenario.financiers.claim_months
    if every:
        days = every * MONTH_DAYS
        claim_for(world, lambda holder: world.turned(days, phase=holder.number % days))
    elif world.turned(MONTH_DAYS):
        pay_out(world)


def claim_for(world: World, whose: Callable[[Person], bool]) -> None:
    """Has those holders claim, of all their projects that have earned, in one transaction each."""
    wanted: dict[Person, list[Project]] = defaultdict(list)
    for project in world.in_state(State.OPERATING):
        for holder, stake in project.stakes.items():
            if project.revenue > stake.seen and whose(holder):
                wanted[holder].append(project)
    acts = []
    for holder, projects in wanted.items():
        for some in batches(projects):
            only = some[0].id if len(some) == 1 else 0
            acts.append(Act(holder, "shares", "claim", ([each.id for each in some],), only, len(some)))
    for outcome in world.send(acts):
        _note_claims(world, outcome)


def pay_out(world: World) -> None:
    """The operator pays all holders: the owners of direct projects a project each, others project by project."""
    direct: list[tuple[Person, Project]] = []
    acts: list[Act] = []
    for project in world.in_state(State.OPERATING):
        holders = [each for each, stake in project.stakes.items() if project.revenue > stake.seen]
        if project.crowdfunded:
            for some in batches(holders):
                argument = ([each.address for each in some], [project.id])
                acts.append(Act(world.roles.keeper, "shares", "payout", argument, project.id, len(some)))
        else:
            direct += [(holder, project) for holder in holders]
    for pairs in batches(direct):
        argument = ([holder.address for holder, _ in pairs], [project.id for _, project in pairs])
        acts.append(Act(world.roles.keeper, "shares", "payoutPairs", argument, 0, len(pairs)))
    for outcome in world.send(acts):
        _note_claims(world, outcome)


def _note_claims(world: World, outcome: Outcome) -> None:
    for told in outcome.of("Claimed"):
        holder, project = world.by_address[told["holder"]], world.projects[told["projectId"]]
        holder.pesos += told["amount"]
        stake = project.stakes[holder]
        stake.claimed += told["amount"]
        stake.seen = project.revenue
