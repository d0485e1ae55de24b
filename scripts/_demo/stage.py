"""The chain that the demo plays on: its accounts, its bank, and the gas that every step used."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from eth_utils.crypto import keccak
from rich.status import Status
from rich.table import Table

from antu.demo.scenario import ACCOUNTS, FIRST_ACCOUNT
from antu.demo.story import tell
from antu.enums import State
from antu.reports.gas.log import GasLog
from antu.text import Language, energy, money, number
from scripts._chain import clock
from scripts._chain.accounts import endow, numbered_addresses
from scripts._chain.adapter import rpc
from scripts._chain.crowd import Receipt, act
from scripts._chain.market import Market
from scripts._chain.session import Session


class Stage:
    """Where the demo's chapters act. Accounts go by the aliases of `antu.participants`, or by address."""

    def __init__(self, market: Market, session: Session, seed: int) -> None:
        self.market = market
        self.session = session
        self.seed = seed
        self.gas = GasLog()
        self.first_block = int(rpc("eth_blockNumber"), 16)
        self.first_account = _first_unused_account()
        addresses = numbered_addresses(self.first_account, ACCOUNTS)
        self._addresses = {f"TEST::{self.first_account + place}": one for place, one in enumerate(addresses)}
        self._transactions = 0
        self._title = ""
        self._status: Status | None = None
        roles = market.record.parameters
        endow([*addresses, *{roles.issuer, roles.attestor, roles.keeper, roles.operator, roles.arbiter}])

    @property
    def lang(self) -> Language:
        return self.session.lang

    def address(self, alias: str) -> str:
        """The address of `TEST::n`."""
        return self._addresses[alias]

    def act(self, step: str, call: Any, *arguments: Any, by: str, units: int = 1) -> Receipt:
        """Sends a transaction, whose gas counts for a step that it does `units` times."""
        receipt = act(call, *arguments, by=by)
        self.gas.add(step, receipt.gas_used, units)
        self._transactions += 1
        if self._status:
            self._status.update(f"{self._title} ({self._transactions:,})")
        return receipt

    def provide(self, spender: Any, amounts: Mapping[str, int]) -> None:
        """Brings pesos from the bank on chain, for accounts to pay them into a contract.

        The attestor publishes them all, the issuer mints each account's against a deposit, and each account allows
        the contract just so much.
        """
        token, roles = self.market.token, self.market.record.parameters
        needed = {account: amount for account, amount in amounts.items() if amount}
        reserve = token.reserve() + sum(needed.values())
        self.act("publish_reserve", token.publishReserve, reserve, keccak(text=f"{reserve}"), by=roles.attestor)
        now = clock.now()
        for account, amount in needed.items():
            reference = keccak(text=f"deposit/{now}/{self._transactions}")
            self.act("mint", token.mint, account, amount, reference, by=roles.issuer)
            self.act("approve", token.approve, spender, amount, by=account)

    def wait(self, seconds: int) -> None:
        """Lets time pass."""
        clock.travel_to(clock.now() + seconds)

    def state(self, project_id: int) -> State:
        """A project's state."""
        return State(self.market.market.project(project_id).state)

    @contextmanager
    def chapter(self, key: str) -> Iterator[None]:
        """Shows that a part of the story goes on, with the number of transactions so far."""
        self._title = tell(key, self.lang)
        with self.session.working(self._title) as self._status:
            yield
        self._status = None

    def tell(self, key: str, **figures: Any) -> None:
        """Says what happened: pesos, counts and energy are written as the language does."""
        announce(self.session, key, **figures)

    def pesos(self, amount: int) -> str:
        return money(amount, self.lang)

    def count(self, figure: int) -> str:
        return number(figure, self.lang)

    def kwh(self, wh: int) -> str:
        return energy(wh, self.lang)


def announce(session: Session, key: str, **figures: Any) -> None:
    """Says what happened, in a sentence of `antu.demo.story`."""
    line = Table.grid(padding=(0, 1))
    line.add_row(" ✓", tell(key, session.lang, **figures))
    session.say(line)


def _first_unused_account() -> int:
    """Where accounts begin that no earlier run on this chain has used."""
    first = FIRST_ACCOUNT
    while int(rpc("eth_getTransactionCount", numbered_addresses(first, 1)[0], "latest"), 16):
        first += ACCOUNTS
    return first
