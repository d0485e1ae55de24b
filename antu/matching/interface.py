"""What a matcher takes and gives."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import pandas as pd

from antu.book import Book, rows


class Team(NamedTuple):
    """A demand and the three offers that would serve it, as `matchBatch` takes them."""

    demand_id: int
    vendor_offer: int
    installer_offer: int
    manager_offer: int
    max_goal: int  # pesos; the most that the match may cost, three prices and fee

    @property
    def offers(self) -> tuple[int, int, int]:
        return self[1:4]


class MatchedTeam(NamedTuple):
    """A row of `Matching.teams`: a team, and what it costs."""

    demand_id: int
    vendor_offer: int
    installer_offer: int
    manager_offer: int
    cost: int  # pesos, the three prices
    fee: int  # pesos

    @property
    def team(self) -> Team:
        """To be matched at no more than it costs here."""
        return Team(*self[:4], max_goal=self.cost + self.fee)


class Unmatched(NamedTuple):
    """A row of `Matching.unmatched`: an open demand that is left without a team."""

    demand_id: int
    reason: str  # a key of `antu.text`


@dataclass(frozen=True)
class Matching:
    """What a matcher found for a book. Columns: the fields of `MatchedTeam`, `Unmatched`.

    `teams` stand in the order in which they are to be matched."""

    teams: pd.DataFrame
    unmatched: pd.DataFrame


class Matcher(Protocol):
    """Finds teams for the open demands of a book. The contract checks each; a matcher is never trusted.

    Every open demand is in `teams` or in `unmatched`, and only once. Matched in their order, all teams are feasible:
    none takes an offer beyond its stock. The same book always gives the same matching."""

    def __call__(self, book: Book) -> Matching: ...


def teams_of(matching: Matching) -> list[Team]:
    """The teams as `matchBatch` takes them, in their order."""
    return [row.team for row in rows(matching.teams, MatchedTeam)]
