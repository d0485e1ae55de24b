"""What the analysers say, in one form, with keys that outlive a change of the lines above."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from antu.errors import AntuError
from audit.parts import ROOT, TOOLS, run
from audit.syntax import BUILD, Node, build_info, span, trees, walk

SEVERE = ("high", "medium")
LINT_SEVERITIES = {"high": "high", "med": "medium", "low": "low"}

# Forge leaves code out of what it compiles for its linter, which must not stand in the place of what tests deploy.
LINT_SETTINGS = {"FOUNDRY_OUT": "build/audit/lint/out", "FOUNDRY_CACHE_PATH": "build/audit/lint/cache"}

_PLACES = ("FunctionDefinition", "ModifierDefinition", "EventDefinition", "StructDefinition", "EnumDefinition")
_SHOWN = 100


@dataclass(frozen=True)
class Finding:
    """What an analyser found.

    `place` is the contract and its member, `element` the source of what is at fault (with a number from the second of
    one place on), `lines` those before which a comment would be about it: (path, line), lines counted from 1.
    """

    tool: str
    detector: str
    severity: str
    place: str
    element: str
    path: str
    line: int
    lines: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> str:
        """The same as long as the code in question is."""
        return f"{self.place}: {self.element}" if self.element else self.place

    def __str__(self) -> str:
        return f"{self.severity} {self.tool}/{self.detector} at {self.path}:{self.line}, {self.key}"


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of the source; of those that a place has more than once, all but the first numbered."""
    seen: Counter[tuple[str, str]] = Counter()
    told = []
    for each in sorted(findings, key=lambda found: (found.tool, found.detector, found.path, found.line, found.element)):
        seen[each.detector, each.key] += 1
        count = seen[each.detector, each.key]
        told.append(each if count == 1 else replace(each, element=f"{each.element} #{count}"))
    return told


def place(tree: Node, start: int) -> str:
    """`Contract.member` around a byte of a source; the contract alone between its members."""
    names = ["", ""]
    for node in walk(tree):
        first, behind = span(node)
        if not first <= start < behind:
            continue
        if node["nodeType"] == "ContractDefinition":
            names[0] = node["name"]
        elif node["nodeType"] in _PLACES or (node["nodeType"] == "VariableDeclaration" and node.get("stateVariable")):
            names[1] = names[1] or node.get("name") or node.get("kind", "")
    return ".".join(name for name in names if name)


def squeezed(source: bytes) -> str:
    """Source code on one line, its beginning if it is long."""
    line = " ".join(source.decode().split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def slither() -> list[Finding]:
    """Everything that Slither finds in contracts/, also what comments tell it to ignore."""
    if not (TOOLS / "slither").exists():
        raise AntuError("Slither is not installed.", "Run `make .venv-audit/.ready`.")
    build_info()
    done = run(
        TOOLS / "slither",
        ".",
        "--ignore-compile",
        "--foundry-out-directory",
        BUILD,
        "--show-ignored-findings",
        "--json",
        "-",
    )
    try:
        said = json.loads(done.stdout)
    except ValueError:
        said = {"success": False, "error": done.stderr[-2000:]}
    if not said["success"]:
        raise AntuError(f"Slither failed: {said['error']}")
    return [from_slither(each) for each in said["results"].get("detectors", [])]


def from_slither(said: Mapping[str, Any]) -> Finding:
    """One of the results of Slither's JSON."""
    elements = said["elements"]
    first = elements[0]["source_mapping"]
    code = next((each["source_mapping"] for each in elements if each["type"] == "node"), None)
    at = code or first
    path = first["filename_relative"]
    return Finding(
        tool="slither",
        detector=said["check"],
        severity=said["impact"].lower(),
        place=place(trees()[path], first["start"]),
        element=_source(at["filename_relative"], at["start"], at["length"]) if code else "",
        path=at["filename_relative"],
        line=min(at["lines"]),
        lines=tuple(
            (each["source_mapping"]["filename_relative"], min(each["source_mapping"]["lines"]))
            for each in elements
            if each["source_mapping"]["lines"]
        ),
    )


def forge_lint() -> list[Finding]:
    """What `forge lint` finds in contracts/, gas and style aside. Asked for one severity at a time, to tell them."""
    found = []
    for asked, severity in LINT_SEVERITIES.items():
        done = run("forge", "lint", "contracts", "--severity", asked, "--json", **LINT_SETTINGS)
        if done.returncode:
            raise AntuError(f"`forge lint` failed: {done.stderr[-2000:]}", "`make setup` installs it.")
        found += [from_forge(json.loads(line), severity) for line in done.stderr.splitlines() if line.startswith("{")]
    return found


def from_forge(said: Mapping[str, Any], severity: str) -> Finding:
    """One line of `forge lint --json`."""
    at = next(each for each in said["spans"] if each["is_primary"])
    path, start = at["file_name"], at["byte_start"]
    return Finding(
        tool="forge lint",
        detector=said["code"]["code"],
        severity=severity,
        place=place(trees()[path], start),
        element=_source(path, start, at["byte_end"] - start),
        path=path,
        line=at["line_start"],
    )


def _source(path: str, start: int, length: int) -> str:
    return squeezed((ROOT / Path(path)).read_bytes()[start : start + length])
