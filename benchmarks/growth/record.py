"""What was measured so far."""

from collections import defaultdict
from collections.abc import Sequence

from antu.reports.growth import KINDS, GrowthReport, grown
from benchmarks.growth.world import Cost


class Record:
    """Costs by the key of their kind and by size."""

    def __init__(self) -> None:
        self._gas: dict[str, dict[int, int]] = defaultdict(dict)
        self._data_gas: dict[str, dict[int, int]] = defaultdict(dict)

    def take(self, key: str, size: int, cost: Cost) -> None:
        """A kind of work, where there are so many."""
        self._gas[key][size], self._data_gas[key][size] = cost

    def report(self, sizes: Sequence[int]) -> GrowthReport:
        """All of it; of every kind there must be something."""
        growths = tuple(grown(kind, self._gas[kind.key], self._data_gas[kind.key]) for kind in KINDS)
        return GrowthReport(sizes=tuple(sizes), growths=growths)
