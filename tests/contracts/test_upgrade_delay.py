"""Every upgrade waits 7 days in public, and the guardian can cancel it: the ways round that are refused."""

import pytest
from ape import chain
from eth_utils.crypto import keccak

from antu.enums import DAY
from antu.roles import AccessRole
from tests.helpers import emitted, reverts

PUBLIC_ROLE = 2**64 - 1
WEEK = 7 * DAY
PROXIES = ["market", "shares", "energy"]
MANAGED = [*PROXIES, "token", "uf", "allow_list", "vacant"]
OTHER_ROLES = [role for role in AccessRole if role is not AccessRole.UPGRADER] + [PUBLIC_ROLE]

UPGRADE = keccak(text="upgradeToAndCall(address,bytes)")[:4]
SET_AUTHORITY = keccak(text="setAuthority(address)")[:4]


# THE WAYS ROUND


@pytest.mark.parametrize("delay", [0, WEEK - 1])
def test_grantRole_reverts_when_upgrader_would_wait_less(authority, admin, stranger, delay):
    with reverts(authority.UpgradeDelayTooShort, delay=delay, minimum=WEEK):
        authority.grantRole(AccessRole.UPGRADER, stranger, delay, sender=admin)


def test_grantRole_reverts_when_upgrader_is_freed_of_the_delay(authority, admin, stranger):
    authority.grantRole(AccessRole.UPGRADER, stranger, WEEK, sender=admin)
    with reverts(authority.UpgradeDelayTooShort, delay=0, minimum=WEEK):
        authority.grantRole(AccessRole.UPGRADER, stranger, 0, sender=admin)
    assert tuple(authority.hasRole(AccessRole.UPGRADER, stranger)) == (True, WEEK)


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_setTargetFunctionRole_reverts_when_upgrades_go_to_another_role(authority, admin, market, role):
    with reverts(authority.UpgradesBelongToUpgrader, roleId=role):
        authority.setTargetFunctionRole(market, [UPGRADE], role, sender=admin)


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_setRoleGuardian_keeps_the_guardian_of_upgrades(authority, admin, role):
    if role == AccessRole.GUARDIAN:
        authority.setRoleGuardian(AccessRole.UPGRADER, role, sender=admin)
    else:
        with reverts(authority.UpgradesAreGuarded, guardian=role):
            authority.setRoleGuardian(AccessRole.UPGRADER, role, sender=admin)
    assert authority.getRoleGuardian(AccessRole.UPGRADER) == AccessRole.GUARDIAN


def test_setRoleGuardian_gives_other_roles_another_guardian(authority, admin):
    authority.setRoleGuardian(AccessRole.KEEPER, AccessRole.OPERATOR, sender=admin)
    assert authority.getRoleGuardian(AccessRole.KEEPER) == AccessRole.OPERATOR


@pytest.mark.parametrize("contract", MANAGED)
def test_updateAuthority_reverts_always(authority, managed, deploy, admin, contract):
    other = deploy("Authority", admin)
    with reverts(authority.AuthorityIsFixed, target=managed(contract)):
        authority.updateAuthority(managed(contract), other, sender=admin)


@pytest.mark.parametrize("contract", MANAGED)
@pytest.mark.parametrize("way", ["execute", "schedule"])
def test_authority_never_calls_setAuthority(authority, managed, deploy, admin, contract, way):
    """The authority may set another authority, and the admin has it call almost anything: not this."""
    target, other = managed(contract), deploy("Authority", admin)
    call = target.setAuthority.encode_input(other)
    when = (chain.pending_timestamp + WEEK,) if way == "schedule" else ()
    with reverts(authority.AccessManagerUnauthorizedCall, caller=admin, target=target, selector=SET_AUTHORITY):
        getattr(authority, way)(target, call, *when, sender=admin)
    assert target.authority() == authority


def test_setTargetFunctionRole_reverts_when_setAuthority_is_given_away(authority, admin, market):
    with reverts(authority.AccessManagerLockedFunction, selector=SET_AUTHORITY):
        authority.setTargetFunctionRole(market, [SET_AUTHORITY], AccessRole.OPERATOR, sender=admin)


@pytest.mark.parametrize("contract", PROXIES)
def test_upgradeToAndCall_reverts_when_admin_has_no_patience(system, authority, admin, stranger, deploy, contract):
    authority.grantRole(AccessRole.ADMIN, stranger, 0, sender=admin)
    target = getattr(system, contract)
    with reverts(target.AccessManagedUnauthorized, caller=stranger):
        target.upgradeToAndCall(deploy("Vacant"), b"", sender=stranger)


# SCHEDULING


class Upgrade:
    """An upgrade of the market to the tenant it would have next, as the authority knows it."""

    def __init__(self, authority, market, upgrader, implementation):
        self.authority, self.upgrader = authority, upgrader
        self.target, self.implementation = market, implementation
        self.call = market.upgradeToAndCall.encode_input(implementation, b"")
        self.id = authority.hashOperation(upgrader, market, self.call)

    def schedule(self, when=0):
        return self.authority.schedule(self.target, self.call, when, sender=self.upgrader)

    def execute(self):
        return self.authority.execute(self.target, self.call, sender=self.upgrader)

    def cancel(self, sender):
        return self.authority.cancel(self.upgrader, self.target, self.call, sender=sender)


