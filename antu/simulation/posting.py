"""Who comes posts: owners a demand, suppliers an offer in each of their classes. Later they reprice, or leave."""

from antu.catalog import size_class
from antu.dice import Dice
from antu.enums import State
from antu.simulation.people import Owner, Supplier
from antu.simulation.port import Act
from antu.simulation.world import MONTH_DAYS, Offer, Project, World

MOST_CHANGE = 5  # percent, of a price
RAISE_PERCENT = 110  # what an owner without a team would pay, after a while


def arrive(world: World) -> None:
    """Has those post who have come since the step before."""
    suppliers = [each for each in world.people.every_supplier if world.since < each.arrives <= world.day]
    post_offers(world, [(each, size) for each in suppliers for size in each.prices])
    post_demands(world, [each for each in world.people.owners if world.since < each.arrives <= world.day])


def post_offers(world: World, wanted: list[tuple[Supplier, int]]) -> None:
    """A supplier's offers, by class."""
    acts = []
    for supplier, size in wanted:
        terms = (supplier.role, size, supplier.served, supplier.prices[size], supplier.stock)
        world.add_offer(supplier, *terms)
        acts.append(Act(supplier, "market", "postOffer", terms))
    world.send(acts)


def post_demands(world: World, owners: list[Owner]) -> list[Project]:
    """Each owner's demand."""
    projects, acts = [], []
    for owner in owners:
        project = Project(
            world.next_project,
            owner,
            owner.size_class,
            size_class(owner.size_class).capacity_wp,
            owner.max_price,
            world.day,
            crowdfunded=owner.crowdfunded,
        )
        world.add_project(project)
        projects.append(project)
        acts.append(demand(project))
    world.send(acts)
    return projects


def demand(project: Project) -> Act:
    """The posting of a demand, on its owner's terms."""
    owner = project.owner
    asked = (project.size_class, owner.region, project.max_price, owner.energy_price, project.crowdfunded)
    if not owner.reserve_bps:
        return Act(owner, "market", "postDemand", asked, project.id)
    return Act(owner, "market", "postDemandWithTerms", (*asked, (owner.reserve_bps, False)), project.id)


def reconsider(world: World) -> None:
    """Suppliers look at their prices once a month; owners without a team lose their patience."""
    _reprice(world)
    _lose_patience(world)


def _reprice(world: World) -> None:
    asked, acts = world.scenario.suppliers, []
    for offer in world.offers.values():
        supplier = offer.by
        if offer.withdrawn or not isinstance(supplier, Supplier) or offer.role is not supplier.role:
            continue
        phase = supplier.number % MONTH_DAYS
        month = (world.day - phase) // MONTH_DAYS
        if month <= 0 or not world.turned(MONTH_DAYS, phase):
            continue
        if world.dice("leaves", supplier.number, month).fraction() * 100 < asked.withdraw_percent:
            offer.withdrawn = True
            supplier.left = world.day
            acts.append(Act(supplier, "market", "withdrawOffer", (offer.id,)))
            continue
        dice = world.dice("price", offer.id, month)
        if not offer.stock or dice.fraction() * 100 < asked.reprice_percent:
            _change(offer, supplier, dice)
            acts.append(Act(supplier, "market", "updateOffer", (offer.id, offer.regions, offer.price, offer.stock)))
    world.send(acts)


def _change(offer: Offer, supplier: Supplier, dice: Dice) -> None:
    """A step of its price, dearer if it has sold all, and its stock as at first."""
    step = dice.between(0, MOST_CHANGE) if not offer.stock else dice.between(-MOST_CHANGE, MOST_CHANGE)
    offer.price = max(1, offer.price * (100 + step) // 100)
    offer.stock = supplier.stock


def _lose_patience(world: World) -> None:
    acts = []
    for project in world.in_state(State.OPEN):
        owner, waited = project.owner, world.day - project.posted
        if waited >= 2 * owner.patience:
            project.state, project.ended, owner.left = State.WITHDRAWN, world.day, world.day
            acts.append(Act(owner, "market", "withdrawDemand", (project.id,), project.id))
        elif waited >= owner.patience and not project.raised:
            project.raised, project.max_price = True, project.max_price * RAISE_PERCENT // 100
            asked = (project.size_class, owner.region, project.max_price, owner.energy_price, project.crowdfunded)
            acts.append(Act(owner, "market", "updateDemand", (project.id, *asked), project.id))
    world.send(acts)


def withdraw(world: World, offers: list[Offer]) -> None:
    """Takes offers out of the book."""
    for offer in offers:
        offer.withdrawn = True
    world.send(Act(each.by, "market", "withdrawOffer", (each.id,)) for each in offers)
