"""Books for tests, as short as their difference from a plain one."""

from typing import Any

from antu.book import Book, Demand, Offer, frame
from antu.catalog import ALL_REGIONS
from antu.enums import Role, State
from antu.matching import Matching, teams_of
from antu.participants import Kind, Participant


def demand(number: int = 1, **changes: Any) -> Demand:
    """An open demand of class 0 in Santiago that the base case's team just fits."""
    plain = Demand(number, State.OPEN, "0xowner", 0, 13, 1_165_500, 500, False, 180)
    return plain._replace(**changes)


def offer(number: int, role: Role, **changes: Any) -> Offer:
    """An offer of class 0 at the base case's price, everywhere, once."""
    price = {Role.VENDOR: 1_000_000, Role.INSTALLER: 100_000, Role.MANAGER: 10_000}[role]
    return Offer(number, f"0xsupplier{number}", role, 0, ALL_REGIONS, price, 1, False)._replace(**changes)


def team_of_offers(first: int = 1) -> list[Offer]:
    """One offer of each role, numbered from `first`."""
    return [offer(first + role, role) for role in Role]


def book_of(demands: list[Demand], offers: list[Offer]) -> Book:
    return Book(frame(demands, Demand), frame(offers, Offer))


def crews(matching: Matching) -> list[tuple[int, ...]]:
    """Each team's demand and offers, in their order."""
    return [(team.demand_id, *team.offers) for team in teams_of(matching)]


def posted(participants: tuple[Participant, ...], fee_bps: int = 500) -> Book:
    """The book after everybody has posted, in their order."""
    demands = [
        Demand(n, State.OPEN, p.account, p.size_class, p.region, p.price, fee_bps, p.crowdfunded, p.energy_price)
        for n, p in enumerate((p for p in participants if p.kind is Kind.OWNER), start=1)
    ]
    offers = [
        Offer(n, p.account, p.kind.role, p.size_class, p.regions, p.price, p.stock, False)
        for n, p in enumerate((p for p in participants if p.kind is not Kind.OWNER), start=1)
    ]
    return book_of(demands, offers)
