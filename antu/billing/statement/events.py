"""What the contracts tell, as a statement reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """An event of one of Antu's contracts: its name and values as the interfaces give them, and where it happened."""

    name: str
    values: Mapping[str, Any]
    block: int
    index: int  # among the block's events
    time: int  # of its block, in seconds since 1970

    def __getitem__(self, value: str) -> Any:
        return self.values[value]

    @property
    def place(self) -> tuple[int, int]:
        """By which events are in order."""
        return self.block, self.index


@dataclass(frozen=True)
class Source:
    """Where a statement's figures come from: the events of Antu's contracts on a chain, between two blocks."""

    network: str
    chain_id: int
    contracts: Mapping[str, str]  # name -> address
    first_block: int
    last_block: int
    time: int  # of the last block, in seconds since 1970
