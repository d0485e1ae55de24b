"""Records on disk, and parameters as people give them."""

import json
from pathlib import Path

import pytest

from antu.deployment import Deployed, Record, Store, network_name, parameters
from antu.deployment.parameters import ACCOUNTS
from antu.deployment.record import Succession, Wired
from antu.errors import AntuError
from antu.governance.layout import Kind, Layout, Variable
from tests.antu.deployment.fake_chain import address

LAYOUT = Layout(variables=(Variable(0, 20, "paused", "bool"),), types={"bool": Kind(bytes=1)})


def record(network: str) -> Record:
    return Record(network=network, chain_id=1, commit="c0ffee", parameters=parameters(address(1)))


def deployed(number: int, layout: Layout | None = None) -> Deployed:
    return Deployed(
        contract="Marketplace",
        address=address(number),
        transaction="0x01",
        block=number,
        deployer=address(1),
        arguments=(),
        code_hash="0x02",
        layout=layout,
    )


def test_load_returns_what_was_saved(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "folder")
    store.save(record("sepolia"))
    assert store.load("sepolia") == record("sepolia")
    assert [path.name for path in store.folder.iterdir()] == ["sepolia.json"]


def test_load_reads_records_of_before_upgrades_and_layouts(tmp_path: Path) -> None:
    kept = record("sepolia").with_contract("market_implementation", deployed(5))
    old = kept.model_dump(exclude={"upgrades"})
    del old["contracts"]["market_implementation"]["layout"]
    Store(tmp_path).path("sepolia").write_text(json.dumps(old))
    assert Store(tmp_path).load("sepolia") == kept


def test_with_upgrade_puts_the_new_code_behind_its_proxy_once_it_is_executed(tmp_path: Path) -> None:
    before = record("sepolia").with_contract("market_implementation", deployed(5))
    upgrade = Succession(proxy="market", implementation=deployed(6, LAYOUT))
    waiting = before.with_upgrade("0x07", upgrade)
    assert waiting.address("market_implementation") == address(5)
    done = waiting.with_upgrade("0x07", upgrade.model_copy(update={"executed": Wired(transaction="0x08", block=9)}))
    assert done.contracts["market_implementation"] == deployed(6, LAYOUT)
    Store(tmp_path).save(done)
    assert Store(tmp_path).load("sepolia") == done


def test_load_returns_none_without_a_record(tmp_path: Path) -> None:
    assert Store(tmp_path).load("sepolia") is None


def test_load_of_a_fork_reads_its_parent_and_never_writes_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(record("devnet"))
    before = store.path("devnet").read_bytes()
    forked = store.load("devnet-fork")
    assert forked is not None
    assert forked.network == "devnet-fork"
    store.save(forked.completed())
    assert store.path("devnet").read_bytes() == before
    assert store.load("devnet-fork") == forked.completed()


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b'{"network": 1}', b"\xff"])
def test_load_explains_a_broken_record(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sepolia.json").write_bytes(content)
    with pytest.raises(AntuError, match=r"sepolia\.json is no record") as caught:
        Store(tmp_path).load("sepolia")
    assert "Restore it from git" in caught.value.hint


def test_address_explains_a_missing_contract() -> None:
    with pytest.raises(AntuError, match="has no market"):
        record("sepolia").address("market")


def test_network_name_tells_ecosystems_apart() -> None:
    assert network_name("ethereum", "sepolia") == "sepolia"
    assert network_name("base", "sepolia") == "base-sepolia"


def test_parameters_go_to_the_deployer_unless_given() -> None:
    given = parameters(address(1), {"keeper": address(2), "guardian": None})
    assert {getattr(given, name) for name in ACCOUNTS if name != "keeper"} == {address(1)}
    assert given.keeper == address(2)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"keper": address(2)}, "no parameter 'keper'"),
        ({"keeper": "0x12"}, "keeper is '0x12', which is no address"),
        ({"treasury": address(0)}, "treasury is the zero address"),
        ({"fee_bps": 1_001}, "fee_bps is 1001"),
        ({"fee_bps": -1}, "fee_bps is -1"),
        ({"fee_bps": "5%"}, "fee_bps is '5%', which is no whole number"),
        ({"tolerance_bps": 4_999}, "tolerance_bps is 4999"),
        ({"regions": 0}, "regions is 0"),
        ({"regions": 0x10000}, "regions is 65536"),
    ],
)
def test_parameters_explain_what_is_wrong(given: dict, message: str) -> None:
    with pytest.raises(AntuError, match=message) as caught:
        parameters(address(1), given)
    assert caught.value.hint
