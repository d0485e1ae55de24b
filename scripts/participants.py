"""Registers demands and offers from a CSV file."""

from pathlib import Path

import click
from rich.table import Table

from antu.errors import AntuError, RowError
from antu.participants import Participant, read
from antu.reports.tables import errors_table
from antu.text import Language, terms
from scripts._chain.accounts import by_alias
from scripts._chain.adapter import send
from scripts._chain.display import grid
from scripts._chain.market import Market, load_market
from scripts._chain.posting import posted_id, posting
from scripts._chain.session import Session, command

NOTES = """Columns, in any order:
  kind          owner (a demand), vendor, installer or manager (an offer)
  account       an alias of `ape accounts list`; on a local chain also TEST::n
  class         0 to 6, as in data/classes.csv
  regions       an owner's one region, 1 to 16; a supplier's, with ; between them, or all
  price         pesos: the most an owner would pay, or what a supplier asks per project
  stock         suppliers: how many projects they can serve
  funding       owners: direct or crowd
  energy_price  owners: pesos per kWh that they will pay
And, if the owner wants them, the terms; a column or a cell that is left out is 0, or no:
  reserve_bps   owners: basis points of the revenue kept for operation and
                maintenance, 0 to 3000 (100 is 1 %)
  follows_uf    owners: yes, if the price of energy follows the UF, or no"""


@command(
    "ape run participants data/participants.csv --network ethereum:devnet",
    NOTES,
    short_help="Register demands and offers from a CSV file.",
)
@click.argument("file", type=click.Path(path_type=Path))
def cli(session: Session, file: Path) -> None:
    """Register the demands and offers of a CSV file, each with its own account.

    A bad row is reported with its line and the reason, and the good rows still go in.
    """
    parsed = read(file)
    market = load_market()
    posted: list[tuple[Participant, int]] = []
    errors = list(parsed.errors)
    with session.progress("Posting") as advance:
        for participant in parsed.participants:
            try:
                posted.append((participant, _post(market, participant)))
            except AntuError as error:
                reason = error.message.rstrip(".")
                errors.append(RowError(participant.line, "", participant.account, reason, error.hint))
            advance(f"line {participant.line}", len(parsed.participants))
    errors.sort(key=lambda error: error.line)
    result = {
        "posted": [{"line": one.line, "kind": one.kind, "account": one.account, "id": new} for one, new in posted],
        "errors": [vars(error) for error in errors],
    }
    session.end(result, _table(posted, session.lang), *([errors_table(errors, session.lang)] if errors else []))
    if errors:
        raise AntuError(f"{len(posted)} rows went in, {len(errors)} did not.", "Correct those and run them alone.")


def _post(market: Market, participant: Participant) -> int:
    method, arguments = posting(market, participant)
    return posted_id(market, send(method, *arguments, sender=by_alias(participant.account)))


def _table(posted: list[tuple[Participant, int]], lang: Language) -> Table:
    made = grid("Posted", ">line", "kind", "account", ">class", ">pesos", ">demand or offer", "terms")
    for one, number in posted:
        agreed = terms(one.reserve_bps, one.follows_uf, lang)
        made.add_row(str(one.line), one.kind, one.account, str(one.size_class), f"{one.price:,}", str(number), agreed)
    return made
