"""The cheapest team for each demand, earliest demand first."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from antu.book import Book
from antu.enums import Role
from antu.matching.arrival import TOO_DEAR, in_turn, serving
from antu.matching.interface import Matching
from antu.matching.words import NOBODY


class CheapestMatcher:
    """Greedy: each open demand, by id, takes the cheapest offer of each role that serves it and has stock left.

    Prices of a team only add up, so these are its cheapest team; of equal prices the lower id wins. An early demand may
    take the offer that alone could have served a later one."""

    def __call__(self, book: Book) -> Matching:
        return in_turn(book, _CheapestLeft)


class _CheapestLeft:
    """Per region and role, the offers that serve it, dearest first, and so the cheapest at the end.

    An offer that is gone leaves each of its regions when it comes to their end, so each is passed over once."""

    def __init__(self, offers: pd.DataFrame, regions: Sequence[int]) -> None:
        prices = offers["price"].to_numpy()
        self._prices = prices.tolist()
        self._gone: set[int] = set()
        self._queues = {
            region: [
                rows[np.argsort(prices[rows], kind="stable")][::-1].tolist()
                for rows in (serving(offers, role, region) for role in Role)
            ]
            for region in regions
        }

    def pick(self, region: int, most: int) -> Sequence[int] | str:
        team: list[int] = []
        for role, queue in zip(Role, self._queues[region], strict=True):
            while queue and queue[-1] in self._gone:
                queue.pop()
            if not queue:
                return NOBODY[role]
            team.append(queue[-1])
        return team if sum(self._prices[row] for row in team) <= most else TOO_DEAR

    def remove(self, row: int) -> None:
        self._gone.add(row)
