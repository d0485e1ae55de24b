"""A market for money that is real belongs to multisigs, and the check proves it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from antu.deployment import (
    Multisig,
    Operation,
    Record,
    Row,
    Store,
    begin,
    check,
    execute,
    parameters,
    require_multisigs,
)
from antu.errors import AntuError
from antu.roles import PERMISSIONS, AccessRole
from tests.antu.deployment.fake_chain import DEPLOYER, FakeChain, address

SAFE, OTHER_SAFE, PERSON = address(20), address(21), address(22)
OWNERS = (address(31), address(32), address(33))


@pytest.fixture
def fake() -> FakeChain:
    chain = FakeChain()
    chain.multisigs = {SAFE: Multisig(2, OWNERS), OTHER_SAFE: Multisig(3, OWNERS)}
    return chain


@pytest.fixture
def deployed(fake: FakeChain, tmp_path: Path) -> tuple[FakeChain, Record]:
    store = Store(tmp_path)
    given = parameters(DEPLOYER, {"multisig": SAFE, "keeper": PERSON})
    return fake, execute(fake, store, begin(fake, store, "testnet", "c0ffee", given, False)).record


def upgrade_of(record: Record, number: int) -> Operation:
    upgrade = next(each for each in PERMISSIONS if each.name == "upgradeToAndCall")
    return Operation(f"0x{number:064x}", record.address("shares"), upgrade.selector)


def test_parameters_give_the_multisig_whatever_nobody_else_is_given() -> None:
    given = parameters(DEPLOYER, {"multisig": SAFE, "keeper": PERSON})
    assert given.keeper == PERSON
    assert {given.holder(role) for role in AccessRole} == {SAFE, PERSON}
    assert given.treasury == SAFE


@pytest.mark.parametrize("settings", [{"multisig": SAFE}, {"multisig": SAFE, "keeper": PERSON, "arbiter": OTHER_SAFE}])
def test_require_multisigs_takes_multisigs_and_a_keeper_of_any_kind(fake: FakeChain, settings: dict) -> None:
    require_multisigs(fake, parameters(DEPLOYER, settings), DEPLOYER)


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({}, f"admin would be {DEPLOYER}, the account that deploys"),
        ({"multisig": SAFE, "keeper": DEPLOYER}, f"keeper would be {DEPLOYER}, the account that deploys"),
        ({"multisig": SAFE, "treasury": DEPLOYER}, f"treasury would be {DEPLOYER}"),
        ({"multisig": SAFE, "guardian": PERSON}, f"guardian would be {PERSON}, which a single key signs for"),
        ({"multisig": SAFE, "treasury": PERSON}, f"treasury would be {PERSON}, which a single key"),
        ({"multisig": address(40)}, f"admin would be {address(40)}, a contract that does not say"),
        ({"multisig": address(41)}, "which 1 of 3 owners can sign for"),
        ({"multisig": address(42)}, "which 4 of 3 owners can sign for"),
    ],
)
def test_require_multisigs_refuses(fake: FakeChain, settings: dict, complaint: str) -> None:
    fake.contracts[address(40)] = ("CLPToken", ())
    fake.multisigs |= {address(41): Multisig(1, OWNERS), address(42): Multisig(4, OWNERS)}
    with pytest.raises(AntuError, match=complaint):
        require_multisigs(fake, parameters(DEPLOYER, settings), DEPLOYER)


def test_check_proves_that_the_deployer_kept_nothing(deployed: tuple[FakeChain, Record]) -> None:
    rows = {row.thing: row for row in check(*deployed)}
    assert [row for row in rows.values() if not row.ok] == []
    assert rows["deployer: roles"].found == "none"
    assert rows["multisig: signatures"].found == "2 or more owners sign"
    assert rows["authority: operations that wait"].found == "none"


def role_kept(chain: FakeChain, record: Record) -> None:
    chain._grant(AccessRole.GUARDIAN, DEPLOYER, 0)
    chain._grant(AccessRole.ADMIN, DEPLOYER, 0)


def one_signature(chain: FakeChain, record: Record) -> None:
    chain.multisigs[SAFE] = Multisig(1, OWNERS)


def multisig_gone(chain: FakeChain, record: Record) -> None:
    del chain.multisigs[SAFE]


def upgrade_waiting(chain: FakeChain, record: Record) -> None:
    chain.operations = {upgrade_of(record, 1): 0, upgrade_of(record, 2): 1_700_000_000}


def unknown_waiting(chain: FakeChain, record: Record) -> None:
    chain.operations = {Operation("0x" + "0" * 63 + "3", address(50), "0x12345678"): 1_700_000_000}


@pytest.mark.parametrize(
    ("change", "thing", "found"),
    [
        (role_kept, "deployer: roles", "ADMIN, GUARDIAN"),
        (one_signature, "multisig: signatures", "1 of 3 owners sign"),
        (multisig_gone, "multisig: signatures", "not a multisig"),
        (upgrade_waiting, "authority: operations that wait", f"shares.upgradeToAndCall 0x{2:064x}"),
        (unknown_waiting, "authority: operations that wait", f"{address(50)}.0x12345678 0x{3:064x}"),
    ],
)
def test_check_finds(
    deployed: tuple[FakeChain, Record], change: Callable[[FakeChain, Record], None], thing: str, found: str
) -> None:
    chain, record = deployed
    change(chain, record)
    wrong: dict[str, Row] = {row.thing: row for row in check(chain, record) if not row.ok}
    assert wrong[thing].found == found
