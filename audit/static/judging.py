"""Which findings are let stand, by a comment beside the code or by `dismissed.yaml`, and which answers are stale."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from antu.errors import AntuError
from antu.files import read_bytes
from audit.static.findings import SEVERE, Finding

DISMISSED = Path(__file__).with_name("dismissed.yaml")

_DIRECTIVE = re.compile(r"//\s*slither-disable(?P<form>\S*)\s*(?P<detectors>[\w,-]*)(:\s*(?P<reason>\S.*))?")
_FORM = "// slither-disable-next-line DETECTOR: REASON"

# Of `forge lint`, the casts: not bugs, but places of which somebody has to say why the value fits.
_LISTED_WHATEVER_SEVERITY = {"forge lint/unsafe-typecast"}


@dataclass(frozen=True)
class Directive:
    """A comment that tells Slither to ignore what it finds on the next line, and why that is false."""

    path: str
    line: int
    detector: str
    reason: str


@dataclass(frozen=True)
class Judged:
    """The findings that nobody has answered, those answered with the answer, and answers to nothing."""

    open: list[Finding]
    suppressed: list[tuple[Finding, str]]
    dismissed: list[tuple[Finding, str]]
    stale: list[str]

    @property
    def clean(self) -> bool:
        return not self.open and not self.stale


def directives(path: str, source: str) -> Iterator[Directive]:
    """The comments of a source that silence Slither. `AntuError` if one has no reason or is about more than a line."""
    for line, text in enumerate(source.splitlines(), 1):
        found = _DIRECTIVE.search(text)
        if not found:
            continue
        named = [name for name in found["detectors"].split(",") if name]
        if found["form"] != "-next-line" or not named or "all" in named or not found["reason"]:
            raise AntuError(f"{path}:{line}: {text.strip()!r} is not how a finding is answered.", f"Write {_FORM}")
        for name in named:
            yield Directive(path, line, name, found["reason"])


def dismissals(path: Path = DISMISSED) -> dict[tuple[str, str], str]:
    """By detector (as `tool/detector`) and the finding's key, why it is let stand."""
    reasons: dict[tuple[str, str], str] = {}
    entries: Sequence[Mapping[str, Any]] = yaml.safe_load(read_bytes(path))
    for entry in entries:
        for finding in entry["findings"]:
            key = entry["detector"], finding
            if key in reasons:
                raise AntuError(f"{path.name} dismisses {' '.join(key)} twice.", "One reason is enough.")
            reasons[key] = " ".join(entry["reason"].split())
    return reasons


def judge(findings: Iterable[Finding], comments: Iterable[Directive], reasons: Mapping[tuple[str, str], str]) -> Judged:
    """Every finding with its answer. A comment goes before the list, which cannot answer what is severe, save casts."""
    by_line = {(each.path, each.line + 1, each.detector): each for each in comments}
    judged = Judged([], [], [], [])
    used: set[object] = set()
    for each in findings:
        name = f"{each.tool}/{each.detector}"
        comment = next((by_line[at] for line in each.lines if (at := (*line, each.detector)) in by_line), None)
        listed = reasons.get((name, each.key))
        if comment:
            judged.suppressed.append((each, comment.reason))
            used.add(comment)
        elif listed and name in _LISTED_WHATEVER_SEVERITY and each.severity in SEVERE:
            judged.suppressed.append((each, listed))
            used.add((name, each.key))
        elif listed and each.severity not in SEVERE:
            judged.dismissed.append((each, listed))
            used.add((name, each.key))
        else:
            judged.open.append(each)
    judged.stale.extend(
        f"{each.path}:{each.line} silences {each.detector}, which finds nothing there"
        for each in by_line.values()
        if each not in used
    )
    judged.stale.extend(
        f"{DISMISSED.name} dismisses {name} at {key}, which is not found (or is severe)"
        for name, key in reasons
        if (name, key) not in used
    )
    return judged
