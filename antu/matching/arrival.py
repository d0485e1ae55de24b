"""Matching in order of arrival: each open demand, by id, takes a team of what the earlier ones left.

Which team, a rule says. Such matchings are measures for the solvers: they look at one demand at a time, and prove
nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from antu.book import Book, frame
from antu.enums import Role
from antu.matching.interface import MatchedTeam, Matching, Unmatched
from antu.matching.problem import Integers
from antu.money import fee, most_cost

TOO_DEAR = "too_dear"  # somebody of each role could serve, but together they ask too much: a key of `antu.text`


class Rule(Protocol):
    """Chooses among the offers of a class that are left. An offer is its row in the frame that the rule is made of."""

    def pick(self, region: int, most: int) -> Sequence[int] | str:
        """An offer of each role that serves the region, asking at most so many pesos together; or why there is none.

        The reason is a key of `antu.text`."""

    def remove(self, row: int) -> None:
        """The offer has no stock left."""


# Makes a rule of a class's offers (a frame of `Offer` by id, rows from 0) and the regions that are asked for.
RuleOf = Callable[[pd.DataFrame, Sequence[int]], Rule]


def in_turn(book: Book, rule_of: RuleOf) -> Matching:
    """The teams that a rule picks for one demand after the other."""
    teams: list[MatchedTeam] = []
    unmatched: list[Unmatched] = []
    for size_class, demands in book.open_demands.sort_values("id").groupby("size_class"):
        offers = book.open_offers[book.open_offers["size_class"] == size_class].sort_values("id", ignore_index=True)
        rule = rule_of(offers, sorted(set(demands["region"].tolist())))
        ids, prices, stocks = (offers[name].tolist() for name in ("id", "price", "stock"))
        for demand_id, region, fee_bps, most in _asked(demands):
            picked = rule.pick(region, most)
            if isinstance(picked, str):
                unmatched.append(Unmatched(demand_id, picked))
                continue
            for row in picked:
                stocks[row] -= 1
                if not stocks[row]:
                    rule.remove(row)
            vendor, installer, manager = picked
            cost = prices[vendor] + prices[installer] + prices[manager]
            teams.append(MatchedTeam(demand_id, ids[vendor], ids[installer], ids[manager], cost, fee(cost, fee_bps)))
    return Matching(frame(sorted(teams), MatchedTeam), frame(sorted(unmatched), Unmatched))


def serving(offers: pd.DataFrame, role: Role, region: int) -> Integers:
    """The rows of a role's offers that serve a region, ascending."""
    roles, regions = (offers[name].to_numpy(np.int64) for name in ("role", "regions"))
    return np.flatnonzero((roles == role) & (regions >> (region - 1) & 1 == 1))


def _asked(demands: pd.DataFrame) -> Iterator[tuple[int, int, int, int]]:
    """Each demand's id, region, fee, and the most that three prices may add up to so that it can pay the fee, too."""
    ids, regions, fees, most = (demands[name].to_numpy(np.int64) for name in ("id", "region", "fee_bps", "max_price"))
    return zip(ids.tolist(), regions.tolist(), fees.tolist(), most_cost(most, fees).tolist(), strict=True)
