"""Holds all teams of a matching against the contract's rules at once."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.enums import Mismatch, Role
from antu.matching.checking.amounts import Integers
from antu.matching.checking.refusal import CertificateError, require
from antu.matching.interface import Matching
from antu.money import BASIS_POINTS

_OFFERS = ("vendor_offer", "installer_offer", "manager_offer")


def answered_demands(demands: pd.DataFrame, offers: pd.DataFrame, matching: Matching) -> pd.DataFrame:
    """Open demands with three columns more: how often `matched`, and their team's `cost` and `fee`, in pesos.

    Raises a `CertificateError` unless every open demand is in `teams` or in `unmatched`, once, and each team holds with
    the open offers, after all others have been matched."""
    demands = demands[["id", "size_class", "region", "fee_bps", "max_price"]].reset_index(drop=True)
    ids = _whole(matching.teams, "demand_id", "teams")
    answered = np.sort(np.concatenate([ids, _whole(matching.unmatched, "demand_id", "unmatched")]))

    where = pd.Index(demands["id"]).get_indexer(pd.Index(ids))
    _require_all(where >= 0, ids, Mismatch.DEMAND_NOT_OPEN)
    require(
        np.array_equal(answered, np.sort(demands["id"].to_numpy())),
        "Not every open demand is matched or unmatched, once.",
    )
    asked = demands.iloc[where]
    costs = _costs(offers, matching.teams, asked)
    fees = costs * asked["fee_bps"].to_numpy(np.int64) // BASIS_POINTS
    _require_all(costs + fees <= asked["max_price"].to_numpy(np.int64), ids, Mismatch.OVER_MAXIMUM)
    for name, right in (("cost", costs), ("fee", fees)):
        wrong = np.flatnonzero(_whole(matching.teams, name, "teams") != right)
        if len(wrong):
            raise CertificateError(f"Demand {ids[wrong[0]]}: its team's {name} is {right[wrong[0]]} pesos.")

    for name, column in (("matched", 1), ("cost", costs), ("fee", fees)):
        known = np.zeros(len(demands), dtype=np.int64)
        known[where] = column
        demands[name] = known
    return demands


def _costs(offers: pd.DataFrame, teams: pd.DataFrame, asked: pd.DataFrame) -> Integers:
    """What each team's three offers cost, once they hold for the demands asked (row by row)."""
    roles, classes, regions, prices, stocks = (
        offers[name].to_numpy(np.int64) for name in ("role", "size_class", "regions", "price", "stock")
    )
    index, ids = pd.Index(offers["id"]), asked["id"].to_numpy()
    bits = asked["region"].to_numpy(np.int64) - 1
    costs = np.zeros(len(ids), dtype=np.int64)
    used = np.zeros(len(offers), dtype=np.int64)
    for role, column in zip(Role, _OFFERS, strict=True):
        taken = index.get_indexer(pd.Index(_whole(teams, column, "teams")))
        _require_all(taken >= 0, ids, Mismatch.OFFER_NOT_OPEN)
        _require_all(roles[taken] == role, ids, Mismatch.WRONG_ROLE)
        _require_all(classes[taken] == asked["size_class"].to_numpy(), ids, Mismatch.WRONG_CLASS)
        _require_all(regions[taken] >> bits & 1 == 1, ids, Mismatch.REGION_NOT_SERVED)
        used += np.bincount(taken, minlength=len(offers))
        _require_all(used[taken] <= stocks[taken], ids, Mismatch.OUT_OF_STOCK)
        costs += prices[taken]
    return costs


def _require_all(holds: NDArray[np.bool_], ids: Integers, reason: Mismatch) -> None:
    if not holds.all():
        raise CertificateError(f"Demand {ids[int(holds.argmin())]} cannot have its team: {reason.name}.")


def _whole(table: pd.DataFrame, name: str, what: str) -> Integers:
    """A column of whole numbers."""
    require(name in table, f"The {what} have no column {name}.")
    require(pd.api.types.is_integer_dtype(table[name]), f"The {what}' column {name} has more than whole numbers.")
    return table[name].to_numpy(np.int64)
