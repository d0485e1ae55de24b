"""`python -m audit.mutation`: puts faults into the money paths one by one, and says which the tests do not notice."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from antu.errors import AntuError
from audit.mutation import survivors
from audit.mutation.mutants import Mutant
from audit.mutation.study import Study
from audit.parts import write_part

# Of the mutants in money paths, the least part that the tests must kill.
KILLED_AT_LEAST = 0.9
QUICK = 20


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help=f"Try {QUICK} mutants only, the same each time.")
@click.option("--sample", type=click.IntRange(min=1), help="Try so many only, of each file its share.")
@click.option("--resume", is_flag=True, help="Keep what an interrupted run found, where the code is the same.")
def main(quick: bool, sample: int | None, resume: bool) -> None:
    """Runs the study."""
    started = time.monotonic()
    console = Console(highlight=False)
    try:
        with console.status("Compiling the mutants…"):
            study = Study.prepare()
        if not (resume or quick):
            study.records.forget()
        mutants = study.drawn(QUICK if quick else sample)
        _with_progress(console, "Forge's tests", study.try_by_forge, study.records.waiting(mutants, "forge"))
        _with_progress(console, "Ape's tests", study.try_by_ape, study.records.waiting(mutants, "ape"))
        _with_progress(console, "Long lives", study.try_at_length, study.records.waiting(mutants, "forge at length"))
        reasons = survivors.load()
        wrong = survivors.complaints(reasons, study.numbered.values(), study.records)
    except AntuError as error:
        sys.exit(f"ERROR: {error}")
    found = result(study, mutants, reasons, time.monotonic() - started)
    write_part("mutants", found)
    console.print(_table(found))
    if found["killed"] < KILLED_AT_LEAST * found["mutants"]:
        wrong.append(f"Only {found['killed']} of {found['mutants']} mutants are killed; not {KILLED_AT_LEAST:.0%}.")
    if wrong:
        sys.exit("ERROR: " + "\n".join(wrong))


def result(study: Study, mutants: Sequence[Mutant], reasons: dict[str, str], seconds: float) -> dict[str, Any]:
    """The part of the study's report that this module writes."""
    killed = {mutant.id: bool((outcome := study.records.of(mutant)) and outcome.killer) for mutant in mutants}
    living = [mutant for mutant in mutants if not killed[mutant.id]]
    return {
        "mutants": len(mutants),
        "killed": sum(killed.values()),
        "sampled_of": len(study.numbered),
        "invalid": len(study.invalid),
        "survivors": [{**mutant.described(), "reason": reasons.get(mutant.id, "")} for mutant in living],
        "by_file": _counts(mutants, killed, lambda mutant: mutant.file),
        "by_operator": _counts(mutants, killed, lambda mutant: mutant.operator),
        "seconds": round(seconds),
    }


def _counts(
    mutants: Sequence[Mutant], killed: dict[str, bool], key: Callable[[Mutant], str]
) -> dict[str, dict[str, int]]:
    every, dead = Counter(map(key, mutants)), Counter(key(mutant) for mutant in mutants if killed[mutant.id])
    return {name: {"mutants": every[name], "killed": dead[name]} for name in sorted(every)}


def _with_progress(
    console: Console,
    title: str,
    play: Callable[[Sequence[Mutant], Callable[[Mutant], None]], None],
    mutants: Sequence[Mutant],
) -> None:
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(title, total=len(mutants))
        play(mutants, lambda _: progress.advance(task))


def _table(found: dict[str, Any]) -> Table:
    title = f"{found['killed']} of {found['mutants']} mutants killed, drawn from {found['sampled_of']}"
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("file")
    table.add_column("mutants", justify="right")
    table.add_column("killed", justify="right")
    for name, counts in found["by_file"].items():
        table.add_row(name, str(counts["mutants"]), str(counts["killed"]))
    return table


if __name__ == "__main__":
    main(prog_name="python -m audit.mutation")
