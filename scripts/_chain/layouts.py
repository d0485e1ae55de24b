"""The storage layouts of contracts, from the compiler: of the checkout, and of the commit that a record names."""

import json
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from antu.deployment import INTERFACES, Deployed, Record
from antu.deployment.names import PROXIES
from antu.errors import AntuError
from antu.files import write_atomically
from antu.governance.layout import Layout, from_compiler
from scripts._chain.compiling import ROOT, sources_digest

# Layouts of the checkout, with the digest of the sources that they are of; a compilation for them takes seconds.
KEPT = ROOT / ".build" / "layouts.json"
UPGRADEABLE = tuple(INTERFACES[proxy] for proxy in PROXIES)
LIBRARIES = "node_modules/@openzeppelin"
MARK = "@custom:storage-location "  # OpenZeppelin's, and the compiler's, way to say that a struct has a slot of its own


@cache
def checkout_layouts() -> Mapping[str, Layout]:
    """The layouts of the three upgradeable contracts as they are in the checkout, by contract."""
    digest = sources_digest()
    try:
        kept = json.loads(KEPT.read_bytes())
        if kept["digest"] == digest:
            return {name: Layout.model_validate(layout) for name, layout in kept["layouts"].items()}
    except (OSError, ValueError, KeyError):
        pass  # not made yet, or by another version
    found = layouts({name: f"contracts/{name}.sol" for name in UPGRADEABLE})
    made = {"digest": digest, "layouts": {name: layout.model_dump() for name, layout in found.items()}}
    write_atomically(KEPT, json.dumps(made))
    return found


def deployed_layout(record: Record, deployed: Deployed) -> Layout:
    """The layout of a contract that was deployed: as recorded then, or else of the recorded commit's sources."""
    return deployed.layout or _layout_at(record.commit, deployed.contract, record.network)


@cache
def _layout_at(commit: str, contract: str, network: str) -> Layout:
    unknown = f"Nobody knows the storage layout of the {contract} on {network}: its record has none, and "
    hint = "An upgrade could break what it has stored. Fetch that commit (git fetch --unshallow), or deploy anew."
    if not commit or commit.endswith("-dirty"):
        raise AntuError(f"{unknown}it was deployed from files that no commit has ({commit or 'no commit'}).", hint)
    command = ["git", "archive", commit, "contracts"]
    try:
        packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise AntuError(
            f"{unknown}the commit that it was deployed from, {commit}, is not in this checkout.", hint
        ) from error
    with TemporaryDirectory() as folder, tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
        return layouts({contract: f"contracts/{contract}.sol"}, Path(folder))[contract]


def layouts(sources: Mapping[str, str], root: Path = ROOT) -> dict[str, Layout]:
    """The layouts of contracts by name; `sources` has the file of each, from `root`."""
    wanted = {path: {name: ["storageLayout"]} for name, path in sources.items()}
    texts = {path: (root / path).read_text(encoding="utf-8") for path in wanted}
    trees = {path: {"": ["ast"]} for path in (*_defining(root), *texts)}
    compiled = _compiled(
        texts, {path: trees.get(path, {}) | wanted.get(path, {}) for path in {**trees, **wanted}}, root
    )
    nodes = [
        (path, node)
        for path, source in compiled["sources"].items()
        for node in _walk(source.get("ast", {"nodes": ()})["nodes"])
    ]
    enums = {
        f"enum {node['canonicalName']}": _values(node) for _, node in nodes if node["nodeType"] == "EnumDefinition"
    }
    contracts = {
        node["name"]: node for path, node in nodes if node["nodeType"] == "ContractDefinition" and path in texts
    }
    spaces = {name: list(_namespaces(nodes, contracts[name]["linearizedBaseContracts"])) for name in sources}
    probed = _probes({space for found in spaces.values() for space in found}, root)
    return {
        name: from_compiler(
            compiled["contracts"][path][name]["storageLayout"],
            {space[0]: probed[space] for space in spaces[name]},
            enums,
        )
        for name, path in sources.items()
    }


def _defining(root: Path) -> Iterator[str]:
    """The files that may define an enum or a namespace. The whole project's syntax trees would take the compiler
    longer."""
    for base, folder in ((root, "contracts"), (ROOT, LIBRARIES)):
        for path in sorted((base / folder).rglob("*.sol")):
            text = path.read_text(encoding="utf-8")
            if "enum " in text or MARK in text:
                yield path.relative_to(base).as_posix()


Space = tuple[str, str, str]  # a namespace's id, the file of its struct, the struct's name


def _walk(nodes: Iterable[Any]) -> Iterator[Any]:
    """The definitions of a file, and those in its contracts."""
    for node in nodes:
        yield node
        if node["nodeType"] == "ContractDefinition":
            yield from node["nodes"]


def _values(enum: Any) -> tuple[str, ...]:
    return tuple(member["name"] for member in enum["members"])


def _namespaces(nodes: Iterable[tuple[str, Any]], bases: Iterable[int]) -> Iterator[Space]:
    inherited = set(bases)
    for path, node in nodes:
        text = (node.get("documentation") or {}).get("text", "") if node["nodeType"] == "StructDefinition" else ""
        if MARK in text and node["scope"] in inherited:
            yield text.partition(MARK)[2].split()[0], path, node["canonicalName"]


def _probes(spaces: set[Space], root: Path) -> dict[Space, Any]:
    """The compiler's layouts of contracts whose one variable is a namespace's struct: it gives none of the struct
    alone."""
    ordered, path = sorted(spaces), "layout-probe.sol"
    if not ordered:
        return {}
    parts = (
        f'import "{file}" as S{place}; contract Probe{place} {{ S{place}.{struct} probed; }}'
        for place, (_, file, struct) in enumerate(ordered)
    )
    text = "\n".join(["// SPDX-License-Identifier: MIT", "pragma solidity ^0.8.28;", *parts])
    compiled = _compiled({path: text}, {path: {"*": ["storageLayout"]}}, root)["contracts"][path]
    return {space: compiled[f"Probe{place}"]["storageLayout"] for place, space in enumerate(ordered)}


def _compiled(texts: Mapping[str, str], wanted: Mapping[str, Any], root: Path) -> Any:
    """The compiler's answer, which without code to be made takes seconds."""
    settings = yaml.safe_load((ROOT / "ape-config.yaml").read_text(encoding="utf-8"))["solidity"]
    question = {
        "language": "Solidity",
        "sources": {path: {"content": text} for path, text in texts.items()},
        "settings": {
            "evmVersion": settings["evm_version"],
            "remappings": settings["import_remapping"],
            "outputSelection": wanted,
        },
    }
    command = [
        str(ROOT / "toolchain/solc" / f"solc-v{settings['version']}"),
        "--standard-json",
        "--base-path",
        str(root),
    ]
    try:
        run = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise AntuError(f"The compiler does not start: {error}.", "Install what it needs with: make setup") from error
    answer = json.loads(run.stdout)
    problems = [problem["formattedMessage"] for problem in answer.get("errors", ()) if problem["severity"] == "error"]
    if problems:
        raise AntuError(f"The contracts do not compile: {problems[0].strip()}")
    return answer
