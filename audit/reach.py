"""audit/reach.csv: what the campaign must reach, and what else it may."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from antu.errors import AntuError
from antu.files import read_bytes

LIST = Path(__file__).with_name("reach.csv")

# What Tally.sol sees beside the project's state, a bit each: what is called is paused; the caller owes; another call is
# moving pesos, within which a rogue makes this one.
CIRCUMSTANCES = ("paused", "in debt", "within")

# After what may occur but is too rare to be waited for in 128,000 calls.
RARE = "?"


@dataclass(frozen=True)
class Expectation:
    """In which states a function must succeed, or must be refused: a row of the list."""

    function: str  # Contract.function
    done: bool
    # States, "" if the call names no project, and circumstances; with RARE those that need not occur.
    places: tuple[str, ...]

    def needed(self) -> list[str]:
        """The states and circumstances that must occur."""
        return [place for place in self.places if not place.endswith(RARE)]

    @property
    def possible(self) -> set[str]:
        """All that may occur."""
        return {place.removesuffix(RARE) for place in self.places}

    def __str__(self) -> str:
        return f"{self.function} {'succeeds' if self.done else 'is refused'}"


def expectations(path: Path = LIST) -> list[Expectation]:
    """The list. Raises `AntuError` if it is not one."""
    rows = csv.DictReader(io.StringIO(read_bytes(path).decode()))
    found = []
    for line, row in enumerate(rows, start=2):
        if row.get("outcome") not in ("done", "refused") or not row.get("function") or not row.get("where"):
            raise AntuError(f"{path}, line {line}: {row}", "A line has a function, `done` or `refused`, and states.")
        places = tuple(place.strip().replace("none", "") for place in row["where"].split(";"))
        found.append(Expectation(row["function"], row["outcome"] == "done", places))
    return found
