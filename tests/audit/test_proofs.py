"""Of what Halmos says, only a complete proof counts as one, and only a refuted control is a good one."""

from typing import Any

import pytest

from audit.proofs import PROOFS, SLOW, Proof, declared, is_slow, parse, report


def _said(exitcode: int = 0, loops: int = 0, name: str = "check_fund_fits(uint256)") -> dict[str, Any]:
    test = {"name": name, "exitcode": exitcode, "num_bounded_loops": loops, "time": [1.25, 1.0, 0.25]}
    return {"exitcode": 0, "test_results": {"tests/forge/proofs/Escrow.t.sol:EscrowProofs": [test]}}


def _result(output: dict[str, Any]) -> str:
    (proof,) = parse(output, {"Escrow": ["fund_fits"]})
    return proof.result


@pytest.mark.parametrize(("exitcode", "result"), [(0, "proved"), (1, "refuted"), (2, "timeout")])
def test_parse_maps_the_exit_code(exitcode: int, result: str) -> None:
    assert _result(_said(exitcode)) == result


@pytest.mark.parametrize("exitcode", [3, 4, 5, 99])
def test_parse_calls_stuck_reverted_and_unknown_ends_errors(exitcode: int) -> None:
    assert _result(_said(exitcode)) == "error"


def test_parse_calls_a_loop_cut_short_an_error() -> None:
    assert _result(_said(loops=1)) == "error"


def test_parse_keeps_a_counterexample_found_before_a_loop_was_cut_short() -> None:
    assert _result(_said(exitcode=1, loops=1)) == "refuted"


@pytest.mark.parametrize("output", [_said(name="check_other(uint256)"), {"exitcode": 1, "test_results": None}, {}])
def test_parse_calls_what_was_not_run_an_error(output: dict[str, Any]) -> None:
    assert _result(output) == "error"


def test_parse_tells_proofs_of_two_contracts_with_one_name_apart() -> None:
    proofs = parse(_said(), {"Escrow": ["fund_fits"], "Other": ["fund_fits"]})
    assert [(proof.name, proof.result, proof.seconds) for proof in proofs] == [
        ("Escrow.fund_fits", "proved", 1.25),
        ("Other.fund_fits", "error", 0.0),
    ]


def test_declared_finds_proofs_and_controls_only() -> None:
    source = (
        "function setUp() {}\n    function check_a_b(uint256 x)\n  function _check_c()\n    function check_control_d()"
    )
    assert declared(source) == ["a_b", "control_d"]


def test_report_wants_controls_refuted() -> None:
    assert report(
        [
            Proof("Escrow.fund_fits", "proved", 1.26),
            Proof("Escrow.control_a", "refuted", 0.0),
            Proof("lemmas.control_b", "proved", 0.0),
        ]
    ) == {
        "proofs": {"Escrow.fund_fits": "proved"},
        "controls": {"Escrow.control_a": "refuted as it must", "lemmas.control_b": "proved"},
        "seconds": {"Escrow.fund_fits": 1.3, "Escrow.control_a": 0.0, "lemmas.control_b": 0.0},
    }


@pytest.mark.parametrize(
    ("name", "result", "good"),
    [
        ("Escrow.a", "proved", True),
        ("Escrow.a", "refuted", False),
        ("Escrow.a", "timeout", False),
        ("Escrow.control_a", "refuted", True),
        ("Escrow.control_a", "proved", False),
        ("Escrow.control_a", "timeout", False),
    ],
)
def test_as_it_must(name: str, result: str, good: bool) -> None:
    assert Proof(name, result, 0.0).as_it_must is good


def test_slow_proofs_exist() -> None:
    files = {path.name.removesuffix(".t.sol"): declared(path.read_text()) for path in PROOFS.glob("*.t.sol")}
    assert set(files) | {f"{contract}.{name}" for contract, names in files.items() for name in names} >= SLOW


def test_is_slow_knows_whole_contracts_and_single_proofs() -> None:
    assert is_slow("Arrows", "anything")
    assert is_slow("Earnings", "others_changeNothing")
    assert not is_slow("Earnings", "claim_paysWhatWasEarned")
