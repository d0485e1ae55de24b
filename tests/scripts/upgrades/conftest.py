"""Upgrades of the shares: to contracts that are there for tests only, recorded for as long as a test lasts."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from antu.deployment import Record
from antu.enums import DAY
from antu.governance.layout import Layout
from scripts import upgrade
from scripts._chain import candidates, upgrading
from scripts._chain.adapter import ApeChain
from scripts._chain.candidates import Candidate, candidate
from scripts._chain.layouts import layouts
from scripts._chain.market import STORE, Market, connected_network
from tests.helpers.mocks import mock
from tests.scripts.conftest import Run

WEEK = 7 * DAY


@pytest.fixture(autouse=True)
def own_records(monkeypatch: pytest.MonkeyPatch, system: Market) -> None:
    """What these tests record is forgotten with the chain that they did it on."""
    monkeypatch.setattr(STORE, "_kept", dict(STORE._kept))


@cache
def layout_of(name: str) -> Layout:
    return layouts({name: f"tests/mocks/{name}.sol"})[name]


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`checkout(name)`: as if the contract of the shares were such a mock in this checkout."""

    def put(name: str) -> None:
        def made(record: Record, proxy: str) -> Candidate:
            assert proxy == "shares"
            return candidate(record, proxy, mock(name), layout_of(name))

        monkeypatch.setattr(upgrading, "candidate", made)
        monkeypatch.setattr(candidates, "candidate", made)

    return put


@pytest.fixture
def v2(checkout: Callable[[str], None]) -> None:
    checkout("ProjectSharesV2")


@pytest.fixture
def scheduled(run: Run, v2: None) -> Any:
    """An upgrade of the shares that is announced, as the command told it."""
    ended = run(upgrade.cli, "schedule", "shares", "--json")
    assert ended.code == 0, ended.stderr
    return ended.json


def behind(system: Market) -> str:
    return upgrading.View(ApeChain(), system.record).implementation("shares")


def recorded() -> Record:
    record = STORE.load(connected_network())
    assert record is not None
    return record


def listing(run: Run) -> Any:
    return run(upgrade.cli, "show", "--json").json["upgrades"]
