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

_COMMENT = re.compile(rb"//[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Outcome:
    """The test that killed a mutant, or none; `tried_by` is "forge", or "ape" once its tests were asked, too."""

    id: str
    code: str  # of the mutant's file, a hash
    tried_by: str
    killer: str | None

    @property
    def is_final(self) -> bool:
        """Whether there is nobody left to ask."""
        return self.killer is not None or self.tried_by == "ape"


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

    def alive(self, mutants: Iterable[Mutant]) -> list[Mutant]:
        """Those that Forge's tests did not kill and Ape's have not tried."""
        found = []
        for mutant in mutants:
            outcome = self.of(mutant)
            if outcome and not outcome.is_final:
                found.append(mutant)
        return found


def code_hash(content: bytes) -> str:
    """The hash of a source without its comments and spaces."""
    return hashlib.sha256(b"".join(_COMMENT.sub(b"", content).split())).hexdigest()[:16]
