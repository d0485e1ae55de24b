"""Figures that come from outside, and may be changed: frozen, checked, and each with its source.

`data/platforms.yaml` and `data/centralized.yaml` have two parts: `figures`, a tree of names and numbers, and `sources`,
which say of every figure where it is from, of which day, and whether it is an assumption of our own.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from antu.errors import AntuError
from antu.files import read_bytes
from antu.invalid import invalid

# Beyond all that is paid for or counted, and far below where products of some of them would be no numbers any more.
LEAST, MOST = 1e-18, 1e18
Above = Annotated[float, Field(ge=LEAST, le=MOST, allow_inf_nan=False)]
NotBelow = Annotated[float, Field(ge=0, le=MOST, allow_inf_nan=False)]
Ratio = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(gt=0, le=10**18)]

Leaf = float | int | str | date


class Figures(BaseModel):
    """A tree of figures. Names that it does not know are refused, and so are values out of their bounds."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def changed(self, overrides: Mapping[str, Any]) -> Self:
        """The same with others in place of some: a part of the tree, as `{"base": {"spike": {"gas_price": 1.0}}}`.

        Raises pydantic's `ValidationError`, whose `loc` is the path of what is wrong within the overrides."""
        return self.model_validate(_merged(self.model_dump(), overrides))

    def leaves(self) -> dict[str, Leaf]:
        """All figures, by path: `base.spike.gas_price`."""
        return dict(_leaves(self.model_dump()))


class Source(BaseModel):
    """Where figures are from: those whose path is `of`, or begins with it. The longest that fits says it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str
    source: str
    as_of: date
    ours: bool = False  # an assumption of our own

    def tells_of(self, path: str) -> bool:
        return path == self.of or path.startswith(f"{self.of}.")


class Sourced(NamedTuple):
    """A figure with its source. `changed`: it is another than the file has, so the source is not of it."""

    path: str
    value: Leaf
    source: str
    as_of: date
    ours: bool
    changed: bool


Tree = TypeVar("Tree", bound=Figures)


def read_figures(path: Path, kind: type[Tree]) -> tuple[Tree, tuple[Source, ...]]:
    """The figures and sources of a file. `AntuError` names the first that is wrong, or has no source."""
    hint = f"Restore it with: git checkout -- {path.parent.name}/{path.name}"
    try:
        content = yaml.safe_load(read_bytes(path))
    except yaml.YAMLError as error:
        raise AntuError(f"{path} is no YAML: {error}.", hint) from error
    if not isinstance(content, dict) or content.keys() != {"figures", "sources"}:
        raise AntuError(f"{path} has other parts than `figures` and `sources`.", hint)
    try:
        figures = kind.model_validate(content["figures"])
        sources = TypeAdapter(tuple[Source, ...]).validate_python(content["sources"])
    except ValidationError as error:
        raise invalid(path, "file of figures", error, hint) from error
    unsourced = [name for name in figures.leaves() if not any(each.tells_of(name) for each in sources)]
    if unsourced:
        raise AntuError(f"{path} has no source for {unsourced[0]}.", "Add one under `sources`, or mark it as ours.")
    return figures, sources


def sourced(figures: Figures, default: Figures, sources: tuple[Source, ...]) -> list[Sourced]:
    """All figures with their sources, in their order."""
    before = default.leaves()
    return [_sourced(path, value, before.get(path), sources) for path, value in figures.leaves().items()]


def _sourced(path: str, value: Leaf, before: Leaf | None, sources: tuple[Source, ...]) -> Sourced:
    teller = max((each for each in sources if each.tells_of(path)), key=lambda each: len(each.of))
    return Sourced(path, value, teller.source, teller.as_of, teller.ours, value != before)


def _leaves(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Leaf]]:
    for name, value in tree.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{path}.")
        else:
            yield path, value


def _merged(tree: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    merged = deepcopy(dict(tree))
    for name, value in overrides.items():
        below = merged.get(name)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[name] = _merged(below, value)
        else:
            merged[name] = value
    return merged
