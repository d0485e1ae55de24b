"""The first team that fits each demand, earliest demand first: what the matcher of 2019 did."""

from array import array
from collections.abc import Sequence

import numpy as np
import pandas as pd

from antu.book import Book
from antu.enums import Role
from antu.matching.arrival import TOO_DEAR, in_turn, serving
from antu.matching.interface import Matching
from antu.matching.problem import Integers
from antu.matching.words import NOBODY
from antu.money import MAXIMUM_MONEY

NOBODY_LEFT = MAXIMUM_MONEY + 1  # beyond every price


class FirstFitMatcher:
    """Greedy: each open demand, by id, takes the first team that it can pay.

    First is what nested loops over vendors, installers and managers, each by id, come to first. They are not run: the
    vendor of that team is the first that fits beside the cheapest of the others, and so on for the next roles."""

    def __call__(self, book: Book) -> Matching:
        return in_turn(book, _FirstThatFits)


class _FirstThatFits:
    def __init__(self, offers: pd.DataFrame, regions: Sequence[int]) -> None:
        prices = offers["price"].to_numpy(np.int64)
        self._gone = bytearray(len(offers))
        self._lines = {
            region: [_Line(rows, prices[rows], self._gone) for rows in (serving(offers, role, region) for role in Role)]
            for region in regions
        }

    def pick(self, region: int, most: int) -> Sequence[int] | str:
        lines = self._lines[region]
        least: list[int] = []
        for role, line in zip(Role, lines, strict=True):
            least.append(line.least())
            if least[-1] == NOBODY_LEFT:
                return NOBODY[role]
        spare = most - sum(least)
        if spare < 0:
            return TOO_DEAR
        team: list[int] = []
        for line, cheapest in zip(lines, least, strict=True):
            row, price = line.first(cheapest + spare)
            spare -= price - cheapest
            team.append(row)
        return team

    def remove(self, row: int) -> None:
        self._gone[row] = True


class _Line:
    """Offers of one role in a region, by id: a tree of least prices, in which the first at most so dear is soon found.

    Node `n` has the children `2 n` and `2 n + 1`; the leaves are the last `_leaves` nodes. An offer that is gone leaves
    the trees of its regions as it is come to in each."""

    def __init__(self, rows: Integers, prices: Integers, gone: bytearray) -> None:
        self._gone = gone
        self._rows = array("q", rows.tobytes())
        self._leaves = 1 << max(len(rows) - 1, 0).bit_length()
        nodes = np.full(2 * self._leaves, NOBODY_LEFT, dtype=np.int64)
        nodes[self._leaves : self._leaves + len(rows)] = prices
        width = self._leaves
        while width > 1:
            nodes[width // 2 : width] = nodes[width : 2 * width].reshape(-1, 2).min(axis=1)
            width //= 2
        self._nodes = array("q", nodes.tobytes())

    def least(self) -> int:
        """The cheapest price, `NOBODY_LEFT` if there is none."""
        price = NOBODY_LEFT
        while (cheapest := self._nodes[1]) != NOBODY_LEFT and price == NOBODY_LEFT:
            price = self.first(cheapest)[1]
        return price

    def first(self, most: int) -> tuple[int, int]:
        """The first offer that asks at most so much, and its price; `NOBODY_LEFT` for both if there is none."""
        nodes, leaves = self._nodes, self._leaves
        while nodes[1] <= most:
            node = 1
            while node < leaves:
                node *= 2
                if nodes[node] > most:
                    node += 1
            row = self._rows[node - leaves]
            if not self._gone[row]:
                return row, nodes[node]
            self._cut(node)
        return NOBODY_LEFT, NOBODY_LEFT

    def _cut(self, node: int) -> None:
        nodes = self._nodes
        nodes[node] = least = NOBODY_LEFT
        while node > 1:
            sibling = nodes[node ^ 1]
            least = least if least < sibling else sibling
            node //= 2
            if nodes[node] == least:
                return
            nodes[node] = least
