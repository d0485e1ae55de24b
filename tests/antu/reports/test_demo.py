"""The demo's report is whole, and does not contradict itself."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from antu.errors import AntuError
from antu.reports.demo import DemoReport, read, write

FIGURES = {
    "projects_matched": 32,
    "projects_operating": 28,
    "projects_expired": 3,
    "clp_minted": 100_000,
    "clp_redeemed": 60_000,
    "clp_held_by_contracts": 5_000,
    "clp_owed_by_contracts": 4_990,
    "energy_wh": 10**9,
    "revenue_clp": 9_000,
    "claimed_clp": 8_900,
    "refunded_clp": 700,
    "base_case_cost_clp": 1_165_500,
    "gas": {"match": 25_000},
    "seconds": 93.4,
}


def test_write_and_read_are_inverse(tmp_path: Path) -> None:
    report = DemoReport(**FIGURES)
    write(tmp_path / "reports" / "demo.json", report)
    assert read(tmp_path / "reports" / "demo.json") == report
    assert json.loads((tmp_path / "reports" / "demo.json").read_text()) == FIGURES


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"clp_owed_by_contracts": 5_001}, "contracts owe more than they hold"),
        ({"clp_redeemed": 95_001}, "more was redeemed and held than minted"),
        ({"claimed_clp": 9_001}, "more was claimed than there was revenue"),
        ({"projects_expired": 5}, "more projects ended than were matched"),
        ({"energy_wh": -1}, "greater than or equal to 0"),
        ({"energy_wh": 1.5}, "valid integer"),
        ({"extra": 1}, "Extra inputs"),
    ],
)
def test_report_refuses_figures_that_cannot_be(changes: dict, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        DemoReport(**(FIGURES | changes))


@pytest.mark.parametrize("missing", list(FIGURES))
def test_read_explains_a_missing_figure(tmp_path: Path, missing: str) -> None:
    (tmp_path / "demo.json").write_text(json.dumps({key: FIGURES[key] for key in FIGURES if key != missing}))
    with pytest.raises(AntuError, match=f"{missing}: Field required"):
        read(tmp_path / "demo.json")


def test_read_explains_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(AntuError, match="does not exist") as caught:
        read(tmp_path / "demo.json")
    assert "make demo" in caught.value.hint
