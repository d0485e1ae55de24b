"""Fuzzed inputs: functions' arguments, files and command lines, many more than `make test` draws."""

import os
import subprocess
import sys
from pathlib import Path

import click

from audit.parts import ROOT, write_part

TESTS = ("tests/inputs", "tests/scripts/test_nonsense.py")
EXAMPLES = 100


@click.command()
def cli() -> None:
    """Draw many inputs, and write what came of it to reports/audit/inputs.json."""
    ape = Path(sys.executable).with_name("ape")
    command = [str(ape), "test", *TESTS, "-q"]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ | {"ANTU_EXAMPLES": str(EXAMPLES)}, check=False)
    write_part("inputs", {"examples_of_each": EXAMPLES, "passed": ended.returncode == 0})
    if ended.returncode:
        raise click.ClickException("An input was answered with a traceback, or left something half done; see above.")


if __name__ == "__main__":
    cli(prog_name="python -m audit.inputs")
