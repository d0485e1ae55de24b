"""Stopping what lets money in, and letting it in again."""

from collections.abc import Sequence
from dataclasses import dataclass

import ape
from ape.api import AccountAPI, ReceiptAPI

from antu.errors import AntuError
from antu.governance.proposals import Transaction
from scripts._chain.events import fetch
from scripts._chain.market import Market
from scripts._chain.transactions import call, send_all

PAUSABLE = ("market", "energy")


@dataclass(frozen=True)
class Pause:
    """Whether a contract is paused, and since when (seconds since 1970) and by whom, if it ever changed."""

    contract: str
    paused: bool
    since: int = 0
    by: str = ""


def pauses(market: Market) -> list[Pause]:
    """How the contracts stand that can be paused."""
    return [_pause(market, name) for name in PAUSABLE]


def _pause(market: Market, name: str) -> Pause:
    head = int(ape.chain.blocks.head.number)
    events = list(fetch(getattr(market, name), ("Paused", "Unpaused"), market.record.first_block, head))
    since, by = (events[-1].time, events[-1]["by"]) if events else (0, "")
    return Pause(name, _is_paused(market, name), since, by)


def _is_paused(market: Market, name: str) -> bool:
    return bool(market.market.settings().paused if name == "market" else market.energy.paused())


def plan_pause(market: Market, contracts: Sequence[str], pausing: bool = True) -> tuple[Transaction, ...]:
    """What pauses these contracts, or has them run again; those that are so already are left out. Raises `AntuError`
    if all are."""
    method = "pause" if pausing else "unpause"
    wanted = [name for name in contracts if _is_paused(market, name) is not pausing]
    if not wanted:
        state = "paused" if pausing else "not paused"
        raise AntuError(f"Already {state}: {', '.join(contracts)}; nothing was sent.", "Look: ape run pause show")
    return tuple(call(getattr(getattr(market, name), method)) for name in wanted)


def pause(market: Market, account: AccountAPI, contracts: Sequence[str] = PAUSABLE) -> list[ReceiptAPI]:
    """Pauses contracts, as the guardian."""
    return send_all(plan_pause(market, contracts), account)


def unpause(market: Market, account: AccountAPI, contracts: Sequence[str] = PAUSABLE) -> list[ReceiptAPI]:
    """Has contracts run again, as the guardian."""
    return send_all(plan_pause(market, contracts, pausing=False), account)
