"""A deployment on a chain that fails wherever it can: it goes on where it stopped, and once done it changes nothing."""

from pathlib import Path

import pytest

from antu.catalog import size_classes
from antu.deployment import Mined, OtherChainError, Outcome, Parameters, Step, Store, begin, check, execute, parameters
from antu.errors import AntuError
from antu.roles import AccessRole
from tests.antu.deployment.fake_chain import DEPLOYER, FakeChain, address

OTHERS = {
    "admin": address(11),
    "issuer": address(12),
    "keeper": address(13),
    "guardian": address(14),
    "upgrader": address(15),
    "treasury": address(16),
    "fee_bps": 300,
    "tolerance_bps": 9_000,
    "regions": 0b1010,
    "allow_list": True,
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def deploy(chain: FakeChain, store: Store, wanted: Parameters | None = None, ephemeral: bool = False) -> Outcome:
    wanted = wanted or parameters(DEPLOYER)
    return execute(chain, store, begin(chain, store, "testnet", "c0ffee", wanted, ephemeral))


@pytest.mark.parametrize("given", [{}, OTHERS])
def test_execute_leaves_what_was_wanted(store: Store, given: dict) -> None:
    chain = FakeChain()
    outcome = deploy(chain, store, parameters(DEPLOYER, given))
    assert outcome.record.complete
    assert outcome.changed
    rows = check(chain, outcome.record)
    assert [row for row in rows if not row.ok] == []
    assert store.load("testnet") == outcome.record


def test_execute_changes_nothing_the_second_time(store: Store) -> None:
    chain = FakeChain()
    first = deploy(chain, store)
    sent, content = list(chain.transactions), store.path("testnet").read_bytes()
    second = deploy(chain, store)
    assert not second.changed
    assert chain.transactions == sent
    assert store.path("testnet").read_bytes() == content
    assert second.record == first.record


@pytest.mark.parametrize("given", [{}, OTHERS])
def test_execute_resumes_after_a_failure_at_every_moment(tmp_path: Path, given: dict) -> None:
    wanted = parameters(DEPLOYER, given)
    moments: list[str] = []
    whole = FakeChain()
    whole.fail = lambda moment: bool(moments.append(moment))
    deploy(whole, Store(tmp_path / "whole"), wanted)
    assert len(moments) > 50

    for failing in range(len(moments)):
        store, chain, seen = Store(tmp_path / str(failing)), FakeChain(), []

        def breaks(moment: str, seen: list[str] = seen, failing: int = failing) -> bool:
            seen.append(moment)
            return len(seen) == failing + 1

        chain.fail = breaks
        with pytest.raises(AntuError, match="connection lost"):
            deploy(chain, store, wanted)
        outcome = deploy(chain, store, wanted)
        assert [row for row in check(chain, outcome.record) if not row.ok] == []
        # A contract whose transaction was mined unnoticed is deployed again; nothing else is ever done twice.
        repeated = len(chain.transactions) - len(whole.transactions)
        assert repeated == moments[failing].startswith("after deploy")


def test_execute_reports_each_step(store: Store) -> None:
    chain, seen = FakeChain(), []

    def observe(step: Step, place: int, count: int, mined: Mined | None) -> None:
        seen.append((step.title, place, count, mined is not None))

    outcome = execute(chain, store, begin(chain, store, "testnet", "c0ffee", parameters(DEPLOYER), False), observe)
    assert [place for _, place, _, _ in seen] == list(range(1, seen[0][2] + 1))
    assert tuple(title for title, _, _, acted in seen if acted) == outcome.done


def test_execute_records_where_everything_is(store: Store) -> None:
    record = deploy(FakeChain(), store).record
    market = record.contracts["market"]
    assert market.contract == "AntuProxy"
    assert market.arguments[0] == record.address("vacant")
    assert (market.deployer, market.block > 0, len(market.transaction)) == (DEPLOYER, True, 66)
    assert record.commit == "c0ffee"
    assert f"open class {size_classes()[-1].id}" in record.wiring


def test_execute_hands_over_before_it_ends(store: Store) -> None:
    chain = FakeChain()
    deploy(chain, store, parameters(DEPLOYER, {"admin": address(11)}))
    assert (AccessRole.ADMIN, address(11)) in chain.members
    assert (AccessRole.ADMIN, DEPLOYER) not in chain.members


def test_begin_refuses_other_parameters_in_the_middle(store: Store) -> None:
    chain = FakeChain()
    chain.fail = lambda moment: moment == "before deploy MarketLens"
    with pytest.raises(AntuError):
        deploy(chain, store)
    chain.fail = lambda moment: False
    with pytest.raises(AntuError, match=r"begun with fee_bps = 5 %, and now it is 3 %"):
        deploy(chain, store, parameters(DEPLOYER, {"fee_bps": 300}))


def test_execute_refuses_another_deployer_in_the_middle(store: Store) -> None:
    chain = FakeChain()
    chain.fail = lambda moment: moment == "before deploy MarketLens"
    with pytest.raises(AntuError):
        deploy(chain, store)
    chain.fail, chain.deployer = lambda moment: False, address(2)
    with pytest.raises(AntuError, match="was begun by"):
        deploy(chain, store)


@pytest.mark.parametrize("restarted", [FakeChain(), FakeChain(chain_id=5)])
def test_begin_refuses_a_restarted_chain(store: Store, restarted: FakeChain) -> None:
    deploy(FakeChain(), store)
    with pytest.raises(OtherChainError, match=r"no code|chain 5") as caught:
        deploy(restarted, store)
    assert "delete deployments/testnet.json" in caught.value.hint
    assert restarted.transactions == []


def test_begin_tells_other_code_from_its_own(store: Store) -> None:
    deploy(FakeChain(), store)
    other = FakeChain()
    other.deploy("AllowList", [address(1)])  # where the record has the authority
    with pytest.raises(OtherChainError, match=r"authority at .* other code"):
        deploy(other, store)


def test_begin_starts_afresh_on_a_restarted_local_chain(store: Store) -> None:
    deploy(FakeChain(), store)
    restarted = FakeChain()
    outcome = deploy(restarted, store, ephemeral=True)
    assert outcome.changed
    assert [row for row in check(restarted, outcome.record) if not row.ok] == []


def test_begin_keeps_the_record_of_a_local_chain_that_lives(store: Store) -> None:
    chain = FakeChain()
    deploy(chain, store)
    assert not deploy(chain, store, ephemeral=True).changed
