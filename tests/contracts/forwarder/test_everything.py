"""A party's signature counts as its call. What roles and Antu's contracts may do counts by nobody's signature."""

import pytest
from ape import chain

from antu.roles import AccessRole
from tests.contracts.forwarder.calls import BY_CONTRACTS, BY_ROLES, BY_SIGNATURE, CONTRACTS, NEVER, World, nothing_for
from tests.helpers import emitted, reverts, signed_request


@pytest.fixture
def situations(request):
    return World(request)


@pytest.fixture
def vendor_with_pesos(vendor, token, energy, mint_clp):
    """The vendor, who has 10 pesos and has approved the energy sales for them."""
    mint_clp(vendor, 10)
    token.approve(energy, 10, sender=vendor)
    return vendor


def method(system, name):
    contract, function = name.split(".")
    return getattr(getattr(system, contract), function)


def logs(receipt, forwarder):
    """All that the contracts said, but for the forwarder itself."""
    return [(log["address"], log["topics"], log["data"]) for log in receipt.logs if log["address"] != forwarder.address]


def test_no_function_is_forgotten(system):
    functions = {
        f"{name}.{function.name}"
        for name in CONTRACTS
        for function in getattr(system, name).contract_type.mutable_methods
    }
    assert functions == {*BY_SIGNATURE, *BY_ROLES, *BY_CONTRACTS, *NEVER}
    assert len(functions) == sum(map(len, (BY_SIGNATURE, BY_ROLES, BY_CONTRACTS, NEVER)))


@pytest.mark.parametrize("name", BY_SIGNATURE)
def test_call_by_signature_does_what_the_signer_does_in_person(
    system, forwarder, situations, relay, now, next_block_at, name
):
    account, arguments = BY_SIGNATURE[name](situations)
    call, at = method(system, name), now() + 10
    with chain.isolate():
        next_block_at(at)
        in_person = logs(call(*arguments, sender=account), forwarder)
    next_block_at(at)
    receipt = relay(account, call, *arguments, gas=1_000_000)
    assert logs(receipt, forwarder) == in_person != []
    told = {"signer": account, "nonce": forwarder.nonces(account) - 1, "success": True}
    assert emitted(receipt, forwarder.ExecutedForwardRequest) == [told]


@pytest.mark.parametrize("name", BY_ROLES)
def test_role_by_signature_is_refused(system, forwarded, request, name):
    """Whoever has the role cannot use it by signature."""
    call, holder = method(system, name), request.getfixturevalue(BY_ROLES[name].name.lower())
    assert system.authority.hasRole(BY_ROLES[name], holder).isMember
    arguments = nothing_for(call)
    with reverts(call.contract.AccessManagedUnauthorized, caller=holder):
        forwarded(holder, call, *arguments)


def test_role_given_to_the_forwarder_is_nobodys(system, authority, admin, keeper, forwarder, forwarded, market):
    """A mistake that must not hand the keeper's work to everybody."""
    authority.grantRole(AccessRole.KEEPER, forwarder, 0, sender=admin)
    with reverts(market.AccessManagedUnauthorized, caller=keeper):
        forwarded(keeper, market.matchBatch, [])


def test_role_holders_signature_is_good_and_still_refused(forwarder, market, authority, admin, member, stranger):
    authority.grantRole(AccessRole.GUARDIAN, member, 0, sender=admin)
    request = signed_request(forwarder, member, market.pause)
    assert forwarder.verify(request)
    with reverts(forwarder.FailedCall):
        forwarder.execute(request, sender=stranger)
    assert not market.settings().paused


@pytest.mark.parametrize("name", BY_CONTRACTS)
def test_call_of_antus_contracts_is_refused(system, forwarder, forwarded, name):
    """Even for the very contract that may make it."""
    call, (caller, error) = method(system, name), BY_CONTRACTS[name]
    with reverts(getattr(call.contract, error), caller=forwarder):
        forwarded(getattr(system, caller), call, *nothing_for(call))


@pytest.mark.parametrize("name", sorted(NEVER))
def test_what_nobody_may_is_refused(system, forwarded, member, name):
    call = method(system, name)
    closed = name.endswith("initialize")
    error, values = ("InvalidInitialization", {}) if closed else ("AccessManagedUnauthorized", {"caller": member})
    with reverts(getattr(call.contract, error), **values):
        forwarded(member, call, *nothing_for(call))
