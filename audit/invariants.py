"""`python -m audit.invariants`: plays the campaign of tests/forge/Antu.t.sol, and says which calls reached what.

Each run of the campaign leaves a line in build/forge/reached.txt: for each function, state of the project that it
names, and circumstances, how often calls succeeded or were refused (tests/forge/handlers/Tally.sol). audit/reach.csv
lists what must occur. What is not reached is an error, and so is a success in a state where nobody expects one: no
invariant holds by never being reached.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.console import Console
from rich.table import Table

from antu.enums import State
from antu.errors import AntuError
from antu.files import read_bytes
from audit.parts import FORGE, ROOT, run, write_part
from audit.reach import CIRCUMSTANCES, Expectation, expectations

BUILD = ROOT / "build"
REACHED = BUILD / "forge" / "reached.txt"
# What `make test` leaves, and what this module does when it plays itself.
TEST_LOG = BUILD / "forge-test.log"
AUDIT_LOG = BUILD / "forge-audit.log"

CALLS_OF_A_RUN = 500

# By the number that Tally.sol gives the contract that was called.
CONTRACTS = {
    1: ("Marketplace",),
    2: ("ProjectShares",),
    3: ("EnergySales",),
    4: ("CLPToken",),
    5: ("UFIndex", "AllowList"),
}
ENTRY = 12  # bytes: selector 4, contract 1, state 1, flags 1, outcome 1, count 4

RESULT = re.compile(r"\[(PASS|FAIL)[^\]]*\] (invariant_\w+)\(\) \(runs: (\d+), calls: (\d+), reverts: (\d+)")
HINT_TO_PLAY = "Run `make test`, or this without --quick."


@dataclass(frozen=True)
class Campaign:
    """What Forge says of a campaign."""

    name: str
    passed: bool
    runs: int
    calls: int


class Outcome(NamedTuple):
    """Calls of one kind with the same outcome. `circumstances`: those of `CIRCUMSTANCES` that held, in their order."""

    function: str  # Contract.function
    state: str  # of the project that the call names; "" if it names none
    circumstances: tuple[str, ...]
    done: bool


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help="Take the campaign that `make test` has played, of 256 runs, not 2,560.")
def main(quick: bool) -> None:
    """Plays, adds up and judges."""
    try:
        seconds, log = (None, _log()) if quick else _play()
        campaigns = campaigns_of(log)
        reached = counts_of(REACHED, sum(each.runs for each in campaigns))
        missing, unexpected = judge(reached, expectations())
    except AntuError as error:
        raise click.ClickException(str(error)) from error
    of = sum(len(each.needed()) for each in expectations())
    table = table_of(reached)
    write_part(
        "invariants",
        {
            "invariant_calls": sum(each.calls for each in campaigns),
            "campaigns": {each.name: {"runs": each.runs, "calls": each.calls} for each in campaigns},
            "states_reached": {"reached": of - len(missing), "of": of, "table": table},
            "seconds": seconds,
        },
    )
    _show(campaigns, table, of - len(missing), of)
    complaints = [
        *(f"the campaign {each.name} failed" for each in campaigns if not each.passed),
        *(f"never reached: {what}" for what in missing),
        *(f"nobody expects, yet it happened: {what}" for what in unexpected),
    ]
    if complaints:
        hint = "Let the moves of tests/forge/handlers reach it, or say in audit/reach.csv why not."
        raise click.ClickException("\n".join([*complaints, hint]))


def _play() -> tuple[float, str]:
    """Ten times what CI plays. Forge's output is kept beside that of `make test`."""
    started = time.monotonic()
    found = run(FORGE, "test", "--match-test", "^invariant_", FOUNDRY_PROFILE="audit")
    AUDIT_LOG.write_text(found.stdout + found.stderr, encoding="utf-8")
    if not RESULT.search(found.stdout):
        raise AntuError(
            f"Forge played no campaign:\n{(found.stdout + found.stderr)[-2000:]}", f"All of it: {AUDIT_LOG}."
        )
    return round(time.monotonic() - started, 1), found.stdout


def _log() -> str:
    if not TEST_LOG.exists():
        raise AntuError(f"{TEST_LOG.relative_to(ROOT)} is missing: the campaign was not played.", HINT_TO_PLAY)
    return read_bytes(TEST_LOG).decode()


