"""Roles: escalation through the authority's delays, batches and grants, and what an admin gone rogue can trap."""

import pytest
from ape import chain

from antu.enums import DAY, UPGRADE_DELAY_SECONDS
from antu.money import BASE_CASE
from antu.roles import PUBLIC_ROLE, AccessRole
from tests.helpers import signed_request
from tests.helpers.mocks import mock

GOAL = BASE_CASE.goal
DOCUMENT = b"a document".ljust(32)
PROXIES = ("market", "shares", "energy")


def _calls(market, token, account):
    """What an attacker would do with each role."""
    return [
        (market, market.setTreasury.encode_input(account)),
        (market, market.setFee.encode_input(1_000)),
        (market, market.resolve.encode_input(1, False)),
        (token, token.mint.encode_input(account, 10**9, DOCUMENT)),
        (token, token.publishReserve.encode_input(10**18, DOCUMENT)),
        (market, market.upgradeToAndCall.encode_input(account, b"")),
    ]


def test_escalation_by_a_stranger(attack, attempt, authority, market, token, stranger):
    """A stranger gives itself roles, schedules and executes what only roles may, alone and in a multicall, cancels and
    consumes others' operations, relabels roles.

    The authority asks for the role each time, whoever brings the call."""
    with attack(stranger):
        give = [authority.grantRole.encode_input(role, stranger, UPGRADE_DELAY_SECONDS) for role in AccessRole]
        for role in AccessRole:
            assert not attempt(authority.grantRole, stranger, role, stranger, UPGRADE_DELAY_SECONDS)
        assert not attempt(authority.multicall, stranger, give)
        for target, call in _calls(market, token, stranger):
            assert not attempt(authority.execute, stranger, target, call)
            assert not attempt(authority.schedule, stranger, target, call, 0)
            both = [authority.schedule.encode_input(target, call, 0), authority.execute.encode_input(target, call)]
            assert not attempt(authority.multicall, stranger, both)
            assert not attempt(authority.consumeScheduledOp, stranger, stranger, call)
        assert not attempt(authority.labelRole, stranger, AccessRole.OPERATOR, "HELPER")
        assert not attempt(authority.setTargetClosed, stranger, market, True)


@pytest.mark.parametrize("role", [role for role in AccessRole if role is not AccessRole.ADMIN], ids=lambda r: r.name)
def test_escalation_by_one_role(attack, attempt, authority, market, admin, stranger, role):
    """Who holds one role gives itself, or an accomplice, another one, takes roles from others, or shortens delays.

    Only the admin grants; the guardian cancels, and nothing else."""
    authority.grantRole(role, stranger, role.execution_delay, sender=admin)
    with attack(stranger):
        for other in AccessRole:
            assert not attempt(authority.grantRole, stranger, other, stranger, UPGRADE_DELAY_SECONDS)
            assert not attempt(authority.revokeRole, stranger, other, admin)
            assert not attempt(authority.setRoleAdmin, stranger, other, role)
            assert not attempt(authority.setRoleGuardian, stranger, other, role)
            assert not attempt(authority.setGrantDelay, stranger, other, 0)
        assert not attempt(authority.setTargetAdminDelay, stranger, market, 0)
        assert not attempt(authority.setTargetClosed, stranger, market, True)
        assert not attempt(authority.setTargetFunctionRole, stranger, market, [b"\1\2\3\4"], role)


def test_escalation_after_revocation(attack, attempt, authority, market, admin, stranger):
    """A keeper's, an operator's and an arbiter's role are taken away; it goes on with what it did, or had scheduled
    while it still held them, and renounces in another's name.

    Roles are asked for when a call is made; what was scheduled before does not help."""
    held = (AccessRole.KEEPER, AccessRole.OPERATOR, AccessRole.ARBITER)
    for role in held:
        authority.grantRole(role, stranger, 10, sender=admin)
    treasury = market.setTreasury.encode_input(stranger)
    authority.schedule(market, treasury, 0, sender=stranger)
    with attack(stranger):
        for role in held:
            authority.revokeRole(role, stranger, sender=admin)
        chain.provider.set_timestamp(chain.pending_timestamp + 60)
        assert not attempt(market.setTreasury, stranger, stranger)
        assert not attempt(authority.execute, stranger, market, treasury)
        assert not attempt(market.matchBatch, stranger, [])
        for role in held:
            assert not attempt(authority.renounceRole, stranger, role, admin)


def test_escalation_by_executing_early(attack, attempt, authority, market, admin, stranger, time_travel):
    """An operator that has to wait a day executes at once, within a multicall, or twice what it scheduled once.

    A delay is counted from the announcement, and each announcement is used once."""
    authority.grantRole(AccessRole.OPERATOR, stranger, DAY, sender=admin)
    call = market.setFee.encode_input(1)
    with attack(stranger):
        assert not attempt(market.setFee, stranger, 1)
        both = [authority.schedule.encode_input(market, call, 0), authority.execute.encode_input(market, call)]
        assert not attempt(authority.multicall, stranger, both)
        assert attempt(authority.schedule, stranger, market, call, 0)
        time_travel(seconds=DAY)
        assert attempt(authority.execute, stranger, market, call)
        assert not attempt(authority.execute, stranger, market, call)
        assert not attempt(market.setFee, stranger, 1)


