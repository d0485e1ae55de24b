"""Publishes the UF's monthly values, which indexed prices follow."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from ape.api import AccountAPI
from rich.table import Table

from antu.billing.months import iso, month_of
from antu.errors import AntuError
from antu.indexation import Latest, MonthValue, Plan, Step, plan, read
from antu.indexation.plan import pesos
from antu.reports.tables import errors_table
from scripts._chain.accounts import sender
from scripts._chain.adapter import logs, send
from scripts._chain.clock import now
from scripts._chain.display import grid
from scripts._chain.market import Market, load_market
from scripts._chain.session import Session, account, command

NOTES = """The file has a header and one month per row, the oldest first; values in pesos, as in Chile or with a point:
  month;value
  2026-01;39.485,65
Months that are published already are passed over, so the same file may be used again when it has grown."""


@command("ape run index uf.csv --network ethereum:devnet", NOTES, short_help="Publish the UF's monthly values.")
@account("The indexer.")
@click.option("--dry-run", is_flag=True, help="Say what would be published, and publish nothing.")
@click.argument("file", type=click.Path(path_type=Path))
def cli(session: Session, account: AccountAPI | None, dry_run: bool, file: Path) -> None:
    """Publish the months of a file that are not published yet.

    The whole file is checked first; if any row is wrong, nothing is published.
    """
    parsed = read(file)
    market = load_market()
    found = _plan(market, parsed.values)
    errors = sorted((*parsed.errors, *found.errors), key=lambda error: error.line)
    result: dict[str, Any] = {"months": [_row(step) for step in found.steps], "errors": [vars(each) for each in errors]}
    tables = [_table(found)] if found.steps else []
    if errors:
        session.end(result | {"published": []}, *tables, errors_table(errors, session.lang))
        raise AntuError(
            f"{len(errors)} rows of {file} are wrong; nothing was published.", "Correct them, and run again."
        )
    if dry_run:
        session.end(result | {"published": []}, *tables, f"{len(found.to_publish)} months would be published.")
        return
    session.say(*tables)
    published: list[str] = []
    with session.progress("Publishing") as advance:
        for step in found.to_publish:
            indexer = sender(account, market.record.parameters.indexer, "The indexer")
            send(market.uf.publish, step.month, step.value, sender=indexer)
            published.append(iso(step.month))
            advance(iso(step.month), len(found.to_publish))
    last = f"; the last one is {published[-1]}" if published else ""
    session.end(result | {"published": published}, f"{len(published)} months were published{last}.")


def _plan(market: Market, values: Sequence[MonthValue]) -> Plan:
    latest = market.uf.latest()
    events = logs(market.uf.UFPublished, market.record.first_block)
    published = {int(event.month): int(event.value) for event in events}
    return plan(values, published, Latest(latest.month, latest.value, latest.maxChangeBps), month_of(now()))


def _row(step: Step) -> dict[str, Any]:
    return {"month": iso(step.month), "value": step.value / 100, "status": step.status.name, "left_out": step.left_out}


def _table(found: Plan) -> Table:
    made = grid("UF, in pesos", "=month", ">value", ">last before", ">change", "")
    for step in found.steps:
        change = "" if step.change is None else f"{step.change:+.2%}"
        gap = f"; {step.left_out} months before it are left out for good" if step.left_out else ""
        before = pesos(step.before) if step.before else ""
        made.add_row(iso(step.month), pesos(step.value), before, change, f"{step.status}{gap}")
    return made
