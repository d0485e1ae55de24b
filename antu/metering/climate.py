"""How often the sun shines and how warm it is along Chile, by month: four stations, and between them by latitude."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.catalog import DATA

Floats = NDArray[np.float64]

MONTH_MIDDLES = np.array([16, 45, 75, 105, 136, 166, 197, 228, 258, 289, 319, 350])  # days of the year
WARMEST_HOUR = 15  # by the sun


@dataclass(frozen=True, eq=False)
class Climate:
    """Twelve means each: the share of the day's length that the sun shines, and °C by day and by night."""

    sunny: Floats
    day: Floats
    night: Floats

    def sunny_at(self, days: Floats) -> Floats:
        """The sun's share on days of the year, from 1."""
        return _through_the_year(days, self.sunny)

    def air_at(self, days: Floats, solar_hours: Floats) -> Floats:
        """The air's temperature, °C: a cosine between the day's and the night's."""
        day, night = _through_the_year(days, self.day), _through_the_year(days, self.night)
        warmth: Floats = np.cos(np.pi / 12 * (solar_hours - WARMEST_HOUR))  # 1 at the warmest, -1 at the coldest
        return (day + night) / 2 + (day - night) / 2 * warmth


@cache
def climate(latitude: float) -> Climate:
    """The climate at a latitude, in degrees; beyond the stations it is that of the nearest."""
    stations = pd.read_csv(DATA / "climate.csv").pivot(index="latitude", columns="month")
    latitudes = stations.index.to_numpy()

    def here(by_station: NDArray[Any]) -> Floats:
        return np.array([np.interp(latitude, latitudes, month) for month in by_station.T])

    sun_hours = stations["sun_hours_per_day"].to_numpy()
    return Climate(
        sunny=here(sun_hours / day_hours(latitudes[:, np.newaxis], MONTH_MIDDLES)),
        day=here(stations["day_celsius"].to_numpy()),
        night=here(stations["night_celsius"].to_numpy()),
    )


def day_hours(latitude: NDArray[Any], days: NDArray[Any]) -> Floats:
    """From sunrise to sunset, in hours; the sun's declination by Cooper's formula of 1969."""
    declination = np.radians(23.45) * np.sin(2 * np.pi * (284 + days) / 365)
    hours: Floats = 24 / np.pi * np.arccos(-np.tan(np.radians(latitude)) * np.tan(declination))
    return hours


def _through_the_year(days: Floats, monthly: Floats) -> Floats:
    found: Floats = np.interp(days, MONTH_MIDDLES, monthly, period=365)
    return found
