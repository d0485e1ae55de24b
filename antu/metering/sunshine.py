"""The sun over a region's capital, hour by hour, and the clouds before it.

The clear sky is pvlib's: Ineichen's model with its own climatology of turbidity. What is ours is the weather:

* A seed draws noise for every hour. Through two exponentials, of two days (fronts) and of three hours (clouds), it
  becomes a number from 0 to 1, evenly spread, that persists as weather does. It starts anew with each year, at dusk.
* That number to the power of `clearness * sunny / (1 - sunny)` is the share of the hour that clouds hide the sun. At a
  clearness of 1 the sun then shines, on the average, for the share of the day that the climate says (`climate`).
* Clouds take their share of the beam, and of the global irradiance 0.75 * share^3.4 (Kasten and Czeplak, 1980).
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from antu.catalog import region
from antu.dice import Dice
from antu.metering.climate import Floats, climate
from antu.metering.months import hours_of

MEMORIES = ((48, 0.2), (3, 0.5))  # how long fronts and single clouds last, in hours, and what each counts
RUN_UP_HOURS = 240  # what is longer ago does not matter

# From one leap year to the next the sun's path repeats to a quarter of a degree, so two years stand for all.
COMMON_YEAR, LEAP_YEAR = 2025, 2024


@dataclass(frozen=True, eq=False)
class Sky:
    """A year's sky in a region, a value per hour from 1 January 00:00 UTC; the sun stands as it does at half past.

    Angles in degrees, azimuth from the north; irradiance in W/m², global and diffuse on level ground; air in °C."""

    zenith: Floats
    azimuth: Floats
    global_: Floats
    beam: Floats
    diffuse: Floats
    air: Floats
    sunny: Floats  # share of the day that the sun shines at this time of the year


def clear_sky(cut: int, year: int) -> Sky:
    """A region's sky in a year, without a cloud."""
    leap = len(hours_of(year)) == len(hours_of(LEAP_YEAR))
    return _clear_sky(cut, LEAP_YEAR if leap else COMMON_YEAR)


@cache
def _clear_sky(cut: int, year: int) -> Sky:
    # Imported here, for it takes a second, and `ape run` imports every command before it runs one.
    import pandas as pd
    from pvlib.location import Location, lookup_altitude

    place = region(cut)
    times = pd.DatetimeIndex(hours_of(year) + np.timedelta64(30, "m"), tz="UTC")
    altitude = max(lookup_altitude(place.latitude, place.longitude), 0)  # at the coast its grid is the sea's bottom
    location = Location(place.latitude, place.longitude, "UTC", altitude)
    sun = location.get_solarposition(times)
    clear = location.get_clearsky(times, model="ineichen", solar_position=sun)

    days = times.dayofyear.to_numpy(dtype=np.float64)
    solar_hours = (times.hour.to_numpy() + 0.5 + place.longitude / 15) % 24
    local = climate(place.latitude)
    return Sky(
        zenith=sun["apparent_zenith"].to_numpy(),
        azimuth=sun["azimuth"].to_numpy(),
        global_=clear["ghi"].to_numpy(),
        beam=clear["dni"].to_numpy(),
        diffuse=clear["dhi"].to_numpy(),
        air=local.air_at(days, solar_hours),
        sunny=local.sunny_at(days),
    )


def weather(seed: str, cut: int, year: int) -> Floats:
    """A number per hour of the year, from 0 (fine) to 1 (overcast), evenly spread; near hours have near ones."""
    dice = Dice(seed, "weather", cut, year)
    noise = np.array([dice.fraction() for _ in range(RUN_UP_HOURS + len(hours_of(year)) - 1)]) - 0.5
    memory = np.sum([weight * np.exp(-np.arange(RUN_UP_HOURS) / hours) for hours, weight in MEMORIES], axis=0)
    deviation = np.sqrt(np.sum(memory**2) / 12)  # the variance of even noise is 1/12
    standard = np.convolve(noise, memory, "valid") / deviation
    even: Floats = 1 / (1 + np.exp(-1.702 * standard))  # the normal distribution's, to a hundredth
    return even


def clouded(sky: Sky, weather: Floats, clearness: float) -> Sky:
    """The same sky with the weather's clouds; the greater the clearness, from 0, the fewer."""
    hidden = weather ** (clearness * sky.sunny / (1 - sky.sunny))
    global_ = sky.global_ * (1 - 0.75 * hidden**3.4)
    beam = sky.beam * (1 - hidden)
    diffuse = global_ - (sky.global_ - sky.diffuse) * (1 - hidden)
    return replace(sky, global_=global_, beam=beam, diffuse=diffuse)
