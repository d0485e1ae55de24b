"""Many things by one transaction."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

# Teams, readings or holders in one transaction: one to two million gas, far below what a block holds.
BATCH = 50


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items in groups of at most `BATCH`."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
