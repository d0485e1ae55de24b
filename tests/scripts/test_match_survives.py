"""`ape run match` dies at the worst moments, and two run at once: a demand is matched once, and no team sent twice."""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance
from web3._utils.http_session_manager import HTTPSessionManager

from antu.catalog import ALL_REGIONS
from antu.enums import Mismatch
from antu.keeper import Run as Record
from antu.keeper import journal, read_record
from antu.money import MAXIMUM_MONEY
from antu.roles import AccessRole
from scripts import match
from scripts._chain import matching, sending
from scripts._chain.accounts import numbered_account
from scripts._chain.adapter import rpc
from scripts._chain.market import Market
from tests.helpers.killing import Place, kill_at, kill_unmined
from tests.scripts.conftest import Run

LIMIT = 140_000  # gas; some three teams
DEMANDS = 8
SECOND_KEEPER = 11  # the number of a test account that has ether everywhere


@pytest.fixture(autouse=True)
def small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "transaction_limit", lambda: LIMIT)


@pytest.fixture
def demands(run: Run, records: Path, post_demand: Callable[..., int], post_team: Callable[..., Any]) -> list[int]:
    """Demands that can all be matched, and nobody else's."""
    run(match.cli)  # what others left
    for path in records.glob("*.json"):
        path.unlink()
    post_team(prices=(3, 2, 1))
    return [post_demand() for _ in range(DEMANDS)]


@pytest.fixture
def events_of(market: ContractInstance, demands: list[int]) -> Iterator[Callable[[str], list[int]]]:
    """`events_of(event)`: the demands that the contract named in `Matched` or `MatchSkipped` since they were posted."""
    first = chain.blocks.head.number + 1

    def named(event: str) -> list[int]:
        found = getattr(market, event).range(first, chain.blocks.head.number + 1)
        return [int(log.event_arguments["projectId" if event == "Matched" else "demandId"]) for log in found]

    return named


@pytest.fixture
def all_told(events_of: Callable[[str], list[int]], records: Path) -> Callable[[], list[Record]]:
    """`all_told()`: the records of all runs, by block; together they have just what the contract told."""

    def check() -> list[Record]:
        found = sorted(map(read_record, records.glob("*.json")), key=lambda each: each.rounds[0].block)
        transactions = [sent for each in found for one in each.rounds for sent in one.transactions]
        assert sorted(project for sent in transactions for project in sent.matched) == sorted(events_of("Matched"))
        skipped = [team.demand_id for sent in transactions for team in sent.skipped]
        assert sorted(skipped) == sorted(events_of("MatchSkipped"))
        return found

    return check


@pytest.mark.parametrize(
    "moment", [(sending, "send_with", 2), (matching, "mined", 2), (journal, "add", 2)], ids=lambda at: at[1]
)
def test_match_goes_on_where_it_was_killed(
    run: Run, demands: list[int], events_of: Any, all_told: Any, records: Path, moment: Place
) -> None:
    """Before its second transaction was sent; after that was mined; and with only the record still to be written."""
    kill_at(moment, lambda: run(match.cli))
    went = events_of("Matched")
    assert 0 < len(went) < DEMANDS
    assert len(list(records.glob("*.sending.json"))) == 1

    ended = run(match.cli)
    assert ended.code == 0, ended.stderr
    assert Counter(events_of("Matched")) == Counter(demands)
    assert events_of("MatchSkipped") == []
    assert not list(records.glob("*.sending.json"))
    died, last = all_told()
    assert (died.ended, last.ended) == (False, True)
    assert died.matched == len(went)
    assert "its record now has all that it sent" in ended.stdout
    assert not list(records.glob("*.jsonl"))


def test_match_waits_for_the_transaction_that_it_was_killed_over(
    run: Run, demands: list[int], events_of: Any, all_told: Any, records: Path
) -> None:
    """Its second transaction waits at the node; whoever sent its teams once more would send some twice."""
    kill_unmined(2, (matching, "mined", 2), lambda: run(match.cli))
    assert rpc("txpool_status")["pending"] == "0x1"

    def mine() -> None:
        # Not by Ape's connection, which the command has at the same time.
        for method, *parameters in (("evm_setAutomine", True), ("evm_mine",)):
            question = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
            requests.post(chain.provider.uri, json=question, timeout=10)

    miner = threading.Timer(1.5, mine)
    miner.start()
    ended = run(match.cli)
    miner.join()
    assert ended.code == 0, ended.stderr
    assert Counter(events_of("Matched")) == Counter(demands)
    assert events_of("MatchSkipped") == []
    all_told()


