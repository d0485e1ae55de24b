"""A rehearsal of each fault on a fork of a devnet with a lived-in market: `python -m audit.rehearsal`."""

import tempfile
import time
from pathlib import Path

import click
from ape.logging import LogLevel, logger
from rich.console import Console

from antu.enums import State
from antu.errors import AntuError
from antu.rehearsal.faults import FAULTS
from antu.rehearsal.lives import TIMES, lives
from antu.rehearsal.report import EXIT_PHASES, Report, merged
from antu.rehearsal.tables import phases_table, states_line, verdict
from antu.text import language
from audit.chains import connected, study_devnet
from audit.parts import write_part
from scripts._chain.crowd import everybody
from scripts._chain.market import ChainStore, load_market
from scripts._demo.opening import deploy_for_all
from scripts._rehearsal.filling import fill
from scripts._rehearsal.rehearsing import rehearse
from scripts._rehearsal.roles import Roles
from scripts._rehearsal.waves import Sea

EXITS, QUICK_EXITS, SEED = 6, 2, 1
FEWEST_PROJECTS = 100
WIDTH = 140  # of a table that goes into a file


@click.command()
@click.option("--quick", is_flag=True, help="Fewer exits, for CI; the market is as large.")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Draws the market and the exits.")
def cli(quick: bool, seed: int) -> None:
    """Fill a devnet with projects in every state, fork it, and rehearse a fault of each contract there.

    Ends with an error if anything is not in the end what it was, but for what people took out."""
    began, console, lang = time.monotonic(), Console(highlight=False, markup=False), language()
    if not console.is_terminal:
        console.width = WIDTH
    logger.set_level(LogLevel.WARNING)
    try:
        reports = _rehearsed(seed, QUICK_EXITS if quick else EXITS, console)
    except AntuError as error:
        raise click.ClickException(str(error)) from error
    console.print(states_line(reports[0], lang), soft_wrap=True)
    write_part("rehearsal", merged(reports) | {"seconds": round(time.monotonic() - began, 1)})
    if wrong := _broken_promises(reports):
        raise click.ClickException("\n".join(wrong))


def _rehearsed(seed: int, exits: int, console: Console) -> list[Report]:
    reports: list[Report] = []
    with tempfile.TemporaryDirectory() as folder, study_devnet() as url:
        store = ChainStore(Path(folder))
        with connected("ethereum:devnet", url), everybody():
            market = deploy_for_all(store)
            fill(market, Roles(market), Sea(), lives(TIMES), seed)
        with connected("ethereum:devnet-fork", url), everybody():
            market = load_market(store)
            for fault in FAULTS.values():
                reports.append(rehearse(market, fault, seed, exits))
                console.print(phases_table(reports[-1], language()))
                console.print(verdict(reports[-1], language()), soft_wrap=True)
    return reports


def _broken_promises(reports: list[Report]) -> list[str]:
    """What is not as the issue says: the market's size, its states, an exit in each phase, equality."""
    wrong = [f"A fault of {each.contract}: {each.comparison.summary}" for each in reports if not each.comparison.equal]
    first = reports[0]
    if first.projects < FEWEST_PROJECTS:
        wrong.append(f"The market had {first.projects} projects, and should have {FEWEST_PROJECTS} or more.")
    if missing := [state.name for state in State if state and state.name not in first.states]:
        wrong.append(f"No project was {', '.join(missing)}.")
    for report in reports:
        idle = [phase for phase in EXIT_PHASES if not report.phases[phase].done]
        if idle:
            wrong.append(f"With a fault of {report.contract} nobody took an exit in: {', '.join(idle)}.")
    return wrong


if __name__ == "__main__":
    cli()
