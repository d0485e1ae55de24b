"""Plays the whole market: the thesis' base cases, then 120 participants through a year of energy."""

import time
from pathlib import Path

import click

from antu.accounting import finances
from antu.demo.story import tell
from antu.errors import AntuError
from antu.participants.draw import DEFAULT_SEED
from antu.reports.demo import write
from antu.reports.tables import flows_table, gas_table, solvency_table, states_table
from scripts._chain.adapter import is_playground, provider
from scripts._chain.crowd import everybody
from scripts._chain.ledger import project_rows
from scripts._chain.market import ROOT
from scripts._chain.session import Session, command
from scripts._demo.opening import open_market
from scripts._demo.play import play
from scripts._demo.report import checked_books, figures, flows, groups
from scripts._demo.stage import Stage

REPORT = ROOT / "reports" / "demo.json"


@command(
    "ape run demo\nape run demo --network ethereum:devnet --seed 7",
    short_help="Play the whole market on a local chain.",
)
@click.option("--seed", type=click.IntRange(0), default=DEFAULT_SEED, show_default=True, help="Draws the market.")
@click.option(
    "--report", type=click.Path(path_type=Path), default=REPORT, show_default=True, help="Where the figures go."
)
def cli(session: Session, seed: int, report: Path) -> None:
    """Play the whole market on a local chain: deploy, base cases, 120 participants, a year of energy.

    On the devnet it fills the market that is deployed there.
    """
    began = time.monotonic()
    if not is_playground():
        raise AntuError(
            f"The demo acts for everybody, which {provider().network.name} does not allow.",
            "Run it on a local chain, or with --network ethereum:devnet.",
        )
    with everybody():
        stage = Stage(open_market(session), session, seed)
        played = play(stage)
    books = checked_books(stage.market)
    told = figures(stage, books, played.base_cases[0], time.monotonic() - began)
    write(report, told)
    paid = flows_table(flows(stage, groups(stage, played.drawn)), session.lang)
    kept = solvency_table(books, session.lang)
    paid.caption, kept.caption = tell("flows", session.lang), tell("dust", session.lang)
    paid.caption_justify = kept.caption_justify = "left"
    session.end(
        told.model_dump(),
        states_table(finances(project_rows(stage.market)), session.lang),
        paid,
        kept,
        gas_table(stage.gas.rows(), session.lang),
    )
    stage.tell("written", path=report)
    stage.tell("took", seconds=told.seconds)
