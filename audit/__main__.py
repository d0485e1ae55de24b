"""Runs all parts of the study in turn, and ends with an error if one of them, or their sum, is not as promised."""

import subprocess
import sys
import time

import click
from rich.console import Console

from antu.errors import AntuError
from audit import report
from audit.parts import PARTS, ROOT

# Module -> whether it takes --quick. Those that find most come first.
MODULES = {
    "static": False,
    "attacks": False,
    "invariants": True,
    "proofs": True,
    "rehearsal": False,
    "mutation": True,
}


@click.command()
@click.option("--quick", is_flag=True, help="What CI has time for: shorter campaigns and samples.")
def cli(quick: bool) -> None:
    """Run the whole security study and write reports/audit.json."""
    console = Console(highlight=False)
    for left in PARTS.glob("*.json"):
        left.unlink()  # what an earlier run found must not stand for a part that fails in this one
    failed = [module for module, shortens in MODULES.items() if not _passes(console, module, quick and shortens)]
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


def _passes(console: Console, module: str, quick: bool) -> bool:
    """Runs one part. Its output goes where this program's goes."""
    started = time.monotonic()
    console.rule(f"audit.{module}")
    command = [sys.executable, "-m", f"audit.{module}", *["--quick"] * quick]
    passed = subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    console.print(f"audit.{module}: {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return passed


if __name__ == "__main__":
    cli(prog_name="python -m audit")
