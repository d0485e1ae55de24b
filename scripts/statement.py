"""A statement of account, from the chain's events alone."""

from pathlib import Path

import click
from ape import convert
from ape.exceptions import ConversionError
from ape.types import AddressType
from rich.table import Table

from antu.billing.statement import Ask, Replay, Source, Statement, holder_statement, project_statement, write
from antu.billing.statement.replay import Figures
from antu.errors import AntuError
from antu.text import Language, language, money
from scripts._chain.display import grid
from scripts._chain.ledger import project_row
from scripts._chain.market import Market, load_market
from scripts._chain.session import Session, command
from scripts._chain.statements import figures, projects_of, replays, source

NOTES = """It writes <out>/project-7.csv and .html, or holder-0x….csv and .html. Open the page in a browser to print it.
In the CSV, energy is in Wh and money in pesos; a month has the readings of its days, whenever they were brought."""


@command(
    "ape run statement --project 7 --out statements --network ethereum:devnet",
    NOTES,
    short_help="Write a statement of account, to be printed.",
)
@click.option("--project", type=click.IntRange(1), help="Of a project: all of it.")
@click.option("--holder", help="Of a shareholder's address: its part of each of its projects.")
@click.option("--out", "folder", type=click.Path(path_type=Path), default=Path(), help="Folder for the two files.")
@click.option("--lang", default="es", envvar="ANTU_LANG", show_default=True, help="Language of the files: es or en.")
def cli(session: Session, project: int | None, holder: str | None, folder: Path, lang: str) -> None:
    """Write a statement of account of a project or of a shareholder, month by month, from events alone.

    Its totals are compared with what the contracts say; a difference is shown on the page, and is an error.
    """
    if (project is None) == (holder is None):
        raise AntuError("A statement is of a project or of a shareholder.", "Give one of --project and --holder.")
    spoken = language(lang)
    address = None if holder is None else _address(holder)
    market = load_market()
    with session.working("Reading events"):
        statement = _of_project(market, project) if project else _of_holder(market, str(address))
        paths = write(statement, folder, spoken)
    result = {
        "files": [str(path) for path in paths],
        "source": vars(statement.source),
        "projects": [
            {"project": part.project, "total": dict(part.table.total), "holders": [vars(one) for one in part.holders]}
            for part in statement.parts
        ],
        "differences": [vars(check) | {"difference": check.difference} for check in statement.differences],
    }
    where = f"Written: {', '.join(map(str, paths))}"
    session.end(result, _totals(statement, session.lang), where)
    if statement.differences:
        listed = "\n".join(map(str, statement.differences))
        raise AntuError(f"The statement does not agree with the contracts:\n{listed}", "The page shows the same.")


def _of_project(market: Market, project: int) -> Statement:
    project_row(market, project)  # or it says that there is none
    where = source(market)
    [replay] = replays(market, [project], where)
    return project_statement(replay, where, _asking(market, where))


def _of_holder(market: Market, holder: str) -> Statement:
    where = source(market)
    # A project that is being built, or never was, has nothing to state.
    led = [replay for replay in replays(market, projects_of(market, holder, where), where) if replay.meter]
    if not led:
        raise AntuError(
            f"None of the projects of {holder} has a meter yet.", "There is an account once one is connected."
        )
    return holder_statement(holder, led, where, _asking(market, where))


def _asking(market: Market, where: Source) -> Ask:
    def ask(replay: Replay, asked: Figures) -> Figures:
        return figures(market, replay, asked, where)

    return ask


def _address(given: str) -> str:
    try:
        return str(convert(given, AddressType))
    except ConversionError as error:
        raise AntuError(f"{given!r} is no address.", "Write 0x and 40 hexadecimal digits.") from error


def _totals(statement: Statement, lang: Language) -> Table:
    """The totals in pesos; the files have the energy and the months."""
    columns = ("paid", "owed", "reserved", "claimed")
    made = grid("Totals in pesos", ">project", ">billed", *(f">{column}" for column in columns))
    for part in statement.parts:
        amounts = (part.table.billed, *(part.table.total[column] for column in columns))
        made.add_row(str(part.project), *(money(amount, lang) for amount in amounts))
    return made
