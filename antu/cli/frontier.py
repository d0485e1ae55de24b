"""`antu frontier`: how many projects a book offers for how much of the owners' savings."""

from pathlib import Path

import click
import pandas as pd

from antu.books import read_book, require_table, table_bytes
from antu.cli.options import FILE, book_argument, require_apart, workers_option
from antu.cli.terminal import Terminal, write
from antu.matching.comparison import baselines
from antu.matching.frontier import WEIGHTS, frontier, policies_of
from antu.matching.workers import workers
from antu.reports.frontier_plot import draw_frontier
from antu.reports.matching import frontier_table
from antu.reports.pictures import require_picture

EPILOG = """\b
Example:
  antu frontier book.csv --plot frontier.svg"""


@click.command("frontier", epilog=EPILOG)
@book_argument
@click.option("--weights", default=WEIGHTS, show_default=True, help="Those of antu match --weight, with commas.")
@click.option("--plot", type=FILE, help="Draw it too, into a .svg or .png.")
@click.option("--output", type=FILE, help="Write the figures too, into a .csv or .parquet; - is the standard output.")
@workers_option
def command(book: Path, weights: str, plot: Path | None, output: Path | None, setting: str) -> None:
    """Match BOOK by several weights, and show projects beside savings.

    The plot also shows what the first teams that fit, and the cheapest in turn, would achieve.
    """
    terminal, policies = Terminal(), policies_of(weights)
    if plot is not None:
        require_picture(plot)
    if output is not None:
        require_table(output)
    require_apart(book, plot, output)
    with terminal.working("reading", path=book):
        read = read_book(book)
    with terminal.working("matching"), workers(setting) as executor:
        points = frontier(read, policies, executor)
    if plot is not None:
        with terminal.working("comparing"):
            draw_frontier(points, baselines(read), plot, terminal.lang)
    if output is not None:
        write(table_bytes(pd.DataFrame(each._asdict() | {"gap": each.gap} for each in points), output), output)
    terminal.say(frontier_table(points, terminal.lang))
