"""What the contracts owe beside what they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from antu.book import field, frame


class Finance(NamedTuple):
    """A row of projects' money, in pesos, and of the terms on which they share it out."""

    id: int
    state: int  # `State`
    goal: int  # 0 before the match
    shares: int  # paid in and not refunded
    escrowed: int  # held by the marketplace for the team, the treasury or the holders
    revenue: int  # paid in for energy and shared out
    reserve: int  # kept of what was paid in, for operation and maintenance
    reserve_bps: int  # basis points of what is paid in that are kept so
    follows_uf: bool  # whether the promised price of energy follows the UF


class Position(NamedTuple):
    """A row of holders' positions: shares of a project, and pesos that they could claim."""

    project_id: int
    holder: str
    shares: int
    claimable: int


class Account(NamedTuple):
    """A row of energy accounts, in pesos."""

    account: str
    prepaid: int
    owed: int  # to all projects together


@dataclass(frozen=True)
class Solvency:
    """A contract's pesos: owed to somebody, and held. What is held beyond is the rounding of divisions."""

    contract: str
    owed: int
    held: int

    @property
    def rounding(self) -> int:
        return self.held - self.owed

    @property
    def solvent(self) -> bool:
        return self.owed <= self.held


def finances(rows: Iterable[Any]) -> pd.DataFrame:
    """A frame of `Finance` from rows of `MarketLens.projects`."""
    names = ("goal", "shares", "escrowed", "revenue", "reserve")
    return frame(
        (
            Finance(
                field(row, "id"),
                field(field(row, "project"), "state"),
                *(field(row, name) for name in names),
                *(field(field(row, "terms"), name) for name in ("reserveBps", "followsUf")),
            )
            for row in rows
        ),
        Finance,
    )


def positions(by_holder: Mapping[str, Iterable[Any]]) -> pd.DataFrame:
    """A frame of `Position` from rows of `MarketLens.positions` by holder."""
    found = (
        Position(field(row, "id"), holder, field(row, "shares"), field(row, "claimable"))
        for holder, rows in by_holder.items()
        for row in rows
    )
    return frame(found, Position)


def accounts(by_account: Mapping[str, Any]) -> pd.DataFrame:
    """A frame of `Account` from what `EnergySales.accountOf` says of each account."""
    rows = (Account(name, field(value, "prepaid"), field(value, "owed")) for name, value in by_account.items())
    return frame(rows, Account)


def solvency(
    projects: pd.DataFrame, holders: pd.DataFrame, energy_accounts: pd.DataFrame, held: Mapping[str, int]
) -> tuple[Solvency, ...]:
    """Owed beside held, for market, shares and energy; `held` has each one's token balance by these names.

    The frames are of `Finance`, `Position` and `Account`, and should have everybody: who is missing is not counted."""
    owed = {
        "market": int(projects.escrowed.sum()),
        "shares": int(holders.claimable.sum() + projects.reserve.sum()),
        "energy": int(energy_accounts.prepaid.sum()),
    }
    return tuple(Solvency(name, amount, held[name]) for name, amount in owed.items())
