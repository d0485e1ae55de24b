"""What each platform charges by, on a low, a typical and a spike day: `data/platforms.yaml`.

Gas prices and base fees are in gwei of the platform's token, and whole wei once rounded; tokens are in pesos. Rules and
their sources: docs/PLATFORMS.md.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from antu.catalog import DATA
from antu.platforms.figures import Above, Count, Figures, NotBelow, Ratio, Source, Sourced, read_figures, sourced

Gwei = Annotated[float, Field(ge=1e-9, le=1e6, allow_inf_nan=False)]  # from a wei up
Scalar = Annotated[int, Field(ge=0, lt=2**32)]
Token = Literal["ether", "pol", "ewt"]

WEI_PER_GWEI = 10**9


class Day(StrEnum):
    """What kind of day it is on the chains."""

    LOW = "low"
    TYPICAL = "typical"
    SPIKE = "spike"


class GasDay(Figures):
    """The price of gas, tip included."""

    gas_price: Gwei


class OpDay(GasDay):
    """Beside it, what the chain last saw on Ethereum."""

    l1_base_fee: Gwei
    blob_base_fee: Gwei


class ArbitrumDay(GasDay):
    """Beside it, ArbOS's price of a data unit, of which a compressed byte has 16."""

    l1_price_per_unit: Gwei


class ZkDay(GasDay):
    """The least price of L2 gas; and of L1, gas and the raw price of a byte of pubdata."""

    l1_gas_price: Gwei
    l1_pubdata_price: Gwei


class GasPlatform(Figures):
    """A chain on which gas is all that is paid for."""

    token: Token
    low: GasDay
    typical: GasDay
    spike: GasDay

    def day(self, day: Day) -> GasDay:
        """The inputs of a day."""
        return {Day.LOW: self.low, Day.TYPICAL: self.typical, Day.SPIKE: self.spike}[day]


class OpPlatform(Figures):
    """A chain of the OP stack, by Jovian's rules. Scalars as its SystemConfig has them, scaled by a million."""

    token: Token
    base_fee_scalar: Scalar
    blob_base_fee_scalar: Scalar
    operator_fee_scalar: Scalar
    operator_fee_constant: Annotated[int, Field(ge=0, lt=2**64)]  # wei per transaction
    low: OpDay
    typical: OpDay
    spike: OpDay

    def day(self, day: Day) -> OpDay:
        """The inputs of a day."""
        return {Day.LOW: self.low, Day.TYPICAL: self.typical, Day.SPIKE: self.spike}[day]


class ArbitrumPlatform(Figures):
    """A chain of Arbitrum's Nitro."""

    token: Token
    low: ArbitrumDay
    typical: ArbitrumDay
    spike: ArbitrumDay

    def day(self, day: Day) -> ArbitrumDay:
        """The inputs of a day."""
        return {Day.LOW: self.low, Day.TYPICAL: self.typical, Day.SPIKE: self.spike}[day]


class ZkPlatform(Figures):
    """A chain that publishes changes of state, as zkSync Era. What closing a batch costs is divided among its bytes."""

    token: Token
    batch_overhead_l1_gas: Count
    max_gas_per_batch: Count
    max_pubdata_per_batch: Count  # bytes
    compute_overhead_part: Ratio
    pubdata_overhead_part: Ratio
    bytes_per_slot: NotBelow  # of a compressed change of a storage slot
    slots_per_transaction: NotBelow  # that change beside those of contracts: the sender's nonce and balance
    low: ZkDay
    typical: ZkDay
    spike: ZkDay

    def day(self, day: Day) -> ZkDay:
        """The inputs of a day."""
        return {Day.LOW: self.low, Day.TYPICAL: self.typical, Day.SPIKE: self.spike}[day]


Platform = GasPlatform | OpPlatform | ArbitrumPlatform | ZkPlatform


class Pesos(Figures):
    """What a whole token is worth, in pesos."""

    ether: Above
    pol: Above
    ewt: Above


class Prices(Figures):
    """All platforms, and what their tokens are worth. A field below that is a platform is in `PLATFORMS`."""

    as_of: date
    pesos_per: Pesos
    ethereum: GasPlatform
    base: OpPlatform
    optimism: OpPlatform
    arbitrum: ArbitrumPlatform
    polygon: GasPlatform
    zksync: ZkPlatform
    energyweb: GasPlatform

    def platform(self, name: str) -> Platform:
        """A platform by its id."""
        found: Platform = getattr(self, name)
        return found

    def pesos_per_wei(self, name: str) -> float:
        """What the smallest unit of a platform's token is worth."""
        per_token: float = getattr(self.pesos_per, self.platform(name).token)
        return per_token / 10**18


# By id, the names for people, in any language.
NAMES: Mapping[str, str] = {
    "ethereum": "Ethereum",
    "base": "Base",
    "optimism": "Optimism",
    "arbitrum": "Arbitrum One",
    "polygon": "Polygon PoS",
    "zksync": "zkSync Era",
    "energyweb": "Energy Web Chain",
}
PLATFORMS: tuple[str, ...] = tuple(NAMES)


def wei(gwei: float) -> int:
    """Whole wei, rounded."""
    return round(gwei * WEI_PER_GWEI)


@cache
def _read() -> tuple[Prices, tuple[Source, ...]]:
    return read_figures(DATA / "platforms.yaml", Prices)


def default_prices() -> Prices:
    """The prices of `data/platforms.yaml`."""
    return _read()[0]


def price_sources(prices: Prices | None = None) -> list[Sourced]:
    """Each figure of some prices with its source; those that a scenario changed say so."""
    default, sources = _read()
    return sourced(prices or default, default, sources)
