"""A statement of account as a whole, of a project or of a holder with all its projects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from antu.billing.statement.checks import Check, against_contracts, wanted, within
from antu.billing.statement.events import Source
from antu.billing.statement.replay import Figures, Replay
from antu.billing.statement.tables import HolderTotal, Table, holder_table, holder_totals, project_table

# Asks the contracts for figures of a project.
Ask = Callable[[Replay, Figures], Figures]


@dataclass(frozen=True)
class Part:
    """A project's part of a statement; `holders` are everybody's totals, or one holder's."""

    replay: Replay
    table: Table
    holders: Sequence[HolderTotal]
    checks: Sequence[Check]

    @property
    def project(self) -> int:
        return self.replay.project


@dataclass(frozen=True)
class Statement:
    """Of a holder, or, if that is empty, of the one project that it has."""

    holder: str
    parts: Sequence[Part]
    source: Source

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"holder-{self.holder}" if self.holder else f"project-{self.parts[0].project}"

    @property
    def differences(self) -> list[Check]:
        """What does not agree; none, if the statement can be trusted."""
        return [check for part in self.parts for check in part.checks if check.difference]


def project_statement(replay: Replay, source: Source, ask: Ask) -> Statement:
    """All of a project."""
    table = project_table(replay)
    part = Part(replay, table, holder_totals(replay), _checked(replay, wanted(replay), ask))
    return Statement("", (part,), source)


def holder_statement(holder: str, replays: Sequence[Replay], source: Source, ask: Ask) -> Statement:
    """A holder's part of the projects of which it has, or had, shares."""
    parts = [
        Part(
            replay,
            holder_table(replay, holder),
            [total for total in holder_totals(replay) if total.holder == holder],
            _checked(replay, wanted(replay, holder), ask),
        )
        for replay in replays
    ]
    return Statement(holder, parts, source)


def _checked(replay: Replay, by_events: Figures, ask: Ask) -> list[Check]:
    return [*against_contracts(replay, by_events, ask(replay, by_events)), *within(replay)]
