"""What an upgrade must leave as it was: counters, settings, money, and the newest of what the contracts keep."""

from collections.abc import Iterator
from typing import Any

from scripts._chain.market import Market


def vitals(market: Market, block: int) -> dict[str, str]:
    """Values read as of a block, by what was asked."""
    return {name: str(value) for name, value in _read(market, block)}


def _read(market: Market, block: int) -> Iterator[tuple[str, Any]]:
    at: dict[str, Any] = {"block_id": block}
    escrow, shares, energy, token = market.market, market.shares, market.energy, market.token
    settings = escrow.settings(**at)
    yield from ((f"market.settings.{name}", value) for name, value in settings.items())
    for name in ("treasury", "eligibility"):
        yield f"market.{name}", getattr(escrow, name)(**at)
    for name in ("paused", "toleranceBps", "cooperativeCount"):
        yield f"energy.{name}", getattr(energy, name)(**at)
    for name in ("market", "shares", "energy"):
        contract = getattr(market, name)
        yield f"{name}.authority", contract.authority(**at)
        yield f"{name}: pesos", token.balanceOf(contract, **at)
    yield "token.totalSupply", token.totalSupply(**at)
    project, offer = settings.demandCount, settings.offerCount
    for name in ("project", "terms", "halt", "goal", "escrowed"):
        yield f"market.{name}({project})", getattr(escrow, name)(project, **at)
    yield f"market.offer({offer})", escrow.offer(offer, **at)
    for name in ("series", "reserveOf", "spending"):
        yield f"shares.{name}({project})", getattr(shares, name)(project, **at)
    yield f"energy.meter({project})", energy.meter(project, **at)
    yield f"energy.accountOf({escrow.treasury(**at)})", energy.accountOf(escrow.treasury(**at), **at)
