"""The keeper matches the whole book, and proves that no teams are better; some owners pick a team themselves.

Nobody takes an installer that is known to have vanished; the keeper leaves its offers out of the book."""

from collections.abc import Sequence

from antu.batches import batches
from antu.book import Book, Demand, frame
from antu.book import Offer as OfferRow
from antu.catalog import serves
from antu.enums import CROWD_FUNDING_SECONDS, DIRECT_FUNDING_SECONDS, Role, State
from antu.errors import AntuError
from antu.matching import Policy, Team, check, solve, teams_of
from antu.money import Quote
from antu.simulation.port import Act, Outcome
from antu.simulation.world import Offer, Project, World


def match(world: World) -> list[Project]:
    """Owners who want to match themselves, then the keeper; the projects that were matched."""
    themselves = _match_themselves(world)
    return themselves + _match_by_keeper(world)


def match_own(world: World, chosen: Sequence[tuple[Project, Sequence[Offer]]]) -> None:
    """Owners match their demands with teams that they have chosen, each offer within its stock."""
    acts = []
    for project, team in chosen:
        vendor, installer, manager = (each.id for each in team)
        argument = Team(project.id, vendor, installer, manager, _goal(world, team))
        acts.append(Act(project.owner, "market", "matchOwn", (argument,), project.id))
    for (project, team), outcome in zip(chosen, world.send(acts), strict=True):
        _note(world, project, team, outcome)


def cheapest_team(world: World, project: Project) -> list[Offer] | None:
    """The cheapest offer of each role that would serve a demand, None if there is none, or all cost too much."""
    found = [cheapest_of(world, role, project.size_class, project.owner.region) for role in Role]
    team = [offer for offer in found if offer]
    return team if len(team) == len(Role) and _goal(world, team) <= project.max_price else None


def cheapest_of(world: World, role: Role, size_class: int, region: int) -> Offer | None:
    """The cheapest offer of a role and class that serves a region and has stock, None if there is none."""
    serving = (
        offer
        for offer in world.offers.values()
        if offer.role is role
        and offer.size_class == size_class
        and offer.stock
        and not offer.withdrawn
        and offer.by not in world.vanished
        and serves(offer.regions, region)
    )
    return min(serving, key=lambda offer: (offer.price, offer.id), default=None)


def _match_themselves(world: World) -> list[Project]:
    matched = []
    for project in world.in_state(State.OPEN):
        if project.owner.matches_itself and (team := cheapest_team(world, project)):
            # One after the other, for the next one sees the stock that this one leaves.
            match_own(world, [(project, team)])
            matched.append(project)
    return matched


def _match_by_keeper(world: World) -> list[Project]:
    demands = world.in_state(State.OPEN)
    if not demands:
        return []
    book = _book(world, demands)
    found = solve(book, Policy.parse(world.scenario.matching))
    check(book, found.matching, found.certificate)
    teams = teams_of(found.matching)
    sent = list(batches(teams))
    outcomes = world.send(Act(world.roles.keeper, "market", "matchBatch", (batch,), units=len(batch)) for batch in sent)
    for batch, outcome in zip(sent, outcomes, strict=True):
        if skipped := next(outcome.of("MatchSkipped"), None):
            raise AntuError(f"A team for demand {skipped['demandId']} was passed over: {skipped['reason']}.")
        for team in batch:
            _note(world, world.projects[team.demand_id], [world.offers[each] for each in team.offers], outcome)
    return [world.projects[team.demand_id] for team in teams]


def _book(world: World, demands: Sequence[Project]) -> Book:
    return Book(
        frame(
            (
                Demand(
                    each.id,
                    each.state,
                    each.owner.address,
                    each.size_class,
                    each.owner.region,
                    each.max_price,
                    world.fee_bps,
                    each.crowdfunded,
                    each.owner.energy_price,
                )
                for each in demands
            ),
            Demand,
        ),
        frame(
            (
                OfferRow(
                    each.id,
                    each.by.address,
                    each.role,
                    each.size_class,
                    each.regions,
                    each.price,
                    each.stock,
                    each.withdrawn,
                )
                for each in world.offers.values()
                if each.stock and not each.withdrawn and each.by not in world.vanished
            ),
            OfferRow,
        ),
    )


def _goal(world: World, team: Sequence[Offer]) -> int:
    vendor, installer, manager = (each.price for each in team)
    return Quote(vendor, installer, manager, world.fee_bps).goal


def _note(world: World, project: Project, team: Sequence[Offer], outcome: Outcome) -> None:
    seconds = CROWD_FUNDING_SECONDS if project.crowdfunded else DIRECT_FUNDING_SECONDS
    world.matched(project, team, seconds, outcome.time)
