"""`antu check`: whether teams hold, and their proof, from the book alone."""

from pathlib import Path

import click
import pandas as pd

from antu.books import read_book, read_teams
from antu.cli.options import FILE, book_argument
from antu.cli.terminal import Terminal
from antu.matching import Matching, check
from antu.matching.certificate import read_certificate
from antu.reports.keeper import quality_of
from antu.text import money, number

EPILOG = """\b
Example:
  antu check book.csv book.matches.csv book.certificate.json"""


@click.command("check", epilog=EPILOG)
@book_argument
@click.argument("teams", type=FILE)
@click.argument("certificate", type=FILE)
def command(book: Path, teams: Path, certificate: Path) -> None:
    """Verify that TEAMS hold in BOOK, and that CERTIFICATE proves how good they are.

    It shares no code with what finds teams, and counts in whole numbers only.
    """
    terminal = Terminal()
    with terminal.working("reading", path=book):
        read, matched, proof = read_book(book), read_teams(teams), read_certificate(certificate)
        open_demands = read.open_demands["id"]
        left = open_demands[~open_demands.isin(matched["demand_id"])]
        check(read, Matching(matched, pd.DataFrame({"demand_id": left, "reason": ""})), proof)
    lang = terminal.lang
    terminal.tell(
        "holds",
        teams=number(proof.matched, lang),
        savings=money(proof.savings, lang),
        policy=proof.policy,
    )
    terminal.say(*quality_of(proof, lang))
