"""Why a demand or an offer was left out, from the prices that cleared, as figures and in words."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.catalog import region, size_class
from antu.enums import Role
from antu.matching.certificate import ClassCertificate
from antu.matching.clearing import ANY, NEVER, Clearing, clearing
from antu.matching.problem import ClassProblem, Integers
from antu.matching.reach import NOBODY_ASKS, cheapest
from antu.matching.solution import Teams
from antu.matching.words import EXPLANATIONS, NOBODY, ROLES
from antu.money import fee
from antu.text import Language, money

Columns = list[NDArray[Any]]  # one per field of `Explanation`
Flags = NDArray[np.bool_]


class Explanation(NamedTuple):
    """Why a demand has no team, or an offer with stock serves nobody."""

    kind: str  # "demand" or "offer"
    id: int
    reason: str  # a key of `antu.text`, and of `EXPLANATIONS`
    amount: int  # pesos by which its price is off, 0 where it is not the price
    role: int  # the offer's `Role`; of a demand that nobody of one role could serve, that role; else -1
    size_class: int
    region: int  # of the demand; of the offer, where it is nearest to serving; 0 if nowhere


def explanation(row: Explanation, lang: Language) -> str:
    """The explanation in words."""
    english, spanish = EXPLANATIONS[row.kind, row.reason]
    words = english if lang is Language.EN else spanish
    kwp = f"{size_class(row.size_class).capacity_wp // 1_000} kWp"
    amount = f"{money(row.amount, lang)} pesos" if lang is Language.EN else money(row.amount, lang)
    roles = ROLES[Role(row.role)][0 if lang is Language.EN else 1] if row.role >= 0 else ""
    return words.format(amount=amount, kwp=kwp, roles=roles, region=region(row.region).name if row.region else "")


def explain(problem: ClassProblem, teams: Teams, certificate: ClassCertificate) -> pd.DataFrame:
    """A frame of `Explanation`: the demands of a part that have no team, then its offers that are in none.

    The teams must be such that no more can be made of who is left."""
    left = np.ones(len(problem.demands), dtype=bool)
    left[teams.demands] = False
    idle = np.ones(len(problem.offers), dtype=bool)
    idle[teams.offers.ravel()] = False

    least = cheapest(problem)
    clears = clearing(problem, certificate)
    parts = [
        *(_demands(problem, market, left, least, clears) for market in range(len(problem.markets))),
        *(_offers(problem, role, idle, least, clears, teams) for role in Role),
    ]
    fields = zip(Explanation._fields, zip(*parts, strict=True), strict=True)
    return pd.DataFrame({name: np.concatenate(columns) for name, columns in fields}).astype(
        {"kind": object, "reason": object}
    )


def _demands(problem: ClassProblem, market: int, left: Flags, asked: Integers, clears: Clearing) -> Columns:
    """Of a market. First what no matching could change, then what its prices decide."""
    start, stop = int(problem.starts[market]), int(problem.starts[market + 1])
    rows = start + np.flatnonzero(left[start:stop])
    ids, most = (problem.demands[name].to_numpy(np.int64)[rows] for name in ("id", "max_price"))
    where, least = problem.markets[market], int(clears.demands[market])
    missing = _missing(asked[market])
    if missing is not None:
        return _columns("demand", ids, NOBODY[missing], 0, int(missing), problem.size_class, where.region)
    cost = int(asked[market].sum())
    short_of_any = cost + fee(cost, where.fee_bps) - most
    short = least - most
    reasons = np.select(
        [short_of_any > 0, np.full(len(rows), least == ANY), short > 0, short == 0],
        ["too_dear", "needed_elsewhere", "priced_out", "teams_taken"],
        "unpaired",
    )
    amounts = np.select([reasons == "too_dear", reasons == "priced_out"], [short_of_any, short], 0)
    return _columns("demand", ids, reasons, amounts, -1, problem.size_class, where.region)


def _offers(problem: ClassProblem, role: Role, idle: Flags, asked: Integers, clears: Clearing, teams: Teams) -> Columns:
    """Of a role: each beside the market that it serves where most clears, of those with all roles."""
    rows = np.flatnonzero(idle & (problem.offers["role"].to_numpy(np.int64) == role))
    ids, prices, regions = (problem.offers[name].to_numpy(np.int64)[rows] for name in ("id", "price", "regions"))
    missing = [_missing(each) for each in asked]
    limits, counts = clears.offers[:, role].tolist(), problem.counts().tolist()
    matched, left = teams.matched.tolist(), (problem.counts() - teams.matched).tolist()

    every = range(len(problem.markets))
    whole = sorted((m for m in every if missing[m] is None), key=lambda m: (-limits[m], -matched[m], m))
    lacking = sorted((m for m in every if missing[m] is not None), key=lambda m: (-counts[m], m))
    nearest = np.full(len(rows), -1, dtype=np.int64)
    for market in whole + lacking:
        here = (nearest < 0) & (regions >> (problem.markets[market].region - 1) & 1 == 1)
        nearest[here] = market

    unserved = sum({1 << (where.region - 1) for where, some in zip(problem.markets, left, strict=True) if some})
    limit = clears.offers[nearest, role]
    above = prices - limit
    reasons = np.select(
        [limit == NEVER, above > 0, (above == 0) & (teams.matched[nearest] > 0), regions & unserved == 0],
        ["no_price_clears", "above_clearing", "not_needed", "projects_taken"],
        "unpaired",
    )
    amounts = np.where(reasons == "above_clearing", above, 0)
    roles = np.full(len(rows), int(role))
    for market in lacking:
        absent = missing[market]
        here = nearest == market
        if absent is not None and here.any():
            reasons, amounts = np.where(here, NOBODY[absent], reasons), np.where(here, 0, amounts)
            roles[here] = int(absent)
    places = np.array([market.region for market in problem.markets], dtype=np.int64)
    return _columns("offer", ids, reasons, amounts, roles, problem.size_class, places[nearest])


def _missing(asked: Integers) -> Role | None:
    """The first role that nobody fills."""
    return next((role for role in Role if asked[role] == NOBODY_ASKS), None)


def _columns(
    kind: str,
    ids: Integers,
    reason: NDArray[Any] | str,
    amount: Integers | int,
    role: Integers | int,
    size_class: int,
    region: Integers | int,
) -> Columns:
    """The fields of as many explanations, all that are alike given once."""
    return [np.broadcast_to(each, len(ids)) for each in (kind, ids, reason, amount, role, size_class, region)]
