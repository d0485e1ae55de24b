"""Why a demand or an offer was left out, from the prices that cleared, as figures and in words."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.catalog import region, size_class
from antu.enums import Role
from antu.matching.certificate import ClassCertificate
from antu.matching.problem import ClassProblem, Integers, forgiven, rate, stretches
from antu.matching.solution import Teams
from antu.matching.words import EXPLANATIONS, NOBODY, ROLES
from antu.money import BASIS_POINTS
from antu.text import Language, money

Columns = list[NDArray[Any]]  # one per field of `Explanation`


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
    """A frame of `Explanation`: the demands of a class that have no team, then the offers that are in none."""
    prices = np.array(certificate.clearing().prices, dtype=np.int64).reshape(-1, len(Role))
    cheapest = _cheapest(problem)
    offers = problem.offers["price"].to_numpy(np.int64)
    step = int(np.gcd.reduce(offers)) if len(offers) else 0
    left = np.ones(len(problem.demands), dtype=bool)
    left[teams.demands] = False
    idle = np.ones(len(problem.offers), dtype=bool)
    idle[teams.offers.ravel()] = False

    parts = [_demands(problem, market, left, cheapest[market], prices[market], step) for market in range(len(prices))]
    served = {group.start: group.markets for group in problem.groups}
    for role, start, stop in stretches(problem.offers):
        rows = start + np.flatnonzero(idle[start:stop])
        parts.append(_offers(problem, rows, role, served.get(start, ()), cheapest, prices))
    fields = zip(Explanation._fields, zip(*parts, strict=True), strict=True)
    return pd.DataFrame({name: np.concatenate(columns) for name, columns in fields}).astype(
        {"kind": object, "reason": object}
    )


def _demands(
    problem: ClassProblem, market: int, left: NDArray[np.bool_], cheapest: list[int | None], prices: Integers, step: int
) -> Columns:
    start, stop = int(problem.starts[market]), int(problem.starts[market + 1])
    rows = start + np.flatnonzero(left[start:stop])
    where = problem.markets[market]
    missing = next((role for role in Role if cheapest[role] is None), None)
    if missing is not None:
        return _columns(
            "demand",
            problem,
            problem.demands["id"].to_numpy(np.int64)[rows],
            NOBODY[missing],
            0,
            int(missing),
            where.region,
        )
    most = problem.demands["max_price"].to_numpy(np.int64)[rows]
    cost = sum(price for price in cheapest if price is not None)
    per_peso = rate(0)
    short_of_any = cost * (BASIS_POINTS + where.fee_bps) // BASIS_POINTS - most
    short = -((forgiven(step, where.fee_bps) - int(prices.sum())) // per_peso) - most
    reasons = np.where(short_of_any > 0, "too_dear", np.where(short > 0, "priced_out", "teams_taken"))
    amounts = np.where(short_of_any > 0, short_of_any, np.maximum(short, 0))
    return _columns(
        "demand", problem, problem.demands["id"].to_numpy(np.int64)[rows], reasons, amounts, -1, where.region
    )


def _offers(
    problem: ClassProblem,
    rows: Integers,
    role: int,
    markets: tuple[int, ...],
    cheapest: list[list[int | None]],
    prices: Integers,
) -> Columns:
    ids = problem.offers["id"].to_numpy(np.int64)[rows]
    if not markets:
        return _columns("offer", problem, ids, "no_demand", 0, role, 0)
    lacking = {market: next((each for each in Role if cheapest[market][each] is None), None) for market in markets}
    served = [market for market in markets if lacking[market] is None]
    if not served:
        most = max(markets, key=lambda market: int(problem.counts()[market]))
        missing = lacking[most]
        assert missing is not None
        return _columns("offer", problem, ids, NOBODY[missing], 0, int(missing), problem.markets[most].region)
    clearing = {m: int(prices[m, role]) // rate(problem.markets[m].fee_bps) for m in served}
    nearest = max(served, key=lambda market: clearing[market])
    above = problem.offers["price"].to_numpy(np.int64)[rows] - clearing[nearest]
    reasons = np.where(above > 0, "above_clearing", "not_needed")
    return _columns("offer", problem, ids, reasons, np.maximum(above, 0), role, problem.markets[nearest].region)


def _cheapest(problem: ClassProblem) -> list[list[int | None]]:
    """The least price asked in each market, per role, None where nobody serves."""
    prices = problem.offers["price"].to_numpy(np.int64)
    found: list[list[int | None]] = [[None] * len(Role) for _ in problem.markets]
    for group in problem.groups:
        price = int(prices[group.start])
        for market in group.markets:
            known = found[market][group.role]
            found[market][group.role] = price if known is None else min(known, price)
    return found


def _columns(
    kind: str,
    problem: ClassProblem,
    ids: Integers,
    reason: NDArray[Any] | str,
    amount: Integers | int,
    role: int,
    region: int,
) -> Columns:
    """The fields of as many explanations, all that are alike given once."""
    return [np.broadcast_to(each, len(ids)) for each in (kind, ids, reason, amount, role, problem.size_class, region)]
