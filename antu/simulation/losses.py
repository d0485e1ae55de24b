"""Who lost what, and who kept what was another's, at the end: project by project, as the rules of the market have it.

A share is a peso as long as its plant, the escrow or a refund stands behind it; behind goods on a roof for which nobody
comes nothing does, until another project has bought them. Goods and work count at the price that was agreed; energy at
the price that was promised. What is due to an honest participant and has not come, such as a credit that is not used
up, is a loss. What an owner owes for energy is not: it is told apart, as unpaid.
"""

from antu.enums import Role, State
from antu.money import BASIS_POINTS
from antu.simulation.port import Person
from antu.simulation.scenario import Trouble
from antu.simulation.world import Project, World

OVER = (State.EXPIRED, State.CANCELLED)
# What a supplier has done when a project is cancelled at a stage, and has not been paid for.
DONE_UNPAID = {State.DELIVERED: Role.VENDOR, State.INSTALLED: Role.INSTALLER, State.CONNECTED: Role.MANAGER}


def settle_accounts(world: World) -> None:
    """Writes to everybody's account what it lost, kept and is owed."""
    for project in world.projects.values():
        if project.state in OVER:
            _count_holders(project)
            _count_team(project)
        elif project.state is State.INSTALLING and project.installer_intent is Trouble.NO_WORK:
            _count_goods(project)
        _count_energy(world, project)


def _count_holders(project: Project) -> None:
    for holder, stake in project.stakes.items():
        given, got = stake.paid + stake.bought, stake.refunded + stake.sold + stake.recovered
        _lose(holder, given - got)


def _count_goods(project: Project) -> None:
    """Of a project whose vendor was paid and whose installer has vanished, though no arbiter has ended it yet."""
    for holder, stake in project.stakes.items():
        _lose(holder, project.prices[Role.VENDOR] * stake.shares // project.goal)


def _lose(person: Person, pesos: int) -> None:
    """A peso is what divisions may round off."""
    if pesos == 1:
        person.rounding += 1
    else:
        person.loss += max(pesos, 0)
        person.gain += max(-pesos, 0)


def _count_team(project: Project) -> None:
    role = DONE_UNPAID.get(project.halted_at)
    false_word = project.halted_at is State.DELIVERED and project.trouble is Trouble.FALSE_DELIVERY
    if role is not None and not false_word:
        _lose(project.member(role), project.prices[role])
        project.owner.gain += project.prices[role]


def _count_energy(world: World, project: Project) -> None:
    cooperative = world.cooperative_of(project)
    not_back = project.overbilled + project.credit
    _lose(cooperative, not_back)
    if not_back:
        project.owner.gain += not_back
    if unpaid := project.debts.get(project.owner, 0):
        project.owner.gain += unpaid
        supply = sum(stake.shares for stake in project.stakes.values())
        due = unpaid - unpaid * project.owner.reserve_bps // BASIS_POINTS  # the rest is the project's reserve's
        for holder, stake in project.stakes.items():
            holder.unpaid_to += due * stake.shares // supply
