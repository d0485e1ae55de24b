"""Measures how gas grows, shows it, and ends with an error if anything grows that must not."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
from ape.logging import LogLevel, logger
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from antu.errors import AntuError
from antu.reports.growth import GrowthReport, growth_table, write
from antu.reports.growth_plot import draw_growth
from antu.text import Language, language
from benchmarks.growth import books, funders
from benchmarks.growth.record import Record
from benchmarks.growth.world import World
from scripts._chain.accounts import numbered_account
from scripts._chain.crowd import everybody
from scripts._chain.market import deploy_market
from scripts._chain.private_node import private_chain

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "reports" / "gas-growth.json"
PLOTS = {Language.EN: ROOT / "docs" / "gas-growth.svg", Language.ES: ROOT / "docs" / "gas-growth.es.svg"}

SIZES = (1, 10, 100, 1_000, 10_000)
WIDTH = 140  # of a table that goes into a file


def _sizes(context: click.Context, parameter: click.Parameter, given: str) -> tuple[int, ...]:
    try:
        sizes = tuple(sorted({int(each) for each in given.split(",")}))
    except ValueError as error:
        raise click.BadParameter(f"{given!r} are no whole numbers with commas between them, such as 1,10.") from error
    if sizes[0] < 1 or sizes[-1] > max(SIZES):
        raise click.BadParameter(f"Sizes are 1 to {max(SIZES):,}; a base case's goal has no room for a larger crowd.")
    if len(sizes) < 2:
        raise click.BadParameter("One size says nothing of growth: give two or more, such as 1,10.")
    return sizes


@click.command()
@click.option("--sizes", callback=_sizes, default=",".join(map(str, SIZES)), show_default=True, help="Which numbers.")
@click.option("--report", type=click.Path(path_type=Path), help=f"Where the figures go  [default: {REPORT}].")
def cli(sizes: tuple[int, ...], report: Path | None) -> None:
    """Measure gas against the number of funders, holders, offers and demands.

    With all sizes, reports/gas-growth.json and its plots are written; with others only the file that is named."""
    lang, console = language(), Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    try:
        found = measure(sizes, console)
        whole = sizes == SIZES
        if whole or report:
            write(report or REPORT, found)
            console.print(f"Written to {report or REPORT}.", soft_wrap=True)
        if whole:
            for each, path in PLOTS.items():
                draw_growth(found, path, each)
    except AntuError as error:
        raise click.ClickException(str(error)) from error
    console.print(growth_table(found, lang))
    if found.growing:
        raise click.ClickException("\n".join(found.growing))


def measure(sizes: Sequence[int], console: Console) -> GrowthReport:
    """Measures on a chain that is started for it, and ends with it."""
    logger.set_level(LogLevel.WARNING)
    record = Record()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with private_chain(), everybody(), Progress(*columns, console=console) as progress:
        world = World(deploy_market(numbered_account(0)))
        for what, module, measure_all in (
            ("Funders and holders", funders, funders.measure_funders),
            ("Offers and demands", books, books.measure_books),
        ):
            task = progress.add_task(what, total=max(sizes) * module.ACTS)
            measure_all(world, sizes, record, partial(progress.advance, task))
    return record.report(sizes)


if __name__ == "__main__":
    cli()
