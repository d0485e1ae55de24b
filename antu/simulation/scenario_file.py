"""Reads a scenario file. What is wrong with it is said with its line and its field."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from antu.catalog import DATA
from antu.economics import Outside
from antu.errors import AntuError
from antu.files import read_bytes
from antu.simulation.scenario import Scenario

SCENARIOS = DATA / "scenarios"
SUFFIX = ".yaml"
HINT = "docs/SIMULATION.md lists the fields, and data/scenarios/ has examples."
MOST_BYTES = 1_000_000
OUTSIDE = tuple(Outside.__dataclass_fields__)


def known_scenarios() -> list[str]:
    """The names of those that come with Antu."""
    return sorted(path.stem for path in SCENARIOS.glob(f"*{SUFFIX}"))


def find_scenario(name: str) -> Path:
    """The file of a scenario by its name, or by its path."""
    path = Path(name)
    if path.suffix != SUFFIX:
        path = SCENARIOS / f"{name}{SUFFIX}"
        if "/" in name or not path.exists():
            raise AntuError(
                f"There is no scenario {name!r}.",
                f"Those that come with Antu: {', '.join(known_scenarios())}. Or give a path that ends in {SUFFIX}.",
            )
    return path


def read_scenario(path: Path) -> Scenario:
    """A scenario, checked to the last field. `AntuError` with line and field of the first mistake of each."""
    content = read_bytes(path)
    if len(content) > MOST_BYTES:
        raise AntuError(f"{path} has {len(content):,} bytes, more than any scenario has.", HINT)
    root = _parsed(path, content)
    try:
        scenario = Scenario.model_validate(yaml.safe_load(content))
    except ValidationError as error:
        raise _refused(path, root, error, ()) from error
    for field in OUTSIDE:
        try:
            _changed(scenario, field)
        except ValidationError as error:
            raise _refused(path, root, error, (field,)) from error
        except AntuError as error:
            raise AntuError(f"{path}, line {_line(root, (field,))}, {field}: {error.message}", error.hint) from error
    return scenario


def outside_of(scenario: Scenario) -> Outside:
    """The figures from outside with what a scenario changes of them."""
    return Outside(**{field: _changed(scenario, field) for field in OUTSIDE})


def _changed(scenario: Scenario, field: str) -> Any:
    return getattr(Outside.default(), field).changed(getattr(scenario, field))


def _parsed(path: Path, content: bytes) -> yaml.Node:
    try:
        # Of a few lines they would make a value without end.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content, Loader=yaml.SafeLoader)):
            raise AntuError(f"{path} refers to its own parts by *, which a scenario does not need.", "Write them out.")
        root = yaml.compose(content, Loader=yaml.SafeLoader)
        yaml.safe_load(content)
    except UnicodeDecodeError as error:
        raise AntuError(f"{path} is not UTF-8 text.", HINT) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or str(error).partition("\n")[0] or "nested too deeply"
        raise AntuError(f"{path}{where} is no YAML: {what}.", HINT) from error
    if not isinstance(root, yaml.MappingNode):
        raise AntuError(f"{path} is no scenario: it should be fields and their values.", HINT)
    _require_unique(path, root, ())
    return root


def _require_unique(path: Path, node: yaml.Node, place: tuple[str, ...]) -> None:
    """YAML would take the last of two equal keys, and say nothing."""
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _require_unique(path, child, place)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, int] = {}
    for key, value in node.value:
        line, name = key.start_mark.line + 1, str(key.value)
        if name in seen:
            field = ".".join((*place, name))
            raise AntuError(f"{path}, line {line}, {field}: is already in line {seen[name]}.", "Keep one of them.")
        seen[name] = line
        _require_unique(path, value, (*place, name))


def _refused(path: Path, root: yaml.Node, error: ValidationError, within: tuple[str, ...]) -> AntuError:
    mistakes: dict[tuple[int, str], list[str]] = {}
    for each in error.errors():
        place = (*within, *each["loc"])
        named = _named(root, place)
        mistakes.setdefault((_line(root, place), named), []).append(_sentence(each))
    # Of a field that may be one thing or another there are two.
    lines = [f"{path}, line {line}, {field}: {'; '.join(what)}." for (line, field), what in sorted(mistakes.items())]
    return AntuError("\n".join(lines), HINT)


def _sentence(mistake: Any) -> str:
    if mistake["type"] == "extra_forbidden":
        return "there is no such field"
    if mistake["type"] == "missing":
        return "is missing"
    shown = repr(mistake["input"])
    return f"{shown if len(shown) <= 60 else shown[:57] + '...'}: {mistake['msg'].removeprefix('Value error, ')}"


def _named(root: yaml.Node, place: Iterable[Any]) -> str:
    """A field as it is written in the file: Pydantic's place has more words where a field has several types."""
    names: list[str] = []
    node = root
    for word in place:
        child = _child(node, word)
        if child is None:
            if not names or (isinstance(node, yaml.MappingNode) and str(word).isidentifier()):
                names.append(str(word))
            break
        names.append(str(word))
        node = child
    return ".".join(names)


def _line(root: yaml.Node, place: Iterable[Any]) -> int:
    """The line of a field, or of the innermost that is there."""
    node, line = root, root.start_mark.line + 1
    for word in place:
        if isinstance(node, yaml.MappingNode):
            for key, _ in node.value:
                if str(key.value) == str(word):
                    line = key.start_mark.line + 1
        child = _child(node, word)
        if child is None:
            break
        node = child
        if isinstance(node, yaml.ScalarNode):
            line = node.start_mark.line + 1
    return int(line)


def _child(node: yaml.Node, word: Any) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if str(key.value) == str(word)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(word, int) and 0 <= word < len(node.value):
        found: yaml.Node = node.value[word]
        return found
    return None
