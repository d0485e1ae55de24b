"""Runs all parts of the study in turn, and ends with an error if one of them, or their sum, is not as promised."""

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import click
from rich.console import Console

from antu.errors import AntuError
from audit import report
from audit.parts import PARTS, ROOT, run

# Module -> whether it takes --quick. Those that take longest come first.
MODULES = {
    "proofs": True,
    "rehearsal": True,
    "attacks": True,
    "static": False,
    "invariants": True,
}

# Not in CI: faults are put in for an hour and more, and inputs `make test` has drawn.
THOROUGH = {"mutation": False, "inputs": False}

# Keep what they know as they go, and can go on from there.
RESUMED = {"mutation"}

# What `make test` finds out beside what it tests, with ANTU_AUDIT=1.
FOUND_BY_TESTS = {"attacks"}

# Each part keeps about one processor busy.
AT_ONCE = 2


@click.command()
@click.option("--quick", is_flag=True, help="What CI has time for: shorter campaigns and samples.")
@click.option("--resume", is_flag=True, help="Try no mutant again that was tried before, where the code is the same.")
def cli(quick: bool, resume: bool) -> None:
    """Run the whole security study and write reports/audit.json."""
    console = Console(highlight=False)
    modules = MODULES if quick else THOROUGH | MODULES
    for part in PARTS.glob("*.json"):
        # What an earlier run found must not stand for a part that fails in this one.
        if not (quick and part.stem in FOUND_BY_TESTS):
            part.unlink()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        passed = pool.map(lambda module: _passes(console, module, _options(module, quick, resume)), modules)
    failed = [module for module, well in zip(modules, passed, strict=True) if not well]
    try:
        if failed:
            raise AntuError(f"These parts of the study failed: {', '.join(failed)}.", "What they found is above.")
        found = report.collect(quick)
        report.write(found)
        console.print(report.summary(found))
        if complaints := found.complaints():
            raise AntuError("The contracts are not as promised:\n" + "\n".join(complaints))
    except AntuError as error:
        raise click.ClickException(str(error)) from error
    console.print(f"Written to {report.REPORT.relative_to(ROOT)}.")


def _options(module: str, quick: bool, resume: bool) -> list[str]:
    shorter = quick and (THOROUGH | MODULES)[module]
    return ["--quick"] * shorter + ["--resume"] * (resume and module in RESUMED)


def _passes(console: Console, module: str, options: Sequence[str]) -> bool:
    """Runs one part, and shows what it printed when it has ended."""
    started = time.monotonic()
    ended = run(sys.executable, "-m", f"audit.{module}", *options)
    passed = ended.returncode == 0
    head = f"audit.{module} {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s"
    console.print(f"=== {head}\n{ended.stdout}{ended.stderr}", markup=False, soft_wrap=True)
    return passed


if __name__ == "__main__":
    cli(prog_name="python -m audit")
