"""What people say of each other when a project has ended, or operates; and rings that say it for each other's sake."""

from collections.abc import Iterable, Iterator, Sequence

from antu.catalog import regions_mask, size_class
from antu.enums import Party, Role, State
from antu.simulation.matching import match_own
from antu.simulation.people import Ring
from antu.simulation.port import Act, Person
from antu.simulation.posting import withdraw
from antu.simulation.scenario import Trouble
from antu.simulation.world import Project, World

RATING_PERCENT, CONTENT_PERCENT = 60, 90
RING_EVERY_DAYS, RING_TIMES = 30, 3
RING_PRICE = 300  # pesos of each supplier, which nobody will pay


def rate(world: World, ended: Iterable[Project]) -> None:
    """Owner and team of projects that have ended, or begun to operate, rate each other, if they care to."""
    acts = []
    for project in ended:
        if project.team is not None and not project.rated:
            project.rated = True
            acts += list(_ratings(world, project))
    world.send(acts)


def _ratings(world: World, project: Project) -> Iterator[Act]:
    for role in Role:
        owner, supplier, party = project.owner, project.member(role), Party(role + 1)
        if supplier is owner:
            continue
        for rater, rated, whose, whom in (
            (owner, supplier, Party.OWNER, party),
            (supplier, owner, party, Party.OWNER),
        ):
            if project.state is State.EXPIRED and whom is not Party.OWNER:
                continue
            if rater in world.vanished and not _colludes(rater):
                continue
            dice = world.dice("rates", project.id, whose, whom)
            if not _colludes(rater) and dice.fraction() * 100 >= RATING_PERCENT:
                continue
            score = _score(project, rater, rated, content=dice.fraction() * 100 < CONTENT_PERCENT)
            rated.ratings_up += score > 0
            rated.ratings_down += score < 0
            yield Act(rater, "market", "rate", (project.id, whose, whom, score), project.id)


def _score(project: Project, rater: Person, rated: Person, content: bool) -> int:
    if _colludes(rater):
        return 1 if _colludes(rated) else -1
    to_blame = (project.trouble is Trouble.UNPAID and rated is project.owner) or (
        project.state is State.CANCELLED and rated is project.member(Role.INSTALLER)
    )
    return -1 if to_blame else int(content)


def _colludes(person: Person) -> bool:
    return getattr(person, "intent", None) is Trouble.RING


def conspire(world: World) -> list[Project]:
    """Rings match a demand of their own from time to time, which nobody pays for, to rate its owner when it expires."""
    if not 0 < world.day // RING_EVERY_DAYS <= RING_TIMES or not world.turned(RING_EVERY_DAYS):
        return []
    here = (ring for ring in world.people.rings if _has_come(world, ring))
    return [_conspired(world, ring) for ring in here]


def _has_come(world: World, ring: Ring) -> bool:
    members: Sequence[Person] = (ring.owner, *ring.team)
    return all(each.arrives <= world.day for each in members)


def _conspired(world: World, ring: Ring) -> Project:
    owner = ring.owner
    most = 4 * RING_PRICE
    capacity = size_class(owner.size_class).capacity_wp
    project = Project(world.next_project, owner, owner.size_class, capacity, most, world.day, trouble=Trouble.RING)
    world.add_project(project)
    served = regions_mask([owner.region])
    asked = (owner.size_class, owner.region, most, owner.energy_price, False)
    acts = [Act(owner, "market", "postDemand", asked, project.id)]
    team = []
    for supplier in ring.team:
        terms = (supplier.role, owner.size_class, served, RING_PRICE, 1)
        team.append(world.add_offer(supplier, *terms))
        acts.append(Act(supplier, "market", "postOffer", terms, project.id))
    world.send(acts)
    match_own(world, [(project, team)])
    withdraw(world, team)
    return project
