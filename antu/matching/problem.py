"""A book cut into its classes, each as sorted integer arrays: what the solvers work on.

A **market** is a region and a fee: all that a team pays in it is alike, so that within a market any unit of a role can
stand for any other. An offer serves the markets of its regions, at every fee. A **group** are the offers of one role
with the same regions.

Amounts are integers, in **parts** of 1/120,000 peso: a fee's basis points divide it, and so do the halves, thirds and
quarters that a linear program's prices may have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import gcd
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.book import Book
from antu.catalog import serves
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
    """Offers of one role with the same regions, rows `start` to `stop` of `ClassProblem.offers`."""

    role: int
    start: int
    stop: int
    markets: tuple[int, ...]  # places in `ClassProblem.markets`


@dataclass(frozen=True)
class ClassProblem:
    """One class of a book, with at least one open demand.

    `demands`: a frame of `Demand` with `market` (place in `markets`) and `value` (parts), by market, richest first,
    then by id. `offers`: a frame of `Offer` by role and regions, cheapest first, then by id. `unit`: parts that divide
    all values and costs."""

    size_class: int
    markets: tuple[Market, ...]
    objective: Objective
    demands: pd.DataFrame
    offers: pd.DataFrame
    groups: tuple[Group, ...]
    starts: Integers  # the first demand of each market, and the number of demands
    unit: int

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
    """The classes that somebody asks for, ascending."""
    demands, offers = book.open_demands, book.open_offers
    for size_class in sorted(set(demands["size_class"].tolist())):
        yield _problem(
            size_class,
            policy.objective(size_class),
            demands[demands["size_class"] == size_class],
            offers[offers["size_class"] == size_class],
        )


def _problem(size_class: int, objective: Objective, demands: pd.DataFrame, offers: pd.DataFrame) -> ClassProblem:
    offers = offers.sort_values(["role", "regions", "price", "id"], ignore_index=True)
    prices = np.asarray(offers["price"], dtype=np.int64)
    step = int(np.gcd.reduce(prices)) if len(prices) else 0

    pairs = demands[["region", "fee_bps"]].drop_duplicates().sort_values(["region", "fee_bps"])
    markets = tuple(Market(int(region), int(fee)) for region, fee in pairs.itertuples(index=False, name=None))
    fees = np.asarray(demands["fee_bps"], dtype=np.int64)
    slack = {market.fee_bps: forgiven(step, market.fee_bps) for market in markets}
    value = np.asarray(demands["max_price"], dtype=np.int64) * PARTS + demands["fee_bps"].map(slack).to_numpy(np.int64)
    width = int(fees.max()) + 1
    keys = np.array([market.region * width + market.fee_bps for market in markets], dtype=np.int64)
    place = np.searchsorted(keys, np.asarray(demands["region"], dtype=np.int64) * width + fees)
    demands = demands.assign(market=place, value=value)
    demands = demands.sort_values(["market", "value", "id"], ascending=[True, False, True], ignore_index=True)

    costs = (rate(fee) * step for fee in set(slack))
    return ClassProblem(
        size_class=size_class,
        markets=markets,
        objective=objective,
        demands=demands,
        offers=offers,
        groups=tuple(_groups(offers, markets)),
        starts=np.concatenate(([0], np.cumsum(np.bincount(place, minlength=len(markets))))).astype(np.int64),
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
    """The stretches that serve a market."""
    for role, start, stop in stretches(offers):
        regions = int(offers["regions"].iloc[start])
        served = tuple(place for place, market in enumerate(markets) if serves(regions, market.region))
        if served:
            yield Group(role, start, stop, served)
