"""What 2019 would have cost, by simulations small enough to reckon by hand."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

from antu.platforms import PLATFORMS, Day, costs, default_prices
from antu.platforms.reference import reading_gas, reference_costs, reference_work
from antu.reports.gas.lifecycle import LIFECYCLES, Payer
from antu.simulation.records import TABLES, Tables, table

PRICES = default_prices()
DIRECT, CROWDSALE, FIRST, AGAIN, PAY = 931_304, 232_570, 65_300, 48_200, 41_706
ROWS = Mapping[str, list[Any]]


def tables(transactions: ROWS, projects: ROWS | None = None, readings: ROWS | None = None) -> Tables:
    """Tables with some columns given, and all others zero."""
    given = {"transactions": transactions, "projects": projects or {}, "readings": readings or {}}
    frames = {}
    for name, kind in TABLES.items():
        columns = given.get(name, {})
        length = len(next(iter(columns.values()), []))
        values = [columns.get(field, [0] * length) for field in kind.__annotations__]
        frames[name] = table(list(zip(*values, strict=True)), kind)
    return Tables(**frames)


def transactions(*rows: tuple[int, str, int, str]) -> ROWS:
    """Of day, function, units and payer."""
    return dict(zip(("day", "function", "units", "payer"), map(list, zip(*rows, strict=True)), strict=True))


PROJECTS = {
    "project": [1, 2, 3, 4],
    "crowdfunded": [False, True, False, True],
    "matched_day": [5, 5, 6, -1],
    "funders": [1, 4, 1, 0],
}


def test_reference_work_of_matches_is_by_who_pays_for_the_project() -> None:
    work = reference_work(
        tables(transactions((5, "matchBatch", 2, "operator")), PROJECTS | {"matched_day": [5, 5, -1, -1]})
    )
    assert work["gas"].tolist() == [DIRECT + CROWDSALE]
    assert work["times"].tolist() == [2]


def test_reference_work_divides_a_days_work_by_units() -> None:
    sent = transactions(
        (5, "matchBatch", 3, "operator"), (5, "matchBatch", 1, "operator"), (6, "matchBatch", 1, "operator")
    )
    work = reference_work(tables(sent, PROJECTS))
    assert work["gas"].tolist() == [(DIRECT + CROWDSALE) * 3 / 4, (DIRECT + CROWDSALE) / 4, DIRECT]
    assert work["times"].tolist() == [1.5, 0.5, 1]


def test_reference_work_leaves_out_what_owners_match_themselves() -> None:
    sent = transactions((5, "matchBatch", 1, "operator"), (6, "matchOwn", 1, "owner"))
    sent = {**sent, "project": [0, 3]}
    work = reference_work(tables(sent, PROJECTS | {"matched_day": [5, -1, 6, -1]}))
    assert work["gas"].tolist() == [DIRECT]


def test_reference_work_loses_nothing_of_days_without_a_batch() -> None:
    sent = transactions((4, "matchBatch", 1, "operator"), (9, "matchBatch", 3, "operator"))
    work = reference_work(tables(sent, PROJECTS))
    assert work["gas"].sum() == 2 * DIRECT + CROWDSALE
    assert work["times"].tolist() == [0.75, 2.25]


def test_reference_work_of_readings_counts_holders_and_first_ones() -> None:
    readings = {
        "project": [1, 1, 2, 2, 2],
        "time": [10, 20, 10, 20, 30],
        "day": [7, 8, 7, 8, 8],
        "accepted": [True, True, True, True, False],
    }
    sent = transactions((7, "reportBatch", 2, "operator"), (8, "reportBatch", 3, "operator"))
    work = reference_work(tables(sent, PROJECTS, readings))
    assert work["gas"].tolist() == [FIRST + 150_395, AGAIN + 81_995]  # of one holder, and of four
    assert work["times"].tolist() == [2, 2]  # the refused one is not counted


def test_reference_work_of_others_is_not_the_operators() -> None:
    readings = {"project": [1, 3], "time": [1, 1], "day": [7, 7], "accepted": [True, True]}
    sent = transactions((7, "report", 1, "operator"), (7, "report", 1, "cooperative"), (7, "payout", 9, "financier"))
    work = reference_work(tables(sent, PROJECTS, readings))
    assert work["gas"].tolist() == [FIRST]


def test_reference_work_closes_crowdsales_only() -> None:
    sent = {**transactions((9, "expire", 1, "operator"), (9, "expire", 1, "operator")), "project": [1, 2]}
    work = reference_work(tables(sent, PROJECTS))
    assert work["gas"].tolist() == [0, 44_185]
    assert work["times"].tolist() == [0, 1]


def test_reference_work_of_the_rest() -> None:
    sent = transactions(
        (1, "payout", 50, "operator"),
        (1, "payoutPairs", 2, "operator"),
        (1, "release", 1, "operator"),
        (1, "publishReserve", 1, "operator"),
    )
    work = reference_work(tables(sent))
    assert work["gas"].tolist() == [50 * PAY, 2 * PAY, 0, 0]
    assert work["times"].tolist() == [50, 2, 0, 0]


@pytest.mark.parametrize(
    ("life", "crowdfunded", "holders"), [("lifecycle_direct", False, 1), ("lifecycle_crowdfunded_64", True, 64)]
)
def test_reference_work_of_a_life_is_that_of_docs_gas(life: str, crowdfunded: bool, holders: int) -> None:
    """A match, twelve readings and twelve payouts to each holder, as `antu.reports.gas.lifecycle` adds them up."""
    months = range(12)
    sent = transactions(
        (0, "matchBatch", 1, "operator"),
        *((day, "report", 1, "operator") for day in months),
        *((day, "payout", holders, "operator") for day in months),
    )
    projects = {"project": [1], "crowdfunded": [crowdfunded], "matched_day": [0], "funders": [holders]}
    readings = {"project": [1] * 12, "time": list(months), "day": list(months), "accepted": [True] * 12}
    operators = sum(step.reference_gas for step in LIFECYCLES[life] if step.payer is Payer.OPERATOR)
    assert reference_work(tables(sent, projects, readings))["gas"].sum() == operators


def test_reading_gas_is_on_the_line_through_what_was_measured() -> None:
    holders = np.array([1, 2, 10, 64, 100])
    assert reading_gas(holders, holders < 0).tolist() == [36_935 + 11_265 * count for count in holders]
    assert reading_gas(holders, holders > 0).tolist() == [36_935 + 28_365 * count for count in holders]


def test_reference_costs_are_those_of_one_transaction_per_unit() -> None:
    work = tables(transactions((1, "payout", 50, "operator"), (1, "release", 1, "operator")))
    smallest = pd.DataFrame({"gas": [PAY], "fastlz": [0], "brotli": [100], "slots": [1]})
    for prices in (PRICES, PRICES.changed({"base": {"operator_fee_constant": 10**12, "operator_fee_scalar": 9}})):
        paid = reference_costs(work, prices, Day.TYPICAL)
        alone = costs(smallest, prices, Day.TYPICAL)
        assert list(paid.columns) == list(PLATFORMS)
        assert paid.iloc[0].to_numpy() == pytest.approx(50 * alone.iloc[0].to_numpy(), rel=1e-6)
        assert paid.iloc[1].to_numpy() == pytest.approx(0, abs=1e-9)
