"""The contracts as the compiler reads them: interfaces and syntax trees, without any code.

That takes ten seconds instead of ninety, and analysers need no more. It is kept in `build/audit/syntax` while nothing
of what it was made of changes, in the form in which Forge keeps its builds, for Slither reads that.
"""

import hashlib
import json
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from antu.errors import AntuError
from antu.files import write_atomically
from audit.parts import ROOT

Node = dict[str, Any]

CONTRACTS = ROOT / "contracts"
BUILD = ROOT / "build" / "audit" / "syntax"
SETTINGS = (ROOT / "foundry.toml", ROOT / "package-lock.json")


@cache
def build_info() -> Path:
    """The compiler's input and output, made anew if anything changed. `AntuError` if it finds errors."""
    path = BUILD / "build-info" / f"{_digest()}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in CONTRACTS.rglob("*.sol")}
        built = json.dumps(compiled(sources))
        for old in path.parent.iterdir():
            old.unlink()
        write_atomically(path, built)
    return path


@cache
def trees() -> dict[str, Node]:
    """By the path of each source, libraries' too, its syntax tree."""
    output = json.loads(build_info().read_text(encoding="utf-8"))["output"]
    return {path: source["ast"] for path, source in output["sources"].items()}


def walk(node: Any) -> Iterator[Node]:
    """A node of a syntax tree and all below it, in the order of the source."""
    if isinstance(node, dict):
        if "nodeType" in node:
            yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)


def span(node: Node) -> tuple[int, int]:
    """The first byte of a node in its source, and the one behind its last."""
    start, length, _ = map(int, node["src"].split(":"))
    return start, start + length


def _digest() -> str:
    found = hashlib.sha256()
    for path in (*SETTINGS, *sorted(CONTRACTS.rglob("*.sol"))):
        found.update(f"{path.relative_to(ROOT)}\n".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def compiled(sources: Mapping[str, str]) -> dict[str, Any]:
    """The compiler's input and output for sources by their paths, as Forge keeps it. `AntuError` if it refuses."""
    settings = tomllib.loads(SETTINGS[0].read_text(encoding="utf-8"))["profile"]["default"]
    wanted = {
        "language": "Solidity",
        "sources": {path: {"content": source} for path, source in sources.items()},
        "settings": {
            "remappings": settings["remappings"],
            "evmVersion": settings["evm_version"],
            "outputSelection": {"*": {"": ["ast"], "*": ["abi"]}},
        },
    }
    solc = subprocess.run(
        [ROOT / settings["solc"], "--standard-json", "--base-path", ROOT],
        input=json.dumps(wanted),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if solc.returncode:
        raise AntuError(f"The compiler failed: {solc.stderr.strip()}", "`make setup` installs it.")
    output = json.loads(solc.stdout)
    errors = [each["formattedMessage"] for each in output.get("errors", []) if each["severity"] == "error"]
    if errors:
        raise AntuError("The contracts do not compile.", "\n".join(errors))
    nothing = {"object": "", "opcodes": "", "sourceMap": "", "linkReferences": {}}
    for source in output["contracts"].values():
        for contract in source.values():
            contract["evm"] = {"bytecode": nothing, "deployedBytecode": nothing, "methodIdentifiers": {}}
            contract["metadata"] = "{}"
    version = solc_version(settings["solc"])
    return {"solcVersion": version, "solcLongVersion": version, "input": wanted, "output": output}


def solc_version(program: str) -> str:
    """The version in a compiler's file name: 0.8.37 of toolchain/solc/solc-v0.8.37."""
    return program.rpartition("-v")[2]
