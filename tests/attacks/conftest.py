"""`attack`: tries something, measures who won and lost what by it, and keeps that for the report.

An attack's name is its test's. The test's docstring says what is tried and, after an empty line, why it does not pay.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from inspect import cleandoc
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI

from audit.attack_names import ATTACKS
from scripts._chain.adapter import rpc
from scripts._chain.market import Market
from tests.attacks.measuring import AUDITING, Attack, Ledger, Tried
from tests.contracts.conftest import account_of, deploy
from tests.fixtures import shared

__all__ = ["account_of", "deploy"]

GAS = hex(10_000_000)

_TRIED = pytest.StashKey[Tried]()


@shared
def tried(pytestconfig: pytest.Config) -> Tried:
    return pytestconfig.stash.setdefault(_TRIED, Tried())


def pytest_terminal_summary(config: pytest.Config) -> None:
    if AUDITING and (found := config.stash.get(_TRIED, None)):
        found.write()


@pytest.fixture(autouse=True)
def _measured(request: pytest.FixtureRequest, tried: Tried) -> Iterator[None]:
    """An attack that nobody measured, or that is not on the list, is none."""
    yield
    if "attack" in request.fixturenames:
        name = _name(request)
        assert name in tried.records, "its test measured nothing: try it within `attack(…)`"
        assert any(name in names for names in ATTACKS.values()), f"put {name} into audit/attack_names.py"


@pytest.fixture
def attack(
    request: pytest.FixtureRequest, system: Market, tried: Tried, people: list[AccountAPI], treasury: AccountAPI
) -> Callable[..., AbstractContextManager[Attack]]:
    """`with attack(*attackers, others=(), bound=None) as it:` what is tried.

    Everybody else is honest, `others` too, and must lose nothing, nor the attackers gain. With a `bound` (pesos) the
    honest lose no more than that, and almost that."""

    @contextmanager
    def begin(*attackers: AccountAPI, others: Iterable[AccountAPI] = (), bound: int | None = None) -> Iterator[Attack]:
        bad = {account.address for account in attackers}
        honest = {account.address: account for account in (*people, treasury, *others) if account.address not in bad}
        tries = Attack(list(attackers), list(honest.values()))
        ledger = Ledger(system, tries)
        yield tries
        tried.take(_name(request), cleandoc(request.function.__doc__), tries, ledger, bound)

    return begin


@shared
def attempt_raw() -> Callable[[AccountAPI, str, bytes], bool]:
    """`attempt_raw(account, to, data)`: sends a transaction, refused or not, and says whether it went through."""

    def send(account: AccountAPI, to: str, data: bytes) -> bool:
        chain.provider.unlock_account(account.address)
        request = {"from": account.address, "to": to, "data": "0x" + data.hex(), "gas": GAS}
        return bool(int(rpc("eth_sendTransactionSync", request)["status"], 16))

    return send


@shared
def attempt(attempt_raw: Callable[[AccountAPI, str, bytes], bool]) -> Callable[..., bool]:
    """`attempt(method, account, *arguments)`: the same for a contract's method."""

    def send(method: Any, account: AccountAPI, *arguments: Any) -> bool:
        return attempt_raw(account, method.contract.address, bytes(method.encode_input(*arguments)))

    return send


def _name(request: pytest.FixtureRequest) -> str:
    return str(request.node.name).removeprefix("test_")
