"""The energy report says truly which budgets are met."""

import pytest

from antu.errors import AntuError
from antu.reports.gas.energy import NAMES, difference, report

GAS = dict.fromkeys(NAMES.values(), 30_000.2)
BY_HOLDERS = {1: 100_000, 64: 100_900, 10_000: 100_500}


def test_report_has_each_figure_and_whether_its_budget_is_met() -> None:
    made = report(GAS, BY_HOLDERS)
    assert {made[name] for name in NAMES} == {30_001}
    assert made["met"] == {
        "reading_alone": True,
        "reading_batch50_each": True,
        "payout_batch50_each": False,
        "reading_alone_difference": True,
    }
    assert made["reading_alone_by_holders"] == {"1": 100_000, "64": 100_900, "10000": 100_500}


def test_report_says_when_holders_make_a_difference() -> None:
    more = BY_HOLDERS | {10_000: 101_001}
    assert difference(more) > 0.01
    assert report(GAS, more)["met"]["reading_alone_difference"] is False


def test_report_is_refused_when_a_figure_is_missing() -> None:
    gas = {name: value for name, value in GAS.items() if name != "reading_alone_64_holders"}
    with pytest.raises(AntuError, match="The report lacks reading_alone_64_holders, 10000"):
        report(gas, {1: 1, 64: 1})
