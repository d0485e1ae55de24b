"""The benchmark's command: what it measures, writes and shows, and when it fails."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from antu.matching import CertificateError
from benchmarks import matching, measuring
from benchmarks.end_to_end import EndToEnd, LargeBook, Way
from benchmarks.measuring import Case, measure, measure_apart
from tests.benchmarks.test_targets import PLAIN

FIGURES = {"matched", "savings", "bound", "gap", "seconds", "peak_memory_mb", "share"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(matching.cli, arguments, catch_exceptions=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "matching.json"


def test_cli_measures_a_case_apart_and_writes_its_figures(report: Path) -> None:
    named = ["--sizes", "24", "--regimes", "scarce", "--policies", "0", "--seed", "5", "--no-chain"]
    ended = run(*named, "--report", str(report))
    assert ended.exit_code == 0, ended.output
    content = json.loads(report.read_text())
    (instance,) = content["instances"]
    again = measure(Case(24, "scarce", "0", 5))
    assert instance.keys() >= FIGURES
    assert (instance["matched"], instance["savings"]) == (again.matched, again.savings)
    assert {each["way"] for each in instance["compared"]} == {"first_fit", "cheapest_in_turn"}
    assert instance["peak_memory_mb"] > 50
    met = {each["name"]: each["met"] for each in content["targets"]}
    assert met["savings, 24: gap in pesos"] is True
    assert met["savings, 1,000,000: seconds"] is None
    assert "savings, 24: gap in pesos" in ended.output


def test_chain_is_told_beside_the_instances(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Way(matched=14, savings=7, timed=2, seconds=20, seconds_per_project=10, calls=5, calls_for_all=50)
    new = Way(matched=14, savings=8, timed=14, seconds=1.4, seconds_per_project=0.1)
    large = LargeBook(demands=40_001, offers=100_002, seconds=31)
    found = EndToEnd(demands=24, offers=60, loop_2019=old, ours=new, times_faster=100, large_book=large)
    monkeypatch.setattr(matching, "measure_apart", lambda case: PLAIN)
    monkeypatch.setattr(matching, "_on_chain", lambda *_: found)
    ended = run("--sizes", "10000", "--regimes", "scarce", "--policies", "0", "--report", str(report))
    assert ended.exit_code == 0
    assert "24 demands and 60 offers: 100 times faster" in ended.output
    content = json.loads(report.read_text())
    assert content["end_to_end"]["ours"]["seconds_per_project"] == 0.1
    met = {each["name"]: each["met"] for each in content["targets"]}
    assert met["chain: times faster per project than in 2019"] is True
    assert met["chain: seconds to read 100,000 offers"] is False


def test_missed_promise_is_shown_and_is_no_error(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "measure_apart", lambda case: PLAIN.model_copy(update={"seconds": 99.0}))
    ended = run("--sizes", "10000", "--regimes", "scarce", "--policies", "0", "--no-chain", "--report", str(report))
    assert ended.exit_code == 0
    assert "MISSED" in ended.output


def test_wrong_result_is_an_error(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = PLAIN.model_copy(update={"verified": False, "wrong": "The gap is 1, not 0."})
    monkeypatch.setattr(matching, "measure_apart", lambda case: wrong)
    ended = run("--sizes", "10000", "--regimes", "scarce", "--policies", "0", "--no-chain", "--report", str(report))
    assert ended.exit_code == 1
    assert "Error: The gap is 1, not 0." in ended.output
    assert report.exists()


def test_case_that_breaks_off_is_an_error_and_the_others_go_on(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(case: Case) -> measuring.Measurement:
        if case.regime == "ample":
            raise subprocess.CalledProcessError(137, "python")
        return PLAIN

    monkeypatch.setattr(matching, "measure_apart", breaking)
    named = ["--sizes", "10000", "--regimes", "ample,scarce", "--policies", "0", "--no-chain"]
    ended = run(*named, "--report", str(report))
    assert ended.exit_code == 1
    assert "10,000 ample savings broke off with exit code 137" in ended.output
    assert len(json.loads(report.read_text())["instances"]) == 1


@pytest.mark.parametrize("named", [("--sizes", "many"), ("--regimes", "rich"), ("--policies", "x"), ("--sizes", "0")])
def test_unknown_cases_are_refused(named: tuple[str, str]) -> None:
    ended = run(*named)
    assert ended.exit_code == 2
    assert "Invalid value" in ended.output


def test_default_cases_are_those_that_something_was_promised_of() -> None:
    cases = list(matching.default_cases(1, "1"))
    assert len(set(cases)) == len(cases)
    assert {case.demands for case in cases} == {24, 1_000, 10_000, 100_000, 1_000_000}
    assert {case.policy for case in cases if case.demands == 1_000} == {"savings", "projects"}
    assert {case.policy for case in cases if case.demands == 1_000_000} == {"savings", "projects", "0.25", "0.5"}


def test_measure_tells_what_the_checker_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise CertificateError("The gap is 1, not 0.")

    monkeypatch.setattr(measuring, "check", refuse)
    found = measure(Case(24, "ample", "savings", 1))
    assert (found.verified, found.wrong) == (False, "The gap is 1, not 0.")


def test_measure_apart_says_that_a_case_broke_off() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        measure_apart(Case(24, "no regime", "savings", 1))
