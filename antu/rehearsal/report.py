"""What a rehearsal came to: its phases, the exits that people took in each, and the comparison at the end."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from antu.rehearsal.exits import ExitKind
from antu.rehearsal.world import Comparison


class Phase(StrEnum):
    """From the market as it was found to the market as it goes on. People take exits in each but the last."""

    BEFORE = "before"
    FAULTY = "faulty"
    PAUSED = "paused"
    WAITING = "waiting"
    UPGRADED = "upgraded"
    ORDINARY = "ordinary"


EXIT_PHASES = tuple(phase for phase in Phase if phase is not Phase.ORDINARY)


@dataclass
class Taken:
    """The exits of a phase: how many were taken of each kind, and how many have to wait for the upgrade."""

    done: Counter[ExitKind] = field(default_factory=Counter)
    blocked: Counter[ExitKind] = field(default_factory=Counter)
    pesos: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.done + other.done, self.blocked + other.blocked, self.pesos + other.pesos)


@dataclass(frozen=True)
class Report:
    """A rehearsal on one chain with a fault of one contract. `states` are the names of those that projects were in."""

    network: str
    contract: str
    symptom: str
    states: Mapping[str, int]
    accounts: int
    phases: Mapping[Phase, Taken]
    comparison: Comparison
    work: int  # transactions of ordinary work that succeeded in the end
    seconds: float

    @property
    def projects(self) -> int:
        return sum(self.states.values())

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it; of the market itself `merged` says what there is to say."""
        return {
            "symptom": self.symptom,
            "rehearsal_equal": self.comparison.equal,
            "facts_kept": self.comparison.kept,
            "facts_moved_by_exits": self.comparison.moved,
            "slots_compared": self.comparison.slots,
            "differences": [str(each) for each in self.comparison.differences],
            "exits": {phase: dict(taken.done) for phase, taken in self.phases.items()},
            "exits_waiting": {phase: dict(taken.blocked) for phase, taken in self.phases.items()},
            "ordinary_transactions": self.work,
            "seconds": round(self.seconds, 1),
        }


def merged(reports: Sequence[Report]) -> dict[str, Any]:
    """Rehearsals of several faults on one market as one result: exits are added up, slots are those of the poorest."""
    first = reports[0]
    return {
        "rehearsal_equal": all(report.comparison.equal for report in reports),
        "network": first.network,
        "projects": first.projects,
        "states": dict(first.states),
        "accounts": first.accounts,
        "slots_compared": min(report.comparison.slots for report in reports),
        "exits": {phase: _added(report.phases[phase].done for report in reports) for phase in EXIT_PHASES},
        "seconds": round(sum(report.seconds for report in reports), 1),
        "faults": {report.contract: report.as_dict() for report in reports},
    }


def _added(counts: Iterable[Counter[ExitKind]]) -> dict[str, int]:
    added = sum(counts, Counter[ExitKind]())
    return {kind: added[kind] for kind in ExitKind if added[kind]}
