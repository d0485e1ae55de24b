"""Who may do what: the wiring of the roles, and what the admin can and cannot do with them."""

import pytest
from ape import chain
from eth_utils.abi import function_signature_to_4byte_selector

from antu.enums import DAY
from antu.roles import AccessRole
from scripts._chain.adapter import logs
from tests.helpers import emitted, reverts

NOBODY = "0x" + "0" * 40
PUBLIC_ROLE = 2**64 - 1
WEEK = 7 * DAY
ROLES = [role for role in AccessRole if role != AccessRole.ADMIN]

# Each function that is not everybody's, its role, and the arguments of a call.
RESTRICTED = {
    "token": {
        "mint": (AccessRole.ISSUER, (NOBODY, 1, b"")),
        "publishReserve": (AccessRole.ATTESTOR, (0, b"")),
    },
    "market": {
        "matchBatch": (AccessRole.KEEPER, ([],)),
        "setFee": (AccessRole.OPERATOR, (0,)),
        "setTreasury": (AccessRole.OPERATOR, (NOBODY,)),
        "setEligibility": (AccessRole.OPERATOR, (NOBODY,)),
        "openClass": (AccessRole.OPERATOR, (0, 1)),
        "closeClass": (AccessRole.OPERATOR, (0,)),
        "setRegions": (AccessRole.OPERATOR, (0,)),
        "pause": (AccessRole.GUARDIAN, ()),
        "unpause": (AccessRole.GUARDIAN, ()),
        "uphold": (AccessRole.ARBITER, (0, b"")),
        "resolve": (AccessRole.ARBITER, (0, False)),
        "upgradeToAndCall": (AccessRole.UPGRADER, (NOBODY, b"")),
    },
    "shares": {
        "approveSpending": (AccessRole.ARBITER, (0, NOBODY, 0, b"")),
        "upgradeToAndCall": (AccessRole.UPGRADER, (NOBODY, b"")),
    },
    "energy": {
        "registerCooperative": (AccessRole.OPERATOR, (NOBODY, 0, 0)),
        "setCooperativeRegions": (AccessRole.OPERATOR, (0, 0)),
        "setTolerance": (AccessRole.OPERATOR, (0,)),
        "restoreMeter": (AccessRole.ARBITER, (0,)),
        "replaceMeter": (AccessRole.ARBITER, (0, b"", 0, 0)),
        "retireMeter": (AccessRole.ARBITER, (0,)),
        "moveProject": (AccessRole.ARBITER, (0, 0)),
        "pause": (AccessRole.GUARDIAN, ()),
        "unpause": (AccessRole.GUARDIAN, ()),
        "upgradeToAndCall": (AccessRole.UPGRADER, (NOBODY, b"")),
    },
    "uf": {
        "publish": (AccessRole.INDEXER, (0, 0)),
        "setMaxChange": (AccessRole.OPERATOR, (0,)),
    },
    "allow_list": {
        "set": (AccessRole.OPERATOR, ([], True)),
    },
}
MANAGED = ["token", "uf", "market", "shares", "energy", "allow_list", "vacant"]
CALLS = [(contract, name) for contract, functions in RESTRICTED.items() for name in functions]


@pytest.fixture(scope="module")
def holders(authority, admin, crowd):
    """For each role an account that has this role and no other."""
    accounts = dict(zip(ROLES, crowd(len(ROLES)), strict=True))
    for role, account in accounts.items():
        authority.grantRole(role, account, role.execution_delay, sender=admin)
    return accounts


def selector_of(method):
    return function_signature_to_4byte_selector(method.abis[0].selector)


# WIRING


def test_roles_have_their_numbers(authority):
    assert {role: getattr(authority, role.name)() for role in ROLES} == {role: int(role) for role in ROLES}
    assert (authority.ADMIN_ROLE(), authority.PUBLIC_ROLE()) == (AccessRole.ADMIN, PUBLIC_ROLE)
    assert authority.UPGRADE_DELAY() == WEEK


def test_roles_are_labelled_when_the_authority_is_made(admin, deploy):
    made = deploy("Authority", admin)
    labels = {log.roleId: log.label for log in logs(made.RoleLabel, chain.blocks.height)}
    assert labels == {int(role): role.name for role in ROLES}


