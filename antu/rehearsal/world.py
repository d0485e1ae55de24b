"""All that a market owes and remembers, read at one moment, and the comparison of such readings."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

# What is known: of what kind, of whom, which value, as ("holding", "17", "0xab…", "position", "earned").
Key = tuple[str, ...]
Value = int | str
# A contract's short name, and the number of a storage slot of it.
Slot = tuple[str, int]

SHOWN = 10  # differences that are shown


@dataclass(frozen=True)
class World:
    """What the contracts' views say (`facts`), and the words of storage that all of it lies in (`slots`)."""

    facts: Mapping[Key, Value]
    slots: Mapping[Slot, int]

    def count(self, kind: str) -> int:
        """Of how many accounts, projects, offers (the second word of a key) something is known."""
        return len({key[1] for key in self.facts if key[0] == kind})


@dataclass(frozen=True)
class Difference:
    """Something that is not what it should be; None where there is nothing."""

    what: str
    wanted: Value | None
    found: Value | None

    def __str__(self) -> str:
        return f"{self.what} is {self.found}, and should be {self.wanted}"


@dataclass(frozen=True)
class Comparison:
    """A market after the rehearsal beside what it should be: what it was, but for what people took out.

    `kept` facts are those of the beginning. `moved` were changed by people's exits, exactly as the same exits change
    them on a copy of the chain on which nothing else happened."""

    kept: int
    moved: int
    slots: int
    differences: tuple[Difference, ...]

    @property
    def equal(self) -> bool:
        return not self.differences

    @property
    def summary(self) -> str:
        """The first differences, and how many of what kind there are."""
        kinds = Counter(each.what.split(" ")[0] for each in self.differences)
        counted = ", ".join(f"{count} of {kind}" for kind, count in kinds.most_common())
        shown = "\n".join(f"  {each}" for each in self.differences[:SHOWN])
        return f"{len(self.differences)} differences ({counted}), the first:\n{shown}"


def compare(before: World, twin: World, after: World) -> Comparison:
    """A market `after` a rehearsal beside its `twin`: the chain as it was `before`, and the same exits without a fault.

    Every fact and every slot must be the twin's."""
    facts = {*before.facts, *twin.facts, *after.facts}
    kept = sum(before.facts.get(key) == twin.facts.get(key) for key in facts)
    wrong = [
        Difference(" ".join(key), twin.facts.get(key), after.facts.get(key))
        for key in sorted(facts)
        if twin.facts.get(key) != after.facts.get(key)
    ]
    slots = {*twin.slots, *after.slots}
    wrong += [
        Difference(f"slot {slot:#x} of {contract}", _word(twin, (contract, slot)), _word(after, (contract, slot)))
        for contract, slot in sorted(slots)
        if twin.slots.get((contract, slot)) != after.slots.get((contract, slot))
    ]
    return Comparison(kept, len(facts) - kept, len(slots), tuple(wrong))


def _word(world: World, slot: Slot) -> str | None:
    return f"{world.slots[slot]:#x}" if slot in world.slots else None
