"""`ape run rehearse`, on a small market with a project of each kind; and that it finds whatever is wrong."""

import re
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import ape
import pytest
from eth_utils.crypto import keccak

from antu.enums import State
from antu.errors import AntuError
from antu.rehearsal.faults import FAULTS
from antu.rehearsal.lives import lives
from antu.rehearsal.report import EXIT_PHASES
from scripts import rehearse
from scripts._chain.adapter import rpc
from scripts._chain.crowd import everybody
from scripts._chain.market import Market
from scripts._rehearsal import rehearsing
from scripts._rehearsal.filling import fill
from scripts._rehearsal.governing import Government
from scripts._rehearsal.questions import Question, places
from scripts._rehearsal.roles import Roles
from scripts._rehearsal.storage import slots_of
from scripts._rehearsal.waves import Sea
from tests.scripts.conftest import Run

# The lowest bit of an offer's stock in its slot, behind supplier, role, class, regions and price.
STOCK = 1 << 160 + 8 + 8 + 16 + 40

LIVE = ("base:mainnet", "base:sepolia", "optimism:mainnet", "arbitrum:mainnet", "ethereum:sepolia", "ethereum:devnet")


@pytest.fixture
def full_market(system: Market) -> Iterator[Market]:
    """The market of the tests with one more project of each kind, where the node signs for everybody."""
    with everybody():
        fill(system, Roles(system), Sea(), lives(times=1), seed=5)
        yield system


def test_rehearsal_ends_with_everything_as_it_was(run: Run, full_market: Market) -> None:
    before = rpc("eth_getBlockByNumber", "latest", False)["hash"]
    ended = run(rehearse.cli, "--fault", "shares", "--exits", 1, "--json")
    assert ended.code == 0, ended.stderr
    told = ended.json
    assert told["rehearsal_equal"] is True
    assert set(told["states"]) >= {state.name for state in State if state}
    assert told["projects"] == full_market.market.settings().demandCount >= 31
    assert told["accounts"] > 40
    assert told["slots_compared"] > 500
    assert list(told["exits"]) == list(EXIT_PHASES)
    assert all(sum(exits.values()) >= 3 for exits in told["exits"].values())
    waiting = told["faults"]["shares"]["exits_waiting"]
    assert waiting["faulty"] == {"claim": 1}
    assert told["exits"]["upgraded"]["claim"] >= 1 + sum(each.get("claim", 0) for each in waiting.values())
    assert told["faults"]["shares"]["ordinary_transactions"] > 50
    # Nothing of it stays on the chain.
    assert rpc("eth_getBlockByNumber", "latest", False)["hash"] == before


def test_rehearsal_ends_with_an_error_if_an_upgrade_changed_something(
    run: Run, full_market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = Question(("offer",), full_market.market, "offer", (1,))
    ((_, slot),) = slots_of(full_market, places(Sea(), [stock]))
    hidden = int.from_bytes(keccak(text="what no view reads"))
    as_it_is = Government.upgrade

    def upgrade(self: Government, *given: Any) -> None:
        as_it_is(self, *given)
        word = int(rpc("eth_getStorageAt", str(full_market.market.address), hex(slot), "latest"), 16)
        for place, content in ((slot, word ^ STOCK), (hidden, 7)):
            rpc("anvil_setStorageAt", str(full_market.market.address), f"{place:#066x}", f"{content:#066x}")

    monkeypatch.setattr(Government, "upgrade", upgrade)
    ended = run(rehearse.cli, "--fault", "market", "--exits", 1)
    assert ended.code == 1
    assert "3 differences" in ended.stderr  # the offer's stock, its slot, and the slot that no view reads
    assert re.search(r"offer 1 offer stock is \d+, and should be \d+", ended.stderr)
    assert f"slot {hidden:#x} of market is 0x7, and should be 0x0" in ended.stderr


def test_rehearsal_stops_at_an_exit_that_does_not_work(full_market: Market) -> None:
    claimed_to_stop_nothing = replace(FAULTS["market"], blocks=frozenset())
    with pytest.raises(AntuError, match=r"The refund of [\d,]+ pesos of project \d+ by 0x\w+ did not work"):
        rehearsing.rehearse(full_market, claimed_to_stop_nothing, seed=1, most=2)


def test_rehearsal_stops_at_an_exit_that_pays_nothing(full_market: Market) -> None:
    claimed_to_stop_nothing = replace(FAULTS["shares"], blocks=frozenset())
    with pytest.raises(AntuError, match=r"did not work: it moved 0 pesos, and should move [\d,]+\."):
        rehearsing.rehearse(full_market, claimed_to_stop_nothing, seed=1, most=2)


def test_rehearsal_stops_at_a_fault_that_does_not_show(system: Market) -> None:
    harmless = replace(FAULTS["market"], functions=("nothing()",))
    with (
        everybody(),
        pytest.raises(AntuError, match="The fault of market does not show: refund: WrongState, as before"),
    ):
        rehearsing.rehearse(system, harmless, seed=1, most=1)


def test_rehearse_reverts_when_chain_is_no_copy(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    live = SimpleNamespace(network=SimpleNamespace(is_dev=False))
    monkeypatch.setattr(rehearse, "provider", lambda: live)
    monkeypatch.setattr(rehearse, "choice", lambda: "base:mainnet")
    ended = run(rehearse.cli)
    assert ended.code == 1
    assert "base:mainnet is no copy of a chain, and a rehearsal breaks a contract." in ended.stderr
    assert "--network base:mainnet-fork" in ended.stderr


@pytest.mark.parametrize("network", LIVE)
def test_each_network_can_be_forked(network: str) -> None:
    ecosystem, name = network.split(":")
    fork = ape.networks.get_ecosystem(ecosystem).get_network(f"{name}-fork")
    assert fork.is_dev
    assert fork.default_provider_name == "foundry"
    assert str(getattr(fork, "upstream_provider").uri).startswith("http")  # noqa: B009


def test_faults_name_functions_that_are_there(system: Market) -> None:
    for fault in FAULTS.values():
        there = {abi.selector for abi in getattr(system, fault.contract).contract_type.methods}
        assert set(fault.functions) <= there
