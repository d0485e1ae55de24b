"""To internet scale: what the meters of a million projects cost a year on each platform, and how much of it they take.

All follows from batches of readings as they were measured (`fit`): a transaction takes so much, and each reading in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, inf

import numpy as np
import pandas as pd

from antu.economics.limits import ChainLimits, Limits
from antu.errors import AntuError
from antu.platforms.fees import costs, fjord_size
from antu.platforms.prices import PLATFORMS, ArbitrumPlatform, Day, OpPlatform, Platform, Prices, ZkPlatform

MEASURED = ("gas", "size", "fastlz", "brotli", "slots")
READINGS = ("report", "reportBatch")
SECONDS_PER_YEAR = 365.25 * 86_400
DAYS_PER_YEAR = 365.25
MILLION = 1_000_000
_MILLIONTHS = 10**6  # of a byte, as `fjord_size` counts


@dataclass(frozen=True)
class BatchFit:
    """What a transaction with readings takes, by `MEASURED`: `fixed`, and `each` for every reading."""

    fixed: dict[str, float]
    each: dict[str, float]

    def batch(self, readings: int) -> pd.DataFrame:
        """A transaction with so many readings, as `antu.platforms.costs` takes it: a frame of one row."""
        return pd.DataFrame([{name: max(0, round(self.fixed[name] + self.each[name] * readings)) for name in MEASURED}])


def fit(transactions: pd.DataFrame) -> BatchFit:
    """Least squares over recorded transactions with readings (columns of `TransactionRow`).

    `AntuError` if they are not of at least two sizes."""
    batches = transactions[transactions["function"].isin(READINGS)]
    units = batches["units"].to_numpy(dtype=np.float64)
    if len(np.unique(units)) < 2:
        raise AntuError(
            "Readings came in batches of one size only, so what each costs cannot be told from what a batch does.",
            "Take a scenario whose batches differ.",
        )
    lines = {name: np.polyfit(units, batches[name].to_numpy(dtype=np.float64), 1) for name in MEASURED}
    return BatchFit(
        fixed={name: float(line[1]) for name, line in lines.items()},
        each={name: float(line[0]) for name, line in lines.items()},
    )


def yearly_cost(
    measured: BatchFit, prices: Prices, day: Day, batch: int, per_year: float = 12, projects: int = MILLION
) -> pd.Series:
    """Pesos a year by platform, if every project's meter reports so often, in batches of so many."""
    return costs(measured.batch(batch), prices, day).iloc[0] * _batches(batch, per_year, projects)


def shares(
    measured: BatchFit, prices: Prices, limits: Limits, batch: int, per_year: float = 12, projects: int = MILLION
) -> pd.DataFrame:
    """What part of each limit that takes (1: all), a row per platform.

    `gas` and `calldata` of the chain's blocks; `blobs` of what Ethereum's aim at; `transaction_gas` and
    `transaction_bytes` of what one transaction may take. NaN where a chain has no such limit, or publishes nothing."""
    row = measured.batch(batch)
    a_second = _batches(batch, per_year, projects) / SECONDS_PER_YEAR
    parts = {name: _parts(row, prices.platform(name), limits.chain(name), limits, a_second) for name in PLATFORMS}
    return pd.DataFrame.from_dict(parts, orient="index")


def largest_batch(measured: BatchFit, limits: Limits) -> pd.Series:
    """The most readings that fit a transaction, by platform; 0 if not even one does."""
    return pd.Series({name: _largest(measured, limits.chain(name)) for name in PLATFORMS})


def shortest_interval(
    measured: BatchFit, prices: Prices, limits: Limits, share: float, batches: Sequence[int], projects: int = MILLION
) -> pd.DataFrame:
    """How many days must be between a meter's readings for all to stay within a share of every limit of the chains.

    A row for each size of batches, a column per platform; infinity where such a batch fits no transaction."""
    rows = {size: _intervals(measured, prices, limits, share, size, projects) for size in batches}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("batch")


def _intervals(
    measured: BatchFit, prices: Prices, limits: Limits, share: float, batch: int, projects: int
) -> dict[str, float]:
    once_a_year = shares(measured, prices, limits, batch, 1, projects)
    most = largest_batch(measured, limits)
    days = once_a_year[["gas", "calldata", "blobs"]].max(axis=1) / share * DAYS_PER_YEAR
    return {name: float(days[name]) if batch <= most[name] else inf for name in PLATFORMS}


def _batches(batch: int, per_year: float, projects: int) -> float:
    return projects * per_year / batch


def _parts(
    row: pd.DataFrame, platform: Platform, chain: ChainLimits, limits: Limits, a_second: float
) -> dict[str, float]:
    gas, size = float(row["gas"].iloc[0]), float(row["size"].iloc[0])
    in_blobs = _in_blobs(row, platform)
    # Where a block has a limit of data, an OP chain counts them as it charges them; others count what was sent.
    counted = in_blobs if isinstance(platform, OpPlatform) else size
    return {
        "gas": a_second * gas / chain.gas_per_second,
        "calldata": _part(a_second * counted * chain.seconds, chain.block_bytes),
        "blobs": a_second * in_blobs / limits.blobs.bytes_per_second,
        "transaction_gas": gas / chain.transaction_gas,
        "transaction_bytes": _part(size, chain.transaction_bytes),
    }


def _part(of: float, limit: int) -> float:
    return of / limit if limit else np.nan


def _in_blobs(row: pd.DataFrame, platform: Platform) -> float:
    """Bytes that a rollup puts on Ethereum for a transaction, by its own reckoning; NaN if it is none."""
    if isinstance(platform, OpPlatform):
        return float(fjord_size(row["fastlz"].to_numpy().astype(object))[0]) / _MILLIONTHS
    if isinstance(platform, ArbitrumPlatform):
        return float(row["brotli"].iloc[0])
    if isinstance(platform, ZkPlatform):
        return (float(row["slots"].iloc[0]) + platform.slots_per_transaction) * platform.bytes_per_slot
    return np.nan


def _largest(measured: BatchFit, chain: ChainLimits) -> int:
    limits = {"gas": chain.transaction_gas, "size": chain.transaction_bytes or inf}
    return max(0, floor(min(_fitting(measured, name, limit) for name, limit in limits.items())))


def _fitting(measured: BatchFit, name: str, limit: float) -> float:
    return (limit - measured.fixed[name]) / measured.each[name] if measured.each[name] > 0 else inf
