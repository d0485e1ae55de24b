"""What work took in 2019, as sums of entries of data/reference-gas.json."""

from collections.abc import Mapping

from antu.catalog import reference_gas

Entries = Mapping[str, int]  # entry -> how often


def total(entries: Entries) -> int:
    """The gas of so many of each entry, by its mean."""
    measured = reference_gas().measured
    return sum(times * measured[entry] for entry, times in entries.items())
