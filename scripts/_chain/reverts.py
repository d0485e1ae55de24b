"""Reverts in words: the error that a contract raised, with its values, from the data of a refused call."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import IntEnum
from functools import cache
from typing import Any

import ape
from eth_abi.abi import decode
from eth_utils.crypto import keccak

from antu.enums import MeterStatus, Mismatch, Party, Refusal, State
from antu.errors import AntuError

# The compiler's own two errors, which are in no ABI.
_ERROR = "Error(string)"
_PANIC = "Panic(uint256)"

# An error's name, and its parameters' names, ABI types and Solidity types.
_Error = tuple[str, list[tuple[str, str, str]]]

_ENUMS: Mapping[str, type[IntEnum]] = {
    "enum IMarketTypes.State": State,
    "enum IMarketTypes.Party": Party,
    "enum IMarketTypes.Mismatch": Mismatch,
    "enum IEnergyTypes.Refusal": Refusal,
    "enum IEnergyTypes.MeterStatus": MeterStatus,
}


class RevertError(AntuError):
    """A call that a contract refused. `name` is the error's, `values` its arguments by name."""

    def __init__(self, what: str, name: str, values: Mapping[str, Any]) -> None:
        shown = ", ".join(f"{key} {_shown(key, value)}" for key, value in values.items())
        super().__init__(f"{what} was refused: {name}{f' ({shown})' * bool(shown)}.", _HINTS.get(name, ""))
        self.name = name
        self.values = dict(values)


def revert(what: str, data: bytes, message: str = "") -> RevertError:
    """The error in a refused call's data. `what` names the call, `message` is the node's own word for it."""
    found = _errors().get(data[:4])
    if found is None:
        return RevertError(what, message or "the node gave no reason", {})
    name, parameters = found
    values = decode([kind for _, kind, _ in parameters], data[4:])
    named = {
        key: _ENUMS[internal](value) if internal in _ENUMS else value
        for (key, _, internal), value in zip(parameters, values, strict=True)
    }
    return RevertError(what, name, named)


@cache
def _errors() -> dict[bytes, _Error]:
    """Selector -> error, of all contracts of the project."""
    known: dict[bytes, _Error] = {
        keccak(text=_ERROR)[:4]: ("Error", [("message", "string", "")]),
        keccak(text=_PANIC)[:4]: ("Panic", [("code", "uint256", "")]),
    }
    for contract in ape.project.contracts.values():
        for error in contract.errors:
            inputs = [(item.name or "", item.canonical_type, item.internal_type or "") for item in error.inputs]
            known[keccak(text=error.selector)[:4]] = (error.name, inputs)
    return known


def _shown(key: str, value: Any) -> str:
    if key == "deadline":
        return f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d %H:%M:%S} UTC"
    if isinstance(value, IntEnum):
        return value.name
    if isinstance(value, bytes):
        return "0x" + value.hex()
    return f"{value:,}" if isinstance(value, int) and value >= 10_000 else str(value)


_HINTS = {
    "AccessManagedUnauthorized": "It takes a role that this account lacks; `ape run deploy` lists who has which.",
    "MarketPaused": "The guardian paused the market. Refunds, claims, releases and withdrawals still work.",
    "EnergyPaused": "The guardian paused the energy sales. Withdrawals and settling still work.",
    "InDebt": "Pay first what this account owes for energy (EnergySales.settle).",
    "ERC20InsufficientBalance": "The account has fewer tokens than that. The issuer mints them against deposits.",
    "ERC20InsufficientAllowance": "Approve the contract for the amount first.",
    "OnlyOwnerFunds": "This project is paid directly, by its owner alone.",
    "NotEligible": "Only accounts on the operator's list may fund crowdfunded projects here.",
    "NothingToRefund": "Name with --account somebody who holds shares of the project.",
    "DeadlineAhead": "Wait until then; on a local chain, --skip-wait moves the clock.",
}
