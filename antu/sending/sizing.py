"""Cutting work into transactions, by what the node estimates that each would take."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from antu.errors import AntuError

Item = TypeVar("Item")

MOST_GAS = 2**24  # of one transaction, whatever the block's limit: EIP-7825, since Fusaka
FIRST_GUESS = 50
# Percent. Gas given beyond the estimate, for what may change before the transaction is mined. It also leaves enough to
# whoever judges the last signature: EnergySales passes on 63/64 of what is left, and takes a judge that runs out for
# one that says no. And how much of the limit the next batch should take, as its items may cost more than those before.
MARGIN = 20
FILLED = 90


def with_margin(estimated: int) -> int:
    """The gas to give to a transaction that is estimated to take so much."""
    return estimated + estimated * MARGIN // 100


class Sizer:
    """Cuts batches whose gas, with a margin, is within a limit. It learns from each what an item costs."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._guess = FIRST_GUESS

    def cut(self, items: Sequence[Item], estimate: Callable[[Sequence[Item]], int]) -> tuple[int, int]:
        """How many of the items, from the first on, go into one transaction, and the gas that it is estimated to take.

        `estimate` raises `AntuError` if the node refuses a batch, which is then halved; the error is raised again if it
        refuses the first item alone."""
        count = min(self._guess, len(items))
        while (gas := self._gas(items[:count], estimate)) is None:
            count //= 2
        more = min(len(items), self._filling(count, gas))
        if more >= 2 * count and (larger := self._gas(items[:more], estimate)) is not None:
            count, gas = more, larger
        self._guess = max(1, self._filling(count, gas))
        return count, gas

    def _gas(self, batch: Sequence[Item], estimate: Callable[[Sequence[Item]], int]) -> int | None:
        try:
            estimated = estimate(batch)
        except AntuError:
            if len(batch) == 1:
                raise
            return None
        if with_margin(estimated) <= self.limit:
            return estimated
        if len(batch) == 1:
            raise AntuError(
                f"One alone takes {estimated:,} gas, and with {MARGIN} % to spare more than the {self.limit:,} that a "
                "transaction may have here.",
                "Use a network with larger blocks.",
            )
        return None

    def _filling(self, count: int, gas: int) -> int:
        return count * self.limit * FILLED // 100 // with_margin(gas)
