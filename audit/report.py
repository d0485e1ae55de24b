"""reports/audit.json: what all parts of the study found, and whether that is what was promised."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, RootModel, ValidationError
from rich.table import Table

from antu.errors import AntuError
from antu.files import read_bytes, write_atomically
from antu.invalid import invalid
from audit.parts import PARTS, ROOT

REPORT = ROOT / "reports" / "audit.json"

# Of the mutants in money paths, the least part that the tests must kill.
KILLED_AT_LEAST = 0.9

# Everybody's loss by rounding, in an attack that does nothing else.
DUST_CLP = 1


class Part(BaseModel):
    """What a part wrote. Fields that the report does not name stay in the part's own file."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class States(Part):
    """How many of the (move, state, outcome) that must occur did."""

    reached: int
    of: int


class Invariants(Part):
    """Random moves of everybody, after which everything was checked."""

    invariant_calls: int
    states_reached: States


class Proofs(Part):
    """Proof -> proved, refuted, timeout or error."""

    proofs: dict[str, str]


class Static(Part):
    """Findings of static analysis that no line of the code excuses."""

    slither_high: int
    slither_medium: int


class Attack(Part):
    """Pesos that an attacker won, and that honest accounts lost; `bound` is the most that is promised.

    `role`: the attacker holds one, and has gone rogue."""

    attacker_profit_clp: int
    honest_loss_clp: int
    bound: int | None = None
    role: bool = False


class Attacks(RootModel[dict[str, Attack]]):
    """Attack -> what came of it."""


class Mutants(Part):
    """Faults put into the money paths one by one, and how many of them a test noticed."""

    mutants: int
    killed: int


class Rehearsal(Part):
    """Whether a pause, an upgrade and its wait left everything as it was."""

    rehearsal_equal: bool


class Report(BaseModel):
    """The whole study. `quick`: shorter campaigns, a part of the proofs, no mutants."""

    model_config = ConfigDict(frozen=True)

    quick: bool
    invariant_calls: int
    states_reached: int
    states_expected: int
    proofs: dict[str, str]
    slither_high: int
    slither_medium: int
    attacks: dict[str, Attack]
    mutants: int
    mutants_killed: int
    rehearsal_equal: bool

    def complaints(self) -> list[str]:
        """What is not as promised, a line each."""
        proofs = self.proofs.items()
        found = [f"the proof {name} is not proved: {result}" for name, result in proofs if result != "proved"]
        if self.states_reached < self.states_expected:
            found.append(f"{self.states_expected - self.states_reached} states were never reached in the campaigns")
        if self.slither_high or self.slither_medium:
            found.append(f"static analysis has {self.slither_high} high and {self.slither_medium} medium findings")
        if self.mutants_killed < KILLED_AT_LEAST * self.mutants:
            found.append(f"only {self.mutants_killed} of {self.mutants} mutants were killed")
        if not self.rehearsal_equal:
            found.append("the rehearsal did not leave everything as it was")
        return found + [line for name, attack in self.attacks.items() for line in _suspicions(name, attack)]


def _suspicions(name: str, attack: Attack) -> list[str]:
    """What an attack says against the contracts: more than dust, or more than the bound of a role gone rogue."""
    bound = attack.bound or 0
    found = []
    if attack.attacker_profit_clp > bound:
        found.append(f"the attack {name} won {attack.attacker_profit_clp} pesos, of {bound} at most")
    if attack.honest_loss_clp > max(bound, DUST_CLP):
        found.append(f"the attack {name} took {attack.honest_loss_clp} pesos of others, of {bound} at most")
    return found


def collect(quick: bool, folder: Path = PARTS) -> Report:
    """The report of what the parts wrote. Raises `AntuError` if one is missing or is not what a part writes."""
    invariants = _read(folder, "invariants", Invariants)
    static = _read(folder, "static", Static)
    # A sample small enough for CI would say little: it takes part in the whole study only.
    mutants = Mutants(mutants=0, killed=0) if quick else _read(folder, "mutants", Mutants, "mutation")
    return Report(
        quick=quick,
        invariant_calls=invariants.invariant_calls,
        states_reached=invariants.states_reached.reached,
        states_expected=invariants.states_reached.of,
        proofs=_read(folder, "proofs", Proofs).proofs,
        slither_high=static.slither_high,
        slither_medium=static.slither_medium,
        attacks=_read(folder, "attacks", Attacks).root,
        mutants=mutants.mutants,
        mutants_killed=mutants.killed,
        rehearsal_equal=_read(folder, "rehearsal", Rehearsal).rehearsal_equal,
    )


P = TypeVar("P", bound=BaseModel)


def _read(folder: Path, part: str, kind: type[P], module: str = "") -> P:
    """A part's file; `module` is who writes it, if its name is another."""
    path, again = folder / f"{part}.json", f"Run it: python -m audit.{module or part}"
    try:
        return kind.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise invalid(path, f"result of audit.{module or part}", error, again) from error
    except AntuError as error:
        raise AntuError(error.message, again) from error


def write(report: Report, path: Path = REPORT) -> None:
    """Writes the report as JSON."""
    write_atomically(path, report.model_dump_json(indent=2, exclude_none=True) + "\n")


def summary(report: Report) -> Table:
    """The report in a table of few lines."""
    made = Table(title="The security study, quickly" if report.quick else "The security study", title_justify="left")
    made.add_column("what")
    made.add_column("found", justify="right")
    paid = sum(each.attacker_profit_clp > 0 for each in report.attacks.values() if not each.role)
    proved = sum(result == "proved" for result in report.proofs.values())
    rows = {
        "invariants: calls": f"{report.invariant_calls:,}",
        "invariants: states reached": f"{report.states_reached} of {report.states_expected}",
        "proofs": f"{proved} of {len(report.proofs)}",
        "static analysis: high and medium findings": f"{report.slither_high} and {report.slither_medium}",
        "attacks tried": f"{len(report.attacks)}",
        "attacks that pay those who hold no role (accepted risks)": f"{paid}",
        "mutants killed": f"{report.mutants_killed} of {report.mutants}",
        "rehearsal": "equal" if report.rehearsal_equal else "NOT EQUAL",
    }
    for what, found in rows.items():
        made.add_row(what, found)
    return made