def test_deploy_reverts_when_nobody_is_admin(authority, deploy):
    with reverts(authority.AccessManagerInvalidInitialAdmin, initialAdmin=NOBODY):
        deploy("Authority", NOBODY)


@pytest.mark.parametrize(("contract", "name"), CALLS)
def test_function_is_of_its_role_alone(authority, managed, holders, contract, name):
    role, _ = RESTRICTED[contract][name]
    target = managed(contract)
    selector = selector_of(getattr(target, name))
    at_once = role is not AccessRole.UPGRADER
    expected = {each: (at_once, role.execution_delay) if each is role else (False, 0) for each in ROLES}
    found = {each: tuple(authority.canCall(account, target, selector)) for each, account in holders.items()}
    assert found == expected


@pytest.mark.parametrize(("contract", "name"), CALLS)
def test_function_reverts_when_stranger_calls(managed, stranger, contract, name):
    target = managed(contract)
    _, arguments = RESTRICTED[contract][name]
    with reverts(target.AccessManagedUnauthorized, caller=stranger):
        getattr(target, name)(*arguments, sender=stranger)


@pytest.mark.parametrize("contract", RESTRICTED)
def test_no_other_function_has_a_role(authority, managed, contract):
    target = managed(contract)
    given = {
        abi.name
        for abi in target.contract_type.mutable_methods
        if authority.getTargetFunctionRole(target, function_signature_to_4byte_selector(abi.selector))
    }
    assert given == set(RESTRICTED[contract])


def test_guardian_guards_the_upgrader(authority):
    assert authority.getRoleGuardian(AccessRole.UPGRADER) == AccessRole.GUARDIAN


# THE ADMIN GIVES AND TAKES


def test_grantRole_and_revokeRole_hold_at_once(authority, admin, token, stranger):
    receipt = authority.grantRole(AccessRole.ISSUER, stranger, 0, sender=admin)
    (granted,) = emitted(receipt, authority.RoleGranted)
    assert (granted["roleId"], granted["account"], granted["delay"]) == (AccessRole.ISSUER, stranger, 0)
    assert tuple(authority.hasRole(AccessRole.ISSUER, stranger)) == (True, 0)
    token.mint(stranger, 1, b"one deposit", sender=stranger)

    receipt = authority.revokeRole(AccessRole.ISSUER, stranger, sender=admin)
    assert emitted(receipt, authority.RoleRevoked) == [{"roleId": AccessRole.ISSUER, "account": stranger}]
    assert authority.getAccess(AccessRole.ISSUER, stranger).since == 0
    with reverts(token.AccessManagedUnauthorized, caller=stranger):
        token.mint(stranger, 1, b"another deposit", sender=stranger)


def test_grantRole_reverts_when_stranger_grants(authority, stranger):
    refusal = {"msgsender": stranger, "roleId": AccessRole.ADMIN}
    with reverts(authority.AccessManagerUnauthorizedAccount, **refusal):
        authority.grantRole(AccessRole.ADMIN, stranger, 0, sender=stranger)


def test_grantRole_reverts_when_role_is_everybodys(authority, admin, stranger):
    with reverts(authority.AccessManagerLockedRole, roleId=PUBLIC_ROLE):
        authority.grantRole(PUBLIC_ROLE, stranger, 0, sender=admin)


def test_renounceRole_is_for_the_holder(authority, holders):
    keeper, arbiter = holders[AccessRole.KEEPER], holders[AccessRole.ARBITER]
    with reverts(authority.AccessManagerBadConfirmation):
        authority.renounceRole(AccessRole.KEEPER, keeper, sender=arbiter)
    authority.renounceRole(AccessRole.KEEPER, keeper, sender=keeper)
    assert not authority.hasRole(AccessRole.KEEPER, keeper).isMember


def test_multicall_does_several_things_as_the_caller(authority, admin, stranger):
    wanted = [AccessRole.KEEPER, AccessRole.ARBITER]
    calls = [authority.grantRole.encode_input(role, stranger, 0) for role in wanted]
    with reverts(authority.AccessManagerUnauthorizedAccount, msgsender=stranger, roleId=AccessRole.ADMIN):
        authority.multicall(calls, sender=stranger)
    authority.multicall(calls, sender=admin)
    assert [role for role in ROLES if authority.hasRole(role, stranger).isMember] == wanted


