"""A book cut into parts that have nothing to do with each other, so that each can be matched alone, anywhere.

A part is one class in **connected** regions: two regions with demands are, if one open offer of the class serves both,
or if others lead from the one to the other. An offer is in the part whose demands it could serve; one that could serve
none is in no part, and connects nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.book import Book
from antu.catalog import ALL_REGIONS
from antu.enums import Role

Integers = NDArray[np.int64]

REGIONS = ALL_REGIONS.bit_length()


class Part(NamedTuple):
    """A part of a book: at least one open demand, and the open offers that could serve one of them.

    `demands`: id, region, max_price, fee_bps; by region and fee, richest first, then by id. `offers`: id, role,
    regions, price, stock; by role and regions, cheapest first, then by id. Their `regions` are only those of the part,
    so that offers that serve the same demands are alike."""

    size_class: int
    demands: pd.DataFrame
    offers: pd.DataFrame


@dataclass(frozen=True)
class Partition:
    """The parts of a book, by class and then by their lowest region; `unasked` are the open offers that are in none.

    All are sorted at once; a part is cut out when its turn comes. `starts` are the first rows of each part, and the
    number of rows."""

    classes: tuple[int, ...]  # of each part
    demands: pd.DataFrame
    demand_starts: tuple[int, ...]
    offers: pd.DataFrame
    offer_starts: tuple[int, ...]
    unasked: pd.DataFrame

    def __iter__(self) -> Iterator[Part]:
        for place, size_class in enumerate(self.classes):
            yield Part(
                size_class,
                _cut(self.demands, *self.demand_starts[place : place + 2]),
                _cut(self.offers, *self.offer_starts[place : place + 2]),
            )


def partition(book: Book) -> Partition:
    """Cuts a book. Its classes and regions must be ones (`antu.matching.sound`)."""
    demands, offers = book.open_demands, book.open_offers
    demand_class, region, most, fee, demand_id = _columns(demands, "size_class", "region", "max_price", "fee_bps", "id")
    offer_class, regions, role, price, offer_id, stock = _columns(
        offers, "size_class", "regions", "role", "price", "id", "stock"
    )
    number = 1 + max(int(demand_class.max(initial=-1)), int(offer_class.max(initial=-1)))
    asked = np.zeros(number, dtype=np.int64)
    np.bitwise_or.at(asked, demand_class, 1 << (region - 1))
    of_use = regions & asked[offer_class]
    classes, part_of = _connect(asked, offer_class, of_use)

    demand_part = part_of[demand_class, region - 1]
    market = (demand_part * (REGIONS + 1) + region) * (int(fee.max(initial=0)) + 1) + fee
    order = np.lexsort((demand_id, -most, market))
    sorted_demands = _frame(order, id=demand_id, region=region, max_price=most, fee_bps=fee)

    serving = np.flatnonzero(of_use)
    offer_part = part_of[offer_class[serving], _lowest_bit(of_use[serving])]
    group = ((offer_part * len(Role) + role[serving]) << REGIONS) | of_use[serving]
    order = serving[np.lexsort((offer_id[serving], price[serving], group))]
    sorted_offers = _frame(order, id=offer_id, role=role, regions=of_use, price=price, stock=stock)
    return Partition(
        classes,
        sorted_demands,
        _starts(demand_part, len(classes)),
        sorted_offers,
        _starts(offer_part, len(classes)),
        unasked=offers[of_use == 0],
    )


def _connect(asked: Integers, offer_class: Integers, of_use: Integers) -> tuple[tuple[int, ...], Integers]:
    """The class of each part, and the part of each class (row) and region (column, from 0), -1 where nobody asks."""
    classes: list[int] = []
    part_of = np.full((len(asked), REGIONS), -1, dtype=np.int64)
    present = np.bincount((offer_class << REGIONS) | of_use, minlength=len(asked) << REGIONS).reshape(-1, 1 << REGIONS)
    for size_class, regions in enumerate(asked.tolist()):
        for together in connected(regions, np.flatnonzero(present[size_class]).tolist()):
            part_of[size_class, [bit for bit in range(REGIONS) if together >> bit & 1]] = len(classes)
            classes.append(size_class)
    return tuple(classes), part_of


def connected(regions: int, offers: Iterable[int]) -> list[int]:
    """The connected sets of some regions, by the lowest in each; `offers` are the sets that offers serve."""
    found = [1 << bit for bit in range(REGIONS) if regions >> bit & 1]
    for served in offers:
        joined = [each for each in found if each & served]
        if len(joined) > 1:
            found = [each for each in found if not each & served] + [sum(joined)]
            if len(found) == 1:
                break
    return sorted(found, key=lambda each: each & -each)


def _columns(table: pd.DataFrame, *names: str) -> list[Integers]:
    return [table[name].to_numpy(np.int64) for name in names]


def _lowest_bit(masks: Integers) -> Integers:
    """The place of the lowest bit that is set, from 0; masks are above 0."""
    places: Integers = np.bitwise_count((masks & -masks) - 1).astype(np.int64)
    return places


def _frame(order: Integers, **columns: Integers) -> pd.DataFrame:
    return pd.DataFrame({name: column[order] for name, column in columns.items()})


def _starts(part: Integers, parts: int) -> tuple[int, ...]:
    return (0, *np.cumsum(np.bincount(part, minlength=parts)).tolist())


def _cut(table: pd.DataFrame, start: int, stop: int) -> pd.DataFrame:
    return table.iloc[start:stop].reset_index(drop=True)
