"""Ape and Forge must compile the same bytecode: what one of them tests, the other deploys."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def ape_config() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "ape-config.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def forge_profile() -> dict[str, Any]:
    return tomllib.loads((ROOT / "foundry.toml").read_text(encoding="utf-8"))["profile"]["default"]


@pytest.fixture(scope="module")
def compiler(forge_profile: dict[str, Any]) -> Path:
    return ROOT / forge_profile["solc"]


def test_settings_agree(ape_config: dict[str, Any], forge_profile: dict[str, Any]) -> None:
    ape = ape_config["solidity"]
    expected = {
        "evm_version": ape["evm_version"],
        "optimizer": ape["optimize"],
        "optimizer_runs": ape["optimization_runs"],
        "via_ir": ape["via_ir"],
        "remappings": ape["import_remapping"],
    }
    assert {key: forge_profile[key] for key in expected} == expected


def test_forge_takes_no_remappings_from_elsewhere(forge_profile: dict[str, Any]) -> None:
    assert forge_profile["auto_detect_remappings"] is False
    assert not (ROOT / "remappings.txt").exists()


def test_compilers_are_one(ape_config: dict[str, Any], compiler: Path) -> None:
    version = ape_config["solidity"]["version"]
    packages = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert packages["solc"] == version
    # py-solc-x finds Ape's compiler by this name in this folder.
    assert compiler == Path(os.environ["SOLCX_BINARY_PATH"]) / f"solc-v{version}"
    printed = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^Version: {re.escape(version)}\+commit\.[0-9a-f]{{8}}\.", printed, re.MULTILINE)


def test_local_chains_run_the_hardfork_compiled_for(ape_config: dict[str, Any]) -> None:
    assert ape_config["foundry"]["evm_version"] == ape_config["solidity"]["evm_version"]


def test_compiler_says_where_it_looked_for_an_import(compiler: Path, tmp_path: Path) -> None:
    (tmp_path / "Here.sol").write_text("contract Here {}", encoding="utf-8")
    request = {
        "language": "Solidity",
        "sources": {"Main.sol": {"content": 'import "Here.sol"; import "@openzeppelin/contracts/package.sol";'}},
        "settings": {"outputSelection": {"*": {"*": ["abi"]}}},
    }
    answer = subprocess.run(
        [compiler, "--standard-json", "--base-path", tmp_path],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
    )
    messages = [error["message"] for error in json.loads(answer.stdout)["errors"] if error["severity"] == "error"]
    assert len(messages) == 1
    assert '"@openzeppelin/contracts/package.sol" not found' in messages[0]
    assert str(tmp_path) in messages[0]
