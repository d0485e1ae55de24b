"""A simulated solar plant: what its meter would show, at any time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from antu.catalog import region
from antu.errors import AntuError
from antu.metering.household import HOME_KWH, WattHours, use
from antu.metering.months import year_of, year_start
from antu.metering.panels import year_of_power

HOUR_SECONDS = 3_600
CACHED_YEARS = 64  # of 280 kB each


@dataclass(frozen=True)
class Registers:
    """What a meter shows, in Wh since it was made, at a `time` in seconds since 1970."""

    time: int
    generated_wh: int
    exported_wh: int


@dataclass(frozen=True, eq=False)
class Year:
    """Wh in each hour from `start` on: used by the owner as they were generated, and exported."""

    start: int  # seconds since 1970
    used_wh: WattHours
    exported_wh: WattHours

    @property
    def generated_wh(self) -> WattHours:
        return self.used_wh + self.exported_wh

    @property
    def end(self) -> int:
        return self.start + len(self.used_wh) * HOUR_SECONDS

    def until(self, time: int) -> tuple[int, int]:
        """Wh used and exported from the start until a time of the year. Within an hour they grow evenly."""
        hour, seconds = divmod(time - self.start, HOUR_SECONDS)
        used, exported = (int(sums[hour]) for sums in self._sums)
        if seconds:
            used += int(self.used_wh[hour]) * seconds // HOUR_SECONDS
            exported += int(self.exported_wh[hour]) * seconds // HOUR_SECONDS
        return used, exported

    @cached_property
    def _sums(self) -> tuple[WattHours, WattHours]:
        used, exported = (np.concatenate(([0], np.cumsum(hours))) for hours in (self.used_wh, self.exported_wh))
        return used, exported


@dataclass(frozen=True)
class Plant:
    """A plant in a region (CUT code). It gives the same energy always, whatever stretch of time is asked for.

    `seed` makes its weather and its owner's days. `yield_kwh_per_kwp` is what a kWp gives in a year, if that is not to
    be the region's (data/regions.csv). `consumption_kwh` is what the owner uses in a year; by default as much as the
    plant gives, as with those for whom net billing is meant, and at least what a home uses."""

    cut: int
    capacity_wp: int
    seed: str
    yield_kwh_per_kwp: float | None = None
    consumption_kwh: float | None = None

    def __post_init__(self) -> None:
        if self.consumption_kwh is not None and self.consumption_kwh < 0:
            raise AntuError(f"Nobody uses {self.consumption_kwh:,} kWh a year.", "Give 0 or more.")

    def year(self, year: int) -> Year:
        """A calendar year (UTC), its energy within 2 % of the yield. Raises an `AntuError` if no sky gives that."""
        return _year(self, year)

    def registers(self, start: Registers, times: Iterable[int]) -> Iterator[Registers]:
        """What a meter that shows `start` will show at some times, in order and none before the start's."""
        now = start
        for time in times:
            if time < now.time:
                raise AntuError(f"{time} comes after {now.time}.", "Give the times of registers in order.")
            used, exported = self._between(now.time, time)
            now = Registers(time, now.generated_wh + used + exported, now.exported_wh + exported)
            yield now

    def _between(self, first: int, last: int) -> tuple[int, int]:
        """Wh used and exported from a time to another."""
        used = exported = 0
        for number in range(year_of(first), year_of(last) + 1):
            if year_start(number) == last:
                break
            year = self.year(number)
            used_before, exported_before = year.until(max(first, year.start))
            used_after, exported_after = year.until(min(last, year.end))
            used += used_after - used_before
            exported += exported_after - exported_before
        return used, exported


@lru_cache(CACHED_YEARS)
def _year(plant: Plant, year: int) -> Year:
    per_kwp = region(plant.cut).yield_kwh_per_kwp if plant.yield_kwh_per_kwp is None else plant.yield_kwh_per_kwp
    watts = year_of_power(plant.cut, plant.seed, year, per_kwp) * plant.capacity_wp
    generated = np.rint(watts).astype(np.int64)  # watts for an hour

    consumption = plant.consumption_kwh
    if consumption is None:
        consumption = max(HOME_KWH, per_kwp * plant.capacity_wp / 1_000)
    used = np.minimum(generated, use(plant.seed, year, consumption))
    return Year(year_start(year), used, generated - used)
