"""`ape run upgrade`: a week's notice from announcement to execution, here or by a Safe."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.deployment import Record
from antu.deployment.names import implementation_of
from antu.governance.code import FACTORY
from scripts import upgrade
from scripts._chain import upgrading
from scripts._chain.market import STORE, Market, connected_network
from tests.fixtures.accounts import account_at
from tests.helpers.mocks import mock
from tests.scripts.conftest import Run
from tests.scripts.upgrades.conftest import WEEK, behind, listing, recorded


def test_upgrade_is_announced_waits_and_is_executed(
    run: Run, system: Market, v2: None, upgrader: AccountAPI, time_travel: Any
) -> None:
    # One that anybody may look up is announced, with a variable more and a call as it moves in.
    begin = _begin(9)
    first = run(upgrade.cli, "schedule", "shares", "--data", begin, "--json")
    assert first.code == 0, first.stderr
    told = first.json
    assert (told["phase"], told["added"], told["caller"]) == ("waiting", 1, upgrader.address)
    assert system.authority.getSchedule(bytes.fromhex(told["operation"][2:])) == told["ready_at"]
    assert told["expires_at"] - told["ready_at"] == WEEK

    # Again: nothing is sent.
    height = chain.blocks.height
    again = run(upgrade.cli, "schedule", "shares", "--data", begin)
    assert "announced before; nothing was sent" in again.stdout
    assert "adds 1" in again.stdout
    assert chain.blocks.height == height

    early = run(upgrade.cli, "execute", "shares")
    assert early.code == 1
    assert "It is too early" in early.stderr
    # Seven days, less the second or two since it was announced, if a second began.
    nearly_seven_days = r"in (7 d|6 d 23 h)"
    assert re.search(nearly_seven_days, early.stderr)
    assert re.search(nearly_seven_days, run(upgrade.cli, "wait", "shares").stdout)
    assert run(upgrade.cli, "wait", "shares", "--skip", "--json").json["phase"] == "ready"

    done = run(upgrade.cli, "execute", "shares", "--json")
    assert done.code == 0, done.stderr
    assert done.json["before"] == done.json["after"]
    assert len(done.json["before"]) > 20
    assert behind(system) == told["implementation"]
    assert ContractInstance(system.shares.address, mock("ProjectSharesV2").contract_type).edition() == 9
    current = recorded().contracts[implementation_of("shares")]
    assert (current.address, current.contract) == (told["implementation"], "ProjectSharesV2")
    assert recorded().upgrades[told["operation"]].executed

    assert "is what" in run(upgrade.cli, "schedule", "shares").stderr  # nothing to upgrade
    assert "No upgrade of shares is announced" in run(upgrade.cli, "execute", "shares").stderr
    [listed] = [each for each in listing(run) if each["operation"] == told["operation"]]
    assert (listed["phase"], listed["contract"], listed["recorded"]) == ("executed", "shares", True)


def _begin(edition: int) -> str:
    """The call that tells the new code its edition, once."""
    code = ContractInstance(FACTORY, mock("ProjectSharesV2").contract_type)  # the address plays no part in calldata
    return str(code.begin.encode_input(edition).to_0x_hex())


def test_schedule_goes_on_where_it_was_stopped(
    run: Run, system: Market, v2: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the code was deployed and before that was recorded: the code is there, and is found."""

    def killed(record: Record) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(STORE, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            upgrading.schedule_upgrade(system, "shares", account_at(system.record.parameters.upgrader))
    height = chain.blocks.height
    resumed = run(upgrade.cli, "schedule", "shares", "--json")
    assert resumed.code == 0, resumed.stderr
    assert chain.blocks.height == height + 1  # the announcement alone
    assert recorded().upgrades[resumed.json["operation"]].implementation.layout


def test_show_lists_what_nobody_recorded(
    run: Run, scheduled: Any, guardian: AccountAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(STORE, "_kept", {connected_network(): recorded().model_copy(update={"upgrades": {}})})
    shown = run(upgrade.cli, "show", "shares")
    assert scheduled["operation"] in shown.stdout
    assert "waiting" in shown.stdout
    [listed] = [each for each in listing(run) if each["operation"] == scheduled["operation"]]
    assert not listed["recorded"]
    monkeypatch.setenv("ANTU_LANG", "es")
    assert "en espera" in run(upgrade.cli, "show").stdout


def test_execute_brings_the_record_up_to_date_after_others_did(
    run: Run, system: Market, scheduled: Any, upgrader: AccountAPI, time_travel: Any
) -> None:
    time_travel(days=7, seconds=1)
    operation = upgrading.current_upgrade(system, "shares")
    system.authority.execute(operation.target, operation.data, sender=upgrader)
    assert "Bring the record up to date" in run(upgrade.cli, "schedule", "shares").stderr
    told = run(upgrade.cli, "execute", "shares")
    assert told.code == 0, told.stderr
    assert "brought up to date" in told.stdout
    assert recorded().address(implementation_of("shares")) == scheduled["implementation"]


def test_cancel_is_the_guardians_and_the_upgraders(
    run: Run, system: Market, scheduled: Any, stranger: AccountAPI, guardian: AccountAPI
) -> None:
    refused = run(upgrade.cli, "cancel", "shares", "--propose", "unused.json", "--as", stranger.address)
    assert f"{stranger.address} is not GUARDIAN, which is {guardian.address}" in refused.stderr
    assert run(upgrade.cli, "cancel", "shares", "--json").json["phase"] == "cancelled"
    assert not system.authority.getSchedule(bytes.fromhex(scheduled["operation"][2:]))
    assert "No upgrade of shares is announced" in run(upgrade.cli, "cancel", "shares").stderr


# MULTISIGS


def test_a_proposal_sends_nothing_and_is_what_the_safe_executes(
    run: Run, system: Market, v2: None, upgrader: AccountAPI, tmp_path: Path, time_travel: Any
) -> None:
    height = chain.blocks.height
    path = tmp_path / "batch.json"
    ended = run(upgrade.cli, "schedule", "shares", "--propose", path, "--as", upgrader.address, "--json")
    assert ended.code == 0, ended.stderr
    assert chain.blocks.height == height
    batch = json.loads(path.read_text())
    assert (batch["version"], batch["chainId"]) == ("1.0", str(chain.chain_id))
    assert batch["meta"]["createdFromSafeAddress"] == upgrader.address
    assert [each["to"] for each in batch["transactions"]] == [FACTORY, system.authority.address]
    assert batch["transactions"][1]["contractInputsValues"]["target"] == system.shares.address

    # The same again is the same file; then the Safe does it, and what was announced is executed here.
    before = path.read_bytes()
    run(upgrade.cli, "schedule", "shares", "--propose", path, "--as", upgrader.address)
    assert path.read_bytes() == before
    _execute(batch, upgrader)
    assert system.authority.getSchedule(bytes.fromhex(ended.json["operation"][2:]))
    time_travel(days=7, seconds=1)
    run(upgrade.cli, "execute", "shares", "--propose", path, "--as", upgrader.address)
    _execute(json.loads(path.read_text()), upgrader)
    assert behind(system) == ended.json["implementation"]


def _execute(batch: Any, sender: AccountAPI) -> None:
    for each in batch["transactions"]:
        sender.transfer(each["to"], value=int(each["value"]), data=each["data"])
