"""Matching as in 2019, written afresh: nested loops over everybody, and a network call for every price they come to.

    for each demand, each vendor, each installer, each manager: if they fit, match them, and end the program

A price is read where its loop comes to it, once per turn of that loop, and whatever else a team must have comes with
it in the same call. What the loops know is judged when a team is complete.
"""

from collections.abc import Sequence
from typing import Protocol

from antu.book import Book, Demand, Offer, rows
from antu.enums import Mismatch, Role, State
from antu.matching import Team
from antu.matching.feasibility import goal_of, team_mismatch


class Calls(Protocol):
    """The market of 2019 as its matcher had it: one thing per call."""

    def demand(self, number: int) -> Demand: ...

    def offer(self, number: int) -> Offer: ...

    def match(self, team: Team) -> None: ...


def run(calls: Calls, demands: Sequence[int], offers: Sequence[Sequence[int]]) -> Team | None:
    """One run of the program: matches the first team that fits, or None does. `offers` are numbers, by role."""
    team = _first(calls, demands, offers)
    if team is not None:
        calls.match(team)
    return team


def _first(calls: Calls, demands: Sequence[int], offers: Sequence[Sequence[int]]) -> Team | None:
    vendors, installers, managers = offers
    for wanted in demands:
        demand = calls.demand(wanted)
        if demand.state != State.OPEN:
            continue
        for first in vendors:
            vendor = calls.offer(first)
            for second in installers:
                installer = calls.offer(second)
                for third in managers:
                    manager = calls.offer(third)
                    reason, _ = team_mismatch(demand, (vendor, installer, manager))
                    if reason is Mismatch.NONE:
                        return Team(wanted, first, second, third, goal_of(demand, (vendor, installer, manager)))
    return None


class BookCalls:
    """A book in memory, to learn what the loops come to without waiting for a network. `made` counts the calls."""

    def __init__(self, book: Book) -> None:
        self._demands = {row.id: row for row in rows(book.demands, Demand)}
        self._offers = {row.id: row for row in rows(book.offers, Offer)}
        self.made = 0

    def demand(self, number: int) -> Demand:
        self.made += 1
        return self._demands[number]

    def offer(self, number: int) -> Offer:
        self.made += 1
        return self._offers[number]

    def match(self, team: Team) -> None:
        self._demands[team.demand_id] = self._demands[team.demand_id]._replace(state=State.FUNDING)
        for number in team.offers:
            self._offers[number] = self._offers[number]._replace(stock=self._offers[number].stock - 1)


def numbers(book: Book) -> tuple[list[int], list[list[int]]]:
    """What `run` goes through: the demands, and the offers of each role, in order."""
    by_role = [book.offers[book.offers.role == role].id.tolist() for role in Role]
    return book.demands.id.tolist(), by_role
