"""A million meters: costs and limits by hand, of batches that take so much and so much for each reading."""

from math import inf

import numpy as np
import pandas as pd
import pytest

from antu.economics import (
    BatchFit,
    default_limits,
    fit,
    largest_batch,
    shares,
    shortest_interval,
    yearly_cost,
)
from antu.economics.scale import SECONDS_PER_YEAR
from antu.errors import AntuError
from antu.platforms import PLATFORMS, Day, costs, default_prices

PRICES, LIMITS = default_prices(), default_limits()
MEASURED = BatchFit(
    fixed={"gas": 60_000, "size": 250, "fastlz": 150, "brotli": 130, "slots": 4},
    each={"gas": 34_500, "size": 230, "fastlz": 150, "brotli": 120, "slots": 3},
)


def recorded(*units: int, noise: int = 0) -> pd.DataFrame:
    """Transactions with so many readings, as `MEASURED` has them."""
    rows = [{"function": "report" if size == 1 else "reportBatch", "units": size} for size in units]
    frame = pd.concat([MEASURED.batch(size) for size in units], ignore_index=True)
    frame["gas"] += [noise * (-1) ** place for place in range(len(frame))]
    others = pd.DataFrame({"function": ["payout"], "units": [50], **{name: [10**9] for name in frame}})
    return pd.concat([pd.concat([pd.DataFrame(rows), frame], axis=1), others], ignore_index=True)


def test_fit_finds_what_a_batch_and_what_a_reading_takes() -> None:
    found = fit(recorded(1, 10, 50, 50))
    assert found.fixed == pytest.approx(MEASURED.fixed)
    assert found.each == pytest.approx(MEASURED.each)


def test_fit_of_scattered_batches_is_between_them() -> None:
    found = fit(recorded(10, 10, 50, 50, noise=1_000))
    assert found.each["gas"] == pytest.approx(34_500)
    assert found.fixed["gas"] == pytest.approx(60_000)


def test_fit_of_one_size_is_refused() -> None:
    with pytest.raises(AntuError, match="one size only"):
        fit(recorded(50, 50))


def test_batch_is_priced_like_any_transaction() -> None:
    assert costs(MEASURED.batch(50), PRICES, Day.TYPICAL)["ethereum"].item() == pytest.approx(1_785_000 * 0.003)


def test_yearly_cost_of_a_million_meters_is_that_of_all_their_batches() -> None:
    found = yearly_cost(MEASURED, PRICES, Day.TYPICAL, batch=50)
    assert list(found.index) == list(PLATFORMS)
    assert found["ethereum"] == pytest.approx(240_000 * 1_785_000 * 0.003)
    assert yearly_cost(MEASURED, PRICES, Day.TYPICAL, 50, per_year=24, projects=500_000)["base"] == found["base"]


def test_yearly_cost_falls_with_larger_batches_and_rises_with_the_day() -> None:
    alone, batched = (yearly_cost(MEASURED, PRICES, Day.LOW, batch) for batch in (1, 50))
    assert (batched < alone).all()
    assert (yearly_cost(MEASURED, PRICES, Day.SPIKE, 50) > batched).all()


def test_shares_of_gas_calldata_and_blobs() -> None:
    found = shares(MEASURED, PRICES, LIMITS, batch=50)
    a_second = 240_000 / SECONDS_PER_YEAR
    ethereum, base, arbitrum, zksync = (found.loc[name] for name in ("ethereum", "base", "arbitrum", "zksync"))
    assert ethereum["gas"] == pytest.approx(a_second * 1_785_000 / 5_000_000)
    assert ethereum["calldata"] == pytest.approx(a_second * 12 * 11_750 / 8_388_608)
    assert np.isnan(ethereum["blobs"])
    assert ethereum["transaction_gas"] == pytest.approx(1_785_000 / 16_777_216)
    blobs = 14 * 126_976 / 12
    published = (836_500 * 7_650 - 42_585_600) / 10**6
    assert base["blobs"] == pytest.approx(a_second * published / blobs)
    assert base["calldata"] == pytest.approx(a_second * 2 * published / 1_282_051)
    assert arbitrum["blobs"] == pytest.approx(a_second * 6_130 / blobs)
    assert arbitrum["transaction_bytes"] == pytest.approx(11_750 / 95_000)
    assert zksync["blobs"] == pytest.approx(a_second * 156 * 37 / blobs)
    assert np.isnan(found.loc["polygon", ["calldata", "blobs"]].astype(float)).all()


def test_largest_batch_is_the_last_that_fits() -> None:
    found = largest_batch(MEASURED, LIMITS)
    for name in PLATFORMS:
        chain, size = LIMITS.chain(name), int(found[name])
        fits, too_large = MEASURED.batch(size).iloc[0], MEASURED.batch(size + 1).iloc[0]
        assert fits["gas"] <= chain.transaction_gas
        assert fits["size"] <= chain.transaction_bytes
        assert too_large["gas"] > chain.transaction_gas or too_large["size"] > chain.transaction_bytes
    assert found["ethereum"] == (16_777_216 - 60_000) // 34_500


def test_largest_batch_is_none_where_not_even_one_fits() -> None:
    small = LIMITS.changed({"polygon": {"transaction_gas": 90_000}})
    assert largest_batch(MEASURED, small)["polygon"] == 0
    endless = LIMITS.changed({"polygon": {"transaction_bytes": 0, "transaction_gas": 2**40}})
    assert largest_batch(MEASURED, endless)["polygon"] == (2**40 - 60_000) // 34_500


@pytest.mark.parametrize("share", [0.01, 0.1])
def test_shortest_interval_keeps_within_the_share_and_no_longer(share: float) -> None:
    days = shortest_interval(MEASURED, PRICES, LIMITS, share, [10, 50])
    for batch, row in days.iterrows():
        for name in PLATFORMS:
            taken = shares(MEASURED, PRICES, LIMITS, int(batch), per_year=365.25 / row[name]).loc[name]  # type: ignore[call-overload]
            assert taken[["gas", "calldata", "blobs"]].max() == pytest.approx(share)


def test_shortest_interval_of_batches_that_fit_nowhere_is_never() -> None:
    days = shortest_interval(MEASURED, PRICES, LIMITS, 0.01, [200, 10_000])
    assert (days.loc[10_000] == inf).all()
    assert days.loc[200, "energyweb"] == inf
    assert days.loc[200, "ethereum"] < inf
