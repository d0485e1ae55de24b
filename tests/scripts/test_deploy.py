"""`ape run deploy`: once, again, after a failure, and where somebody changed a setting since."""

from types import SimpleNamespace
from typing import Any

import pytest
from ape import chain

from antu.deployment import Record
from antu.errors import AntuError
from scripts import deploy
from scripts._chain import market as market_module
from scripts._chain.adapter import ApeChain
from scripts._chain.market import ChainStore, find_market
from tests.fixtures.accounts import account_at
from tests.scripts.conftest import Run


def test_deploy_deploys_once_and_then_changes_nothing(run: Run, no_records: None) -> None:
    first = run(deploy.cli, "--json")
    height = chain.blocks.height
    second = run(deploy.cli, "--json")

    assert first.code == second.code == 0
    assert first.json["changed"]
    assert first.json["steps"]
    assert not second.json["changed"]
    assert second.json["steps"] == []
    assert second.json["contracts"] == first.json["contracts"]
    assert chain.blocks.height == height
    assert all(row["ok"] for row in second.json["check"])


def test_deploy_says_that_it_changed_nothing(run: Run, no_records: None) -> None:
    run(deploy.cli)
    assert "was already deployed; nothing was changed" in run(deploy.cli).stdout


def test_deploy_resumes_where_it_failed(run: Run, no_records: None, monkeypatch: pytest.MonkeyPatch) -> None:
    deploy_contract = ApeChain.deploy

    def broken(port: ApeChain, contract: str, arguments: Any) -> Any:
        if contract == "MarketLens":
            raise AntuError("The node does not answer.")
        return deploy_contract(port, contract, arguments)

    with monkeypatch.context() as patch:
        patch.setattr(ApeChain, "deploy", broken)
        failed = run(deploy.cli)
    assert failed.code == 1
    assert failed.stderr == "Error: The node does not answer.\n"

    resumed = run(deploy.cli, "--json").json
    assert resumed["steps"][0] == "deploy lens"
    assert all(row["ok"] for row in resumed["check"])


def test_deploy_gives_roles_as_set(run: Run, no_records: None) -> None:
    run(deploy.cli, "--set", "keeper=TEST::7", "--set", "fee_bps=300")
    market = find_market()
    assert market is not None
    assert market.record.parameters.keeper == "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"  # TEST::7
    assert market.market.settings().feeBps == 300


def test_deploy_shows_what_somebody_changed_since(run: Run, no_records: None) -> None:
    run(deploy.cli)
    market = find_market()
    assert market is not None
    market.market.setFee(700, sender=account_at(market.record.parameters.operator))

    checked = run(deploy.cli, "--json")
    assert checked.code == 1
    assert "1 of" in checked.stderr
    [wrong] = [row for row in checked.json["check"] if not row["ok"]]
    assert (wrong["wanted"], wrong["found"]) == ("500", "700")


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("fee_bps=5000", "fee_bps is 5000"),
        ("keeper=0x12", "keeper is '0x12'"),
        ("keeper=nobody", "There is no account 'nobody'"),
        ("master=0x14dC79964da2C08b23698B3D3cc7Ca32193d9955", "no parameter 'master'"),
        ("keeper", "--set keeper has no value"),
    ],
)
def test_deploy_refuses_bad_settings_in_words(run: Run, no_records: None, setting: str, complaint: str) -> None:
    refused = run(deploy.cli, "--set", setting)
    assert refused.code == 1
    assert complaint in refused.stderr
    assert find_market() is None


def test_store_writes_the_record_of_a_lasting_chain(
    run: Run, no_records: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(deploy.cli)
    market = find_market()
    assert market is not None
    record: Record = market.record
    assert list(tmp_path.iterdir()) == []

    lasting = SimpleNamespace(network=SimpleNamespace(is_dev=False))
    monkeypatch.setattr(market_module, "provider", lambda: lasting)
    store = ChainStore(tmp_path / "deployments")
    store.save(record)
    assert ChainStore(tmp_path / "deployments").load(record.network) == record