@pytest.fixture
def upgrade(authority, market, upgrader, deploy):
    return Upgrade(authority, market, upgrader, deploy("Vacant"))


def test_schedule_sets_the_day_for_all_to_see(authority, upgrade, market, upgrader):
    nonce = authority.getNonce(upgrade.id)
    receipt = upgrade.schedule()
    expected = {
        "operationId": upgrade.id,
        "nonce": nonce + 1,
        "schedule": receipt.timestamp + WEEK,
        "caller": upgrader,
        "target": market,
        "data": upgrade.call,
    }
    assert emitted(receipt, authority.OperationScheduled) == [expected]
    assert authority.getSchedule(upgrade.id) == receipt.timestamp + WEEK
    assert authority.getNonce(upgrade.id) == nonce + 1


def test_schedule_reverts_when_the_day_is_too_early(authority, upgrade, market, upgrader, next_block_at, now):
    at = now() + 10
    next_block_at(at)
    refusal = {"caller": upgrader, "target": market, "selector": UPGRADE}
    with reverts(authority.AccessManagerUnauthorizedCall, **refusal):
        upgrade.schedule(when=at + WEEK - 1)


def test_schedule_reverts_when_it_is_already(authority, upgrade):
    upgrade.schedule()
    with reverts(authority.AccessManagerAlreadyScheduled, operationId=upgrade.id):
        upgrade.schedule()


def test_execute_reverts_when_nothing_was_scheduled(authority, upgrade, market, upgrader):
    with reverts(authority.AccessManagerNotScheduled, operationId=upgrade.id):
        upgrade.execute()
    with reverts(authority.AccessManagerNotScheduled, operationId=upgrade.id):
        market.upgradeToAndCall(upgrade.implementation, b"", sender=upgrader)


def test_execute_waits_7_days_to_the_second(authority, upgrade, next_block_at):
    day = upgrade.schedule().timestamp + WEEK
    next_block_at(day - 1)
    with reverts(authority.AccessManagerNotReady, operationId=upgrade.id):
        upgrade.execute()
    next_block_at(day)
    receipt = upgrade.execute()
    assert emitted(receipt, authority.OperationExecuted) == [
        {"operationId": upgrade.id, "nonce": authority.getNonce(upgrade.id)}
    ]


def test_execute_reverts_when_upgrade_was_not_announced(authority, market, upgrader, upgrade, deploy, time_travel):
    upgrade.schedule()
    time_travel(days=7)
    other = Upgrade(authority, market, upgrader, deploy("Vacant"))
    with reverts(authority.AccessManagerNotScheduled, operationId=other.id):
        other.execute()


def test_execute_reverts_when_the_week_after_has_passed(authority, upgrade, next_block_at):
    end = upgrade.schedule().timestamp + WEEK + authority.expiration()
    next_block_at(end)
    with reverts(authority.AccessManagerExpired, operationId=upgrade.id):
        upgrade.execute()
    assert authority.getSchedule(upgrade.id) == 0


def test_execute_reverts_when_upgrader_lost_the_role(authority, upgrade, admin, upgrader, market, time_travel):
    upgrade.schedule()
    time_travel(days=7)
    authority.revokeRole(AccessRole.UPGRADER, upgrader, sender=admin)
    with reverts(authority.AccessManagerUnauthorizedCall, caller=upgrader, target=market, selector=UPGRADE):
        upgrade.execute()


# CANCELLING


def test_cancel_by_the_guardian_ends_the_upgrade(authority, upgrade, guardian, time_travel):
    upgrade.schedule()
    receipt = upgrade.cancel(sender=guardian)
    assert emitted(receipt, authority.OperationCanceled) == [
        {"operationId": upgrade.id, "nonce": authority.getNonce(upgrade.id)}
    ]
    time_travel(days=7)
    with reverts(authority.AccessManagerNotScheduled, operationId=upgrade.id):
        upgrade.execute()


def test_cancel_reverts_when_stranger_cancels(authority, upgrade, upgrader, market, stranger):
    upgrade.schedule()
    refusal = {"msgsender": stranger, "caller": upgrader, "target": market, "selector": UPGRADE}
    with reverts(authority.AccessManagerUnauthorizedCancel, **refusal):
        upgrade.cancel(sender=stranger)


def test_cancel_reverts_when_nothing_was_scheduled(authority, upgrade, guardian):
    with reverts(authority.AccessManagerNotScheduled, operationId=upgrade.id):
        upgrade.cancel(sender=guardian)


def test_consumeScheduledOp_reverts_when_contract_does_not_ask(authority, upgrade, market, upgrader, account_of):
    """Else somebody could spend the schedule, and the upgrade would never happen."""
    upgrade.schedule()
    with reverts(authority.AccessManagerUnauthorizedConsume, target=market):
        authority.consumeScheduledOp(upgrader, upgrade.call, sender=account_of(market))
