"""`run(command, *arguments)`: a command of `ape run`, on the chain of the tests. And what tests of the keeper share."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from ape import chain
from ape.contracts import ContractInstance
from click.testing import CliRunner

from antu.catalog import size_classes
from scripts import match
from scripts._chain.book import read_book
from scripts._chain.market import STORE, Market

Run = Callable[..., "Outcome"]


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and how it ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


@pytest.fixture
def run(system: Any, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(command, *arguments)`. An exception that is not shown as a sentence fails the test."""
    # A command would connect to a node by itself, and start one if it is local; here it is given the one of the tests.
    monkeypatch.setattr("ape.cli.commands.parse_network", lambda context: nullcontext(chain.provider))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("ANTU_LANG", raising=False)

    def invoke(command: click.Command, *arguments: Any) -> Outcome:
        runner = CliRunner(mix_stderr=False)
        ended = runner.invoke(command, list(map(str, arguments)))
        if ended.exception and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Outcome(ended.exit_code, ended.stdout, ended.stderr)

    return invoke


@pytest.fixture
def no_records(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing had been deployed on any network."""
    monkeypatch.setattr(STORE, "folder", tmp_path)
    monkeypatch.setattr(STORE, "_kept", {})


@pytest.fixture
def demand_count(market: ContractInstance) -> Callable[[], int]:
    return lambda: int(market.settings().demandCount)


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where `ape run match` leaves its records: a folder that is not there yet."""
    folder = tmp_path / "matches"
    monkeypatch.setattr(match, "RECORDS", folder)
    return folder


@pytest.fixture
def unasked_class(system: Market) -> int:
    """A class in which nobody else waits for a team."""
    asked = set(read_book(system).open_demands.size_class)
    return next(each.id for each in size_classes() if each.id not in asked)


def height() -> int:
    """The number of the newest block."""
    return int(chain.blocks.head.number)
