"""`ape run deploy --multisig`, with a real Safe: it gets everything, the deployer nothing, and the check proves it."""

from types import SimpleNamespace
from typing import Any

import pytest
from ape import accounts
from ape.contracts import ContractInstance

from antu.roles import AccessRole
from scripts import deploy
from scripts._chain import market as market_module
from scripts._chain.market import Market, find_market
from tests.helpers.safe import new_safe, safe_call
from tests.scripts.conftest import Run

DEPLOYER = 0  # whom the command takes on a playground


@pytest.fixture
def signers() -> list[Any]:
    return [accounts.test_accounts[number] for number in (7, 8, 9)]


@pytest.fixture
def safe(signers: list[Any]) -> ContractInstance:
    return new_safe(signers, 2, signers[0])


def deployed() -> Market:
    market = find_market()
    assert market is not None
    return market


def test_deploy_hands_everything_to_the_multisig(
    run: Run, no_records: None, safe: ContractInstance, signers: list[Any]
) -> None:
    done = run(deploy.cli, "--multisig", safe.address, "--json")
    assert done.code == 0
    assert all(row["ok"] for row in done.json["check"])
    found = {row["thing"]: row["found"] for row in done.json["check"]}
    assert found["deployer: roles"] == "none"
    assert found["multisig: signatures"] == "2 or more owners sign"

    market, deployer = deployed(), accounts.test_accounts[DEPLOYER]
    for role in AccessRole:
        assert market.authority.hasRole(role, safe)[0]
        assert not market.authority.hasRole(role, deployer)[0]
    assert market.market.treasury() == safe
    # Two of its owners can do what an operator can.
    safe_call(safe, market.market, market.market.setFee.encode_input(250), signers[1:])
    assert market.market.settings().feeBps == 250


def test_deploy_shows_an_upgrade_that_was_scheduled_before_the_handover(
    run: Run, no_records: None, safe: ContractInstance, signers: list[Any]
) -> None:
    run(deploy.cli, "--multisig", safe.address)
    market = deployed()
    implementation = market.record.address("energy_implementation")
    upgrade = market.shares.upgradeToAndCall.encode_input(implementation, b"")
    scheduling = market.authority.schedule.encode_input(market.shares, upgrade, 0)
    safe_call(safe, market.authority, scheduling, signers[:2])

    checked = run(deploy.cli, "--json")
    assert checked.code == 1
    [wrong] = [row for row in checked.json["check"] if not row["ok"]]
    assert wrong["thing"] == "authority: operations that wait"
    assert wrong["found"].startswith("shares.upgradeToAndCall 0x")


def test_deploy_refuses_a_person_for_a_multisig(run: Run, no_records: None, signers: list[Any]) -> None:
    refused = run(deploy.cli, "--multisig", signers[0].address)
    assert refused.code == 1
    assert f"admin would be {signers[0].address}, which a single key signs for" in refused.stderr
    assert find_market() is None


def test_deploy_refuses_a_safe_of_one_signature(run: Run, no_records: None, signers: list[Any]) -> None:
    refused = run(deploy.cli, "--multisig", new_safe(signers, 1, signers[0]).address)
    assert refused.code == 1
    assert "which 1 of 3 owners can sign for" in refused.stderr


def test_deploy_asks_for_a_multisig_where_money_is_real(
    run: Run, no_records: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(market_module, "is_production", lambda: True)
    refused = run(deploy.cli)
    assert refused.code == 1
    assert "the account that deploys" in refused.stderr
    assert "--multisig 0x" in refused.stderr


@pytest.mark.parametrize(("name", "real"), [("mainnet", True), ("sepolia", False), ("mainnet-fork", False)])
def test_is_production_where_ape_calls_the_network_mainnet(name: str, real: bool, monkeypatch: Any) -> None:
    monkeypatch.setattr("scripts._chain.adapter.provider", lambda: SimpleNamespace(network=SimpleNamespace(name=name)))
    assert market_module.is_production() is real
