"""Brings signed meter readings to the chain."""

from pathlib import Path

import click
from ape.api import AccountAPI
from rich.table import Table

from antu.errors import AntuError, RowError
from antu.files import read_bytes
from antu.metering import SignedReading, parse
from antu.metering.refusals import explained
from antu.relay import Sifted, Verdict, late_projects, relay, sift, write_rejected
from antu.reports.tables import errors_table
from antu.sending import await_pending
from antu.text import Language, energy, money
from scripts._chain.accounts import sender
from scripts._chain.clock import now
from scripts._chain.display import grid
from scripts._chain.market import Market, load_market
from scripts._chain.readings import ChainRelay, counted_since, meters_of, signatures
from scripts._chain.session import Session, account, command

NOTES = """The file has one reading per line, as JSON, in any order; registers are Wh since the meter was made:
  {"project": 7, "generated_wh": 153200, "exported_wh": 61280, "time": 1767225600, "signature": "0x…"}
A meter whose key is no account's, such as a P-256 key, names it too: "key": "0x…"

Lines that are not taken, and why, are written beside it: readings.rejected.jsonl for readings.jsonl. The same
command may be run again at any time, after a crash too: what was counted is not sent again."""


@command(
    "ape run meter readings.jsonl --network ethereum:devnet", NOTES, short_help="Bring signed readings to the chain."
)
@account("Who sends them; anyone may, for the meters' signatures are what counts.")
@click.option("--dry-run", is_flag=True, help="Check the file against the chain, but send and write nothing.")
@click.argument("file", type=click.Path(path_type=Path))
def cli(session: Session, account: AccountAPI | None, dry_run: bool, file: Path) -> None:
    """Bring a file of signed readings to the chain, in as few transactions as its gas limit allows.

    Each project's readings go oldest first. What the contract would refuse is not sent, and does not stop the others.
    """
    content = read_bytes(file)
    parsed = parse(content)
    market = load_market()
    port = ChainRelay(market, sender(account))
    if not dry_run:
        with session.working("Waiting for the transaction of an earlier run"):
            await_pending(file, port)
    sifted = _sifted(session, market, parsed.readings)
    errors = [*parsed.errors, *map(_error, sifted.refused)]
    if dry_run:
        counts = {"ready": len(sifted.ready), "counted_before": len(sifted.counted), "errors": list(map(vars, errors))}
        summary = f"{len(sifted.ready)} readings would be sent; {len(sifted.counted)} were counted before."
        session.end(counts, *_errors(errors, session.lang), summary)
        return

    write_rejected(file, content, errors)
    with session.progress("Sending") as advance:

        def observe(sent: int, batch: list[Verdict]) -> None:
            left = len(sifted.ready) - sent
            advance(f"{sent} readings", len(port.transactions) - (-left // len(batch)))

        told = relay(file, port, sifted.ready, observe)
    errors += [_error(verdict) for verdict in told if verdict.refusal]
    rejected = write_rejected(file, content, errors)

    accepted = [verdict for verdict in told if not verdict.refusal]
    bills = sum(verdict.owner_bill + verdict.cooperative_bill for verdict in accepted)
    paid = sum(verdict.paid for verdict in accepted)
    result = {
        "accepted": len(accepted),
        "counted_before": len(sifted.counted),
        "billed": bills,
        "paid": paid,
        "transactions": port.transactions,
        "gas": port.gas_used,
        "rejected": str(rejected or ""),
        "errors": list(map(vars, errors)),
    }
    before = f" {len(sifted.counted)} more were counted before." if sifted.counted else ""
    summary = (
        f"{len(accepted)} readings went in: {money(bills, session.lang)} pesos billed, of which "
        f"{money(paid, session.lang)} were paid from prepaid balances; the rest is debt.{before}"
    )
    tables = [_table(accepted, session.lang)] if accepted else []
    session.end(result, *tables, *_errors(errors, session.lang), summary)
    if rejected:
        lines = len(errors) + len(accepted) + len(sifted.counted)
        raise AntuError(f"{len(errors)} of {lines} lines were not taken.", f"They are in {rejected}, with the reasons.")


def _sifted(session: Session, market: Market, readings: tuple[SignedReading, ...]) -> Sifted:
    meters = meters_of(market, {signed.reading.project for signed in readings})
    late = late_projects(readings, meters)
    earliest = min((signed.reading.time for signed in readings if signed.reading.project in late), default=0)
    counted = counted_since(market, late, earliest)
    with session.progress("Checking") as advance:
        return sift(
            readings,
            meters,
            counted,
            now(),
            int(market.energy.toleranceBps()),
            signatures(market),
            lambda: advance("signatures", len(readings)),
        )


def _error(verdict: Verdict) -> RowError:
    reason, hint = explained(verdict.refusal, verdict.value, verdict.limit)
    signed = verdict.signed
    return RowError(signed.line, "project", str(signed.reading.project), reason, hint)


def _errors(errors: list[RowError], lang: Language) -> list[Table]:
    return [errors_table(sorted(errors, key=lambda error: error.line), lang)] if errors else []


def _table(accepted: list[Verdict], lang: Language) -> Table:
    """A line per project: its last registers, and what its readings were billed."""
    by_project: dict[int, list[Verdict]] = {}
    for verdict in accepted:
        by_project.setdefault(verdict.signed.reading.project, []).append(verdict)
    made = grid(
        "Readings taken, and bills in pesos",
        ">project",
        ">count",
        ">generated",
        ">exported",
        ">owner",
        ">cooperative",
        ">paid",
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
