"""Matching in order of arrival as it is defined: for each demand all offers anew, in nested loops."""

from collections.abc import Callable, Iterator
from itertools import product

from antu.book import Book, Demand, Offer, rows
from antu.enums import Mismatch, Role
from antu.matching.feasibility import team_mismatch

Choice = Callable[[Iterator[tuple[Offer, ...]]], tuple[Offer, ...] | None]


def first(teams: Iterator[tuple[Offer, ...]]) -> tuple[Offer, ...] | None:
    """What loops over vendors, installers and managers come to first."""
    return next(teams, None)


def cheapest(teams: Iterator[tuple[Offer, ...]]) -> tuple[Offer, ...] | None:
    """Each role's cheapest, of equal prices the lower id."""
    return min(teams, key=lambda team: [(offer.price, offer.id) for offer in team], default=None)


def naive(book: Book, choice: Choice) -> list[tuple[int, ...]]:
    """Each team's demand and offers."""
    offers = {offer.id: offer for offer in sorted(rows(book.offers, Offer))}
    teams: list[tuple[int, ...]] = []
    for demand in sorted(rows(book.open_demands, Demand)):
        chosen = choice(_feasible(demand, offers))
        if chosen is not None:
            teams.append((demand.id, *(offer.id for offer in chosen)))
            offers |= {offer.id: offer._replace(stock=offer.stock - 1) for offer in chosen}
    return teams


def _feasible(demand: Demand, offers: dict[int, Offer]) -> Iterator[tuple[Offer, ...]]:
    by_role = ([offer for offer in offers.values() if offer.role == role] for role in Role)
    return (team for team in product(*by_role) if team_mismatch(demand, team)[0] is Mismatch.NONE)
