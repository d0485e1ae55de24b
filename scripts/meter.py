"""Brings signed meter readings to the chain."""

from pathlib import Path

import click
from ape.api import AccountAPI
from rich.table import Table

from antu.errors import AntuError, RowError
from antu.metering import read
from antu.metering.refusals import explained
from antu.reports.tables import errors_table
from antu.text import Language, energy, money
from scripts._chain.accounts import sender
from scripts._chain.adapter import send
from scripts._chain.batches import batch_count, batches
from scripts._chain.display import grid
from scripts._chain.market import load_market
from scripts._chain.readings import Verdict, verdicts
from scripts._chain.session import Session, account, command

NOTES = """The file has one reading per line, as JSON, older ones first; registers are Wh since the meter was made:
  {"project": 7, "generated_wh": 153200, "exported_wh": 61280, "time": 1767225600, "signature": "0x…"}"""


@command(
    "ape run meter readings.jsonl --network ethereum:devnet", NOTES, short_help="Bring signed readings to the chain."
)
@account("Who sends them; anyone may, for the meters' signatures are what counts.")
@click.argument("file", type=click.Path(path_type=Path))
def cli(session: Session, account: AccountAPI | None, file: Path) -> None:
    """Bring a file of signed readings to the chain, in batches of 50.

    A reading that the contract refuses is reported with its line and the reason, and the others still count.
    """
    parsed = read(file)
    market = load_market()
    told: list[Verdict] = []
    with session.progress("Reporting") as advance:
        for batch in batches(parsed.readings):
            readings = [signed.as_tuple() for signed in batch]
            receipt = send(market.energy.reportBatch, readings, sender=sender(account))
            told += verdicts(market, batch, receipt)
            advance(f"{len(told)} readings", batch_count(parsed.readings))

    accepted = [verdict for verdict in told if not verdict.refusal]
    refused = [_error(verdict) for verdict in told if verdict.refusal]
    errors = sorted([*parsed.errors, *refused], key=lambda error: error.line)
    bills = sum(verdict.owner_bill + verdict.cooperative_bill for verdict in accepted)
    paid = sum(verdict.paid for verdict in accepted)
    result = {
        "accepted": len(accepted),
        "billed": bills,
        "paid": paid,
        "errors": [vars(error) for error in errors],
    }
    words = [_table(accepted, session.lang)] if accepted else []
    summary = (
        f"{len(accepted)} readings went in: {money(bills, session.lang)} pesos billed, of which "
        f"{money(paid, session.lang)} were paid from prepaid balances; the rest is debt."
    )
    session.end(result, *words, *([errors_table(errors, session.lang)] if errors else []), summary)
    if errors:
        raise AntuError(f"{len(errors)} of {len(errors) + len(accepted)} lines were not taken.")


def _error(verdict: Verdict) -> RowError:
    reason, hint = explained(verdict.refusal, verdict.value, verdict.limit)
    signed = verdict.signed
    return RowError(signed.line, "project", str(signed.reading.project), reason, hint)


def _table(accepted: list[Verdict], lang: Language) -> Table:
    """A line per project: its last registers, and what its readings were billed."""
    by_project: dict[int, list[Verdict]] = {}
    for verdict in accepted:
        by_project.setdefault(verdict.signed.reading.project, []).append(verdict)
    made = grid(
        "Readings taken", ">project", ">readings", ">generated", ">exported", ">owner's bill", ">cooperative's", ">paid"
    )
    for project, group in sorted(by_project.items()):
        last = group[-1].signed.reading
        bills = ("owner_bill", "cooperative_bill", "paid")
        made.add_row(
            str(project),
            str(len(group)),
            energy(last.generated_wh, lang),
            energy(last.exported_wh, lang),
            *(money(sum(getattr(verdict, name) for verdict in group), lang) for name in bills),
        )
    return made
