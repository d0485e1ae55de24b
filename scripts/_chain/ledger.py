"""The whole market, read in pages and from events: projects, holders, and what is owed to whom."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from antu import accounting
from antu.errors import AntuError
from scripts._chain.adapter import logs
from scripts._chain.market import Market

# Rows of MarketLens in one call; each project costs it about 20,000 gas, of the 50 million that nodes allow.
PAGE = 1_000


def _pages(view: Any, count: int, *first: Any) -> Iterator[Any]:
    for start in range(1, count + 1, PAGE):
        yield from view(*first, start, PAGE)


def project_rows(market: Market) -> list[Any]:
    """All rows of `MarketLens.projects`."""
    return list(_pages(market.lens.projects, market.market.settings().demandCount))


def offer_rows(market: Market) -> list[Any]:
    """All rows of `MarketLens.offers`."""
    return list(_pages(market.lens.offers, market.market.settings().offerCount))


def meter_rows(market: Market) -> list[Any]:
    """All rows of `MarketLens.meters`."""
    return list(_pages(market.lens.meters, market.market.settings().demandCount))


def project_row(market: Market, project_id: int) -> Any:
    """A project's row of `MarketLens.projects`. Raises `AntuError` if there is no such project."""
    count = market.market.settings().demandCount
    if not 1 <= project_id <= count:
        known = f"They are numbered 1 to {count}." if count else "Nothing has been posted yet."
        raise AntuError(f"There is no demand or project {project_id}.", known)
    return market.lens.projects(project_id, 1)[0]


def holders(market: Market) -> dict[int, list[str]]:
    """Project -> the accounts that hold, or ever held, shares of it, in the order in which they came."""
    found: dict[int, dict[str, None]] = {}
    for event in logs(market.shares.Transfer, market.record.first_block):
        if int(str(event.receiver), 16):
            found.setdefault(int(event.id), {})[str(event.receiver)] = None
    return {project: list(accounts) for project, accounts in found.items()}


def positions(market: Market, accounts: Collection[str]) -> pd.DataFrame:
    """A frame of `antu.accounting.Position`: what these accounts have of each project."""
    count = market.market.settings().demandCount
    return accounting.positions({account: list(_pages(market.lens.positions, count, account)) for account in accounts})


def all_positions(market: Market) -> pd.DataFrame:
    """As `positions`, of everybody who ever held a share."""
    everybody = dict.fromkeys(account for accounts in holders(market).values() for account in accounts)
    return positions(market, list(everybody))


def energy_accounts(market: Market) -> pd.DataFrame:
    """A frame of `antu.accounting.Account`: everybody who ever prepaid or owed for energy."""
    since = market.record.first_block
    found = dict.fromkeys(str(event.account) for event in logs(market.energy.Deposited, since))
    found |= dict.fromkeys(str(event.debtor) for event in logs(market.energy.DebtIncurred, since))
    return accounting.accounts({account: market.energy.accountOf(account) for account in found})


def held(market: Market) -> Mapping[str, int]:
    """Pesos that each contract has, by its short name."""
    return {name: int(market.token.balanceOf(getattr(market, name).address)) for name in ("market", "shares", "energy")}


def solvency(market: Market) -> tuple[accounting.Solvency, ...]:
    """What each contract owes beside what it holds."""
    return accounting.solvency(
        accounting.finances(project_rows(market)), all_positions(market), energy_accounts(market), held(market)
    )
