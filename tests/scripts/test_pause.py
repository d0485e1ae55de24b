"""`ape run pause`: the guardian stops what lets money in, and says what goes on."""

import json
from pathlib import Path

import pytest
from ape import chain
from ape.api import AccountAPI

from scripts import pause
from scripts._chain import powers
from scripts._chain.market import Market
from tests.scripts.conftest import Run


def state(system: Market) -> tuple[bool, bool]:
    return bool(system.market.settings().paused), bool(system.energy.paused())


def test_pause_goes_on_and_off(run: Run, system: Market, guardian: AccountAPI) -> None:
    on = run(pause.cli, "on", "--json")
    assert on.code == 0, on.stderr
    assert on.json["changed"] == ["market", "energy"]
    assert {(each["paused"], each["by"]) for each in on.json["contracts"]} == {(True, guardian.address)}
    assert state(system) == (True, True)

    shown = run(pause.cli, "show").stdout
    assert "refunds" in shown
    assert "claiming revenue" in shown
    off = run(pause.cli, "off")
    assert "market, energy: running again." in off.stdout
    assert state(system) == (False, False)


def test_pause_takes_one_contract_and_leaves_what_is_paused_already(run: Run, system: Market) -> None:
    assert run(pause.cli, "on", "--contract", "energy", "--json").json["changed"] == ["energy"]
    assert state(system) == (False, True)
    again = run(pause.cli, "on", "--contract", "energy")
    assert again.code == 1
    assert "Already paused: energy; nothing was sent." in again.stderr
    assert run(pause.cli, "on", "--json").json["changed"] == ["market"]
    assert state(system) == (True, True)


def test_pause_speaks_spanish(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTU_LANG", "es")
    assert "sigue funcionando" in run(pause.cli, "show").stdout


def test_pause_is_the_guardians(run: Run, system: Market, stranger: AccountAPI, guardian: AccountAPI) -> None:
    refused = run(pause.cli, "on", "--account", "TEST::0")  # the admin, or nobody
    assert refused.code == 1
    assert f"is not GUARDIAN, which is {guardian.address}" in refused.stderr
    refused = run(pause.cli, "on", "--propose", "unused.json", "--as", stranger.address)
    assert f"{stranger.address} is not GUARDIAN" in refused.stderr
    assert state(system) == (False, False)


def test_pause_asks_for_an_account_where_nobody_plays(
    run: Run, guardian: AccountAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("scripts._chain.powers.is_playground", "scripts._chain.accounts.is_playground"):
        monkeypatch.setattr(place, lambda: False)
    asked = run(pause.cli, "on")
    assert asked.code == 1
    assert f"No account was named to sign with (The guardian: {guardian.address})" in asked.stderr


def test_pause_proposed_is_what_the_safe_sends(run: Run, system: Market, guardian: AccountAPI, tmp_path: Path) -> None:
    path, height = tmp_path / "pause.json", chain.blocks.height
    told = run(pause.cli, "on", "--propose", path, "--as", guardian.address)
    assert told.code == 0, told.stderr
    assert "2 transactions for the Safe" in told.stdout
    assert chain.blocks.height == height
    for each in json.loads(path.read_text())["transactions"]:
        assert each["contractMethod"]["name"] == "pause"
        guardian.transfer(each["to"], value=0, data=each["data"])
    assert state(system) == (True, True)


def test_pause_names_a_file_that_cannot_be_written(run: Run, guardian: AccountAPI, tmp_path: Path) -> None:
    refused = run(pause.cli, "on", "--propose", tmp_path, "--as", guardian.address)
    assert refused.code == 1
    assert "cannot be written" in refused.stderr


def test_members_act_once_their_delay_is_over(system: Market, admin: AccountAPI, stranger: AccountAPI) -> None:
    system.authority.grantRole(7, stranger, 600, sender=admin)
    with pytest.raises(powers.AntuError, match="has to be announced 600 s before"):
        powers.require(system, powers.AccessRole.GUARDIAN, stranger.address)
