"""Books drawn by a seed, from the thesis' 24 demands to a million; arrays throughout, so a million take seconds.

As in the thesis there are 20 vendors', 20 installers' and 20 managers' offers for every 24 demands. Of the ranges, one
comes from data, the others are `antu.participants.draw`'s, which says why:

- homes and roofs are spread over the regions as net-billing capacity is (`netbilling_mw` of data/regions.csv);
- a supplier serves its home and 3 to 6 regions to each side, from north to south (`REACH`);
- classes are weighted by `CLASS_WEIGHTS`; 60 % of the demands are crowdfunded; the fee is the base case's, 5 %;
- an offer asks its part of the base case, 20 % less to 20 % more; an owner would pay 1.1 to 1.6 times the base case's
  goal; both are scaled to the class as there. A regime may spread them wider (`TERMS`).

Unlike there, each offer has a supplier of its own, and prices are drawn evenly from all in their range that are
multiples of 100 pesos, as people quote them (the base case's are of 10,000): whole percents would give a book of a
million few prices.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from antu.book import Book, Demand, Offer
from antu.catalog import regions, regions_mask
from antu.enums import Role, State
from antu.money import BASE_CASE
from antu.participants.draw import (
    ASKED_PERCENT,
    BASE_PRICES,
    CLASS_WEIGHTS,
    CROWDFUNDED_PERCENT,
    OWNER_PERCENT,
    PROMISE_PERCENT,
    REACH,
    STOCK,
    TARIFF,
    scaled,
)

Integers = NDArray[np.int64]
Bounds = tuple[int, int]  # both included

DEMANDS, OFFERS_PER_ROLE = 24, 20  # of the thesis


class Regime(Enum):
    """How much there is to share out, how much owners would pay, how finely prices are quoted."""

    AMPLE = "ample"
    SCARCE = "scarce"
    CONTESTED = "contested"
    UNROUNDED = "unrounded"


@dataclass(frozen=True)
class Terms:
    """What makes a regime."""

    stock: Bounds  # units per offer
    one_more_every: int = 0  # so many offers, one has a unit more; 0 for none
    owner_percent: Bounds = OWNER_PERCENT  # of the base case's goal
    asked_percent: Bounds = ASKED_PERCENT  # of the base case's price for the role
    step: int = 100  # pesos, of which prices are multiples


TERMS = {
    # Stocks as `antu.participants.draw` gives them: three to four times the units that are asked for.
    Regime.AMPLE: Terms(STOCK),
    # One unit per offer: at most 20 of 24 demands can be matched, and nearly all of these by savings already.
    Regime.SCARCE: Terms((1, 1)),
    # As many units as demands, and what is asked and what would be paid spread alike, and wide: half of the owners can
    # be matched with savings, nearly all without. Here weights choose, and the most projects are hard to find.
    Regime.CONTESTED: Terms((1, 1), one_more_every=5, owner_percent=(35, 165), asked_percent=(35, 165)),
    # As scarce, in pesos: which pairing saves the last ones that fees are rounded down by is left open, and said.
    Regime.UNROUNDED: Terms((1, 1), step=1),
}


def draw_book(demands: int, regime: Regime, seed: int) -> Book:
    """A book of so many open demands; offers in proportion. The same for the same arguments."""
    random = np.random.default_rng([seed, demands, *regime.value.encode()])
    terms = TERMS[regime]
    per_role = max(1, demands * OFFERS_PER_ROLE // DEMANDS)
    offers = [_offers(random, terms, role, per_role) for role in Role]
    table = pd.concat(offers, ignore_index=True)
    table.insert(0, "id", np.arange(1, len(table) + 1))
    table.insert(1, "supplier", _addresses(demands, len(table)))
    return Book(demands=_demands(random, terms, demands), offers=table[list(Offer.__annotations__)])


def _demands(random: Generator, terms: Terms, count: int) -> pd.DataFrame:
    classes, places = _classes(random, count), _places(random, count)
    tariffs = random.integers(*TARIFF, count, endpoint=True)
    columns = {
        "id": np.arange(1, count + 1),
        "state": np.full(count, State.OPEN, dtype=np.int64),
        "owner": _addresses(0, count),
        "size_class": classes,
        "region": np.array([region.cut for region in regions()])[places],
        "max_price": _prices(random, BASE_CASE.goal, classes, terms.owner_percent, terms.step),
        "fee_bps": np.full(count, BASE_CASE.fee_bps, dtype=np.int64),
        "crowdfunded": random.random(count) * 100 < CROWDFUNDED_PERCENT,
        "energy_price": tariffs * PROMISE_PERCENT // 100,
    }
    return pd.DataFrame(columns)[list(Demand.__annotations__)]


def _offers(random: Generator, terms: Terms, role: Role, count: int) -> pd.DataFrame:
    """The offers of a role, without id and supplier."""
    classes, homes = _classes(random, count), _places(random, count)
    norths, souths = (random.integers(*REACH, count, endpoint=True) for _ in range(2))
    stocks = random.integers(*terms.stock, count, endpoint=True)
    if terms.one_more_every:
        stocks[:: terms.one_more_every] += 1
    columns = {
        "role": np.full(count, role, dtype=np.int64),
        "size_class": classes,
        "regions": _served(homes - norths, homes + souths),
        "price": _prices(random, BASE_PRICES[role], classes, terms.asked_percent, terms.step),
        "stock": stocks,
        "withdrawn": np.zeros(count, dtype=bool),
    }
    return pd.DataFrame(columns)


def _classes(random: Generator, count: int) -> Integers:
    weights = np.array(list(CLASS_WEIGHTS.values()), dtype=np.float64)
    return np.asarray(random.choice(list(CLASS_WEIGHTS), count, p=weights / weights.sum()))


def _places(random: Generator, count: int) -> Integers:
    """Regions' places from north to south."""
    weights = np.array([region.netbilling_mw for region in regions()])
    return np.asarray(random.choice(len(weights), count, p=weights / weights.sum()))


def _served(norths: Integers, souths: Integers) -> Integers:
    """The regions from one place to another, both included, a bit each."""
    masks = np.array([0, *(regions_mask([region.cut]) for region in regions())]).cumsum()
    last = len(masks) - 2
    return np.asarray(masks[np.minimum(souths, last) + 1] - masks[np.maximum(norths, 0)])


def _prices(random: Generator, base: int, classes: Integers, percent: Bounds, step: int) -> Integers:
    """Multiples of `step` pesos within percents of a price of the base case, scaled to each class."""
    scale = np.array([scaled(base, size_class) for size_class in CLASS_WEIGHTS])[classes]
    least, most = (-(-scale * percent[0] // (100 * step)), scale * percent[1] // (100 * step))
    return np.asarray(random.integers(least, most, endpoint=True) * step)


def _addresses(first: int, count: int) -> list[str]:
    """As many different ones, none of which anybody has a key for."""
    return [f"0x{number:040x}" for number in range(first + 1, first + count + 1)]
