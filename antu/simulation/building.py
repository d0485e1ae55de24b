"""From a project that is paid for to one that operates: each supplier's word in its time, its pay three days later."""

from collections.abc import Iterable, Iterator

from eth_utils.crypto import keccak

from antu.dice import Dice
from antu.enums import CHALLENGE_WINDOW_SECONDS, Role, State
from antu.simulation.metering import key_of, new_meter
from antu.simulation.port import Act
from antu.simulation.scenario import Trouble
from antu.simulation.world import Project, World

# Who is paid when a step's window has passed.
PAYEES = {State.DELIVERED: Role.VENDOR, State.INSTALLED: Role.INSTALLER, State.CONNECTED: Role.MANAGER}


def begin(world: World, funded: Iterable[Project]) -> None:
    """Sets the day of the first word of projects whose goal was reached."""
    for project in funded:
        project.due = world.day + _dice(world, project, State.DELIVERING).between(
            *world.scenario.suppliers.delivery_days
        )


def build(world: World) -> list[Project]:
    """Gives the words that are due, and takes what they have earned; the projects that began to operate."""
    released = list(_earned(world))
    spoken = list(_due(world))
    acts = [_release(project) for project in released] + [_word(world, project) for project in spoken]
    outcomes = world.send(acts)
    opened = [project for project in released if _move_on(world, project) is State.OPERATING]
    for project, outcome in zip(spoken, outcomes[len(released) :], strict=True):
        if project.state is State.CONNECTING:
            new_meter(world, project, outcome.time)
        project.state = State(project.state + 1)
        project.deadline = outcome.time + CHALLENGE_WINDOW_SECONDS
    return opened


def _earned(world: World) -> Iterator[Project]:
    """Projects whose window has passed, before which whoever sees a false word has called the arbiter."""
    return (project for project in world.in_state(*PAYEES) if world.now >= project.deadline)


def _due(world: World) -> Iterator[Project]:
    for project in world.in_state(State.DELIVERING, State.INSTALLING, State.CONNECTING):
        if project.due <= world.day and not _silent(project):
            yield project


def _silent(project: Project) -> bool:
    """Whether the word that is due will never come, for the installer has vanished."""
    intent = project.installer_intent
    return (project.state is State.DELIVERING and intent is Trouble.NO_DELIVERY) or (
        project.state is State.INSTALLING and intent is Trouble.NO_WORK
    )


def _release(project: Project) -> Act:
    return Act(project.member(PAYEES[project.state]), "market", "release", (project.id,), project.id)


def _word(world: World, project: Project) -> Act:
    if project.state is State.DELIVERING:
        return Act(project.member(Role.INSTALLER), "market", "confirmDelivery", (project.id,), project.id)
    if project.state is State.INSTALLING:
        return Act(project.member(Role.MANAGER), "market", "confirmInstallation", (project.id,), project.id)
    key = key_of(world, project, 0)
    document = keccak(text=f"TE-4 of project {project.id}")
    connection = (project.id, bytes.fromhex(key.address[2:]), 0, 0, document)
    return Act(world.cooperative_of(project), "energy", "commission", connection, project.id)


def _move_on(world: World, project: Project) -> State:
    """A step was paid for: what is awaited next."""
    role = PAYEES[project.state]
    project.member(role).pesos += project.prices[role]
    if project.state is State.CONNECTED:
        project.state, project.operating = State.OPERATING, world.day
        return State.OPERATING
    suppliers = world.scenario.suppliers
    days = suppliers.installation_days if project.state is State.DELIVERED else suppliers.connection_days
    project.state = State(project.state + 1)
    project.due = world.day + _dice(world, project, project.state).between(*days)
    return project.state


def _dice(world: World, project: Project, state: State) -> Dice:
    return world.dice("builds", project.id, state)
