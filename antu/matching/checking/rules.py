"""What a proof of one part is about: its objective, its markets, and the offers that serve them."""

from dataclasses import dataclass
from math import gcd

import numpy as np
import pandas as pd

from antu.enums import Role
from antu.matching.checking.amounts import Integers
from antu.matching.checking.markets import Market
from antu.matching.policy import Objective
from antu.money import BASIS_POINTS


@dataclass(frozen=True)
class Shelf:
    """The offers of a role that serve one of the markets: regions (a bit each), prices in pesos, and the most units
    that demands could use of them."""

    regions: Integers
    prices: Integers
    units: Integers


@dataclass(frozen=True)
class Rules:
    """Per market, `per_peso`: the parts that an owner pays for each peso of cost; `spared`: the most parts that
    rounding the fee down may spare it; `reach`: how many of its richest demands can pay the cheapest offers, without
    which no team is theirs. `bonus`: what each project counts for itself, in `1/scale` of a part."""

    objective: Objective
    parts: int  # of a peso
    scale: int
    markets: list[Market]
    shelves: list[Shelf]  # by role
    per_peso: list[int]
    spared: list[int]
    reach: list[int]

    @property
    def bonus(self) -> int:
        return self.objective.per_project * self.parts * self.scale


def rules_of(objective: Objective, parts: int, scale: int, markets: list[Market], offers: pd.DataFrame) -> Rules:
    """The rules of a part, from its markets and the open offers of its class."""
    reached = sum({1 << (market.region - 1) for market in markets})
    roles, regions, prices, stocks = (offers[name].to_numpy(np.int64) for name in ("role", "regions", "price", "stock"))
    serving = regions & reached != 0
    reach = [_reach(market, roles, regions, prices) for market in markets]
    shelves = []
    for role in Role:
        mine = serving & (roles == role)
        shelves.append(Shelf(regions[mine], prices[mine], np.minimum(stocks[mine], sum(reach))))
    # A team's cost is a multiple of the prices' divisor, and so is what its owner would pay if nothing were rounded.
    # Rounded down to pesos, that is at most a peso less the greatest part that divides both.
    step = int(np.gcd.reduce(prices[serving]))
    per_peso = [parts // BASIS_POINTS * (BASIS_POINTS + market.fee_bps) for market in markets]
    spared = [parts - gcd(parts, each * step) for each in per_peso]
    return Rules(objective, parts, scale, markets, shelves, per_peso, spared, reach)


def _reach(market: Market, roles: Integers, regions: Integers, prices: Integers) -> int:
    serving = regions >> (market.region - 1) & 1 == 1
    asked = [prices[serving & (roles == role)] for role in Role]
    if not all(map(len, asked)):
        return 0
    cost = sum(int(each.min()) for each in asked)
    goal = cost + cost * market.fee_bps // BASIS_POINTS
    return int((market.max_prices >= goal).sum())
