"""Thousands of accounts that act in the same block, on a chain whose node signs for everybody."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from typing import Any, NamedTuple

import requests
from eth_utils.address import to_checksum_address
from eth_utils.conversions import to_hex
from eth_utils.crypto import keccak

from antu.errors import AntuError
from scripts._chain.adapter import rpc
from scripts._chain.many_calls import ask_all

AT_ONCE = 250  # transactions in a request, and in a block
MOST_GAS = 30_000_000  # of a transaction: enough for one that grows with the crowd to be measured and named

TRANSACTION_GAS, ZERO_BYTE_GAS, BYTE_GAS = 21_000, 4, 16


class Act(NamedTuple):
    """A transaction that somebody sends."""

    by: str
    to: str
    data: str

    @property
    def data_gas(self) -> int:
        """What it costs whatever it does: 21,000, and 4 or 16 for each byte, as that is zero or not."""
        content = bytes.fromhex(self.data[2:])
        zeros = content.count(0)
        return TRANSACTION_GAS + ZERO_BYTE_GAS * zeros + BYTE_GAS * (len(content) - zeros)


def person(number: int | str) -> str:
    """An address like anybody's: zeros in it would make calldata cheaper."""
    return to_checksum_address(keccak(text=f"person {number}")[-20:])


def calling(call: Any, *arguments: Any, by: str) -> Act:
    """A call of a contract's method."""
    return Act(by, str(call.contract.address), to_hex(call.encode_input(*arguments)))


@contextmanager
def rewound() -> Iterator[None]:
    """Whatever is done to the chain within is undone at the end, its time too."""
    snapshot = rpc("evm_snapshot")
    try:
        yield
    finally:
        rpc("evm_revert", snapshot)


def all_act(acts: Iterable[Act], told: Callable[[int], None] = lambda acted: None) -> None:
    """Has all of them act, in a few blocks; `told` hears how many did in each.

    Each account's acts are in order; those of different accounts may not be. Nobody needs ether. Within `everybody`.
    Raises `AntuError` if a contract refuses one."""
    left = iter(acts)
    limit = rpc("eth_getBlockByNumber", "latest", False)["gasLimit"]
    rpc("evm_setAutomine", False)
    rpc("evm_setBlockGasLimit", hex(AT_ONCE * MOST_GAS))
    try:
        with requests.Session() as session:
            while some := list(islice(left, AT_ONCE)):
                ask_all(session, (("eth_sendTransaction", request) for request in _requests(some)))
                rpc("evm_mine")
                _check(session, some)
                told(len(some))
    finally:
        rpc("evm_setBlockGasLimit", limit)
        rpc("evm_setAutomine", True)


def _requests(acts: Sequence[Act]) -> Iterator[dict[str, str]]:
    # The node finds out an account's place in line by itself, but only of one transaction in a request.
    often = [by for by, times in Counter(act.by for act in acts).items() if times > 1]
    nonces = {by: count(int(rpc("eth_getTransactionCount", by, "latest"), 16)) for by in often}
    for act in acts:
        request = {"from": act.by, "to": act.to, "data": act.data, "gas": hex(MOST_GAS), "gasPrice": "0x0"}
        yield request | ({"nonce": hex(next(nonces[act.by]))} if act.by in nonces else {})


def _check(session: requests.Session, acts: Sequence[Act]) -> None:
    (receipts,) = ask_all(session, [("eth_getBlockReceipts", "latest")])
    good = sum(int(receipt["status"], 16) for receipt in receipts)
    if good < len(acts):
        raise AntuError(f"Of {len(acts)} transactions {good} succeeded, in a block of {len(receipts)}.")
