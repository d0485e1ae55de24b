"""`python -m audit.attacks`: tries every attack, and fails if one is missing, or takes more than is promised."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from antu.errors import AntuError
from audit.attack_names import ATTACKS
from audit.parts import PARTS, ROOT, run

APE = Path(sys.executable).with_name("ape")
TESTS = "tests/attacks"
REPORT = PARTS / "attacks.json"
LAST_LINES = 40  # of a run that failed

Records = Mapping[str, Mapping[str, Any]]


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help="Take what `make test` found with ANTU_AUDIT=1, instead of trying again.")
def main(quick: bool) -> None:
    """Runs the attacks."""
    try:
        found = noted() if quick else measure()
        if complaints := differences(found):
            raise AntuError("\n".join(complaints), "audit/attack_names.py lists the attacks: keep it as the tests are.")
    except AntuError as error:
        raise click.ClickException(str(error)) from error
    Console().print(table(found), f"Written to {REPORT.relative_to(ROOT)}.")


def measure() -> Records:
    """Tries all attacks on a chain of their own; what each took. Raises `AntuError` if one takes what it must not."""
    REPORT.unlink(missing_ok=True)
    tests = run(APE, "test", TESTS, ANTU_AUDIT="1")
    if tests.returncode or not REPORT.exists():
        last = "\n".join((tests.stdout + tests.stderr).splitlines()[-LAST_LINES:])
        raise AntuError(f"The attacks' tests failed:\n{last}", f"See it alone: ape test {TESTS}")
    return noted()


def noted() -> Records:
    """What the last run of the tests found. Raises `AntuError` if there was none."""
    if not REPORT.exists():
        raise AntuError(f"{REPORT.relative_to(ROOT)} is not there.", "Make it: ANTU_AUDIT=1 make test")
    found: Records = json.loads(REPORT.read_text(encoding="utf-8"))
    return found


def differences(found: Records) -> list[str]:
    """What of the list was not tried, and what was tried and is not on it; a line each."""
    wanted = {name for names in ATTACKS.values() for name in names}
    return [
        *(f"{name} was not tried." for name in sorted(wanted - found.keys())),
        *(f"{name} is not on the list." for name in sorted(found.keys() - wanted)),
    ]


def table(found: Records) -> Table:
    """Each family of attacks: how many, and the most that one of them took."""
    made = Table(title="Attacks", title_justify="left", title_style="bold")
    for column in ("family", "tried", "that paid", "most won, CLP", "most lost, CLP"):
        made.add_column(column, justify="left" if column == "family" else "right")
    for family, names in ATTACKS.items():
        records = [found[name] for name in names]
        won, lost = (_figures(records, key) for key in ("attacker_profit_clp", "honest_loss_clp"))
        paid = sum(each > 0 for each in won)
        made.add_row(family, f"{len(names)}", f"{paid}", f"{max(0, *won):,}", f"{max(0, *lost):,}")
    return made


def _figures(records: Iterable[Mapping[str, Any]], key: str) -> list[int]:
    return [int(record[key]) for record in records]


if __name__ == "__main__":
    main()
