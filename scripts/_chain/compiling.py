"""Compiled contracts that agree with their sources.

Ape compiles a file anew when that file has changed, and not when one that it imports has: an edit in contracts/market/
would be deployed as it was before. So everything is compiled when anything has changed.
"""

import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, cast

import ape
import click
import yaml
from ethpm_types import ContractType

from antu.errors import AntuError
from antu.files import write_atomically

ROOT = Path(__file__).resolve().parent.parent.parent
STAMP = ROOT / ".build" / "sources.sha256"

# What the compiled code depends on, beside the sources: the settings, and the libraries' versions.
SETTINGS = ("ape-config.yaml", "package-lock.json")


@cache
def ensure_compiled() -> None:
    """Compiles all contracts if a source, a setting or a library differs from the last time. Once per process."""
    digest = sources_digest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8").strip() == digest:
        return
    click.echo("Compiling the contracts, which takes about a minute…", err=True)
    cast(Any, ape.project).load_contracts(use_cache=False)
    write_atomically(STAMP, f"{digest}\n")


def sources_digest() -> str:
    """A hash of all that the compiled contracts depend on."""
    found = hashlib.sha256()
    for path in [*(ROOT / name for name in SETTINGS), *sorted((ROOT / "contracts").rglob("*.sol"))]:
        found.update(f"{path.relative_to(ROOT)}\n".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def standalone(source: Path, name: str) -> ContractType:
    """A contract that is not among the project's, from its source.

    It is compiled as Antu's are, but without the optimizer, which takes most of the time."""
    settings = yaml.safe_load((ROOT / "ape-config.yaml").read_text(encoding="utf-8"))["solidity"]
    path = str(source.relative_to(ROOT))
    question = {
        "language": "Solidity",
        "sources": {path: {"content": source.read_text(encoding="utf-8")}},
        "settings": {
            "evmVersion": settings["evm_version"],
            "remappings": settings["import_remapping"],
            "outputSelection": {path: {name: ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"]}},
        },
    }
    compiler = ROOT / "toolchain/solc" / f"solc-v{settings['version']}"
    command = [str(compiler), "--standard-json", "--base-path", str(ROOT)]
    run = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(run.stdout)
    for error in answer.get("errors", []):
        if error["severity"] == "error":
            raise AntuError(f"{path} does not compile: {error['formattedMessage']}")
    compiled = answer["contracts"][path][name]
    return ContractType(
        contractName=name,
        abi=compiled["abi"],
        deploymentBytecode={"bytecode": "0x" + compiled["evm"]["bytecode"]["object"]},
        runtimeBytecode={"bytecode": "0x" + compiled["evm"]["deployedBytecode"]["object"]},
    )
