"""Whether a contract finds what the one before it has stored: the changes of a layout that would break that.

What may change: variables added behind all others, or into bytes that nobody used; members added to a struct that only
mappings lead to, or that ends nobody else's place; values added behind an enum's. All else that was stored must be
where it was, under its name, in its type."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from antu.governance.layout import INPLACE, Kind, Layout, Variable


class Change(StrEnum):
    """What became of something that is stored."""

    MOVED = "was moved"
    REMOVED = "was removed"
    REPLACED = "was replaced, or renamed"
    RETYPED = "changed its type"
    RESIZED = "changed its size"
    SHRUNK = "shrank"
    VALUES = "changed its values"


@dataclass(frozen=True)
class Break:
    """A change that would have the new contract misread what is stored. `before` and `after` in words."""

    change: Change
    path: str  # such as `_projects[].state`
    before: str
    after: str
    cause: str = ""

    def __str__(self) -> str:
        return f"{self.path} {self.change}{self.cause}: {self.before} before, {self.after} now"


REMEDY = (
    "Keep every variable, member and enum value where it is, with its name and its type, also those no longer used; "
    "put new ones behind all others of their contract, struct or enum."
)


def breaks(old: Layout, new: Layout) -> tuple[Break, ...]:
    """What of `old` the contract of `new` would not find, in the order of the storage; empty if it finds everything."""
    return tuple(_Comparison(old, new).all())


class _Comparison:
    def __init__(self, old: Layout, new: Layout) -> None:
        self.old, self.new = old, new
        self.compared: set[tuple[str, str, bool]] = set()

    def all(self) -> Iterator[Break]:
        yield from self._members("", self.old.variables, self.new.variables)
        for name, variables in self.old.namespaces.items():
            if name not in self.new.namespaces:
                yield Break(Change.REMOVED, name, f"a namespace of {len(variables)} variables", "none")
            else:
                yield from self._members(f"{name}: ", variables, self.new.namespaces[name])

    def _members(self, prefix: str, old: Sequence[Variable], new: Sequence[Variable]) -> Iterator[Break]:
        named, placed = _by_name(new), {variable.place: variable for variable in new}
        kept = _by_name(old)
        for key, before in kept.items():
            path = f"{prefix}{before.name}"
            after = named.get(key)
            if after is None:
                yield self._missing(path, before, placed.get(before.place))
            elif after.place != before.place:
                added = [variable.name for name, variable in named.items() if name not in kept]
                added = [name for name in added if named[name, 0].place < after.place]
                cause = f" by {', '.join(added)} before it" if added else ""
                yield Break(Change.MOVED, path, _spot(before), _spot(after), cause)
            else:
                yield from self._types(path, before, after)

    def _missing(self, path: str, before: Variable, instead: Variable | None) -> Break:
        if instead is None:
            return Break(Change.REMOVED, path, _spot(before), "nothing")
        return Break(Change.REPLACED, path, _spot(before), f"{instead.name}, {_spot(instead)}")

    def _types(self, path: str, before: Variable, after: Variable) -> Iterator[Break]:
        for found in self._kinds(path, before.type, after.type, in_array=False):
            # Of what a variable is itself, its place is told too.
            whole = found.path == path
            yield Break(found.change, path, _spot(before), _spot(after)) if whole and not found.cause else found

    def _kinds(self, path: str, old: str, new: str, in_array: bool) -> Iterator[Break]:
        if (old, new, in_array) in self.compared and "struct" in old:
            return  # told already, or a struct that leads to itself
        self.compared.add((old, new, in_array))
        before, after = self.old.types[old], self.new.types[new]
        shape = _shape(before)
        if shape != _shape(after):
            yield Break(Change.RETYPED, path, old, new)
        elif shape == "mapping":
            yield from self._kinds(f"{path}[key]", before.key, after.key, in_array=False)
            yield from self._kinds(f"{path}[]", before.value, after.value, in_array=False)
        elif before.base:
            yield from self._array(path, old, new)
        elif shape == "struct":
            if in_array and before.bytes != after.bytes:
                yield Break(
                    Change.RESIZED, path, f"{before.bytes} bytes each", f"{after.bytes} bytes each", " in an array"
                )
            yield from self._members(f"{path}.", before.members, after.members)
        elif shape == "enum":
            if after.values[: len(before.values)] != before.values or before.bytes != after.bytes:
                yield Break(Change.VALUES, path, ", ".join(before.values), ", ".join(after.values), " of an enum")
        elif (_plain(old), before.bytes) != (_plain(new), after.bytes):
            yield Break(Change.RETYPED, path, old, new)

    def _array(self, path: str, old: str, new: str) -> Iterator[Break]:
        before, after = self.old.types[old], self.new.types[new]
        if before.encoding == INPLACE and _length(old) != _length(new):
            yield Break(Change.SHRUNK if _length(new) < _length(old) else Change.RESIZED, path, old, new)
        yield from self._kinds(f"{path}[]", before.base, after.base, in_array=True)


def _by_name(variables: Sequence[Variable]) -> dict[tuple[str, int], Variable]:
    """Variables by their names and, as bases may have private ones of the same name, by how many came before."""
    seen: Counter[str] = Counter()
    found = {}
    for variable in variables:
        found[variable.name, seen[variable.name]] = variable
        seen[variable.name] += 1
    return found


def _spot(variable: Variable) -> str:
    return f"{variable.type} in slot {variable.slot}, byte {variable.offset}"


def _shape(kind: Kind) -> str:
    if kind.key:
        return "mapping"
    if kind.members:
        return "struct"
    if kind.values:
        return "enum"
    return f"{kind.encoding} array" if kind.base else kind.encoding


def _length(array: str) -> int:
    return int(array.rpartition("[")[2].rstrip("]"))


def _plain(name: str) -> str:
    """A contract is stored as its address."""
    return "address" if name.startswith("contract ") or name == "address payable" else name
