"""A simulated solar plant: what its meter would show, month by month, and a key for that meter.

The year's yield is the region's (data/regions.csv), spread over the months by a cosine that peaks in the southern
summer. Its swing (`SEASON`), the weather (5 % up or down, by a seed) and the share that the owner uses itself are our
assumptions: enough to exercise the market, no forecast of a plant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import cos, tau

from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak

from antu.catalog import region
from antu.dice import Dice

YEAR_DAYS = 365
MONTH_HOURS = YEAR_DAYS * 24 // 12
MONTH_SECONDS = MONTH_HOURS * 3_600

SEASON = 0.4  # December gives 1.4 times a mean month, June 0.6
WEATHER_PERCENT = 5


@dataclass(frozen=True)
class Registers:
    """What a meter shows, in Wh since it was made, at a `time` in seconds since 1970."""

    time: int
    generated_wh: int
    exported_wh: int


@dataclass(frozen=True)
class Plant:
    """A plant in a region (CUT code), whose owner uses a share of its energy, 0 to 1. `seed` makes its weather."""

    cut: int
    capacity_wp: int
    seed: str
    self_use: float = 0.4

    def months(self, start: Registers, count: int) -> Iterator[Registers]:
        """The registers at the end of each of so many months of 730 hours from `start`.

        Never more than the capacity, all of the time. The same plant and start give the same registers."""
        dice = Dice(self.seed, "weather")
        yearly_wh = region(self.cut).yield_kwh_per_kwp * self.capacity_wp  # kWh per kWp are Wh per Wp
        now = start
        for _ in range(count):
            weather = 1 + (2 * dice.fraction() - 1) * WEATHER_PERCENT / 100
            expected = yearly_wh / 12 * season(now.time + MONTH_SECONDS // 2) * weather
            generated = min(int(expected), self.capacity_wp * MONTH_HOURS)
            exported = int(generated * (1 - self.self_use))
            now = Registers(now.time + MONTH_SECONDS, now.generated_wh + generated, now.exported_wh + exported)
            yield now


def season(time: int) -> float:
    """What a month around `time` gives beside a mean month; over a year the mean is 1."""
    day = datetime.fromtimestamp(time, UTC).timetuple().tm_yday
    return 1 + SEASON * cos(tau * (day + 10) / YEAR_DAYS)  # the summer solstice is 10 days before the year's end


def simulated_meter(seed: str, project_id: int) -> LocalAccount:
    """The key of a simulated meter, for local chains only: whoever knows the seed can sign with it."""
    account: LocalAccount = Account.from_key(keccak(text=f"Antu simulated meter/{seed}/{project_id}"))
    return account
