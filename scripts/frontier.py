"""How many projects the open book offers for how much of the owners' savings, before a weight is chosen."""

from pathlib import Path

import click

from antu.book import rows
from antu.matching.comparison import Result, baselines
from antu.matching.frontier import WEIGHTS, frontier, policies_of
from antu.reports.frontier_plot import draw_frontier
from antu.reports.matching import frontier_table
from antu.reports.pictures import require_picture
from antu.text import text
from scripts._chain.book import read_book
from scripts._chain.market import load_market
from scripts._chain.session import Session, command


@command(
    "ape run frontier --network ethereum:devnet --plot frontier.svg", short_help="Show what projects cost in savings."
)
@click.option("--weights", default=WEIGHTS, show_default=True, help="Those of ape run match --weight, with commas.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw it too, into a .svg or .png.")
def cli(session: Session, weights: str, plot: Path | None) -> None:
    """Match the open book by several weights, and show projects beside savings. It sends nothing.

    The plot also shows what the first teams that fit, and the cheapest in turn, would achieve.
    """
    policies = policies_of(weights)
    if plot is not None:
        require_picture(plot)
    with session.working(text("frontier_working", session.lang)):
        book = read_book(load_market())
        points = frontier(book, policies)
        beside = baselines(book)
    if plot is not None:
        draw_frontier(points, beside, plot, session.lang)
    result = {
        "points": [point._asdict() | {"gap": point.gap} for point in points],
        "in_turn": [each._asdict() for each in rows(beside, Result)],
    }
    session.end(result, frontier_table(points, session.lang))