def campaigns_of(log: str) -> list[Campaign]:
    """The campaigns in Forge's output. Raises `AntuError` if there are none, or if calls or runs of one are missing."""
    found = [
        Campaign(name, passed == "PASS", int(runs), int(calls)) for passed, name, runs, calls, _ in RESULT.findall(log)
    ]
    if not found:
        raise AntuError("Forge's output tells of no campaign.", HINT_TO_PLAY)
    for each in found:
        if each.passed and each.calls != each.runs * CALLS_OF_A_RUN:
            raise AntuError(
                f"The campaign {each.name} made {each.calls} calls in {each.runs} runs.",
                f"Each should make {CALLS_OF_A_RUN}.",
            )
    return list({each.name: each for each in found}.values())  # Forge names a failed one twice


def counts_of(path: Path, runs: int) -> Counter[Outcome]:
    """What was reached in so many runs. Raises `AntuError` if the file is not of these runs."""
    if not path.exists():
        raise AntuError(f"{path} is missing: no campaign was played.", HINT_TO_PLAY)
    lines = read_bytes(path).decode().split()
    if len(lines) < runs:
        raise AntuError(
            f"{path} has {len(lines)} runs, Forge's output {runs}: they are not of the same campaign.", HINT_TO_PLAY
        )
    names = _functions()
    counts: Counter[Outcome] = Counter()
    for line in lines:
        entries = bytes.fromhex(line.removeprefix("0x"))
        for start in range(0, len(entries), ENTRY):
            outcome, times = _entry(entries[start : start + ENTRY], names)
            counts[outcome] += times
    return counts


def _entry(entry: bytes, names: dict[tuple[int, str], str]) -> tuple[Outcome, int]:
    selector, (place, state, flags, done), times = entry[:4].hex(), entry[4:8], int.from_bytes(entry[8:])
    held = tuple(name for bit, name in enumerate(CIRCUMSTANCES) if flags >> bit & 1)
    return Outcome(names[place, selector], State(state).name.title() if state else "", held, bool(done)), times


def _functions() -> dict[tuple[int, str], str]:
    """The names of all functions, by contract and selector; those of one name count as one."""
    return {
        (place, selector): f"{contract}.{signature.split('(')[0]}"
        for place, contracts in CONTRACTS.items()
        for contract in contracts
        for signature, selector in _artifact(contract)["methodIdentifiers"].items()
    }


def _artifact(contract: str) -> dict[str, Any]:
    path = BUILD / "forge" / "out" / f"{contract}.sol" / f"{contract}.json"
    if not path.exists():
        raise AntuError(f"{path} is missing: the contracts are not compiled.", HINT_TO_PLAY)
    artifact: dict[str, Any] = json.loads(read_bytes(path))
    return artifact


def judge(reached: Counter[Outcome], expected: list[Expectation]) -> tuple[list[str], list[str]]:
    """What must occur and did not; and successes that occurred though nobody expects them."""
    states = {(each.function, each.done, each.state) for each in reached}
    held = {(each.function, each.done, what) for each in reached for what in each.circumstances}
    missing = [
        f"{each} {what}"
        for each in expected
        for what in each.needed()
        if (each.function, each.done, what) not in (held if what in CIRCUMSTANCES else states)
    ]
    allowed = {(each.function, state) for each in expected if each.done for state in each.possible}
    unexpected = sorted(
        {f"{name} succeeds {state}" for name, done, state in states if done and (name, state) not in allowed}
    )
    return missing, unexpected


def table_of(reached: Counter[Outcome]) -> dict[str, Any]:
    """For each function, [succeeded, refused] in each state of the project that it names, and each circumstance."""
    table: dict[str, dict[str, list[int]]] = {}
    for each, times in sorted(reached.items()):
        for column in (each.state or "no project", *each.circumstances):
            table.setdefault(each.function, {}).setdefault(column, [0, 0])[0 if each.done else 1] += times
    return table


def _show(campaigns: list[Campaign], table: dict[str, Any], reached: int, of: int) -> None:
    columns = ("no project", *(state.name.title() for state in State if state), *CIRCUMSTANCES)
    shown = Table("function", *columns, title="Calls that succeeded, and / those that were refused")
    for name, row in table.items():
        shown.add_row(name, *_cells(row, columns))
    console = Console(width=max(200, Console().width))
    console.print(shown)
    for each in campaigns:
        console.print(
            f"{each.name}: {each.calls:,} calls in {each.runs:,} runs, {'passed' if each.passed else 'FAILED'}"
        )
    console.print(f"Reached {reached} of {of} that must be.")


def _cells(row: dict[str, list[int]], columns: tuple[str, ...]) -> Iterator[str]:
    for column in columns:
        done, refused = row.get(column, (0, 0))
        yield f"{done}/{refused}" if done or refused else ""


if __name__ == "__main__":
    main(prog_name="python -m audit.invariants")