@pytest.fixture
def second_keeper(system: Market, admin: AccountAPI) -> str:
    """The alias of another account that may match."""
    account = numbered_account(SECOND_KEEPER)
    system.authority.grantRole(AccessRole.KEEPER, account, 0, sender=admin)
    return f"TEST::{SECOND_KEEPER}"


def test_a_second_keeper_in_the_midst_of_the_first_does_no_harm(
    run: Run,
    demands: list[int],
    events_of: Any,
    all_told: Any,
    second_keeper: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It runs as a whole when the first has read the book, and sent one of its transactions."""
    before, calls, others = sending.send_with, iter((False, True)), []

    def send_with(*arguments: Any, **options: Any) -> Any:
        if next(calls, False):
            others.append(run(match.cli, "--account", second_keeper, "--json"))
        return before(*arguments, **options)

    monkeypatch.setattr(sending, "send_with", send_with)
    ended = run(match.cli)
    [other] = others
    assert (ended.code, other.code) == (0, 0), ended.stderr
    assert Counter(events_of("Matched")) == Counter(demands)
    assert "the demand is no longer open" in ended.stdout
    first, second = sorted(all_told(), key=lambda each: each.keeper == other.json["keeper"])
    assert first.matched + second.matched == DEMANDS
    assert {team.reason for each in first.rounds for team in each.skipped} == {Mismatch.DEMAND_NOT_OPEN}


@pytest.mark.parametrize("same_account", [False, True])
def test_two_keepers_at_once_match_each_demand_once(
    run: Run, demands: list[int], events_of: Any, all_told: Any, second_keeper: str, same_account: bool
) -> None:
    """Two processes; of one account, the second waits for its turn."""
    arguments: tuple[tuple[str, ...], ...] = ((), () if same_account else ("--account", second_keeper))
    start = time.monotonic() + 0.3
    children = [in_child(lambda each=each: run(match.cli, *each), start) for each in arguments]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert Counter(events_of("Matched")) == Counter(demands)
    assert all(each.ended for each in all_told())
    if same_account:
        assert events_of("MatchSkipped") == []


def in_child(command: Callable[[], Any], start: float) -> int:
    """Runs a command in a process of its own, from a time on; it ends with 0 if the command did."""
    child = os.fork()
    if child:
        return child
    with suppress(BaseException):
        # A connection of its own: the parent's cannot be spoken on by two.
        chain.provider.web3.provider._request_session_manager = HTTPSessionManager()
        time.sleep(max(0, start - time.monotonic()))
        os._exit(command().code)
    os._exit(99)


def test_no_supplier_starves_a_batch_of_gas(
    run: Run,
    market: ContractInstance,
    vendor: AccountAPI,
    events_of: Callable[[str], list[int]],
    demands: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It asks too much while the node estimates the gas, so that all teams seem to be skipped, and then does not."""
    monkeypatch.setattr(sending, "transaction_limit", lambda: 1_000_000)
    plan = run(match.cli, "--dry-run", "--json").json["rounds"][0]
    [offer] = {team["vendor_offer"] for team in plan["teams"] if team["demand_id"] in demands}
    asked, before = market.offer(offer).price, sending.estimated

    def estimated(*arguments: Any, **options: Any) -> int:
        market.updateOffer(offer, ALL_REGIONS, MAXIMUM_MONEY, DEMANDS, sender=vendor)
        gas = before(*arguments, **options)
        market.updateOffer(offer, ALL_REGIONS, asked, DEMANDS, sender=vendor)
        return gas

    monkeypatch.setattr(sending, "estimated", estimated)
    ended = run(match.cli)
    assert ended.code == 0, ended.stderr
    assert set(demands) <= set(events_of("Matched"))