def test_role_can_have_an_admin_a_delay_and_a_label(authority, admin, holders, stranger):
    keepers, matcher = AccessRole.KEEPER, holders[AccessRole.OPERATOR]
    receipt = authority.setRoleAdmin(keepers, AccessRole.OPERATOR, sender=admin)
    assert emitted(receipt, authority.RoleAdminChanged) == [{"roleId": keepers, "admin": AccessRole.OPERATOR}]
    assert authority.getRoleAdmin(keepers) == AccessRole.OPERATOR
    authority.grantRole(keepers, stranger, 0, sender=matcher)

    receipt = authority.setGrantDelay(keepers, DAY, sender=admin)
    (changed,) = emitted(receipt, authority.RoleGrantDelayChanged)
    assert (changed["roleId"], changed["delay"]) == (keepers, DAY)
    assert authority.getRoleGrantDelay(keepers) == 0, "a delay begins after the notice"

    receipt = authority.labelRole(keepers, "MATCHER", sender=admin)
    assert emitted(receipt, authority.RoleLabel) == [{"roleId": keepers, "label": "MATCHER"}]
    receipt = authority.setRoleGuardian(keepers, AccessRole.GUARDIAN, sender=admin)
    assert emitted(receipt, authority.RoleGuardianChanged) == [{"roleId": keepers, "guardian": AccessRole.GUARDIAN}]


def test_setTargetAdminDelay_begins_after_a_notice(authority, admin, market, time_travel):
    receipt = authority.setTargetAdminDelay(market, DAY, sender=admin)
    (changed,) = emitted(receipt, authority.TargetAdminDelayUpdated)
    assert (changed["target"], changed["delay"]) == (market, DAY)
    assert authority.getTargetAdminDelay(market) == 0
    time_travel(seconds=authority.minSetback())
    assert authority.getTargetAdminDelay(market) == DAY


def test_setTargetClosed_stops_roles_and_no_exit(authority, admin, energy, operator, owner):
    energy.deposit(100, sender=owner)
    receipt = authority.setTargetClosed(energy, True, sender=admin)
    assert emitted(receipt, authority.TargetClosed) == [{"target": energy, "closed": True}]
    assert authority.isTargetClosed(energy)
    with reverts(energy.AccessManagedUnauthorized, caller=operator):
        energy.setTolerance(9_000, sender=operator)
    energy.withdraw(100, sender=owner)


def test_execute_calls_as_the_role_that_the_caller_has(authority, market, holders, stranger):
    operator = holders[AccessRole.OPERATOR]
    call = market.setFee.encode_input(123)
    with reverts(
        authority.AccessManagerUnauthorizedCall, caller=stranger, target=market, selector=selector_of(market.setFee)
    ):
        authority.execute(market, call, sender=stranger)
    authority.execute(market, call, sender=operator)
    assert market.settings().feeBps == 123


def test_execute_reverts_when_target_has_no_such_function(authority, admin, market, stranger):
    with reverts(authority.FailedCall):
        authority.execute(market, b"none", sender=admin)
    with reverts(authority.AddressEmptyCode, target=stranger):
        authority.execute(stranger, b"none", sender=admin)


# THE CONTRACTS OBEY


@pytest.mark.parametrize("contract", MANAGED)
def test_contract_obeys_the_authority(authority, managed, contract):
    target = managed(contract)
    assert target.authority() == authority
    assert target.isConsumingScheduledOp() == bytes(4)


@pytest.mark.parametrize("contract", MANAGED)
def test_setAuthority_is_for_the_authority_alone(authority, managed, admin, account_of, deploy, stranger, contract):
    """Whoever made the authority call it would own the contract; that nobody can test_upgrade_delay.py shows."""
    target, other = managed(contract), deploy("Authority", stranger)
    with reverts(target.AccessManagedUnauthorized, caller=admin):
        target.setAuthority(other, sender=admin)
    itself = account_of(authority)
    with reverts(target.AccessManagedInvalidAuthority, authority=stranger):
        target.setAuthority(stranger, sender=itself)
    receipt = target.setAuthority(other, sender=itself)
    assert emitted(receipt, target.AuthorityUpdated) == [{"authority": other}]
