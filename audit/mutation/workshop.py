"""Where mutants are tried: a copy of the checkout in which the contracts' compiled code is that of the instrumented
sources, for Forge's tests and for Ape's, which are compiled already and stay as they are.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from antu.errors import AntuError
from antu.files import write_atomically
from audit.mutation.mutants import Mutant
from audit.mutation.schemata import instrument
from audit.mutation.sources import Sources
from audit.parts import ROOT

BUILD = ROOT / "build" / "mutation"
WORK = BUILD / "checkout"
DRIVER = Path(__file__).parent / "forge" / "Mutants.t.sol"

# What is deployed, by the file that it is in.
DEPLOYED = (
    "Marketplace",
    "EnergySales",
    "ProjectShares",
    "CLPToken",
    "UFIndex",
    "access/Authority",
    "access/Forwarder",
    "access/Vacant",
)
# Instrumented contracts are larger and use more gas; the driver deploys from artifacts, and writes what it finds.
_OTHER_SETTINGS = """\
gas_limit = "18446744073709551615"
code_size_limit = 16777216
fs_permissions = [
  { access = "read-write", path = "results" },
  { access = "read", path = "build/forge/out" },
  { access = "write", path = "build/forge/reached.txt" },
]
"""
# Each takes half a gigabyte.
COMPILERS = 2

_SWITCH = re.compile(rb"block\.coinbase == address\((\d+)\)")
# The compiler's optimizer would take minutes for what runs once: only the stack is seen to.
_OPTIMIZER = {
    "enabled": True,
    "runs": 1,
    "details": {"yul": True, "yulDetails": {"stackAllocation": True, "optimizerSteps": "u:"}},
}


def drop_invalid(sources: Sources, numbered: Mapping[int, Mutant]) -> tuple[dict[int, Mutant], list[Mutant]]:
    """The mutants that the compiler takes, still by their numbers, and those that it does not: they are not mutants."""
    valid = dict(numbered)
    invalid: list[Mutant] = []
    while True:
        texts = instrument(sources, valid)
        errors = _errors(_solc(_request(texts, {path: {"*": ["abi"]} for path in texts})))
        if not errors:
            return valid, invalid
        refused = set()
        for error in errors:
            place = error.get("sourceLocation") or {}
            text = texts.get(place.get("file", ""), "").encode()[place.get("start", 0) : place.get("end", 0)]
            if found := _SWITCH.search(text):
                refused.add(int(found[1]))
        if not refused & set(valid):
            raise AntuError("The mutants do not compile.", errors[0]["formattedMessage"])
        invalid += [valid.pop(number) for number in sorted(refused & set(valid))]


def compile_mutants(texts: Mapping[str, str]) -> dict[str, str]:
    """The creation code of each contract that is deployed, by its name, as hexadecimal digits; kept for later runs."""
    kept = BUILD / f"codes-{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]}.json"
    if kept.exists():
        codes: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
        return codes
    with ThreadPoolExecutor(COMPILERS) as pool:
        codes = dict(pool.map(lambda name: _compiled(texts, name), DEPLOYED))
    for old in BUILD.glob("codes-*.json"):
        old.unlink()
    write_atomically(kept, json.dumps(codes))
    return codes


def _compiled(texts: Mapping[str, str], name: str) -> tuple[str, str]:
    path, contract = f"contracts/{name}.sol", Path(name).name
    answer = _solc(_request(texts, {path: {contract: ["evm.bytecode.object"]}}))
    if errors := _errors(answer):
        raise AntuError("The mutants do not compile.", errors[0]["formattedMessage"])
    return contract, answer["contracts"][path][contract]["evm"]["bytecode"]["object"]


def set_up() -> None:
    """Makes the copy, with Forge's and Ape's own builds of the checkout and the driver compiled."""
    compiled = "from scripts._chain.compiling import ensure_compiled; ensure_compiled()"
    subprocess.run([sys.executable, "-c", compiled], cwd=ROOT, check=True)
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("contracts", "tests", "antu", "scripts", "data", "audit", "snapshots"):
        shutil.copytree(ROOT / name, WORK / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("node_modules", ".venv", "toolchain"):
        if not (WORK / name).exists():
            (WORK / name).symlink_to(ROOT / name)
    for name in ("pyproject.toml", "package-lock.json", "ape-config.yaml"):
        shutil.copy(ROOT / name, WORK / name)
    shutil.copy(DRIVER, WORK / "tests" / "forge" / DRIVER.name)
    (WORK / "results").mkdir(exist_ok=True)
    settings = (ROOT / "foundry.toml").read_text(encoding="utf-8")
    (WORK / "foundry.toml").write_text(forge_settings(settings), encoding="utf-8")
    if (compiled_before := ROOT / "build" / "forge").exists():
        # Forge compiles only what has changed since; all of it in a fresh clone.
        shutil.copytree(compiled_before, WORK / "build" / "forge", dirs_exist_ok=True)
    built = subprocess.run([*forge(), "build"], cwd=WORK, capture_output=True, text=True, check=False)
    if built.returncode:
        raise AntuError("Forge's tests do not compile.", built.stdout[-2000:] + built.stderr[-2000:])


def forge_settings(settings: str) -> str:
    """Forge's settings of the checkout, as the copy needs them. What they say already of the same is left out."""
    for name in tomllib.loads(_OTHER_SETTINGS):
        settings = re.sub(rf"^{name} = .*\n", "", settings, flags=re.MULTILINE)
    return settings.replace("[profile.default]\n", f"[profile.default]\n{_OTHER_SETTINGS}", 1)


def forge() -> list[str]:
    """Forge's command; its own wrapper would make a home of the checkout."""
    (program,) = (ROOT / "node_modules" / "@foundry-rs").glob("forge-*/bin/forge")
    return [str(program)]


def install(codes: Mapping[str, str]) -> None:
    """Has the tests deploy this code."""
    out = WORK / "build" / "forge" / "out"
    for name, code in codes.items():
        path = out / f"{name}.sol" / f"{name}.json"
        artifact = json.loads(path.read_text(encoding="utf-8"))
        artifact["bytecode"]["object"] = f"0x{code}"
        write_atomically(path, json.dumps(artifact))
    _install_for_ape(codes)


def _install_for_ape(codes: Mapping[str, str]) -> None:
    folder = WORK / ".build"
    shutil.copytree(ROOT / ".build", folder, dirs_exist_ok=True)
    path = folder / "__local__.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name, code in codes.items():
        manifest["contractTypes"][name]["deploymentBytecode"]["bytecode"] = f"0x{code}"
    write_atomically(path, json.dumps(manifest))


def _request(texts: Mapping[str, str], wanted: Mapping[str, Any]) -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "foundry.toml").read_text(encoding="utf-8"))["profile"]["default"]
    return {
        "language": "Solidity",
        "sources": {path: {"content": text} for path, text in texts.items()},
        "settings": {
            "remappings": settings["remappings"],
            "evmVersion": settings["evm_version"],
            "viaIR": True,
            "optimizer": _OPTIMIZER,
            "outputSelection": wanted,
        },
    }


def _solc(request: Mapping[str, Any]) -> Any:
    settings = tomllib.loads((ROOT / "foundry.toml").read_text(encoding="utf-8"))["profile"]["default"]
    solc = [str(ROOT / settings["solc"]), "--standard-json"]
    answer = subprocess.run(solc, input=json.dumps(request), cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def _errors(answer: Any) -> list[Any]:
    return [error for error in answer.get("errors", []) if error["severity"] == "error"]
