"""Snapshots of what code costs: `snapshots/*.json`, a figure by name, compared whenever it is measured.

A rise is a decision: whoever makes it writes the snapshot anew (`make snapshots`) and commits it with the reason. A
fall is written down too, so that the next rise is measured from there.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from antu.errors import AntuError
from antu.files import read_bytes, write_atomically
from antu.invalid import invalid

Figure = int | float

TOLERANCE = 0.005  # of the snapshot's figure, either way
REWRITE = "Run: make snapshots, and commit the change with its reason."
VARIABLE, WRITE = "ANTU_SNAPSHOTS", "write"

_FIGURES: TypeAdapter[dict[str, Figure]] = TypeAdapter(
    dict[str, Annotated[Figure, Field(ge=0, allow_inf_nan=False)]], config=ConfigDict(strict=True)
)


class Difference(NamedTuple):
    """A figure that is not as its snapshot says; None where there is none."""

    name: str
    kept: Figure | None
    measured: Figure | None

    def __str__(self) -> str:
        if self.kept is None:
            return f"{self.name}: {self.measured:,}, and no snapshot to compare it with."
        if self.measured is None:
            return f"{self.name}: the snapshot has {self.kept:,}, but nothing of that name was measured."
        change = self.measured / self.kept - 1 if self.kept else 1.0
        way = "risen" if change > 0 else "fallen: take the snapshot down"
        return f"{self.name}: {self.kept:,} before, {self.measured:,} now ({change:+.2%}); it has {way}."


class SnapshotError(AntuError):
    """What was measured is not what the snapshot says."""


def compare(
    snapshot: Mapping[str, Figure], measured: Mapping[str, Figure], tolerance: float = TOLERANCE
) -> list[Difference]:
    """The figures that differ by more than `tolerance` of the snapshot's, or are on one side only; by name."""
    names = sorted(snapshot.keys() | measured.keys())
    pairs = ((name, snapshot.get(name), measured.get(name)) for name in names)
    return [
        Difference(name, kept, now)
        for name, kept, now in pairs
        if kept is None or now is None or abs(now - kept) > kept * tolerance
    ]


def hold(path: Path, measured: Mapping[str, Figure], environment: Mapping[str, str] = os.environ) -> None:
    """Compares with a snapshot and raises `SnapshotError` with all differences; with ANTU_SNAPSHOTS=write, writes it.

    Figures within the tolerance stay as they were written, so that a commit changes what it has a reason for."""
    if environment.get(VARIABLE) == WRITE:
        kept = read(path) if path.exists() else {}
        changed = {difference.name for difference in compare(kept, measured)}
        write(path, {name: now if name in changed else kept[name] for name, now in measured.items()})
    elif differences := compare(read(path), measured):
        raise _refused(path, differences)


def _refused(path: Path, differences: Sequence[Difference]) -> SnapshotError:
    return SnapshotError("\n".join([f"{path} differs from what was measured.", *map(str, differences)]), REWRITE)


def read(path: Path) -> dict[str, Figure]:
    """A snapshot's figures. `AntuError` if there is none, or if it is not a JSON object of figures."""
    if not path.exists():
        raise AntuError(f"There is no snapshot {path}.", REWRITE)
    try:
        return _FIGURES.validate_json(read_bytes(path))
    except ValidationError as error:
        raise invalid(path, "snapshot", error, REWRITE) from error


def write(path: Path, figures: Mapping[str, Figure]) -> None:
    """Writes a snapshot, sorted by name, a line each."""
    write_atomically(path, json.dumps(figures, indent=2, sort_keys=True) + "\n")
