"""What a watt of panels gives under a sky, by PVWatts' formulas, in years that give what the region does.

Panels look north, tilted by 0.8 of the latitude (our assumption; near the tilt that gives most). Their temperature is
by Faiman's model, with a wind of 1 m/s. Losses (14 %), the inverter (96 %) and its size (1/1.2 of the panels) are
PVWatts' own defaults; the loss by warmth is that of today's silicon. Panels don't age: every year gives the yield.
"""

from math import exp

import numpy as np

from antu.catalog import region
from antu.dice import Dice
from antu.errors import AntuError
from antu.metering.climate import Floats
from antu.metering.sunshine import Sky, clear_sky, clouded, weather

NORTH = 0
TILT_PER_LATITUDE = 0.8
WARMTH_LOSS = -0.0035  # of the power, per °C above 25
PANELS_PER_INVERTER = 1.2  # watt peak per watt
INVERTER_EFFICIENCY = 0.96
YEARS_DIFFER = 0.015  # a year gives so much more or less than the mean one
CLEARNESS_EXPONENTS = (-5.0, 5.0)  # nearly always overcast; nearly never


def power(sky: Sky, tilt: float) -> Floats:
    """Watts from the inverter per watt peak of panels, hour by hour."""
    # Imported here for the same reason as in `sunshine`.
    from pvlib import inverter, irradiance, pvsystem, temperature

    plane = irradiance.get_total_irradiance(
        tilt, NORTH, sky.zenith, sky.azimuth, sky.beam, sky.global_, sky.diffuse, model="isotropic"
    )["poa_global"]
    warmth = temperature.faiman(plane, sky.air)
    losses = pvsystem.pvwatts_losses() / 100
    direct = pvsystem.pvwatts_dc(plane, warmth, 1.0, WARMTH_LOSS) * (1 - losses)
    given: Floats = inverter.pvwatts(direct, 1 / PANELS_PER_INVERTER / INVERTER_EFFICIENCY, INVERTER_EFFICIENCY)
    return given


def year_of_power(cut: int, seed: str, year: int, yield_kwh_per_kwp: float) -> Floats:
    """Watts per watt peak, hour by hour, in a year whose weather the seed draws.

    So many clouds pass that the year gives the yield, or up to `YEARS_DIFFER` more or less. Raises an `AntuError` if no
    clouds could do that."""
    from scipy.optimize import brentq

    place = region(cut)
    sky, drawn = clear_sky(cut, year), weather(seed, cut, year)
    tilt = TILT_PER_LATITUDE * abs(place.latitude)
    wanted = yield_kwh_per_kwp * (1 + YEARS_DIFFER * (2 * Dice(seed, "year", cut, year).fraction() - 1))

    def at(exponent: float) -> Floats:
        return power(clouded(sky, drawn, exp(exponent)), tilt)

    def excess(exponent: float) -> float:
        return float(np.sum(at(exponent))) - wanted  # Wh per Wp are kWh per kWp

    if not excess(CLEARNESS_EXPONENTS[0]) < 0 < excess(CLEARNESS_EXPONENTS[1]):
        least, most = (round(wanted + excess(exponent)) for exponent in CLEARNESS_EXPONENTS)
        raise AntuError(
            f"A yield of {yield_kwh_per_kwp:,.0f} kWh a year per kWp is out of reach in {place.name}.",
            f"There the sun gives {least:,} kWh if the sky is always overcast, and {most:,} if it is always clear.",
        )
    return at(brentq(excess, *CLEARNESS_EXPONENTS, xtol=1e-3))
