"""Thousands of transactions in a few blocks."""

from collections.abc import Sequence
from typing import Any

import requests
from ape import chain

from scripts._chain.adapter import rpc
from scripts._chain.many_calls import ask_all

EACH_GAS = 200_000
AT_ONCE = 1_000


def send_at_once(calls: Sequence[tuple[Any, ...]]) -> None:
    """Sends `[(method, account, *arguments), …]`, all of one account, in blocks of a thousand."""
    account = calls[0][1]
    nonce, limit = account.nonce, chain.blocks.head.gas_limit
    chain.provider.unlock_account(account.address)
    rpc("evm_setAutomine", False)
    rpc("evm_setBlockGasLimit", AT_ONCE * EACH_GAS)
    try:
        with requests.Session() as session:
            for start in range(0, len(calls), AT_ONCE):
                part = enumerate(calls[start : start + AT_ONCE], nonce + start)
                ask_all(session, (("eth_sendTransaction", _transaction(call, number)) for number, call in part))
                rpc("evm_mine")
    finally:
        rpc("evm_setBlockGasLimit", limit)
        rpc("evm_setAutomine", True)
    assert account.nonce == nonce + len(calls)


def _transaction(call: tuple[Any, ...], nonce: int) -> dict[str, str]:
    method, account, *arguments = call
    return {
        "from": account.address,
        "to": method.contract.address,
        "data": method.encode_input(*arguments).to_0x_hex(),
        "gas": hex(EACH_GAS),
        "nonce": hex(nonce),
    }
