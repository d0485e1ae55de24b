"""What platforms can take in a block: `data/limits.yaml`."""

from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field

from antu.catalog import DATA
from antu.platforms.figures import Above, Count, Figures, Source, Sourced, read_figures, sourced

OrNone = Annotated[int, Field(ge=0, le=10**18)]  # 0: there is no such limit


class Blobs(Figures):
    """Ethereum's blobs: how many a block aims at and may have at most, the bytes that one can carry."""

    target: Count
    most: Count
    bytes: Count
    seconds: Above  # between blocks

    @property
    def bytes_per_second(self) -> float:
        """What all chains together can publish without their price rising."""
        return self.target * self.bytes / self.seconds


class ChainLimits(Figures):
    """Of a block: gas, seconds to the next, bytes; of a transaction: gas and bytes."""

    block_gas: Count
    seconds: Above
    block_bytes: OrNone
    transaction_gas: Count
    transaction_bytes: OrNone

    @property
    def gas_per_second(self) -> float:
        """All that there is."""
        return self.block_gas / self.seconds


class Limits(Figures):
    """Of all platforms, whose fields have their ids."""

    as_of: date
    blobs: Blobs
    ethereum: ChainLimits
    base: ChainLimits
    optimism: ChainLimits
    arbitrum: ChainLimits
    polygon: ChainLimits
    zksync: ChainLimits
    energyweb: ChainLimits

    def chain(self, name: str) -> ChainLimits:
        """A platform's by its id."""
        found: ChainLimits = getattr(self, name)
        return found


@cache
def _read() -> tuple[Limits, tuple[Source, ...]]:
    return read_figures(DATA / "limits.yaml", Limits)


def default_limits() -> Limits:
    """The limits of `data/limits.yaml`."""
    return _read()[0]


def limit_sources(limits: Limits | None = None) -> list[Sourced]:
    """Each figure of some limits with its source; those that were changed say so."""
    default, sources = _read()
    return sourced(limits or default, default, sources)
