"""Measures all that was promised of matching, writes reports/matching.json, and shows which promises are met.

Ends with an error only if a result is wrong: a proof that the checker refuses, a case that breaks off, a chain that
does not do as planned. A missed promise is shown as such and is no error: how long a case takes is the machine's, too.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from antu.errors import AntuError
from antu.files import write_atomically
from antu.matching.policy import Policy
from antu.participants.draw import DEFAULT_SEED
from benchmarks import tables
from benchmarks.books import DEMANDS, Regime
from benchmarks.end_to_end import EndToEnd
from benchmarks.measuring import Case, Measurement, measure_apart
from benchmarks.targets import LARGE, growths, targets

REPORT = Path(__file__).resolve().parent.parent / "reports" / "matching.json"
SIZES = (DEMANDS, 1_000, 10_000, 100_000, 1_000_000)
ENDS = ("savings", "projects")
WIDTH = 140  # of tables that go into a file
POLICIES = ("savings", "projects", "0.25", "0.5")


def default_cases(seed: int, on: str) -> Iterator[Case]:
    """What is measured if nobody says otherwise.

    Weights are where something was promised of them, and at a million only where they make a difference."""
    for demands in SIZES:
        for policy in POLICIES:
            for regime in (Regime.AMPLE, Regime.SCARCE, Regime.CONTESTED):
                promised = demands in LARGE and (demands != max(LARGE) or regime is Regime.CONTESTED)
                if policy in ENDS or promised:
                    yield Case(demands, regime.value, policy, seed, on)
    yield Case(100_000, Regime.UNROUNDED.value, "savings", seed, on)


def _size(text: str) -> int:
    if (size := int(text)) < 1:
        raise ValueError(f"{size} demands are no book.")
    return size


def _listed(of: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, str | None], list[Any] | None]:
    """Reads a comma-separated option."""

    def read(context: click.Context, parameter: click.Parameter, text: str | None) -> list[Any] | None:
        try:
            return None if text is None else [of(each.strip()) for each in text.split(",")]
        except (ValueError, AntuError) as error:
            raise click.BadParameter(str(error)) from error

    return read


@click.command()
@click.option("--sizes", callback=_listed(_size), help="Numbers of demands, such as 24,1000.")
@click.option("--regimes", callback=_listed(Regime), help=f"Of {', '.join(each.value for each in Regime)}.")
@click.option("--policies", callback=_listed(lambda text: Policy.parse(text).name), help="Such as savings,0.25.")
@click.option("--seed", type=click.IntRange(0), default=DEFAULT_SEED, show_default=True, help="Draws the books.")
@click.option("--workers", "on", default="1", show_default=True, help="Processes, or a Dask scheduler's address.")
@click.option("--chain/--no-chain", "with_chain", default=True, help="Whether to measure on a chain, too.")
@click.option("--report", type=click.Path(path_type=Path), default=REPORT, help="Where the figures go.")
def cli(
    sizes: list[int] | None,
    regimes: list[Regime] | None,
    policies: list[str] | None,
    seed: int,
    on: str,
    with_chain: bool,
    report: Path,
) -> None:
    """Measure matching. Where a size, a regime or a policy is named, all of those named are combined."""
    cases = list(default_cases(seed, on))
    if sizes or regimes or policies:
        named = [regime.value for regime in regimes or Regime]
        cases = [
            Case(demands, regime, policy, seed, on)
            for demands in sizes or SIZES
            for policy in policies or POLICIES
            for regime in named
        ]
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    load = os.getloadavg()[0]
    measured, broken = _measured(cases, console)
    chain = _on_chain(seed, console, broken) if with_chain else None

    held = targets(measured, *((chain.times_faster, chain.large_book.seconds) if chain else (None, None)))
    found = growths(measured)
    machine = {"processors": os.cpu_count(), "python": platform.python_version(), "load_before": round(load, 2)}
    content = {
        "seed": seed,
        "workers": on,
        "machine": machine,
        "instances": [each.model_dump() | {"share": each.share} for each in measured],
        "growth": [each._asdict() for each in found],
        "end_to_end": chain.model_dump() if chain else None,
        "targets": [each._asdict() | {"met": each.met} for each in held],
        "broken": broken,
    }
    write_atomically(report, json.dumps(content, indent=2) + "\n")

    console.print(tables.instances(measured), tables.comparisons(measured), tables.growth(found))
    if chain:
        console.print(tables.chain(chain))
    console.print(tables.promises(held))
    wrong = [*broken, *(each.wrong for each in measured if not each.verified)]
    console.print(f"Written to {report}.", soft_wrap=True)
    if wrong:
        raise click.ClickException("\n".join(wrong))


def _measured(cases: Sequence[Case], console: Console) -> tuple[list[Measurement], list[str]]:
    """The measurements, and the cases that broke off; each is told of as it ends."""
    measured, broken = [], []
    for case in cases:
        what = f"{case.demands:,} {case.regime} {case.policy}"
        try:
            one = measure_apart(case)
        except subprocess.CalledProcessError as error:
            broken.append(f"{what} broke off with exit code {error.returncode}; what it wrote is above.")
            continue
        measured.append(one)
        console.print(f"{what}: {one.matched:,} matched, {one.share:.4%} of the bound, {one.seconds:.2f} s")
    return measured, broken


def _on_chain(seed: int, console: Console, broken: list[str]) -> EndToEnd | None:
    console.print("On a chain, which takes a minute or two…")
    done = subprocess.run([sys.executable, "-m", "benchmarks.end_to_end", str(seed)], stdout=subprocess.PIPE)
    if done.returncode:
        broken.append(f"The chain's part broke off with exit code {done.returncode}; what it wrote is above.")
        return None
    return EndToEnd.model_validate_json(done.stdout)


if __name__ == "__main__":
    cli()
