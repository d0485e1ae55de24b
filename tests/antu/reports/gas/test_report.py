"""The gas report has every figure, says truly which budgets are met, and fits a terminal."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from antu.errors import AntuError
from antu.reports.gas.figures import FIGURES
from antu.reports.gas.lifecycle import LIFECYCLES, PERMITS
from antu.reports.gas.report import report, settings, write
from antu.reports.gas.table import tables

ROOT = Path(__file__).resolve().parents[4]
GAS = {name: 50_000.2 for figure in FIGURES.values() for name in figure.names}
LIVES = {
    name: dict.fromkeys((step.name for step in steps), 30_000.0) | {PERMITS: 1.0} for name, steps in LIFECYCLES.items()
}


@pytest.fixture
def made() -> dict[str, Any]:
    return report(GAS, LIVES, {"evm": "prague"})


def test_report_has_every_figure_rounded_up(made: dict[str, Any]) -> None:
    assert {made[key] for key in FIGURES} == {50_001}
    assert set(made["first_time"]) == {key for key, figure in FIGURES.items() if figure.first}
    assert made["ratio"]["fund_final_64"] == 74.9
    assert "refund" not in made["reference_2019"]
    assert made["lifecycle"]["lifecycle_direct"]["operator_to_operation"]["ratio"] == 31.0
    assert made["measured"]["evm"] == "prague"


def test_report_says_which_budgets_are_met(made: dict[str, Any]) -> None:
    assert made["met"] == {
        "post_offer": True,
        "post_demand": True,
        "match_batch50_disjoint_each": False,
        "match_batch50_shared_each": False,
        "fund": True,
        "fund_final_64": True,
        "reading_alone_64_holders": True,
        "reading_batch50_each": False,
        "payout_batch50_each": False,
    }


def test_report_is_refused_when_a_figure_is_missing() -> None:
    with pytest.raises(AntuError, match="The report lacks fund/first, lifecycle_direct"):
        report(
            {name: gas for name, gas in GAS.items() if name != "fund/first"},
            {name: steps for name, steps in LIVES.items() if name != "lifecycle_direct"},
            {},
        )


def test_settings_are_the_checkout_s() -> None:
    found = settings(ROOT)
    assert found["compiler"].startswith("solc-v0.8")
    assert found["optimizer_runs"] > 0
    assert found["openzeppelin"].startswith("5.")


def test_settings_explain_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(AntuError, match="missing or spoilt"):
        settings(tmp_path)


def test_written_report_is_shown_without_cutting_a_figure(made: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path / "gas.json", made)
    console = Console(width=100, record=True, file=StringIO())
    console.print(*tables(json.loads((tmp_path / "gas.json").read_text())), sep="\n")
    shown = console.export_text()
    assert max(map(len, shown.splitlines())) <= 100
    assert shown.count("50,001") == len(FIGURES) + len(made["first_time"])
    assert "55,706,294" in shown
