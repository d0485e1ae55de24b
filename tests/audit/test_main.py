"""The whole study runs its parts with the options that are meant for them, and fails if one of them does."""

from functools import partial
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from audit import __main__ as main
from audit import report

QUICK = {"proofs", "rehearsal", "attacks", "static", "invariants"}


@pytest.fixture
def study(monkeypatch, tmp_path):
    """`study(*options)`: runs it with parts that do nothing; what it says, and each part's options."""

    def run_with(*options, failing="", parts=()):
        asked = {}

        def run(_python, _m, module, *given):
            name = module.removeprefix("audit.")
            asked[name] = list(given)
            return SimpleNamespace(returncode=int(name == failing), stdout="", stderr="")

        monkeypatch.setattr(main, "PARTS", tmp_path)
        monkeypatch.setattr(main, "run", run)
        monkeypatch.setattr(main.report, "collect", partial(report.collect, folder=tmp_path))
        for part in parts:
            (tmp_path / f"{part}.json").touch()
        return CliRunner().invoke(main.cli, options), asked

    return run_with


def test_whole_study_runs_every_part_at_length(study):
    _, asked = study(failing="static")
    assert asked == {name: [] for name in {*QUICK, "mutation", "inputs"}}


def test_quick_study_leaves_out_what_takes_an_hour(study):
    _, asked = study("--quick", failing="attacks")
    assert asked == {name: [] if name == "static" else ["--quick"] for name in QUICK}


def test_resumed_study_runs_every_part_again_and_goes_on_with_mutants(study):
    _, asked = study("--resume", failing="static")
    assert {name: given for name, given in asked.items() if given} == {"mutation": ["--resume"]}
    assert asked.keys() == {*QUICK, "mutation", "inputs"}


def test_study_fails_if_a_part_fails(study):
    result, _ = study(failing="inputs")
    assert result.exit_code == 1
    assert "These parts of the study failed: inputs." in result.output


def test_what_an_earlier_study_found_counts_no_more(study, tmp_path):
    result, _ = study(parts=("static", "proofs"))
    assert list(tmp_path.iterdir()) == []
    assert result.exit_code == 1
    assert "Run it: python -m audit." in result.output
