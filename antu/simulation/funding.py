"""Paying for projects: an owner its own, a crowd together; and what is given back where that fails."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from antu.enums import CROWD_FUNDING_SECONDS, DAY, DIRECT_FUNDING_SECONDS, State
from antu.money import split
from antu.simulation.bank import allow, bring
from antu.simulation.port import Act, Person
from antu.simulation.scenario import Trouble
from antu.simulation.world import Payment, Project, World

FUNDING_DAYS = {True: CROWD_FUNDING_SECONDS // DAY, False: DIRECT_FUNDING_SECONDS // DAY}  # crowdfunded or not
SHORT_PERCENT = (30, 90)  # of the goal, of crowds that do not come together


def plan(world: World, matched: Iterable[Project]) -> None:
    """Has everybody decide what it will pay into a project that was just matched, and when."""
    for project in matched:
        if project.goods_of is not None:
            continue  # its payers were found before
        payments = _crowd(world, project) if project.crowdfunded else _direct(world, project)
        project.plan = sorted(payments, key=lambda payment: (payment.day, payment.by.number))


def _direct(world: World, project: Project) -> list[Payment]:
    owner = project.owner
    if owner.intent is Trouble.UNPAID:
        project.trouble = Trouble.UNPAID
        return []
    wait = world.dice("pays", project.id).between(*world.scenario.owners.direct_payment_days)
    return [Payment(world.day + min(wait, FUNDING_DAYS[False] - world.scenario.step_days), owner, project.goal)]


def _crowd(world: World, project: Project) -> list[Payment]:
    asked, dice = world.scenario.financiers, world.dice("pledges", project.id)
    here = [each for each in world.people.financiers if each.arrives <= world.day]
    if not here:
        return []
    crowd = dice.some(here, min(len(here), dice.between(*asked.pledges)))
    amount = project.goal
    if dice.fraction() * 100 < asked.short_percent:
        amount = amount * dice.between(*SHORT_PERCENT) // 100
    parts = split(amount, [financier.appetite * dice.between(50, 150) for financier in crowd])
    most = FUNDING_DAYS[True] - world.scenario.step_days
    return [
        Payment(world.day + min(dice.between(*asked.payment_days), most), financier, part)
        for financier, part in zip(crowd, parts, strict=True)
        if part
    ]


def pay(world: World) -> list[Project]:
    """Makes the payments that are due; the projects that reached their goals."""
    due = [
        (project, payment)
        for project in world.in_state(State.FUNDING)
        for payment in project.plan
        if payment.day <= world.day
    ]
    needs: dict[Person, int] = defaultdict(int)
    for _, payment in due:
        needs[payment.by] += payment.amount
    bring(world, needs)
    allow(world, needs, "market")
    acts = []
    for project, payment in due:
        project.plan.remove(payment)
        payment.by.pesos -= payment.amount
        stake = world.stake(project, payment.by)
        stake.paid += payment.amount
        stake.shares += payment.amount
        project.paid_in += payment.amount
        arguments = (project.id, payment.amount)
        acts.append(Act(payment.by, "market", "fund", arguments, project.id, pesos=payment.amount))
    world.send(acts)
    reached = [project for project in dict.fromkeys(project for project, _ in due) if not project.missing]
    for project in reached:
        project.state, project.funded = State.DELIVERING, world.day
    return reached


def expire(world: World) -> list[Project]:
    """Closes projects whose funding is over, and gives back what was paid into them; which they are."""
    late = [project for project in world.in_state(State.FUNDING) if world.now > project.deadline]
    world.send(Act(world.roles.keeper, "market", "expire", (project.id,), project.id) for project in late)
    for project in late:
        project.state, project.ended = State.EXPIRED, world.day
        for offer in project.team or ():
            offer.stock += 1
    refund(world, late)
    return late


def refund(world: World, projects: Sequence[Project]) -> None:
    """Has every holder of a project that has ended so take back its part."""
    asking = [
        (project, holder, stake) for project in projects for holder, stake in project.stakes.items() if stake.shares
    ]
    acts = [Act(holder, "market", "refund", (project.id,), project.id) for project, holder, _ in asking]
    for (_, holder, stake), outcome in zip(asking, world.send(acts), strict=True):
        (told,) = outcome.of("Refunded")
        holder.pesos += told["amount"]
        stake.refunded += told["amount"]
        stake.shares = 0
