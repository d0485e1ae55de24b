"""`ape run deploy`: once, again, after a failure, and where somebody changed a setting since."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ape import chain

from antu.errors import AntuError
from scripts import deploy, status
from scripts._chain import market as market_module
from scripts._chain.adapter import ApeChain
from scripts._chain.market import ChainStore, Market, find_market
from tests.fixtures.accounts import account_at
from tests.scripts.conftest import Run


def test_deploy_deploys_once_and_then_changes_nothing_and_says_so(run: Run, no_records: None) -> None:
    first = run(deploy.cli, "--json")
    height = chain.blocks.height
    second, told = run(deploy.cli, "--json"), run(deploy.cli)

    assert first.code == second.code == told.code == 0
    assert first.json["changed"]
    assert not second.json["changed"]
    assert second.json["steps"] == []
    assert second.json["contracts"] == first.json["contracts"]
    assert all(row["ok"] for row in second.json["check"])
    assert "was already deployed; nothing was changed" in told.stdout
    assert chain.blocks.height == height


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
    assert "unfinished" in run(status.cli).stderr

    resumed = run(deploy.cli, "--json").json
    assert resumed["steps"][0] == "deploy lens"
    assert all(row["ok"] for row in resumed["check"])


def test_deploy_gives_roles_as_set_and_shows_what_was_changed_since(run: Run, no_records: None) -> None:
    run(deploy.cli, "--set", "keeper=TEST::7", "--set", "fee_bps=300")
    market = find_market()
    assert market is not None
    assert market.record.parameters.keeper == "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"  # TEST::7
    assert market.market.settings().feeBps == 300

    market.market.setFee(700, sender=account_at(market.record.parameters.operator))
    checked = run(deploy.cli, "--set", "fee_bps=400", "--json")
    assert checked.code == 1
    assert "1 of" in checked.stderr
    assert "It was deployed with other parameters than --set gives" in checked.stderr
    [wrong] = [row for row in checked.json["check"] if not row["ok"]]
    assert (wrong["wanted"], wrong["found"]) == ("300", "700")


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


def test_store_writes_the_record_of_a_lasting_chain_only(
    system: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = system.record
    store = ChainStore(tmp_path)
    store.save(record)
    assert list(tmp_path.iterdir()) == []
    assert store.load(record.network) == record

    lasting = SimpleNamespace(network=SimpleNamespace(is_dev=False))
    monkeypatch.setattr(market_module, "provider", lambda: lasting)
    store.save(record)
    assert ChainStore(tmp_path).load(record.network) == record
