"""`antu match`: the best teams of a book, the proof, and why others are left out, each in a file."""

from pathlib import Path
from time import perf_counter

import click

from antu.book import Book
from antu.books import read_book, reasons_table, require_table, table_bytes
from antu.cli.options import FILE, book_argument, require_apart, workers_option
from antu.cli.terminal import STDOUT, Terminal, write
from antu.errors import AntuError
from antu.files import write_together
from antu.matching import Outcome, Policy, check, solve
from antu.matching.comparison import compare
from antu.matching.workers import workers
from antu.reports.keeper import quality_of
from antu.reports.matching import comparison_table
from antu.text import decimal, money, number

NOTES = """\b
A book is a table, CSV or Parquet, a demand or an offer per row:
  kind     owner, or vendor, installer, manager
  class    0 to 6, as in data/classes.csv
  regions  CUT codes or names, with ; between them, or all; an owner has one
  price    pesos: the most an owner would pay, or what a supplier asks
  stock    of a supplier: projects it can serve (1 if empty)
  fee_bps  of an owner: the platform's fee (500, which is 5 %, if empty)
  id       a number (the row's line, if there is no such column)
The last three columns may be left out. data/participants.csv is a book, too.

\b
--weight says what the best teams are: 0, the most savings of owners together; a number, such as
0.25, counts so much of its class's reference price for each project too; projects, the most projects.

\b
Large books are matched in parts, by class and connected regions: --workers 2 uses two processes;
the same parts go to other machines with --workers tcp://host:8786, where they run
  dask scheduler
  dask worker tcp://host:8786

\b
Example:
  antu match book.csv --weight 0.25
  antu check book.csv book.matches.csv book.certificate.json"""


@click.command("match", epilog=NOTES)
@book_argument
@click.option("--output", type=FILE, help="The teams; - is the standard output.  [default: BOOK.matches.csv]")
@click.option("--unmatched", type=FILE, help="Why others are left out.  [default: BOOK.unmatched.csv]")
@click.option("--certificate", type=FILE, help="The proof, as JSON.  [default: BOOK.certificate.json]")
@click.option("--weight", default="0", show_default=True, help="What a project counts beside savings: see below.")
@click.option("--compare", "comparing", is_flag=True, help="Compare with matching in order of arrival.")
@workers_option
def command(
    book: Path,
    output: Path | None,
    unmatched: Path | None,
    certificate: Path | None,
    weight: str,
    comparing: bool,
    setting: str,
) -> None:
    """Match the demands of BOOK with the best teams, prove that they are the best, and say why others have none.

    The words go to the standard error. Nothing is written until everything is done; then all files are.
    """
    terminal, policy = Terminal(), Policy.parse(weight)
    paths = _paths(book, output, unmatched, certificate)
    with workers(setting) as executor:
        with terminal.working("reading", path=book):
            read = read_book(book)
        _tell_size(terminal, book, read)
        began = perf_counter()
        with terminal.working("matching"):
            outcome = solve(read, policy, executor)
            check(read, outcome.matching, outcome.certificate)
        seconds = perf_counter() - began
    if comparing:
        with terminal.working("comparing"):
            compared = compare(read, outcome)
        terminal.say(comparison_table(compared, terminal.lang))
    with terminal.working("writing"):
        _write(outcome, paths, terminal)
    _tell_outcome(terminal, read, outcome, seconds)
    terminal.tell("written", paths=", ".join(str(path) for path in paths if path != STDOUT))


def _paths(book: Path, *asked: Path | None) -> tuple[Path, Path, Path]:
    """Of teams, reasons and certificate: those asked for, else beside the book."""
    if book.is_dir():
        raise AntuError(f"{book} is a folder.", "Name a book in it.")
    named = book.with_suffix("") if book.suffix else book
    teams, reasons, proof = (
        path or named.with_name(f"{named.name}.{name}")
        for path, name in zip(asked, ("matches.csv", "unmatched.csv", "certificate.json"), strict=True)
    )
    require_table(teams)
    require_table(reasons)
    if STDOUT in (reasons, proof):
        raise AntuError("Only the teams can go to the standard output.", "Of the options, only --output may be -")
    require_apart(teams, reasons, proof, book)
    for path in (teams, reasons, proof):
        if path.is_dir():
            raise AntuError(f"{path} is a folder.", "Name a file in it.")
    return teams, reasons, proof


def _write(outcome: Outcome, paths: tuple[Path, Path, Path], terminal: Terminal) -> None:
    teams, reasons, proof = paths
    found = table_bytes(outcome.matching.teams, teams)
    contents = {
        reasons: table_bytes(reasons_table(outcome.explanations, terminal.lang), reasons),
        proof: outcome.certificate.model_dump_json(indent=2).encode() + b"\n",
    }
    write_together(contents if teams == STDOUT else {**contents, teams: found})
    if teams == STDOUT:
        write(found, STDOUT)


def _tell_size(terminal: Terminal, path: Path, book: Book) -> None:
    demands, offers = (number(len(each), terminal.lang) for each in (book.demands, book.offers))
    terminal.tell("book", path=path, demands=demands, offers=offers)


def _tell_outcome(terminal: Terminal, book: Book, outcome: Outcome, seconds: float) -> None:
    lang, proof = terminal.lang, outcome.certificate
    if not proof.matched:
        terminal.tell("nothing")
        return
    terminal.tell(
        "teams",
        teams=number(proof.matched, lang),
        demands=number(len(book.open_demands), lang),
        seconds=decimal(seconds, lang),
        savings=money(proof.savings, lang),
    )
    terminal.say(*quality_of(proof, lang))
