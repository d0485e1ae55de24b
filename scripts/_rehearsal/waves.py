"""Waves: what many accounts do at the same time, in one request to a playground's node and in one block."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import requests
from eth_utils.address import to_checksum_address
from eth_utils.conversions import to_hex
from eth_utils.crypto import keccak

from antu.errors import AntuError
from scripts._chain.accounts import ETHER
from scripts._chain.adapter import rpc, rpc_checked
from scripts._chain.crowd import Receipt
from scripts._chain.many_calls import ask_all

AT_ONCE = 200  # transactions in a request, and in a block
MOST_GAS = 15_000_000  # of a transaction: fifty first readings, some by P-256
PURSE = 1_000 * ETHER


class Act(NamedTuple):
    """A call of a contract's method that somebody sends."""

    call: Any
    arguments: tuple[Any, ...]
    by: str

    @property
    def what(self) -> str:
        return f"{self.call.contract.contract_type.name}.{self.call.abis[0].name}"

    @property
    def request(self) -> dict[str, str]:
        data = to_hex(self.call.encode_input(*self.arguments))
        return {"from": self.by, "to": str(self.call.contract.address), "data": data}


def act(call: Any, *arguments: Any, by: str) -> Act:
    """A call, not yet sent."""
    return Act(call, arguments, str(by))


def person(*name: object) -> str:
    """The address of somebody who is known by name only: whose key nobody has."""
    return to_checksum_address(keccak(text=f"Antu rehearsal/{'/'.join(map(str, name))}")[-20:])


class Sea:
    """The connected playground, within `everybody`. Whoever acts is given ether for gas."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._rich: set[str] = set()
        self.sent = 0

    def ask(self, calls: Iterable[tuple[Any, ...]]) -> list[Any]:
        """The node's answers, each call being a method's name and its parameters."""
        asked = list(calls)
        return ask_all(self._session, asked) if asked else []

    def wave(self, acts: Iterable[Act]) -> list[Receipt]:
        """Has all of them act; the receipts, in the order of the acts.

        Each account's acts are in order; those of different accounts may not be. Raises `AntuError` if a contract
        refuses one."""
        left, receipts = iter(acts), list[Receipt]()
        while some := list(islice(left, AT_ONCE)):
            receipts += self._block(some)
        self.sent += len(receipts)
        return receipts

    def one(self, call: Any, *arguments: Any, by: str) -> Receipt:
        """Sends one transaction. Raises `RevertError` if a contract refuses it."""
        only = act(call, *arguments, by=by)
        rpc_checked(only.what, "eth_call", only.request)
        (receipt,) = self.wave([only])
        return receipt

    def _block(self, acts: Sequence[Act]) -> Iterator[Receipt]:
        self._endow({each.by for each in acts})
        limit = rpc("eth_getBlockByNumber", "latest", False)["gasLimit"]
        rpc("evm_setAutomine", False)
        rpc("evm_setBlockGasLimit", hex((len(acts) + 1) * MOST_GAS))
        try:
            hashes = self.ask(("eth_sendTransaction", request) for request in self._requests(acts))
            rpc("evm_mine")
        finally:
            rpc("evm_setBlockGasLimit", limit)
            rpc("evm_setAutomine", True)
        found = self.ask(("eth_getTransactionReceipt", each) for each in hashes)
        for each, receipt in zip(acts, found, strict=True):
            yield _checked(each, receipt)

    def _requests(self, acts: Sequence[Act]) -> Iterator[dict[str, str]]:
        # The node finds out an account's place in line by itself, but only of one transaction in a request.
        accounts = list(dict.fromkeys(each.by for each in acts))
        counts = self.ask(("eth_getTransactionCount", account, "latest") for account in accounts)
        nonces = {account: int(count, 16) for account, count in zip(accounts, counts, strict=True)}
        for each in acts:
            yield each.request | {"gas": hex(MOST_GAS), "nonce": hex(nonces[each.by])}
            nonces[each.by] += 1

    def _endow(self, accounts: set[str]) -> None:
        poor = accounts - self._rich
        self.ask(("anvil_setBalance", account, hex(PURSE)) for account in poor)
        self._rich |= poor


def _checked(each: Act, receipt: Mapping[str, Any] | None) -> Receipt:
    if receipt is None:
        raise AntuError(f"{each.what} by {each.by} was sent and never mined.", "Is another program using this node?")
    if int(receipt["status"], 16) != 1:
        rpc_checked(each.what, "eth_call", each.request)  # which says why, if it would be refused again
        raise AntuError(f"{each.what} by {each.by} failed in transaction {receipt['transactionHash']}.")
    return Receipt(
        receipt["transactionHash"], int(receipt["gasUsed"], 16), int(receipt["blockNumber"], 16), receipt["logs"]
    )
