"""What became of each mutant, kept as it is known, so that an interrupted run can be resumed."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from audit.mutation.mutants import Mutant
from audit.mutation.sources import Sources
from audit.parts import ROOT

RECORDS = ROOT / "build" / "mutation" / "outcomes.jsonl"

# Who tries a mutant, the cheapest first; each only those that lived so far.
TRIED_BY = ("forge", "ape", "forge at length")

_COMMENT = re.compile(rb"//[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Outcome:
    """The test that killed a mutant, or none of those in `TRIED_BY` up to `tried_by`."""

    id: str
    code: str  # of the mutant's file, a hash
    tried_by: str
    killer: str | None

    @property
    def is_final(self) -> bool:
        """Whether there is nobody left to ask."""
        return self.killer is not None or self.tried_by == TRIED_BY[-1]


class Records:
    """Outcomes by mutant. One of a file whose code has changed since counts no more; comments may change."""

    def __init__(self, sources: Sources, path: Path = RECORDS) -> None:
        self._path = path
        self._codes = {name: code_hash(source.content) for name, source in sources.by_path.items()}
        self._known: dict[tuple[str, str], Outcome] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                outcome = Outcome(**json.loads(line))
                self._known[outcome.id, outcome.code] = outcome

    def of(self, mutant: Mutant) -> Outcome | None:
        """What is known of a mutant."""
        return self._known.get((mutant.id, self._codes[mutant.file]))

    def add(self, mutant: Mutant, tried_by: str, killer: str | None) -> None:
        """Notes an outcome, on disk at once."""
        outcome = Outcome(mutant.id, self._codes[mutant.file], tried_by, killer)
        self._known[outcome.id, outcome.code] = outcome
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(asdict(outcome)) + "\n")

    def forget(self) -> None:
        """Begins anew."""
        self._known.clear()
        self._path.unlink(missing_ok=True)

    def waiting(self, mutants: Iterable[Mutant], tried_by: str) -> list[Mutant]:
        """Those that lived through all that come before, and have not been tried by this one."""
        place = TRIED_BY.index(tried_by)
        before = TRIED_BY[place - 1] if place else None
        return [mutant for mutant in mutants if self._lived_through(mutant) == before]

    def _lived_through(self, mutant: Mutant) -> str | None:
        """Who tried a mutant last; nobody, None; a killed one, an empty text."""
        outcome = self.of(mutant)
        if outcome is None:
            return None
        return "" if outcome.killer else outcome.tried_by


def code_hash(content: bytes) -> str:
    """The hash of a source without its comments and spaces."""
    return hashlib.sha256(b"".join(_COMMENT.sub(b"", content).split())).hexdigest()[:16]
