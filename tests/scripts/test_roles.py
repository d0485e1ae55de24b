"""`ape run roles`: who holds what, and the changes that are made or refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI

from antu.enums import DAY
from antu.roles import AccessRole
from scripts import roles
from scripts._chain.market import Market
from tests.scripts.conftest import Run


def has(system: Market, role: AccessRole, account: AccountAPI) -> tuple[bool, int]:
    return tuple(system.authority.hasRole(int(role), account))


def members(run: Run, role: str) -> list[dict[str, Any]]:
    return run(roles.cli, "show", "--json").json["roles"][role]["members"]


def test_roles_are_granted_shown_and_revoked(run: Run, system: Market, stranger: AccountAPI) -> None:
    granted = run(roles.cli, "grant", "guardian", stranger.address)
    assert granted.code == 0, granted.stderr
    assert f"{stranger.address} has GUARDIAN." in granted.stdout
    assert has(system, AccessRole.GUARDIAN, stranger) == (True, 0)
    assert stranger.address in [each["account"] for each in members(run, "GUARDIAN")]
    assert stranger.address in run(roles.cli, "show").stdout

    revoked = run(roles.cli, "revoke", "GUARDIAN", stranger.address, "--json")
    assert revoked.code == 0, revoked.stderr
    assert stranger.address not in revoked.json["members"]
    assert has(system, AccessRole.GUARDIAN, stranger) == (False, 0)


def test_show_tells_of_delays_and_of_changes_ahead(
    run: Run, system: Market, admin: AccountAPI, stranger: AccountAPI, time_travel: Any
) -> None:
    assert run(roles.cli, "grant", "upgrader", stranger.address, "--json").json["delay"] == 7 * DAY
    assert run(roles.cli, "grant", "upgrader", stranger.address, "--delay", "9d", "--json").json["delay"] == 9 * DAY
    # A shorter delay holds only once as much time has passed as it is shorter, or five days for less.
    shorter = run(roles.cli, "grant", "upgrader", stranger.address, "--delay", "7d")
    assert "waits 7 d from" in shorter.stdout
    (mine,) = (each for each in members(run, "UPGRADER") if each["account"] == stranger.address)
    assert (mine["delay"], mine["pending_delay"]) == (9 * DAY, 7 * DAY)
    assert mine["effect"] > chain.pending_timestamp
    assert "waits 7 d from" in run(roles.cli, "show").stdout

    system.authority.setGrantDelay(AccessRole.INDEXER, 3 * DAY, sender=admin)
    time_travel(days=5, seconds=1)
    later = run(roles.cli, "grant", "indexer", stranger.address)
    assert f"{stranger.address} has INDEXER, from " in later.stdout
    assert has(system, AccessRole.INDEXER, stranger)[0] is False
    assert run(roles.cli, "show", "--json").json["roles"]["INDEXER"]["grant_delay"] == 3 * DAY


def test_show_speaks_spanish(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTU_LANG", "es")
    assert "titular" in run(roles.cli, "show").stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("grant", "boss", "0x" + "1" * 40), "There is no role 'boss'"),
        (("grant", "keeper", "0x12"), "ACCOUNT is '0x12', which is no address"),
        (("grant", "keeper", "nobody"), "There is no account 'nobody'"),
        (("grant", "upgrader", "0x" + "1" * 40, "--delay", "6d"), "upgrades wait 7 days in public"),
        (("grant", "keeper", "0x" + "1" * 40, "--delay", "soon"), "The delay is 'soon'"),
        (("revoke", "keeper", "0x" + "1" * 40), "there is nothing to revoke"),
    ],
)
def test_roles_refuse_bad_arguments_in_words(run: Run, arguments: tuple[str, ...], complaint: str) -> None:
    height = chain.blocks.height
    refused = run(roles.cli, *arguments)
    assert refused.code == 1
    assert complaint in refused.stderr
    assert chain.blocks.height == height


def test_roles_refuse_the_forwarder_and_the_last_admin(run: Run, system: Market, admin: AccountAPI) -> None:
    assert "is the forwarder" in run(roles.cli, "grant", "keeper", system.forwarder.address).stderr
    refused = run(roles.cli, "revoke", "admin", admin.address)
    assert f"{admin.address} is the last ADMIN" in refused.stderr
    assert has(system, AccessRole.ADMIN, admin) == (True, 0)


def test_roles_are_the_admins(
    run: Run, system: Market, admin: AccountAPI, stranger: AccountAPI, tmp_path: Path
) -> None:
    path = tmp_path / "batch.json"
    refused = run(roles.cli, "grant", "keeper", stranger.address, "--propose", path, "--as", stranger.address)
    assert f"{stranger.address} is not ADMIN, which is {admin.address}" in refused.stderr
    assert not path.exists()


def test_roles_proposed_are_what_the_safe_sends(
    run: Run, system: Market, admin: AccountAPI, stranger: AccountAPI, tmp_path: Path
) -> None:
    path, height = tmp_path / "batch.json", chain.blocks.height
    told = run(roles.cli, "grant", "keeper", stranger.address, "--propose", path, "--as", admin.address, "--json")
    assert told.code == 0, told.stderr
    assert chain.blocks.height == height
    [each] = json.loads(path.read_text())["transactions"]
    assert each["contractInputsValues"] == {"roleId": "3", "account": stranger.address, "executionDelay": "0"}
    admin.transfer(each["to"], value=0, data=each["data"])
    assert has(system, AccessRole.KEEPER, stranger) == (True, 0)
    run(roles.cli, "revoke", "keeper", stranger.address, "--propose", path, "--as", admin.address)
    [each] = json.loads(path.read_text())["transactions"]
    admin.transfer(each["to"], value=0, data=each["data"])
    assert has(system, AccessRole.KEEPER, stranger) == (False, 0)
