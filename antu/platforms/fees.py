"""What transactions cost on each platform, in pesos, by its fee rule: `costs` in all, `parts` execution and data apart.

Fees are whole wei, computed as the chains do (docs/PLATFORMS.md has formulas and sources), and become pesos at the end.
"""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.platforms.prices import (
    PLATFORMS,
    ArbitrumPlatform,
    Day,
    GasPlatform,
    OpPlatform,
    Platform,
    Prices,
    ZkPlatform,
    wei,
)

Wholes = NDArray[Any]  # of Python's integers, for wei do not fit 64 bits

# The OP stack's Fjord, scaled by a million as its specification does.
FJORD_INTERCEPT = -42_585_600
FJORD_PER_FASTLZ_BYTE = 836_500
FJORD_LEAST_SIZE = 100 * 10**6
GAS_PER_BYTE = 16  # of Ethereum's calldata that is not zero; also Arbitrum's data units of a compressed byte
_MILLION = 10**6
JOVIAN_OPERATOR_FACTOR = 100


class Fee(NamedTuple):
    """Wei of each transaction."""

    execution: Wholes
    data: Wholes


class Parts(NamedTuple):
    """Pesos of each transaction, a column for each platform. Where only gas is charged, data are part of execution."""

    execution: pd.DataFrame
    data: pd.DataFrame


def costs(transactions: pd.DataFrame, prices: Prices, day: Day) -> pd.DataFrame:
    """Pesos (float) of each transaction, a column for each of `PLATFORMS`, with the index of the transactions.

    Of `simulation.records.TransactionRow` it takes gas, fastlz, brotli and slots."""
    execution, data = parts(transactions, prices, day)
    return execution + data


def parts(transactions: pd.DataFrame, prices: Prices, day: Day) -> Parts:
    """As `costs`, but what execution costs and what data cost apart."""
    used = _Used(*(transactions[name].to_numpy().astype(object) for name in _Used._fields))
    fees = {name: _fee(used, prices.platform(name), day) for name in PLATFORMS}
    pesos = {name: prices.pesos_per_wei(name) for name in PLATFORMS}
    execution = {name: fee.execution.astype(np.float64) * pesos[name] for name, fee in fees.items()}
    data = {name: fee.data.astype(np.float64) * pesos[name] for name, fee in fees.items()}
    return Parts(pd.DataFrame(execution, transactions.index), pd.DataFrame(data, transactions.index))


class _Used(NamedTuple):
    """What fees are of, a number for each transaction; the names are the columns' of a simulation."""

    gas: Wholes
    fastlz: Wholes
    brotli: Wholes
    slots: Wholes


def _fee(used: _Used, platform: Platform, day: Day) -> Fee:
    if isinstance(platform, OpPlatform):
        return _op_fee(used, platform, day)
    if isinstance(platform, ArbitrumPlatform):
        return _arbitrum_fee(used, platform, day)
    if isinstance(platform, ZkPlatform):
        return _zk_fee(used, platform, day)
    return _gas_fee(used, platform, day)


def _gas_fee(used: _Used, platform: GasPlatform, day: Day) -> Fee:
    return Fee(used.gas * wei(platform.day(day).gas_price), used.gas * 0)


def _op_fee(used: _Used, platform: OpPlatform, day: Day) -> Fee:
    """Gas, the operator's fee since Jovian, and Fjord's data fee."""
    at = platform.day(day)
    operator = used.gas * platform.operator_fee_scalar * JOVIAN_OPERATOR_FACTOR + platform.operator_fee_constant
    scaled_price = GAS_PER_BYTE * platform.base_fee_scalar * wei(at.l1_base_fee) + platform.blob_base_fee_scalar * wei(
        at.blob_base_fee
    )
    data = fjord_size(used.fastlz) * scaled_price // _MILLION**2
    return Fee(used.gas * wei(at.gas_price) + operator, data)


def fjord_size(fastlz: Wholes) -> Wholes:
    """The size by which OP chains charge, in millionths of a byte, of sizes by FastLZ."""
    least: Wholes = np.maximum(FJORD_INTERCEPT + FJORD_PER_FASTLZ_BYTE * fastlz, FJORD_LEAST_SIZE)
    return least


def _arbitrum_fee(used: _Used, platform: ArbitrumPlatform, day: Day) -> Fee:
    """Gas, and the poster's: data units at their price, as so much gas, rounded down."""
    at = platform.day(day)
    gas_price = wei(at.gas_price)
    poster_gas = used.brotli * GAS_PER_BYTE * wei(at.l1_price_per_unit) // gas_price
    return Fee(used.gas * gas_price, poster_gas * gas_price)


def _zk_fee(used: _Used, platform: ZkPlatform, day: Day) -> Fee:
    """Gas, and the bytes of the slots that changed. Gas of Ethereum's machine stands in for that of zkSync's."""
    at = platform.day(day)
    overhead = platform.batch_overhead_l1_gas * wei(at.l1_gas_price)
    gas_price = wei(at.gas_price) + int(overhead // platform.max_gas_per_batch * platform.compute_overhead_part)
    byte_price = wei(at.l1_pubdata_price) + int(
        overhead // platform.max_pubdata_per_batch * platform.pubdata_overhead_part
    )
    size = np.ceil(((used.slots + platform.slots_per_transaction) * platform.bytes_per_slot).astype(np.float64))
    return Fee(used.gas * gas_price, size.astype(np.int64).astype(object) * byte_price)
