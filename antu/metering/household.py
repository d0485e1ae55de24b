"""What an owner uses, hour by hour: the load of a home.

How a day's use is spread is our assumption: little at night, some at breakfast and lunch, and most from seven to eleven
in the evening. Between seasons it differs as Chilectra said of the Metropolitan region, 220 kWh a month in winter and
187 in summer. A home's year is that of the Ministry of Energy and CDT, *Usos de la energía de los hogares, Chile 2018*:
8,083 kWh, of which 25.7 % are electricity. A seed makes days and hours differ.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from antu.dice import Dice
from antu.metering.climate import Floats
from antu.metering.months import hours_of

WattHours = NDArray[np.int64]

HOME_KWH = 2_077

# Of a day's use, by the hour of the clock in Chile, from midnight.
SHAPE = np.array([5, 4, 3, 3, 3, 3, 5, 8, 8, 7, 7, 7, 8, 9, 8, 7, 7, 8, 10, 13, 15, 15, 13, 9])
# By law the clock changes on a Saturday in April and in September, until another law; here it does with the month.
WINTER_MONTHS = (4, 5, 6, 7, 8)
WINTER_USE, SUMMER_USE = 220.0, 187.0  # only how they compare matters
WINTER_OFFSET, SUMMER_OFFSET = 4, 3  # hours behind UTC
DAYS_DIFFER, HOURS_DIFFER = 0.4, 0.5  # more or less than the mean


def use(seed: str, year: int, yearly_kwh: float) -> WattHours:
    """Wh used in each hour of a year (UTC), together as many as `yearly_kwh`."""
    pattern = _pattern(seed, year)
    rounded: WattHours = np.rint(pattern * (yearly_kwh * 1_000 / pattern.sum())).astype(np.int64)
    return rounded


def _pattern(seed: str, year: int) -> Floats:
    dice = Dice(seed, "household", year)
    expected = _expected(year)
    days = np.array([dice.fraction() for _ in range(len(expected) // 24)])
    hours = np.array([dice.fraction() for _ in range(len(expected))])
    pattern: Floats = expected * np.repeat(_around(days, DAYS_DIFFER), 24) * _around(hours, HOURS_DIFFER)
    return pattern


@cache
def _expected(year: int) -> Floats:
    hours = hours_of(year)
    winter = np.isin(hours.astype("datetime64[M]").astype(np.int64) % 12 + 1, WINTER_MONTHS)
    offset = np.where(winter, WINTER_OFFSET, SUMMER_OFFSET)
    clock = (np.arange(len(hours)) - offset) % 24
    expected: Floats = SHAPE[clock] * np.where(winter, WINTER_USE, SUMMER_USE)
    return expected


def _around(fractions: Floats, most: float) -> Floats:
    return 1 + most * (2 * fractions - 1)
