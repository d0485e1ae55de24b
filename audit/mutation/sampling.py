"""A sample of the mutants, the same each time, with every file's share in it."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from audit.mutation.mutants import Mutant


def in_order_of_draw(mutants: Sequence[Mutant]) -> list[Mutant]:
    """All mutants, so that the first `n` are a fair sample of that size: of each file its share, by ids' hashes.

    A mutant's place depends on its own id and on those of its file, so a changed contract leaves other files' sample.
    """
    by_file: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_file[mutant.file].append(mutant)
    placed = []
    for drawn in by_file.values():
        drawn.sort(key=lambda mutant: _lot(mutant.id))
        placed += [((place + 0.5) / len(drawn), mutant.id, mutant) for place, mutant in enumerate(drawn)]
    return [mutant for _, _, mutant in sorted(placed, key=lambda entry: entry[:2])]


def _lot(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()
