"""The check finds whatever differs from what was wanted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from antu.deployment import Record, Row, Store, begin, check, execute, parameters
from antu.deployment.check import TAKEN
from antu.roles import PERMISSIONS, PUBLIC_ROLE, AccessRole
from tests.antu.deployment.fake_chain import DEPLOYER, FakeChain, address


@pytest.fixture
def deployed(tmp_path: Path) -> tuple[FakeChain, Record]:
    chain, store = FakeChain(), Store(tmp_path)
    record = begin(chain, store, "testnet", "c0ffee", parameters(DEPLOYER, {"issuer": address(12)}), False)
    return chain, execute(chain, store, record).record


def test_check_has_a_row_for_every_permission_and_role(deployed: tuple[FakeChain, Record]) -> None:
    things = [row.thing for row in check(*deployed)]
    for permission in PERMISSIONS:
        assert permission.contract == "allow_list" or any(
            thing.startswith(f"{permission.contract}.{permission.name}:") for thing in things
        )
    for role in AccessRole:
        assert f"{role.name}: members" in things
    assert len(things) == len(set(things))


def stray_member(chain: FakeChain, record: Record) -> None:
    chain._grant(AccessRole.KEEPER, address(66), 0)


def other_fee(chain: FakeChain, record: Record) -> None:
    chain.state[record.address("market")]["feeBps"] = 900


def other_implementation(chain: FakeChain, record: Record) -> None:
    chain.behind[record.address("shares")] = address(66)


def closed_class(chain: FakeChain, record: Record) -> None:
    chain.state[record.address("market")]["openClasses"] = 0b1111011


def open_function(chain: FakeChain, record: Record) -> None:
    mint = next(permission for permission in PERMISSIONS if permission.name == "mint")
    chain.function_roles[record.address("token"), mint.selector] = AccessRole.OPERATOR


def short_delay(chain: FakeChain, record: Record) -> None:
    chain.members[AccessRole.UPGRADER, DEPLOYER] = 43_200


def other_token(chain: FakeChain, record: Record) -> None:
    chain.state[record.address("energy")]["TOKEN"] = address(66)


def other_forwarder(chain: FakeChain, record: Record) -> None:
    chain.state[record.address("shares")]["trustedForwarder"] = address(66)


def lost_member(chain: FakeChain, record: Record) -> None:
    del chain.members[AccessRole.GUARDIAN, DEPLOYER]


def public_function(chain: FakeChain, record: Record) -> None:
    resolve = next(permission for permission in PERMISSIONS if permission.name == "resolve")
    chain.function_roles[record.address("market"), resolve.selector] = PUBLIC_ROLE


def unknown_granter(chain: FakeChain, record: Record) -> None:
    chain.role_admins[AccessRole.ISSUER] = 42


def stray_guardian(chain: FakeChain, record: Record) -> None:
    chain.guardians[AccessRole.ARBITER] = AccessRole.KEEPER


def closed_token(chain: FakeChain, record: Record) -> None:
    chain.closed.add(record.address("token"))


def credulous_verifier(chain: FakeChain, record: Record) -> None:
    """As where the precompile's address has other code, which answers something to everything."""
    chain.verifies = lambda signature: TAKEN


def deaf_verifier(chain: FakeChain, record: Record) -> None:
    chain.verifies = lambda signature: b"\xff" * 4


@pytest.mark.parametrize(
    ("change", "thing", "found"),
    [
        (stray_member, "KEEPER: members", f"{DEPLOYER}, {address(66)}"),
        (other_fee, "market: fee_bps", "900"),
        (other_implementation, "shares: implementation", address(66)),
        (closed_class, "market: class 2, Wp", "0"),
        (open_function, "token.mint: role", "OPERATOR"),
        (short_delay, "UPGRADER: members", f"{DEPLOYER} +0.5d"),
        (other_token, "energy: token", address(66)),
        (other_forwarder, "shares: forwarder", address(66)),
        (public_function, "market.resolve: role", "everybody"),
        (unknown_granter, "ISSUER: granted by", "role 42"),
        (stray_guardian, "ARBITER: cancelled by", "KEEPER"),
        (closed_token, "token: closed", "yes"),
        (lost_member, "GUARDIAN: members", "nobody"),
        (credulous_verifier, "verifier: takes a bad signature", "yes"),
        (deaf_verifier, "verifier: takes a good signature", "no"),
    ],
)
def test_check_finds(
    deployed: tuple[FakeChain, Record], change: Callable[[FakeChain, Record], None], thing: str, found: str
) -> None:
    chain, record = deployed
    change(chain, record)
    wrong: dict[str, Row] = {row.thing: row for row in check(chain, record) if not row.ok}
    assert wrong[thing].found == found
