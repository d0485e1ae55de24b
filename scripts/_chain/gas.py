"""Transactions that are sized to what a block takes, and sent with just the gas and at the place that was decided."""

from typing import Any

from ape.api import AccountAPI, ReceiptAPI
from ape.exceptions import ApeException
from eth_utils.conversions import to_hex

from antu.errors import AntuError
from antu.sending import MOST_GAS
from scripts._chain.adapter import estimate, provider, rpc


def transaction_limit() -> int:
    """The most gas that one transaction may have on the connected chain."""
    return min(MOST_GAS, int(rpc("eth_getBlockByNumber", "latest", False)["gasLimit"], 16))


def gas_price() -> int:
    """Wei per gas that a transaction would pay now, as the node suggests."""
    return int(provider().gas_price)


def estimated(call: Any, *arguments: Any, sender: str) -> int:
    """Gas that a call of a contract's method would take. Raises `AntuError` if the node or a contract refuses it."""
    request = {"from": sender, "to": call.contract.address, "data": to_hex(call.encode_input(*arguments))}
    return estimate(_name(call), request)


def send_with(call: Any, *arguments: Any, sender: AccountAPI, gas: int, nonce: int | None = None) -> ReceiptAPI:
    """Sends a call that was estimated, as the account's next transaction or its `nonce`th, and waits for it."""
    place = {} if nonce is None else {"nonce": nonce}
    try:
        receipt: ReceiptAPI = call(*arguments, sender=sender, gas_limit=gas, **place)
    except ApeException as error:
        raise AntuError(f"{_name(call)} failed: {error}") from error
    return receipt


def _name(call: Any) -> str:
    return f"{call.contract.contract_type.name}.{call.abis[0].name}"
