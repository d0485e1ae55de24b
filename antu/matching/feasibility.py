"""What the contract will say to a team: `Marketplace._tryMatch`, in its order of checks."""

from collections.abc import Sequence

from antu.book import Book, Demand, Offer
from antu.catalog import serves
from antu.enums import Mismatch, Role, State
from antu.matching.interface import Team
from antu.money import Quote


def mismatch(book: Book, team: Team) -> tuple[Mismatch, int]:
    """Why a team cannot have its demand, and the offer at fault, 0 where it is the demand or the sum.

    `Mismatch.NONE` if it can."""
    demand, offers = book.demand(team.demand_id), [book.offer(offer_id) for offer_id in team.offers]
    reason, role = team_mismatch(demand, offers)
    if demand is not None and reason is Mismatch.NONE and goal_of(demand, offers) > team.max_goal:
        return Mismatch.PRICE_RISEN, 0
    return reason, 0 if role is None else team.offers[role]


def team_mismatch(demand: Demand | None, offers: Sequence[Offer | None]) -> tuple[Mismatch, Role | None]:
    """Why a demand cannot have these offers, one per role, and the role at fault, None if it is the demand or the sum.

    First the demand; then the vendor's offer, the installer's and the manager's, each whole; then the goal."""
    if demand is None or demand.state != State.OPEN:
        return Mismatch.DEMAND_NOT_OPEN, None

    for role, offer in zip(Role, offers, strict=True):
        reason = _offer_mismatch(demand, offer, role)
        if reason is not Mismatch.NONE:
            return reason, role

    if goal_of(demand, offers) > demand.max_price:
        return Mismatch.OVER_MAXIMUM, None
    return Mismatch.NONE, None


def goal_of(demand: Demand, offers: Sequence[Offer | None]) -> int:
    """What a demand's payers would pay for three offers, in pesos."""
    vendor, installer, manager = (offer.price for offer in offers if offer)
    return Quote(vendor, installer, manager, demand.fee_bps).goal


def _offer_mismatch(demand: Demand, offer: Offer | None, role: Role) -> Mismatch:
    if offer is None or offer.withdrawn:
        return Mismatch.OFFER_NOT_OPEN
    if offer.role != role:
        return Mismatch.WRONG_ROLE
    if offer.size_class != demand.size_class:
        return Mismatch.WRONG_CLASS
    if not serves(offer.regions, demand.region):
        return Mismatch.REGION_NOT_SERVED
    if offer.stock == 0:
        return Mismatch.OUT_OF_STOCK
    return Mismatch.NONE
