"""Contracts that only tests deploy, of `tests/mocks/`: Ape compiles `contracts/` alone."""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from ape.contracts import ContractContainer
from ethpm_types import ContractType

ROOT = Path(__file__).resolve().parents[2]


@cache
def mock(name: str) -> ContractContainer:
    """A mock, compiled as Antu's contracts are, but without the optimizer, which takes most of the time."""
    settings = yaml.safe_load((ROOT / "ape-config.yaml").read_text(encoding="utf-8"))["solidity"]
    source = f"tests/mocks/{name}.sol"
    question = {
        "language": "Solidity",
        "sources": {source: {"content": (ROOT / source).read_text(encoding="utf-8")}},
        "settings": {
            "evmVersion": settings["evm_version"],
            "remappings": settings["import_remapping"],
            "outputSelection": {source: {name: ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"]}},
        },
    }
    compiler = ROOT / "toolchain/solc" / f"solc-v{settings['version']}"
    command = [compiler, "--standard-json", "--base-path", ROOT]
    run = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(run.stdout)
    problems = [error["formattedMessage"] for error in answer.get("errors", []) if error["severity"] == "error"]
    assert not problems, problems[0]
    compiled = answer["contracts"][source][name]
    return ContractContainer(
        ContractType(
            contractName=name,
            abi=compiled["abi"],
            deploymentBytecode={"bytecode": "0x" + compiled["evm"]["bytecode"]["object"]},
            runtimeBytecode={"bytecode": "0x" + compiled["evm"]["deployedBytecode"]["object"]},
        )
    )
