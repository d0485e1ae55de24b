"""`ape run upgrade`: what is refused, before anything is sent or just before it would do harm."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI

from antu.deployment import Record
from antu.deployment.names import implementation_of
from antu.errors import AntuError
from scripts import upgrade
from scripts._chain import upgrading
from scripts._chain.candidates import Candidate, check_deployed
from scripts._chain.compiling import ROOT
from scripts._chain.layouts import deployed_layout
from scripts._chain.market import STORE, Market, connected_network
from tests.scripts.conftest import Run
from tests.scripts.upgrades.conftest import behind, recorded


def test_schedule_refuses_what_would_not_find_what_is_stored(run: Run, checkout: Callable[[str], None]) -> None:
    height = chain.blocks.height
    checkout("ProjectSharesMoved")
    refused = run(upgrade.cli, "schedule", "shares")
    assert refused.code == 1
    assert "_series was moved by edition before it" in refused.stderr
    assert "in slot 0, byte 0 before" in refused.stderr
    assert "in slot 1, byte 0 now" in refused.stderr
    assert "put new ones behind all others" in refused.stderr
    assert chain.blocks.height == height


@pytest.mark.parametrize(("found", "shown"), [("abc-dirty", "abc-dirty"), ("", "no commit")])
def test_schedule_refuses_what_nobody_could_check(
    run: Run, v2: None, monkeypatch: pytest.MonkeyPatch, found: str, shown: str
) -> None:
    monkeypatch.setattr(upgrade, "is_playground", lambda: False)
    monkeypatch.setattr(upgrade, "commit", lambda: found)
    assert f"changes that no commit has ({shown})" in run(upgrade.cli, "schedule", "shares").stderr


def test_schedule_refuses_what_is_there_already(run: Run) -> None:
    refused = run(upgrade.cli, "schedule", "energy")
    assert refused.code == 1
    assert "is what" in refused.stderr
    assert "There is nothing to upgrade" in refused.stderr


def test_schedule_refuses_code_for_another_market(
    run: Run, system: Market, v2: None, monkeypatch: pytest.MonkeyPatch, stranger: AccountAPI
) -> None:
    made = upgrading.candidate

    def elsewhere(record: Record, proxy: str) -> Candidate:
        swapped = record.contracts["token"].model_copy(update={"address": stranger.address})
        return made(record.with_contract("token", swapped), proxy)

    monkeypatch.setattr(upgrading, "candidate", elsewhere)
    refused = run(upgrade.cli, "schedule", "shares")
    assert f"has {stranger.address} for TOKEN, and the market's is {system.token.address}" in refused.stderr
    assert "No upgrade of shares is announced" in run(upgrade.cli, "wait", "shares").stderr


def test_schedule_refuses_what_no_chain_takes(
    run: Run, v2: None, monkeypatch: pytest.MonkeyPatch, system: Market
) -> None:
    big = replace(upgrading.candidate(system.record, "shares"), runtime=bytes(24_577))
    monkeypatch.setattr(upgrading, "candidate", lambda record, proxy: big)
    assert "has 24,577 bytes, and chains take 24,576 at most" in run(upgrade.cli, "schedule", "shares").stderr


def test_check_deployed_refuses_what_could_never_be_upgraded_again(system: Market) -> None:
    """A proxy knows the same contracts as what is behind it, and is none that can move in."""
    check_deployed(system.record, "shares", behind(system))
    with pytest.raises(AntuError, match="its proxiableUUID is no ERC-1967 slot"):
        check_deployed(system.record, "shares", system.shares.address)
    with pytest.raises(AntuError, match="has None for TOKEN"):
        check_deployed(system.record, "shares", system.token.address)


def test_execute_tells_what_is_not_as_it_was(
    run: Run, scheduled: Any, time_travel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    time_travel(days=7, seconds=1)
    monkeypatch.setattr(upgrading, "vitals", lambda market, block: {"block": str(block), "same": "1"})
    ended = run(upgrade.cli, "execute", "shares")
    assert ended.code == 1
    assert "1 of 2 values are not what they were" in ended.stderr
    assert "same" not in ended.stdout
    assert recorded().address(implementation_of("shares")) == scheduled["implementation"]  # it is done all the same


def test_layout_is_of_the_recorded_commit_where_the_record_has_none(system: Market) -> None:
    old = system.record.contracts[implementation_of("shares")].model_copy(update={"layout": None})
    for commit, why in (
        ("", "no commit"),
        ("abc-dirty", "from files that no commit has"),
        ("0" * 40, "is not in this checkout"),
    ):
        with pytest.raises(AntuError, match="Nobody knows the storage layout of the ProjectShares") as caught:
            deployed_layout(system.record.model_copy(update={"commit": commit}), old)
        assert why in caught.value.message
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = deployed_layout(system.record.model_copy(update={"commit": head.stdout.strip()}), old)
    assert found.variables[0].name == "_series"


def test_execute_refuses_what_expired(run: Run, scheduled: Any, time_travel: Any) -> None:
    time_travel(days=14, seconds=1)
    assert "It is too late" in run(upgrade.cli, "execute", "shares").stderr
    assert "has to be announced again" in run(upgrade.cli, "wait", "shares").stdout


def test_execute_refuses_code_that_is_not_what_was_announced(run: Run, scheduled: Any, time_travel: Any) -> None:
    time_travel(days=7, seconds=1)
    chain.provider.make_request("anvil_setCode", [scheduled["implementation"], "0x60016000f3"])
    refused = run(upgrade.cli, "execute", "shares")
    assert refused.code == 1
    assert "is not what was announced" in refused.stderr


def test_execute_refuses_code_that_nobody_here_knows(
    run: Run, scheduled: Any, time_travel: Any, checkout: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    time_travel(days=7, seconds=1)
    monkeypatch.setattr(STORE, "_kept", {connected_network(): recorded().model_copy(update={"upgrades": {}})})
    checkout("ProjectSharesMoved")
    assert "Nobody here knows the code" in run(upgrade.cli, "execute", "shares").stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("schedule", "lens"), "is not one of 'market', 'shares', 'energy'"),
        (("schedule", "shares", "--data", "0xzz"), "is no calldata"),
        (("schedule", "shares", "--as", "0x" + "1" * 40), "Add --propose FILE"),
        (("schedule", "shares", "--propose", "batch.json"), "Name it with --as"),
        (("schedule", "shares", "--propose", "batch.json", "--as", "0x12"), "--as is '0x12', which is no address"),
        (("wait", "shares", "--operation", "0x12"), "has the operation 0x12"),
    ],
)
def test_upgrade_refuses_bad_arguments_in_words(run: Run, arguments: tuple[str, ...], complaint: str) -> None:
    refused = run(upgrade.cli, *arguments)
    assert refused.code != 0
    assert complaint in refused.stderr