def test_rogue_admin_upgrades_at_once(attack, attempt, authority, system, admin, stranger, time_travel):
    """The admin wants an upgrade without its 7 days: an upgrader without delay, no delay for grants or targets, the
    function for another role or everybody, another authority, roles in circles; all of it in one multicall too.

    The delay, the role and the authority of upgrades are code; the shortest way is 7 days, for all to see."""
    market = system.market
    thief = admin.deploy(mock("Thief"))
    upgrade = market.upgradeToAndCall.encode_input(thief, b"")
    selector = upgrade[:4]
    upgrader = AccessRole.UPGRADER
    ways = [
        (authority.grantRole, upgrader, stranger, 0),
        (authority.grantRole, upgrader, stranger, UPGRADE_DELAY_SECONDS - 1),
        (authority.setTargetFunctionRole, market, [selector], AccessRole.ADMIN),
        (authority.setTargetFunctionRole, market, [selector], PUBLIC_ROLE),
        (authority.updateAuthority, market, stranger),
        (authority.execute, market, market.setAuthority.encode_input(stranger)),
        (authority.execute, market, upgrade),
        (authority.setRoleGuardian, upgrader, AccessRole.ADMIN),
    ]
    helping = [
        (authority.grantRole, upgrader, admin, UPGRADE_DELAY_SECONDS),
        (authority.setGrantDelay, upgrader, 0),
        (authority.setTargetAdminDelay, market, 0),
        (authority.setRoleAdmin, upgrader, AccessRole.UPGRADER),
        (authority.setRoleAdmin, AccessRole.OPERATOR, AccessRole.OPERATOR),
        (authority.labelRole, upgrader, "NOBODY"),
    ]
    with attack(admin, stranger):
        for method, *given in helping:
            attempt(method, admin, *given)
        for method, *given in ways:
            assert not attempt(method, admin, *given)
            with_upgrade = [method.encode_input(*given), authority.schedule.encode_input(market, upgrade, 0)]
            assert not attempt(authority.multicall, admin, with_upgrade)
        for account in (admin, stranger):
            assert not attempt(market.upgradeToAndCall, account, thief, b"")
        assert attempt(authority.schedule, admin, market, upgrade, 0)
        time_travel(seconds=UPGRADE_DELAY_SECONDS - 60)
        assert not attempt(market.upgradeToAndCall, admin, thief, b"")


def test_rogue_admin_traps_exits(
    attack, attempt, authority, system, admin, owner, funders, stranger, expired_project, operating_project,
    sign_reading, time_travel,
):  # fmt: skip
    """The admin closes every contract (`setTargetClosed`) and takes all roles away, to keep what people have in there.

    Closing stops what asks for a role; no exit does."""
    market, shares, energy, token = system.market, system.shares, system.energy, system.token
    victim = funders[0]
    expired = expired_project(crowdfunded=True, payments=[(victim, 1_000)])
    operating = operating_project(crowdfunded=True)
    energy.deposit(10_000, sender=owner)
    time_travel(days=10)
    energy.report(sign_reading(operating, 100_000), sender=stranger)
    energy.deposit(500, sender=victim)
    with attack(admin) as it:
        for name in (*PROXIES, "token"):
            assert attempt(authority.setTargetClosed, admin, getattr(system, name), True)
        for way in (
            (market.refund, victim, expired),
            (shares.claim, victim, [operating]),
            (shares.transfer, victim, stranger, operating, 0),
            (energy.withdraw, victim, 500),
            (energy.settle, owner, operating, owner, 10),
            (token.redeem, victim, 700, DOCUMENT),
        ):
            assert attempt(*way)
        it.goods_moved(None, victim, 700)  # which the bank pays


def test_forwarder_given_roles_by_mistake(attack, attempt, authority, system, forwarder, admin, stranger, vendor):
    """The forwarder is given every role but the upgrader's; a stranger signs requests for all that they may.

    Roles act in person: the contracts refuse a restricted call that comes through the forwarder, and the authority and
    the token do not believe it at all."""
    for role in AccessRole:
        authority.grantRole(role, forwarder, role.execution_delay, sender=admin)
    market, token = system.market, system.token
    wanted = [
        (market.setTreasury, stranger),
        (market.setFee, 1_000),
        (market.pause,),
        (system.energy.registerCooperative, stranger, 0xFFFF, 0),
        (token.mint, stranger, 10**9, DOCUMENT),
        (authority.grantRole, AccessRole.ADMIN, stranger, 0),
        (authority.execute, market, market.setFee.encode_input(0)),
    ]
    with attack(stranger, vendor):
        for call, *given in wanted:
            request = signed_request(forwarder, stranger, call, *given)
            assert not attempt(forwarder.execute, vendor, request)
        assert market.treasury() != stranger


def test_signed_order_of_a_role(attack, attempt, authority, forwarder, market, admin, owner, stranger, vendor):
    """A relayer brings what an operator signed, at a moment of its choosing.

    What needs a role is refused through the forwarder, also when it was signed by who has it."""
    authority.grantRole(AccessRole.OPERATOR, owner, 0, sender=admin)
    request = signed_request(forwarder, owner, market.setFee, 1_000)
    with attack(stranger, vendor):
        assert not attempt(forwarder.execute, vendor, request)
    assert market.settings().feeBps < 1_000
