"""Money as the contracts count it: whole pesos, integers only, each division rounded down."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Amount = TypeVar("Amount", int, NDArray[np.int64])

BASIS_POINTS = 10_000
MAXIMUM_FEE_BPS = 1_000
MAXIMUM_RESERVE_BPS = 3_000
MAXIMUM_MONEY = 2**40 - 1  # what a uint40 holds


@dataclass(frozen=True)
class Quote:
    """What a team costs, in pesos."""

    vendor: int
    installer: int
    manager: int
    fee_bps: int

    @property
    def cost(self) -> int:
        """The three prices."""
        return self.vendor + self.installer + self.manager

    @property
    def fee(self) -> int:
        """The platform's part, rounded down."""
        return fee(self.cost, self.fee_bps)

    @property
    def goal(self) -> int:
        """What is to be paid in: cost and fee."""
        return self.cost + self.fee


# The thesis' own example, a project of 1 kWp: its goal is 1,165,500 pesos.
BASE_CASE = Quote(vendor=1_000_000, installer=100_000, manager=10_000, fee_bps=500)


def fee(cost: int, fee_bps: int) -> int:
    """The platform's fee on a cost, in pesos, rounded down. `fee_bps` is at most 1,000 (10 %)."""
    return cost * fee_bps // BASIS_POINTS


def most_cost(goal: Amount, fee_bps: Amount) -> Amount:
    """The highest cost that with its fee is at most a goal of 0 or more, in pesos."""
    return ((goal + 1) * BASIS_POINTS - 1) // (BASIS_POINTS + fee_bps)


def refund(shares: int, left: int, goal: int) -> int:
    """Pesos for shares of a cancelled project: their part of what its escrow had left, rounded down.

    `left` and `goal` are the project's as it was cancelled, so that it does not matter who comes first."""
    return shares * left // goal


def bill(before_wh: int, after_wh: int, price: int, unit: int = 1_000) -> int:
    """Pesos for the energy between two cumulative registers, at `price` pesos per `unit` Wh.

    The difference of two amounts that are each rounded down, so that the sum over a period does not depend on how many
    readings it is cut into."""
    return after_wh * price // unit - before_wh * price // unit


def split(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Cuts an amount into parts proportional to the weights (at least one above 0) that sum exactly to it."""
    bounds = [amount * running // sum(weights) for running in accumulate(weights, initial=0)]
    return tuple(after - before for before, after in pairwise(bounds))
