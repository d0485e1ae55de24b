"""Where a contract keeps its variables, as the compiler says and as records and snapshots keep it.

Types go by their names, not by the compiler's numbers for them, so that layouts of different compilations compare.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, SerializerFunctionWrapHandler
from pydantic.functional_serializers import model_serializer

from antu.errors import AntuError

SLOT_BYTES = 32
INPLACE = "inplace"  # the compiler's word for what lies where its variable is


class Variable(NamedTuple):
    """A variable, or a member of a struct, counted from the struct's first slot. `offset` is in bytes."""

    slot: int
    offset: int
    name: str
    type: str

    @property
    def place(self) -> tuple[int, int]:
        return self.slot, self.offset

    def __str__(self) -> str:
        return f"{self.slot}+{self.offset} {self.name}: {self.type}"


_WRITTEN = re.compile(r"([0-9]{1,78})\+([0-9]{1,2}) (\S+): (.+)")


def _read(value: Any) -> Any:
    """A variable as it is written, in one line for whoever compares two layouts by eye."""
    if not isinstance(value, str):
        return value
    found = _WRITTEN.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is no variable, such as '0+20 amount: uint64'")
    return Variable(int(found[1]), int(found[2]), found[3], found[4])


Line = Annotated[Variable, BeforeValidator(_read), PlainSerializer(str)]
Lines = tuple[Line, ...]


class Kind(BaseModel):
    """A type. What it does not have is empty: `key` and `value` a mapping's, `base` an array's, `members` a struct's,
    `values` an enum's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int
    encoding: str = INPLACE
    key: str = ""
    value: str = ""
    base: str = ""
    members: Lines = ()
    values: tuple[str, ...] = ()

    @model_serializer(mode="wrap")
    def _without_defaults(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        return {name: value for name, value in written.items() if value and value != INPLACE}


class Layout(BaseModel):
    """A contract's own variables, those that its bases keep in ERC-7201 namespaces, and all their types by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    variables: Lines
    namespaces: dict[str, Lines] = {}
    types: dict[str, Kind] = {}


def from_compiler(
    output: Mapping[str, Any],
    namespaces: Mapping[str, Mapping[str, Any]],
    enums: Mapping[str, tuple[str, ...]],
) -> Layout:
    """A layout from solc's `storageLayout` of a contract.

    `namespaces` has, by name, the `storageLayout` of a contract whose one variable is the struct of a namespace;
    `enums` the values of enums by their types' names, which the compiler's layout leaves out."""
    types = _types(output, enums)
    spaces = {}
    for name, probe in sorted(namespaces.items()):
        (variable,) = _variables(probe["storage"], probe["types"])
        found = _types(probe, enums)
        spaces[name] = found.pop(variable.type).members
        _merge(types, found)
    return Layout(
        variables=_variables(output["storage"], output["types"] or {}),
        namespaces=spaces,
        types=dict(sorted(types.items())),
    )


def _types(output: Mapping[str, Any], enums: Mapping[str, tuple[str, ...]]) -> dict[str, Kind]:
    given = output["types"] or {}  # null where there is nothing to be kept
    found: dict[str, Kind] = {}
    for item in given.values():
        name = str(item["label"])
        kind = Kind(
            bytes=int(item["numberOfBytes"]),
            encoding=item["encoding"],
            key=given[item["key"]]["label"] if "key" in item else "",
            value=given[item["value"]]["label"] if "value" in item else "",
            base=given[item["base"]]["label"] if "base" in item else "",
            members=_variables(item.get("members", ()), given),
            values=enums[name] if name.startswith("enum ") else (),
        )
        _merge(found, {name: kind})
    return found


def _merge(into: dict[str, Kind], others: Mapping[str, Kind]) -> None:
    for name, kind in others.items():
        if into.setdefault(name, kind) != kind:
            raise AntuError(f"Two types that are stored are called {name}.", "Rename one, so that they are told apart.")


def _variables(items: Any, types: Mapping[str, Any]) -> Lines:
    return tuple(
        Variable(int(item["slot"]), int(item["offset"]), item["label"], types[item["type"]]["label"]) for item in items
    )
