"""The first team that fits each demand, earliest demand first: what the matcher of 2019 did."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import pandas as pd

from antu.book import Book
from antu.catalog import mask_regions
from antu.enums import Role
from antu.matching.arrival import TOO_DEAR, in_turn, serving
from antu.matching.interface import Matching
from antu.matching.problem import Integers
from antu.matching.words import NOBODY
from antu.money import MAXIMUM_MONEY

GONE = MAXIMUM_MONEY + 1  # beyond every price


class FirstFitMatcher:
    """Greedy: each open demand, by id, takes the first team that it can pay.

    First is what nested loops over vendors, installers and managers, each by id, come to first. They are not run: the
    vendor of that team is the first that fits beside the cheapest of the others, and so on for the next roles."""

    def __call__(self, book: Book) -> Matching:
        return in_turn(book, _FirstThatFits)


class _FirstThatFits:
    def __init__(self, offers: pd.DataFrame, regions: Sequence[int]) -> None:
        prices = offers["price"].to_numpy(np.int64)
        self._roles, self._masks = (offers[name].tolist() for name in ("role", "regions"))
        self._lines = {
            region: [_Line(rows, prices[rows]) for rows in (serving(offers, role, region) for role in Role)]
            for region in regions
        }

    def pick(self, region: int, most: int) -> Sequence[int] | str:
        lines = self._lines[region]
        for role, line in zip(Role, lines, strict=True):
            if line.least == GONE:
                return NOBODY[role]
        spare = most - sum(line.least for line in lines)
        if spare < 0:
            return TOO_DEAR
        team: list[int] = []
        for line in lines:
            row, price = line.first(line.least + spare)
            spare -= price - line.least
            team.append(row)
        return team

    def remove(self, row: int) -> None:
        for region in mask_regions(self._masks[row]):
            if region in self._lines:
                self._lines[region][self._roles[row]].remove(row)


class _Line:
    """Offers of one role in a region, by id: a tree of least prices, in which the first at most so dear is soon found.

    Node `n` has the children `2 n` and `2 n + 1`; the leaves are the last `_leaves` nodes."""

    def __init__(self, rows: Integers, prices: Integers) -> None:
        self._rows = array("q", rows.tobytes())
        self._leaves = 1 << max(len(rows) - 1, 0).bit_length()
        nodes = np.full(2 * self._leaves, GONE, dtype=np.int64)
        nodes[self._leaves : self._leaves + len(rows)] = prices
        width = self._leaves
        while width > 1:
            nodes[width // 2 : width] = nodes[width : 2 * width].reshape(-1, 2).min(axis=1)
            width //= 2
        self._nodes = array("q", nodes.tobytes())

    @property
    def least(self) -> int:
        """The cheapest price, `GONE` if nobody is left."""
        return self._nodes[1]

    def first(self, most: int) -> tuple[int, int]:
        """The first offer that asks at most so much, which one must, and its price."""
        nodes, node = self._nodes, 1
        while node < self._leaves:
            node *= 2
            if nodes[node] > most:
                node += 1
        return self._rows[node - self._leaves], nodes[node]

    def remove(self, row: int) -> None:
        nodes = self._nodes
        node = self._leaves + bisect_left(self._rows, row)
        nodes[node] = GONE
        while node > 1:
            node //= 2
            least = min(nodes[2 * node], nodes[2 * node + 1])
            if nodes[node] == least:
                return
            nodes[node] = least
