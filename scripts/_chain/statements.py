"""What a statement of account is made of: a project's events, and the contracts' own figures to compare with."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ape.contracts import ContractInstance

from antu.billing.months import month_named
from antu.billing.statement import Event, Figures, Prices, Replay, Source
from antu.deployment import INTERFACES
from antu.errors import AntuError
from scripts._chain.adapter import provider
from scripts._chain.events import block_time, fetch
from scripts._chain.market import Market, connected_network

WHO_TELLS = ("market", "shares", "energy", "uf")
PRICES = ("CooperativeRegistered", "PriceAnnounced")
PROMISES = ("DemandPosted", "DemandUpdated")
ENERGY = (
    "MeterCommissioned",
    "MeterReplaced",
    "ProjectMoved",
    "ReadingAccepted",
    "Corrected",
    "CreditUsed",
    "DebtIncurred",
    "DebtSettled",
)
REVENUE = ("Opened", "Reserved", "Spent", "ReserveClosed")


def source(market: Market) -> Source:
    """Where a statement's figures come from: the chain as it is now."""
    last = int(provider().get_block("latest").number or 0)
    return Source(
        network=connected_network(),
        chain_id=int(provider().chain_id),
        contracts={INTERFACES[name]: market.record.address(name) for name in WHO_TELLS},
        first_block=market.record.first_block,
        last_block=last,
        time=block_time(last),
    )


def projects_of(market: Market, holder: str, where: Source) -> list[int]:
    """The projects of which an account holds shares, or ever did. Raises `AntuError` if there are none."""
    received = _events(market.shares, ("Transfer",), where, None, [int(holder, 16)])
    found = sorted({int(event["id"]) for event in received})
    if not found:
        raise AntuError(
            f"{holder} never held a share of any project on {where.network}.",
            "Check the address; the holders of a project are in its own statement (--project).",
        )
    return found


def replays(market: Market, projects: Sequence[int], where: Source) -> list[Replay]:
    """The projects, led through all that happened to them up to the source's last block."""
    prices = Prices()
    led = {project: Replay(project, prices) for project in projects}
    for event in sorted(_all_events(market, projects, where), key=lambda event: event.place):
        prices.take(event)
        number = event.values.get("projectId", event.values.get("id"))
        if number in led:
            led[number].take(event)
    return list(led.values())


def _all_events(market: Market, projects: Sequence[int], where: Source) -> Iterator[Event]:
    questions: tuple[tuple[ContractInstance, Sequence[str], tuple[Sequence[int] | None, ...]], ...] = (
        (market.energy, PRICES, ()),
        (market.uf, ("UFPublished",), ()),
        (market.market, PROMISES, (projects,)),
        (market.energy, ENERGY, (projects,)),
        (market.shares, REVENUE, (projects,)),
        (market.shares, ("Claimed",), (None, projects)),
        (market.shares, ("Transfer",), (None, None, projects)),
    )
    for contract, names, indexed in questions:
        yield from _events(contract, names, where, *indexed)


def _events(
    contract: ContractInstance, names: Sequence[str], where: Source, *indexed: Sequence[int] | None
) -> Iterator[Event]:
    return fetch(contract, names, where.first_block, where.last_block, indexed)


def figures(market: Market, replay: Replay, asked: Figures, where: Source) -> Figures:
    """What the contracts say of the figures asked for, as of the source's last block."""
    project, block = replay.project, where.last_block

    def read(view: Any, *arguments: Any) -> Any:
        return view(*arguments, block_id=block)

    meter, series = read(market.energy.meter, project), read(market.shares.series, project)
    views: dict[str, Callable[[str], Any]] = {
        "generated": lambda _: meter.generatedWh,
        "exported": lambda _: meter.exportedWh,
        "revenue": lambda _: series.revenue,
        "per_share": lambda _: series.revenuePerShare,
        "supply": lambda _: series.supply,
        "reserve": lambda _: read(market.shares.reserveOf, project),
        "owed": lambda debtor: read(market.energy.debtOf, project, debtor),
        "credit": lambda cooperative: read(market.energy.creditOf, project, int(cooperative)),
        "corrected": lambda month: read(market.energy.correctedOf, project, month_named(month)),
        "shares": lambda holder: read(market.shares.balanceOf, holder, project),
        "claimable": lambda holder: read(market.shares.claimable, holder, project),
    }
    return {(figure, who): int(views[figure](who)) for figure, who in asked}
