"""What becomes of projects whose installers vanish: owners look and call the arbiter, who ends them.

Goods that a cancelled project had paid for are not lost: they are on the owner's roof. A trustee, the cooperative (or
the owner, if it paid alone), offers them as a vendor at the price that was paid; the owner posts its demand anew and
takes that offer, with another installer; the same people fund it, and what the trustee is paid it passes on to whoever
had paid for the goods. The contracts know of no trustee: that one passes the pesos on is trusted.
"""

from collections.abc import Iterator

from eth_utils.crypto import keccak

from antu.catalog import regions_mask
from antu.enums import Role, State
from antu.money import Quote, split
from antu.simulation.bank import pay
from antu.simulation.funding import refund
from antu.simulation.matching import cheapest_of, match_own
from antu.simulation.port import Act, Person
from antu.simulation.posting import demand
from antu.simulation.scenario import Trouble
from antu.simulation.world import Payment, Project, World


def look(world: World) -> list[Project]:
    """Owners dispute what should have been done and was not; the arbiter cancels, and everybody takes back its part.

    Which projects ended so."""
    wronged = list(_wronged(world))
    if not wronged:
        return []
    reason = keccak(text="The installer has vanished.")
    world.send(Act(each.owner, "market", "dispute", (each.id, reason), each.id) for each in wronged)
    world.send(Act(world.roles.arbiter, "market", "resolve", (each.id, False), each.id) for each in wronged)
    for project in wronged:
        project.halted_at, project.state, project.ended = project.state, State.CANCELLED, world.day
        project.trouble = project.installer_intent
        world.vanished.add(project.member(Role.INSTALLER))
    refund(world, wronged)
    return wronged


def _wronged(world: World) -> Iterator[Project]:
    notice = world.scenario.adversaries.notice_days
    for project in world.in_state(State.DELIVERING, State.DELIVERED, State.INSTALLING):
        intent, late = project.installer_intent, world.day >= project.due + notice
        if (
            (project.state is State.DELIVERING and intent is Trouble.NO_DELIVERY and late)
            # Whoever looks within the window sees that nothing came.
            or (project.state is State.DELIVERED and intent is Trouble.FALSE_DELIVERY)
            or (project.state is State.INSTALLING and intent is Trouble.NO_WORK and late)
        ):
            yield project


def rescue(world: World) -> list[Project]:
    """Starts the projects that buy the goods of cancelled ones, once at a time for each; which they are."""
    started = []
    for stranded in world.in_state(State.CANCELLED):
        if _has_goods(stranded) and not stranded.recovered and _alone(stranded):
            started += _start(world, stranded)
    return started


def _has_goods(project: Project) -> bool:
    """Whether its vendor was paid."""
    return project.halted_at in (State.INSTALLING, State.INSTALLED)


def _alone(project: Project) -> bool:
    return project.rescue is None or project.rescue.state in (State.EXPIRED, State.CANCELLED, State.WITHDRAWN)


def _trustee(world: World, project: Project) -> Person:
    return world.cooperative_of(project) if project.crowdfunded else project.owner


def _start(world: World, stranded: Project) -> list[Project]:
    owner, size = stranded.owner, stranded.size_class
    team = [cheapest_of(world, role, size, owner.region) for role in (Role.INSTALLER, Role.MANAGER)]
    installer, manager = team
    if installer is None or manager is None:
        return []
    trustee, price = _trustee(world, stranded), stranded.prices[Role.VENDOR]
    goal = Quote(price, installer.price, manager.price, world.fee_bps).goal
    project = Project(
        world.next_project,
        owner,
        size,
        stranded.capacity_wp,
        max(stranded.max_price, goal),
        world.day,
        crowdfunded=stranded.crowdfunded,
        goods_of=stranded,
    )
    world.add_project(project)
    served = regions_mask([owner.region])
    goods = world.add_offer(trustee, Role.VENDOR, size, served, price, 1)
    world.send(
        [
            demand(project),
            Act(trustee, "market", "postOffer", (Role.VENDOR, size, served, price, 1), project.id),
        ]
    )
    match_own(world, [(project, (goods, installer, manager))])
    stranded.rescue = project
    holders = [(holder, stake.paid) for holder, stake in stranded.stakes.items() if stake.paid]
    parts = split(project.goal, [paid for _, paid in holders])
    project.plan = [
        Payment(world.day + 1, holder, part) for (holder, _), part in zip(holders, parts, strict=True) if part
    ]
    return [project]


def pass_on(world: World) -> None:
    """Trustees who were paid for goods give that to whoever had paid for them."""
    payments: list[tuple[Person, Person, int, int]] = []
    for project in world.projects.values():
        stranded = project.goods_of
        if stranded is None or stranded.recovered or project.state < State.INSTALLING:
            continue
        if project.state is State.CANCELLED and not _has_goods(project):
            continue
        stranded.recovered = True
        trustee = project.member(Role.VENDOR)
        for holder, part in _parts(stranded, project.prices[Role.VENDOR]).items():
            stranded.stakes[holder].recovered += part
            if holder is not trustee:
                payments.append((trustee, holder, part, stranded.id))
    pay(world, [payment for payment in payments if payment[2]])


def _parts(stranded: Project, price: int) -> dict[Person, int]:
    """Whose pesos the goods were, which sum to their price: refunds were rounded down, so some are a peso short."""
    lost = {holder: stake.paid - stake.refunded for holder, stake in stranded.stakes.items()}
    short = sum(lost.values()) - price
    return {holder: amount - (place < short) for place, (holder, amount) in enumerate(lost.items())}
