"""The parts of a book, each as sorted integer arrays: what the solvers work on.

A **market** is a region and a fee: all that a team pays in it is alike, so that within a market any unit of a role can
stand for any other. An offer serves the markets of its regions, at every fee. A **group** are the offers of one role
that serve the same markets.

Amounts are integers, in **parts** of 1/120,000 peso: a fee's basis points divide it, and so do the halves, thirds and
quarters that a linear program's prices may have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import gcd
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.book import Book
from antu.catalog import serves
from antu.matching.partitions import Part, partition
from antu.matching.policy import SAVINGS, Objective, Policy
from antu.money import BASIS_POINTS

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Amount = TypeVar("Amount", int, Integers)

FINENESS = 12
PARTS = BASIS_POINTS * FINENESS


class Market(NamedTuple):
    """Where all units of a role are alike."""

    region: int  # CUT code
    fee_bps: int  # basis points


class Group(NamedTuple):
    """Offers of one role and the same markets, rows `start` to `stop` of `ClassProblem.offers`."""

    role: int
    start: int
    stop: int
    markets: tuple[int, ...]  # places in `ClassProblem.markets`


@dataclass(frozen=True)
class ClassProblem:
    """A part of a book (`antu.matching.partitions`): one class in connected regions, with at least one demand.

    `demands`: id, region, max_price, fee_bps, `market` (place in `markets`) and `value` (parts), by market, richest
    first, then by id. `offers`: id, role, regions (those of the part), price and stock, by role and regions, cheapest
    first, then by id; each serves a market. `unit`: parts that divide all values and costs."""

    size_class: int
    markets: tuple[Market, ...]
    objective: Objective
    demands: pd.DataFrame
    offers: pd.DataFrame
    groups: tuple[Group, ...]
    starts: Integers  # the first demand of each market, and the number of demands
    unit: int

    @property
    def size(self) -> int:
        """Its rows, by which its solver's work grows."""
        return len(self.demands) + len(self.offers)

    @property
    def values(self) -> Integers:
        """What each demand is worth: its maximum price and what rounding may forgive, in parts."""
        return np.asarray(self.demands["value"], dtype=np.int64)

    @property
    def fees(self) -> tuple[int, ...]:
        """The fees of the markets, ascending."""
        return tuple(sorted({market.fee_bps for market in self.markets}))

    def counts(self) -> Integers:
        """Demands per market."""
        return np.diff(self.starts)


def rate(fee_bps: Amount) -> Amount:
    """Parts that an owner pays for each peso of cost."""
    return (BASIS_POINTS + fee_bps) * FINENESS


def forgiven(price_gcd: int, fee_bps: int) -> int:
    """Parts by which cost and fee, before rounding, may exceed a maximum price whose goal still fits.

    A goal is `cost * rate` rounded down to pesos. All costs are multiples of the prices' greatest common divisor, so
    what is lost by rounding is at most this: nothing where prices and fee are round, less than a peso in any case."""
    return PARTS - gcd(PARTS, rate(fee_bps) * price_gcd)


def problems(book: Book, policy: Policy = SAVINGS) -> Iterator[ClassProblem]:
    """The parts of a book, by class and lowest region."""
    return (problem(part, policy) for part in partition(book))


def problem(part: Part, policy: Policy = SAVINGS) -> ClassProblem:
    """A part as its solver takes it."""
    demands, offers = part.demands, part.offers
    step = int(np.gcd.reduce(offers["price"].to_numpy(np.int64), initial=0))
    regions, fees, most = (demands[name].to_numpy(np.int64) for name in ("region", "fee_bps", "max_price"))
    starts = np.concatenate(([0], np.flatnonzero((np.diff(regions) != 0) | (np.diff(fees) != 0)) + 1, [len(demands)]))
    first = starts[:-1]
    markets = tuple(map(Market, regions[first].tolist(), fees[first].tolist()))
    slack = np.array([forgiven(step, market.fee_bps) for market in markets], dtype=np.int64)
    place = np.repeat(np.arange(len(markets)), np.diff(starts))
    value = most * PARTS + slack[place]
    costs = (rate(fee) * step for fee in {market.fee_bps for market in markets})
    return ClassProblem(
        size_class=part.size_class,
        markets=markets,
        objective=policy.objective(part.size_class),
        demands=demands.assign(market=place, value=value),
        offers=offers,
        groups=tuple(_groups(offers, markets)),
        starts=starts.astype(np.int64),
        unit=gcd(int(np.gcd.reduce(value)), *costs) or 1,
    )


def stretches(offers: pd.DataFrame) -> Iterator[tuple[int, int, int]]:
    """Role, first row and end of each stretch of sorted offers that have the same role and regions."""
    roles, masks = offers["role"].to_numpy(np.int64), offers["regions"].to_numpy(np.int64)
    changes = np.flatnonzero((np.diff(roles) != 0) | (np.diff(masks) != 0)) + 1
    bounds = [0, *changes.tolist(), len(offers)] if len(offers) else [0]
    for start, stop in pairwise(bounds):
        yield int(roles[start]), start, stop


def _groups(offers: pd.DataFrame, markets: tuple[Market, ...]) -> Iterator[Group]:
    @cache
    def served(regions: int) -> tuple[int, ...]:
        return tuple(place for place, market in enumerate(markets) if serves(regions, market.region))

    regions = offers["regions"].to_numpy(np.int64)
    for role, start, stop in stretches(offers):
        yield Group(role, start, stop, served(int(regions[start])))
