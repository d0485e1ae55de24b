"""The chain as a simulation sees it: acts go in, a block at a time, and outcomes come out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from antu.simulation.records import NEVER, Agent


@dataclass(eq=False)
class Person:
    """Somebody with an account: a participant from number 1 on, or, with number 0, one of the operator's roles.

    `wallet` is the account's place in the test mnemonic. Money is in pesos, as the chain has it."""

    number: int
    agent: Agent
    wallet: int
    address: str
    region: int = 0  # CUT code; 0 for whoever lives anywhere
    arrives: int = 0  # day
    honest: bool = True
    left: int = NEVER  # day
    pesos: int = 0
    prepaid: int = 0
    brought: int = 0
    taken: int = 0
    loss: int = 0
    rounding: int = 0
    gain: int = 0
    unpaid_to: int = 0
    ratings_up: int = 0
    ratings_down: int = 0
    transactions: int = 0
    gas: int = 0
    allowed: set[str] = field(default_factory=set)  # contracts that may take its pesos

    def __hash__(self) -> int:
        return self.wallet


class Act(NamedTuple):
    """A call that somebody sends. `units` says how many teams, readings or holders are in it, `pesos` what it moves."""

    by: Person
    contract: str  # "market", "shares", "energy" or "token"
    function: str
    arguments: tuple[Any, ...]
    project: int = 0  # 0 if it is of none, or of many
    units: int = 1
    pesos: int = 0


class Event(NamedTuple):
    """What a contract told."""

    name: str
    values: Mapping[str, Any]


class Outcome(NamedTuple):
    """What became of an act: the receipt's gas, the signed transaction as it is published, and what contracts told."""

    block: int
    time: int
    gas: int
    size: int
    zeros: int
    fastlz: int
    brotli: int
    slots: int
    events: Sequence[Event]

    def of(self, *names: str) -> Iterator[Mapping[str, Any]]:
        """The values of its events of these names, in order."""
        return (event.values for event in self.events if event.name in names)


class OnChain(NamedTuple):
    """A project as the chain has it."""

    state: int
    shares: int
    goal: int
    revenue: int


class Chain(Protocol):
    """A chain with a market that nobody else uses."""

    @property
    def chain_id(self) -> int: ...

    def address(self, contract: str) -> str:
        """Where a contract is; "market", "shares", "energy" or "token"."""
        ...

    def mine(self, acts: Sequence[Act], time: int) -> list[Outcome]:
        """Mines the acts in this order, in a block at this time, which is later than the last block's.

        Raises `AntuError` if a contract refuses one of them."""
        ...

    def pesos(self, addresses: Sequence[str]) -> list[int]:
        """Tokens of each account."""
        ...

    def prepaid(self, addresses: Sequence[str]) -> list[int]:
        """What each account has paid ahead for energy."""
        ...

    def projects(self) -> list[OnChain]:
        """All projects, by number."""
        ...

    def claimable(self, stakes: Sequence[tuple[str, int]]) -> list[int]:
        """What each of these holders could claim of a project, by address and number."""
        ...
