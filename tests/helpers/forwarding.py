"""Requests to the forwarder: what an account signs, so that anybody may bring it to the chain.

Written apart from `antu.forwarding`, so that neither hides a mistake of the other."""

from typing import Any, NamedTuple

from ape import chain
from ape.contracts import ContractInstance
from eth_account import Account
from eth_account.messages import encode_typed_data

from antu.enums import DAY
from tests.helpers.signatures import domain

REQUEST_GAS = 400_000  # enough for whatever a party may call

TYPES = {
    "ForwardRequest": [
        {"name": "from", "type": "address"},
        {"name": "to", "type": "address"},
        {"name": "value", "type": "uint256"},
        {"name": "gas", "type": "uint256"},
        {"name": "nonce", "type": "uint256"},
        {"name": "deadline", "type": "uint48"},
        {"name": "data", "type": "bytes"},
    ]
}


class Request(NamedTuple):
    """`ERC2771Forwarder.ForwardRequestData`, as `execute` and `executeBatch` take it."""

    signer: str  # the struct's `from`
    to: str
    value: int
    gas: int
    deadline: int
    data: bytes
    signature: bytes


def signed_request(
    forwarder: ContractInstance,
    account: Any,
    call: Any,
    *arguments: Any,
    gas: int = REQUEST_GAS,
    nonce: int | None = None,
    deadline: int | None = None,
    value: int = 0,
    key_of: Any = None,
) -> Request:
    """That `account` calls `call` (a contract's method) with these arguments.

    The nonce is the account's next and the deadline tomorrow if not given. `key_of` says whose key
    signs, if not the account's own: that of a wallet's owner, where `account` is the wallet."""
    data = bytes(call.encode_input(*arguments))
    deadline = chain.blocks.head.timestamp + DAY if deadline is None else deadline
    nonce = forwarder.nonces(account) if nonce is None else nonce
    to = call.contract.address
    values = {
        "from": account.address,
        "to": to,
        "value": value,
        "gas": gas,
        "nonce": nonce,
        "deadline": deadline,
        "data": data,
    }
    message = encode_typed_data(domain("Antu Forwarder", forwarder), TYPES, values)
    signature = Account.from_key((key_of or account).private_key).sign_message(message).signature
    return Request(account.address, to, value, gas, deadline, data, bytes(signature))
