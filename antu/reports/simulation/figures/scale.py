"""The meters of a million projects, from the batches of readings that were recorded."""

from dataclasses import dataclass

import pandas as pd

from antu.economics import Outside
from antu.economics.limits import Limits
from antu.economics.scale import MILLION, READINGS, BatchFit, fit, largest_batch, shares, shortest_interval, yearly_cost
from antu.platforms import PLATFORMS, Day, Prices
from antu.reports.simulation.figures.costs import day_costs
from antu.reports.simulation.summary import DayCosts

BATCH = 50  # readings in a transaction
PER_YEAR = 12.0  # readings of a meter
BATCHES = (1, 5, 10, 20, 50, 100, 200)
SHARE = 0.1  # of a chain's limits that Antu would take at most
KINDS = ("gas", "calldata", "blobs")


@dataclass(frozen=True)
class Scale:
    """A million projects at some prices, from what a batch of readings takes."""

    measured: BatchFit
    prices: Prices
    limits: Limits

    @classmethod
    def of(cls, transactions: pd.DataFrame, outside: Outside) -> "Scale | None":
        """None if readings did not come in batches of at least two sizes, from which alone it can be told."""
        if transactions.units[transactions.function.isin(READINGS)].nunique() < 2:
            return None
        return cls(fit(transactions), outside.prices, outside.limits)

    def costs(self) -> dict[str, DayCosts]:
        """Pesos a year, monthly readings in batches of `BATCH`."""
        days = {day: yearly_cost(self.measured, self.prices, day, BATCH, PER_YEAR, MILLION) for day in Day}
        return {name: day_costs({day: float(days[day][name]) for day in Day}) for name in PLATFORMS}

    def shares(self) -> dict[str, dict[str, float]]:
        """What part of each limit (`KINDS`) that takes, by platform; NaN where there is none."""
        parts = shares(self.measured, self.prices, self.limits, BATCH, PER_YEAR, MILLION)
        return {name: {kind: float(parts[kind][name]) for kind in KINDS} for name in PLATFORMS}

    def largest(self) -> dict[str, int]:
        """The most readings that fit a transaction, by platform."""
        most = largest_batch(self.measured, self.limits)
        return {name: int(most[name]) for name in PLATFORMS}

    def intervals(self) -> pd.DataFrame:
        """Days between a meter's readings with which all stay within `SHARE` of each limit: a row for each of
        `BATCHES`, a column per platform; infinity where such a batch fits no transaction."""
        return shortest_interval(self.measured, self.prices, self.limits, SHARE, BATCHES, MILLION)
