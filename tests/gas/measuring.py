"""What the tests of gas measured: held to budgets and the snapshot figure by figure, reported when all is there."""

import os
from collections.abc import Mapping
from math import ceil
from pathlib import Path

from rich.console import Console

from antu.reports import snapshots
from antu.reports.gas import energy as energy_report
from antu.reports.gas import report as gas_report
from antu.reports.gas.figures import FIGURES, FIRST, missing
from antu.reports.gas.lifecycle import LIFECYCLES, PERMITS
from antu.reports.gas.table import tables

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOT = ROOT / "snapshots" / "gas.json"
REPORT = ROOT / "reports" / "gas.json"
ENERGY_REPORT = ROOT / "reports" / "energy.json"
WIDTH = 100

# Of the environment, set by `make gas` and `make snapshots`: whether reports are to be written, and the snapshot.
REPORTING = os.environ.get("ANTU_GAS_REPORT") == "1"
WRITING = os.environ.get(snapshots.VARIABLE) == snapshots.WRITE


class Measured:
    """Gas by the names of figures; `lives` by lifecycle and step; `by_holders` of a reading alone, by how many hold.

    `own_chain`: whether it is the tests' own, as the snapshot's is. Where a market lives already, ids and balances
    differ.
    """

    def __init__(self) -> None:
        self.gas: dict[str, float] = {}
        self.lives: dict[str, dict[str, float]] = {}
        self.by_holders: dict[int, int] = {}
        self.own_chain = False

    def take(self, steady: Mapping[str, float], first: Mapping[str, float] | None = None) -> None:
        """Figures in steady state and in first-time cases. All are noted, then held to budgets and the snapshot."""
        taken = {**steady, **{key + FIRST: gas for key, gas in (first or {}).items()}}
        unknown = taken.keys() - {name for figure in FIGURES.values() for name in figure.names}
        assert not unknown, f"not in the list of figures: {unknown}"
        self.gas |= taken
        objections = [objection for key, gas in steady.items() if (objection := FIGURES[key].objection(gas))]
        wrong = [*objections, *self._changes(taken)]
        assert not wrong, "\n".join(wrong)

    def of_life(self, key: str, steps: Mapping[str, float], permits: float) -> dict[str, float]:
        """A lifecycle as `take` takes it, of the gas of its steps; `permits` is that of all payments by permits."""
        assert steps.keys() == {step.name for step in LIFECYCLES[key]}
        self.lives[key] = {**steps, PERMITS: permits}
        return {key: sum(steps.values())}

    def _changes(self, taken: Mapping[str, float]) -> list[str]:
        """How these differ from the snapshot."""
        if WRITING or not self.own_chain:
            return []
        kept = {name: gas for name, gas in snapshots.read(SNAPSHOT).items() if name in taken}
        differences = snapshots.compare(kept, {name: ceil(gas) for name, gas in taken.items()})
        return [f"{difference} {snapshots.REWRITE}" for difference in differences]

    def missing(self) -> list[str]:
        """What was not measured."""
        return missing(self.gas)

    def rounded(self) -> dict[str, int]:
        """As the snapshot has it."""
        return {name: ceil(gas) for name, gas in self.gas.items()}

    def write(self, console: Console) -> None:
        """What was asked for and can be written."""
        if REPORTING and not energy_report.lacking(self.gas, self.by_holders):
            gas_report.write(ENERGY_REPORT, energy_report.report(self.gas, self.by_holders))
            console.print(f"{ENERGY_REPORT.relative_to(ROOT)} is written.")
        if self.missing():
            console.print(f"{REPORT.name} stays as it was. Not measured: {', '.join(self.missing())}.")
            return
        if WRITING and self.own_chain:
            snapshots.hold(SNAPSHOT, self.rounded())
            console.print(f"{SNAPSHOT.relative_to(ROOT)} is written.")
        if REPORTING:
            content = gas_report.report(self.gas, self.lives, gas_report.settings(ROOT))
            gas_report.write(REPORT, content)
            console.print(*tables(content), sep="\n")
            console.print(f"{REPORT.relative_to(ROOT)} is written.")
