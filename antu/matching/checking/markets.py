"""The open demands by market, and what was matched there."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from antu.matching.checking.amounts import Integers, total

Key = tuple[int, int, int]  # class, region, fee in basis points


@dataclass(frozen=True)
class Market:
    """A class, region and fee that somebody asks for. Money is in pesos.

    `max_prices` of all open demands, highest first; the sums are over the `matched` ones."""

    region: int
    fee_bps: int
    max_prices: Integers
    matched: int
    maximum: int
    cost: int
    fee: int

    @property
    def savings(self) -> int:
        return self.maximum - self.cost - self.fee


def markets_of(demands: pd.DataFrame) -> dict[Key, Market]:
    """The markets of demands as `answered_demands` gives them."""
    columns = {name: demands[name].to_numpy(np.int64) for name in demands}
    keys = [columns[name] for name in ("size_class", "region", "fee_bps")]
    order = np.lexsort((-columns["max_price"], *reversed(keys)))
    columns = {name: column[order] for name, column in columns.items()}
    changes = np.any([np.diff(key[order]) != 0 for key in keys], axis=0)
    bounds = [0, *(np.flatnonzero(changes) + 1).tolist(), len(order)] if len(order) else []

    found: dict[Key, Market] = {}
    for start, stop in pairwise(bounds):
        of = {name: column[start:stop] for name, column in columns.items()}
        key = int(of["size_class"][0]), int(of["region"][0]), int(of["fee_bps"][0])
        found[key] = Market(
            region=key[1],
            fee_bps=key[2],
            max_prices=of["max_price"],
            matched=total(of["matched"]),
            maximum=total(of["max_price"] * of["matched"]),
            cost=total(of["cost"]),
            fee=total(of["fee"]),
        )
    return found
