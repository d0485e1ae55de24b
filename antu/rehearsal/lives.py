"""The lives of the projects of a lived-in market: every state that a project can be in, every thing that can befall it.

`KINDS` names each kind of life once; a market has each of them several times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from antu.enums import State

# Demands in a market of the size: each kind of life so many times makes 100 projects or more.
TIMES = 4


class Fate(StrEnum):
    """What befalls a project beside the states that it passes."""

    UNPAID = "unpaid"  # nobody funds it
    REFUNDED = "refunded"  # some of its funders took their money back
    BACKED = "backed"  # a holder of less than a tenth asks to freeze it
    RATED = "rated"  # its parties rate each other
    RESERVE = "reserve"  # it keeps a part of its revenue
    SPENT = "spent"  # a part of the reserve was paid, and more is asked for
    INDEXED = "indexed"  # its owner's price follows the UF
    DEBT = "debt"  # its owner prepaid nothing
    CREDIT = "credit"  # its cooperative corrected what it was billed
    SUSPENDED = "suspended"  # its meter is
    REPLACED = "replaced"  # another meter came
    RETIRED = "retired"  # its meter ended
    SECURE = "secure"  # its meter's key is P-256
    MOVED = "moved"  # another cooperative took it over
    OFFERED = "offered"  # another cooperative has not yet
    SOLD = "sold"  # holders sold shares
    CLAIMED = "claimed"  # some holders took their revenue


@dataclass(frozen=True)
class Kind:
    """A kind of life: where it stands in the end, who pays, what befalls it.

    `halted_at` is the stage of building at which it was frozen or cancelled."""

    end: State
    crowdfunded: bool = True
    halted_at: State = State.NONE
    fates: frozenset[Fate] = frozenset()

    @property
    def furthest(self) -> State:
        """The last state that it came to on the way that leads to operation."""
        return self.halted_at if self.end in (State.DISPUTED, State.CANCELLED) else self.end

    @property
    def built(self) -> bool:
        """Whether its goal was reached."""
        return self.furthest.building or self.end is State.OPERATING


@dataclass(frozen=True)
class Life:
    """A project's life: the `number`th of its market, from 0."""

    number: int
    kind: Kind

    def has(self, fate: Fate) -> bool:
        """Whether that befalls it."""
        return fate in self.kind.fates


def _kind(end: State, *fates: Fate, crowdfunded: bool = True, halted_at: State = State.NONE) -> Kind:
    return Kind(end, crowdfunded, halted_at, frozenset(fates))


KINDS: tuple[Kind, ...] = (
    _kind(State.OPEN, Fate.RESERVE, Fate.INDEXED),
    _kind(State.OPEN, crowdfunded=False),
    _kind(State.WITHDRAWN),
    _kind(State.FUNDING),
    _kind(State.FUNDING, Fate.UNPAID),
    _kind(State.FUNDING, Fate.UNPAID, crowdfunded=False),
    _kind(State.EXPIRED, Fate.REFUNDED, Fate.RATED),
    _kind(State.EXPIRED, Fate.UNPAID, crowdfunded=False),
    _kind(State.DELIVERING, Fate.BACKED),
    _kind(State.DELIVERED, crowdfunded=False),
    _kind(State.INSTALLING),
    _kind(State.INSTALLED, Fate.BACKED),
    _kind(State.CONNECTING, crowdfunded=False),
    _kind(State.CONNECTED, Fate.RESERVE),
    _kind(State.DISPUTED, halted_at=State.DELIVERING),
    _kind(State.DISPUTED, halted_at=State.INSTALLED),
    _kind(State.CANCELLED, Fate.REFUNDED, Fate.RATED, halted_at=State.INSTALLING),
    _kind(State.CANCELLED, halted_at=State.CONNECTING, crowdfunded=False),
    _kind(State.OPERATING, Fate.CLAIMED, Fate.RATED),
    _kind(State.OPERATING, crowdfunded=False),
    _kind(State.OPERATING, Fate.SOLD, crowdfunded=False),
    _kind(State.OPERATING, Fate.RESERVE, Fate.SPENT, Fate.CLAIMED),
    _kind(State.OPERATING, Fate.INDEXED),
    _kind(State.OPERATING, Fate.DEBT),
    _kind(State.OPERATING, Fate.CREDIT, Fate.SOLD),
    _kind(State.OPERATING, Fate.SUSPENDED),
    _kind(State.OPERATING, Fate.REPLACED, Fate.CLAIMED),
    _kind(State.OPERATING, Fate.RETIRED, Fate.RESERVE),
    _kind(State.OPERATING, Fate.SECURE),
    _kind(State.OPERATING, Fate.MOVED, Fate.CREDIT, Fate.DEBT),
    _kind(State.OPERATING, Fate.OFFERED, Fate.SOLD, Fate.CLAIMED),
)

# What is shown by itself after an upgrade: a project from its posting to the claim of what it earned.
ORDINARY = _kind(State.OPERATING, Fate.CLAIMED)


def lives(times: int = TIMES) -> tuple[Life, ...]:
    """Each kind of life so many times."""
    return tuple(_numbered(KINDS * times))


def _numbered(kinds: tuple[Kind, ...]) -> Iterator[Life]:
    for number, kind in enumerate(kinds):
        yield Life(number, kind)
