"""The demo's figures, all of them read back from the chain."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from antu.accounting import Solvency, finances, solvency
from antu.demo.scenario import base_case_participants, base_case_pledges
from antu.enums import State
from antu.errors import AntuError
from antu.participants import Market as Drawn
from antu.reports.demo import DemoReport
from antu.reports.tables import Flow
from scripts._chain.adapter import logs
from scripts._chain.ledger import all_positions, energy_accounts, held, meter_rows, project_rows
from scripts._chain.market import Market
from scripts._demo.stage import Stage


def figures(stage: Stage, books: tuple[Solvency, ...], base_case: int, seconds: float) -> DemoReport:
    """What `reports/demo.json` says: of the whole market since it was deployed. `base_case` is a project."""
    market, rows = stage.market, project_rows(stage.market)
    states = [State(row.project.state) for row in rows]
    contract = market.market
    return DemoReport(
        projects_matched=len(_events(market, contract.Matched)),
        projects_operating=states.count(State.OPERATING),
        projects_expired=states.count(State.EXPIRED),
        clp_minted=_sum(market, market.token.Minted),
        clp_redeemed=_sum(market, market.token.Redeemed),
        clp_held_by_contracts=sum(book.held for book in books),
        clp_owed_by_contracts=sum(book.owed for book in books),
        energy_wh=_generated(market),
        revenue_clp=sum(int(row.revenue) for row in rows),
        claimed_clp=_sum(market, market.shares.Claimed),
        refunded_clp=_sum(market, contract.Refunded),
        base_case_cost_clp=int(contract.goal(base_case)),
        gas=stage.gas.means(),
        seconds=round(seconds, 1),
    )


def checked_books(market: Market) -> tuple[Solvency, ...]:
    """What each contract owes beside what it holds.

    Raises `AntuError` unless every contract holds what it owes, and beyond it no more than divisions left: less than
    a peso for each position that earns, and for each refund of a cancelled project.
    """
    positions = all_positions(market)
    money = finances(project_rows(market))
    books = solvency(money, positions, energy_accounts(market), held(market))
    dust = {"market": len(_events(market, market.market.Refunded)), "shares": len(positions), "energy": 0}
    for book in books:
        if not 0 <= book.rounding <= dust[book.contract]:
            raise AntuError(
                f"{book.contract} owes {book.owed:,} pesos and holds {book.held:,}.",
                f"Rounding explains at most {dust[book.contract]} pesos; this is a defect.",
            )
    return books


def groups(stage: Stage, drawn: Drawn) -> dict[str, str]:
    """Address -> what an account is in the demo, as a key of `antu.text`."""
    base_case = base_case_participants(stage.first_account)
    found = {stage.address(one.account): one.kind.value for one in (*base_case, *drawn.participants)}
    investing = [one.account for one in base_case_pledges(stage.first_account)]
    investing += [one.account for one in drawn.financiers]
    found |= {stage.address(account): "financier" for account in investing}
    found |= {stage.address(one.account): "cooperative" for one in drawn.cooperatives}
    return found | {stage.market.record.parameters.treasury: "treasury"}


def flows(stage: Stage, groups: Mapping[str, str]) -> list[Flow]:
    """What each group of people paid into the contracts and received from them; `groups` is by address."""
    market = stage.market
    contracts = {str(getattr(market, name).address) for name in ("market", "shares", "energy")}
    paid: dict[str, int] = defaultdict(int)
    received: dict[str, int] = defaultdict(int)
    for event in logs(market.token.Transfer, stage.first_block):
        found = event.event_arguments
        giver, taker, amount = str(found["from"]), str(found["to"]), int(found["value"])
        if taker in contracts and giver in groups:
            paid[groups[giver]] += amount
        if giver in contracts and taker in groups:
            received[groups[taker]] += amount
    return [Flow(group, paid[group], received[group]) for group in dict.fromkeys(groups.values())]


def _generated(market: Market) -> int:
    """Wh generated under the market's eyes, from each meter's registers when it was connected to the last ones."""
    started = {
        int(event.projectId): int(event.generatedWh) for event in _events(market, market.energy.MeterCommissioned)
    }
    return sum(int(row.meter.generatedWh) - started.get(int(row.id), 0) for row in meter_rows(market))


def _events(market: Market, event: Any) -> list[Any]:
    return list(logs(event, market.record.first_block))


def _sum(market: Market, event: Any) -> int:
    return sum(int(found.amount) for found in _events(market, event))
