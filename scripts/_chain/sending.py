"""A contract's method that takes many things at once, as `antu.sending.SendingPort`."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from ape.api import AccountAPI, ReceiptAPI

from scripts._chain.adapter import provider, rpc
from scripts._chain.gas import estimated, send_with, transaction_limit

Item = TypeVar("Item")
Told = TypeVar("Told")


class ChainSender(ABC, Generic[Item, Told]):
    """The connected chain, such a method (`call`), and who sends. What it is given, and what it says, others know."""

    def __init__(self, call: Any, account: AccountAPI) -> None:
        self._call, self._account = call, account
        self.gas_limit = transaction_limit()

    @property
    def chain_id(self) -> int:
        return int(provider().chain_id)

    @property
    def contract(self) -> str:
        return str(self._call.contract.address)

    @property
    def account(self) -> str:
        return str(self._account.address)

    def mined(self, account: str) -> int:
        return int(rpc("eth_getTransactionCount", account, "latest"), 16)

    def sent(self, account: str) -> int:
        return int(rpc("eth_getTransactionCount", account, "pending"), 16)

    def estimate(self, items: Sequence[Item]) -> int:
        return estimated(self._call, self._argument(items), sender=self.account)

    def send(self, items: Sequence[Item], gas: int, nonce: int) -> Told:
        receipt = send_with(self._call, self._argument(items), sender=self._account, gas=gas, nonce=nonce)
        return self._told(items, receipt)

    @abstractmethod
    def _argument(self, items: Sequence[Item]) -> list[tuple[Any, ...]]:
        """Things as the method takes them."""

    @abstractmethod
    def _told(self, items: Sequence[Item], receipt: ReceiptAPI) -> Told:
        """What became of them."""
