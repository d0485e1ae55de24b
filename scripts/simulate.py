"""Simulates a market of agents on the real contracts, and reports what it cost and what came of everybody."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from antu.errors import AntuError
from antu.reports.simulation import Run, read_summary, summarise, summary_table, write_page, write_summary
from antu.simulation.results import load, save, saved
from antu.simulation.scenario import Scenario
from antu.simulation.scenario_file import find_scenario, known_scenarios, outside_of, read_scenario
from antu.simulation.world import World
from antu.text import Language, language
from scripts._chain.market import ROOT
from scripts._chain.session import epilog
from scripts._simulation.running import run

OUT = ROOT / "reports"
SUMMARY = "simulation.json"
LINES = 10
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

NOTES = f"""Scenarios that come with Antu: {", ".join(known_scenarios())}. docs/SIMULATION.md says what they assume.
The same scenario and seed give the same tables, byte for byte."""


@click.command(
    epilog=epilog("ape run simulate\nape run simulate chile\nape run simulate mine.yaml --seed 7 --out mine", NOTES),
    short_help="Simulate a market of agents.",
)
@click.argument("scenarios", nargs=-1)
@click.option("--seed", type=click.IntRange(0, 2**53), help="Draws another market than the scenario's own.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=OUT, help=f"Where reports go  [default: {OUT}]."
)
def cli(scenarios: tuple[str, ...], seed: int | None, out: Path) -> None:
    """Simulate SCENARIOS (default: thesis), each on a chain of its own, against the real contracts.

    Tables go to simulation/SCENARIO/*.parquet, figures to simulation.json, and a page to simulation.html with all
    scenarios that were simulated there."""
    console = Console(highlight=False)
    try:
        lang = language()
        paths = [find_scenario(asked) for asked in dict.fromkeys(scenarios or ("thesis",))]
        # All are read before the first is played.
        _require_different(paths)
        chosen = {_name(path): _seeded(read_scenario(path), seed) for path in paths}
        _require_folder(out)
        for name, scenario in chosen.items():
            _simulate(console, name, scenario, out, lang)
        _draw(console, out)
    except AntuError as error:
        raise click.ClickException(str(error)) from error


def _require_different(paths: Sequence[Path]) -> None:
    """Scenarios of one name would write over each other."""
    names = [path.stem for path in paths]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise AntuError(f"Two scenarios are named {twice}.", "Simulate one after the other, each with its own --out.")


def _require_folder(path: Path) -> None:
    """Before hours are spent on what cannot be kept."""
    hint = "Give another one by --out."
    tables = path / "simulation"
    try:
        tables.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AntuError(f"{tables} cannot be made a folder: {error.strerror}.", hint) from error
    try:
        for folder in (path, tables):
            with TemporaryFile(dir=folder):
                pass
    except OSError as error:
        raise AntuError(f"Nothing can be written in {folder}: {error.strerror}.", hint) from error
    if (path / SUMMARY).exists():
        read_summary(path / SUMMARY)


def _name(path: Path) -> str:
    if not NAME.fullmatch(path.stem):
        raise AntuError(
            f"{path.name} would name a folder of its reports.", "Use a to z, 0 to 9, - and _, 40 letters at most."
        )
    return path.stem


def _seeded(scenario: Scenario, seed: int | None) -> Scenario:
    return scenario if seed is None else scenario.model_copy(update={"seed": seed})


def _simulate(console: Console, name: str, scenario: Scenario, out: Path, lang: Language) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[done]}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(name, total=scenario.days, done="")

        def told(world: World) -> None:
            done = f"day {world.day:,}: {len(world.projects):,} projects, {len(world.transactions):,} transactions"
            progress.update(task, completed=world.day, done=done)
            # A log has no bar: a line for each tenth.
            if not console.is_terminal and world.turned(max(scenario.days // LINES, 1)):
                console.print(f"{name}, {done}", soft_wrap=True)

        ran = run(scenario, told)
    files = save(out / "simulation" / name, scenario, ran.tables)
    summary = summarise(
        name,
        ran.tables,
        outside_of(scenario),
        ran.seconds,
        ran.peak_memory_mb,
        seed=scenario.seed,
        days=scenario.days,
        files=files,
    )
    write_summary(out / SUMMARY, summary)
    console.print(summary_table(summary, lang))
    console.print(f"Written to {files[0].parent} and {out / SUMMARY}.", soft_wrap=True, markup=False)


def _draw(console: Console, out: Path) -> None:
    """The page of all scenarios whose tables are there, with their figures. One whose files are damaged is left out."""
    summaries = read_summary(out / SUMMARY).scenarios
    runs = []
    for folder in saved(out / "simulation"):
        if folder.name not in summaries:
            continue
        try:
            scenario, tables = load(folder)
        except AntuError as error:
            console.print(f"The report leaves {folder.name} out. {error}", soft_wrap=True, markup=False)
            continue
        description = {Language.EN: scenario.title.en, Language.ES: scenario.title.es}
        settings = scenario.model_dump(mode="json", exclude={"title", "prices", "assumptions", "limits"})
        runs.append(Run(folder.name, description, settings, outside_of(scenario), tables, summaries[folder.name]))
    page = out / "simulation.html"
    write_page(page, runs)
    console.print(f"The report: {page}", soft_wrap=True, markup=False)
