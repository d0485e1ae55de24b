"""What the analysers' output is read as."""

import json
import tomllib

import pytest

from antu.errors import AntuError
from audit.parts import ROOT
from audit.static import findings
from audit.static.findings import Finding, from_forge, from_slither, numbered, place, squeezed

SOURCE = """contract Escrow {
    uint256 public total;
    event Paid(address who);
    function pay(uint256 amount) external { total -= amount; }
    constructor() { total = 1; }
}
"""


def src(text, within=SOURCE):
    return f"{within.index(text)}:{len(text)}:0"


TREE = {
    "nodeType": "SourceUnit",
    "src": f"0:{len(SOURCE)}:0",
    "nodes": [
        {
            "nodeType": "ContractDefinition",
            "name": "Escrow",
            "src": f"0:{len(SOURCE)}:0",
            "nodes": [
                {
                    "nodeType": "VariableDeclaration",
                    "name": "total",
                    "stateVariable": True,
                    "src": src("uint256 public total"),
                },
                {"nodeType": "EventDefinition", "name": "Paid", "src": src("event Paid(address who);")},
                {
                    "nodeType": "FunctionDefinition",
                    "name": "pay",
                    "kind": "function",
                    "src": src("function pay(uint256 amount) external { total -= amount; }"),
                    "parameters": [
                        {
                            "nodeType": "VariableDeclaration",
                            "name": "amount",
                            "stateVariable": False,
                            "src": src("uint256 amount"),
                        }
                    ],
                },
                {
                    "nodeType": "FunctionDefinition",
                    "name": "",
                    "kind": "constructor",
                    "src": src("constructor() { total = 1; }"),
                },
            ],
        }
    ],
}


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one source."""
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts" / "Escrow.sol").write_text(SOURCE)
    monkeypatch.setattr(findings, "ROOT", tmp_path)
    monkeypatch.setattr(findings, "trees", lambda: {"contracts/Escrow.sol": TREE})
    return tmp_path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("total;", "Escrow.total"),
        ("Paid", "Escrow.Paid"),
        ("uint256 amount", "Escrow.pay"),
        ("total -= amount", "Escrow.pay"),
        ("total = 1", "Escrow.constructor"),
        ("contract", "Escrow"),
    ],
)
def test_place_is_the_contract_and_its_member(text, expected):
    assert place(TREE, SOURCE.index(text)) == expected


def test_squeezed_is_one_line_and_not_too_long():
    assert squeezed(b"a  =\n\t b") == "a = b"
    long = squeezed(b"x" * 300)
    assert len(long) == 100
    assert long.endswith("…")


def test_same_code_at_fault_twice_in_a_place_is_told_apart_by_order():
    def at(line, where="A.f"):
        return Finding("slither", "timestamp", "low", where, "x > y", "a.sol", line)

    keys = [each.key for each in numbered([at(9), at(3), at(5, "A.g")])]
    assert keys == ["A.f: x > y", "A.g: x > y", "A.f: x > y #2"]


def slither_element(kind, text, line):
    start = SOURCE.index(text)
    mapping = {
        "start": start,
        "length": len(text),
        "filename_relative": "contracts/Escrow.sol",
        "lines": [line],
    }
    return {"type": kind, "name": text, "source_mapping": mapping}


def test_slithers_finding_is_at_its_first_node(checkout):
    found = from_slither(
        {
            "check": "reentrancy-eth",
            "impact": "High",
            "elements": [
                slither_element("function", "function pay(uint256 amount)", 4),
                slither_element("node", "total -= amount", 4),
            ],
        }
    )
    assert (found.severity, found.key, found.line) == ("high", "Escrow.pay: total -= amount", 4)
    assert found.lines == (("contracts/Escrow.sol", 4), ("contracts/Escrow.sol", 4))


def test_slithers_finding_without_a_node_is_at_the_declaration(checkout):
    said = {"check": "unindexed", "impact": "Informational", "elements": [slither_element("event", "event Paid", 3)]}
    found = from_slither(said)
    assert (found.severity, found.key, found.line) == ("informational", "Escrow.Paid", 3)


def test_forges_finding_is_the_primary_span(checkout):
    start = SOURCE.index("total -= amount")
    primary = {
        "file_name": "contracts/Escrow.sol",
        "byte_start": start,
        "byte_end": start + 5,
        "line_start": 4,
        "is_primary": True,
    }
    other = {**primary, "byte_start": 0, "is_primary": False}
    found = from_forge({"code": {"code": "unsafe-typecast"}, "spans": [other, primary]}, "medium")
    assert (found.tool, found.severity, found.key) == ("forge lint", "medium", "Escrow.pay: total")


class Done:
    def __init__(self, stdout="", stderr="", returncode=0):
        self.stdout, self.stderr, self.returncode = stdout, stderr, returncode


@pytest.mark.parametrize(
    "stdout", ["", "Traceback", json.dumps({"success": False, "error": "no such file", "results": {}})]
)
def test_slither_that_fails_is_said(tmp_path, monkeypatch, stdout):
    monkeypatch.setattr(findings, "TOOLS", tmp_path)
    (tmp_path / "slither").touch()
    monkeypatch.setattr(findings, "build_info", lambda: tmp_path)
    monkeypatch.setattr(findings, "run", lambda *_: Done(stdout, "no such file", 1))
    with pytest.raises(AntuError, match="Slither failed: no such file"):
        findings.slither()


def test_slither_that_is_not_installed_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(findings, "TOOLS", tmp_path)
    with pytest.raises(AntuError, match=r"make \.venv-audit/\.ready"):
        findings.slither()


def test_forge_lint_that_fails_is_said(monkeypatch):
    monkeypatch.setattr(findings, "run", lambda *_, **__: Done(stderr="Error: no compiler", returncode=1))
    with pytest.raises(AntuError, match="no compiler"):
        findings.forge_lint()


def test_forge_lint_leaves_alone_what_tests_deploy(monkeypatch):
    asked = []
    monkeypatch.setattr(findings, "run", lambda *_, **environment: asked.append(environment) or Done())
    findings.forge_lint()
    settings = tomllib.loads((ROOT / "foundry.toml").read_text(encoding="utf-8"))["profile"]["default"]
    folders = {(each["FOUNDRY_OUT"], each["FOUNDRY_CACHE_PATH"]) for each in asked}
    assert not {settings["out"], settings["cache_path"]} & {folder for pair in folders for folder in pair}
    assert len(folders) == 1
