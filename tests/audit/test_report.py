"""The report says what the parts found, and complains of whatever is not as promised."""

import json
from pathlib import Path
from typing import Any

import pytest

from antu.errors import AntuError
from audit.report import collect, write

GOOD: dict[str, dict[str, Any]] = {
    "invariants": {"invariant_calls": 128_000, "states_reached": {"reached": 90, "of": 90, "table": {}}, "seconds": 60},
    "proofs": {"proofs": {"fee_fits": "proved", "claims_at_most_paid_in": "proved"}},
    "static": {"slither_high": 0, "slither_medium": 0, "suppressed": []},
    "attacks": {
        "reentrancy": {"attacker_profit_clp": -3, "honest_loss_clp": 0},
        "rounding_drain": {"attacker_profit_clp": 0, "honest_loss_clp": 1},
        "rogue_arbiter": {"attacker_profit_clp": 500, "honest_loss_clp": 500, "bound": 500, "note": "a reserve"},
    },
    "mutants": {"mutants": 100, "killed": 90},
    "rehearsal": {"rehearsal_equal": True},
}


def folder_of(folder: Path, parts: dict[str, Any]) -> Path:
    for name, part in parts.items():
        (folder / f"{name}.json").write_text(json.dumps(part))
    return folder


def test_collect_has_what_was_asked_for_and_nothing_to_complain_of(tmp_path: Path) -> None:
    report = collect(quick=False, folder=folder_of(tmp_path, GOOD))
    assert report.complaints() == []
    write(report, tmp_path / "audit.json")
    written = json.loads((tmp_path / "audit.json").read_text())
    assert written["invariant_calls"] == 128_000
    assert written["states_reached"] == 90
    assert written["proofs"]["fee_fits"] == "proved"
    assert (written["slither_high"], written["slither_medium"]) == (0, 0)
    assert written["attacks"]["reentrancy"] == {
        "attacker_profit_clp": -3,
        "honest_loss_clp": 0,
        "role": False,
    }
    assert (written["mutants"], written["mutants_killed"]) == (100, 90)
    assert written["rehearsal_equal"] is True


@pytest.mark.parametrize(
    ("part", "change", "complaint"),
    [
        ("invariants", {"states_reached": {"reached": 88, "of": 90}}, "2 states were never reached"),
        ("proofs", {"proofs": {"fee_fits": "timeout"}}, "the proof fee_fits is not proved: timeout"),
        ("static", {"slither_medium": 1}, "0 high and 1 medium findings"),
        ("attacks", {"theft": {"attacker_profit_clp": 1, "honest_loss_clp": 0}}, "the attack theft won 1 pesos, of 0"),
        ("attacks", {"harm": {"attacker_profit_clp": 0, "honest_loss_clp": 2}}, "the attack harm took 2 pesos"),
        (
            "attacks",
            {"rogue": {"attacker_profit_clp": 501, "honest_loss_clp": 501, "bound": 500}},
            "the attack rogue won 501 pesos, of 500 at most",
        ),
        ("mutants", {"killed": 89}, "only 89 of 100 mutants were killed"),
        ("rehearsal", {"rehearsal_equal": False}, "the rehearsal did not leave everything as it was"),
    ],
)
def test_report_complains_of(tmp_path: Path, part: str, change: dict[str, Any], complaint: str) -> None:
    report = collect(quick=False, folder=folder_of(tmp_path, GOOD | {part: GOOD[part] | change}))
    assert any(complaint in line for line in report.complaints())


@pytest.mark.parametrize("part", GOOD)
def test_collect_says_which_part_is_missing_or_damaged(tmp_path: Path, part: str) -> None:
    folder_of(tmp_path, GOOD)
    (tmp_path / f"{part}.json").write_text('{"reentrancy": 1}')
    with pytest.raises(AntuError, match=f"{part}.json is no result of audit"):
        collect(quick=False, folder=tmp_path)
    (tmp_path / f"{part}.json").unlink()
    with pytest.raises(AntuError, match="Run it: python -m audit"):
        collect(quick=False, folder=tmp_path)
