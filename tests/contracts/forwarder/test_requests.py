"""What the forwarder takes for signed: this request, once, in its turn and in time, for contracts that believe it."""

import pytest
from ape import chain
from eth_account import Account
from eth_account.messages import encode_typed_data

from antu.catalog import ALL_REGIONS
from antu.enums import DAY, Role
from tests.contracts.forwarder.calls import nothing_for
from tests.helpers import emitted, reverts, signed_request
from tests.helpers.forwarding import TYPES
from tests.helpers.signatures import domain

OFFER = (Role.VENDOR, 0, ALL_REGIONS, 1_000, 5)
NOBODY = "0x" + "0" * 40
VALUE = 1_000  # wei


@pytest.fixture
def request_of(forwarder, market, member):
    """`request_of(account=member, **what signed_request takes)`: that it posts an offer."""
    return lambda account=member, **signing: signed_request(forwarder, account, market.postOffer, *OFFER, **signing)


@pytest.fixture
def offers(market):
    """`offers()`: how many were posted ever."""
    return lambda: market.settings().offerCount


@pytest.fixture
def refused(forwarder, stranger, offers):
    """`refused(request)`: in a batch it is passed over, its turn and everything else as before."""

    def bring(request):
        before = offers(), forwarder.nonces(request.signer)
        assert not forwarder.verify(request)
        receipt = forwarder.executeBatch([request], stranger, sender=stranger, value=request.value)
        assert not emitted(receipt, forwarder.ExecutedForwardRequest)
        assert (offers(), forwarder.nonces(request.signer)) == before

    return bring


def test_execute_posts_for_the_signer_and_counts_its_nonce(forwarder, market, member, stranger, request_of):
    nonce = forwarder.nonces(member)
    request = request_of()
    assert forwarder.verify(request)
    receipt = forwarder.execute(request, sender=stranger)
    [posted] = emitted(receipt, market.OfferPosted)
    assert posted["supplier"] == market.offer(posted["offerId"]).supplier == member
    assert forwarder.nonces(member) == nonce + 1


def test_domain_says_where_a_signature_counts(forwarder):
    fields, name, version, chain_id, contract, salt, extensions = forwarder.eip712Domain()
    assert (name, version, chain_id, contract) == ("Antu Forwarder", "1", chain.chain_id, forwarder)
    assert (fields, salt, extensions) == (b"\x0f", bytes(32), [])


# TIME AND TURN


def test_request_counts_once(forwarder, stranger, request_of, refused, offers):
    request, before = request_of(), offers()
    forwarder.execute(request, sender=stranger)
    refused(request)
    assert offers() == before + 1


def test_request_counts_once_in_a_batch(forwarder, stranger, request_of, offers):
    request, before = request_of(), offers()
    forwarder.executeBatch([request, request], stranger, sender=stranger)
    assert offers() == before + 1


def test_later_request_waits_for_its_turn(forwarder, member, stranger, request_of, refused, offers):
    nonce, before = forwarder.nonces(member), offers()
    first, second = request_of(), request_of(nonce=nonce + 1)
    refused(second)
    forwarder.executeBatch([first, second], stranger, sender=stranger)
    assert offers() == before + 2


def test_batch_in_the_wrong_order_takes_the_first_only(forwarder, member, stranger, request_of, offers):
    nonce, before = forwarder.nonces(member), offers()
    forwarder.executeBatch([request_of(nonce=nonce + 1), request_of()], stranger, sender=stranger)
    assert (offers(), forwarder.nonces(member)) == (before + 1, nonce + 1)


def test_nonces_are_each_accounts_own(forwarder, member, vendor, stranger, request_of):
    forwarder.execute(request_of(), sender=stranger)
    nonce = forwarder.nonces(vendor)
    forwarder.execute(request_of(vendor), sender=stranger)
    assert forwarder.nonces(vendor) == nonce + 1


def test_execute_takes_a_request_until_its_deadline(forwarder, stranger, request_of, now, next_block_at, offers):
    before, deadline = offers(), now() + 100
    request = request_of(deadline=deadline)
    next_block_at(deadline)
    forwarder.execute(request, sender=stranger)
    assert offers() == before + 1


def test_execute_reverts_when_deadline_has_passed(forwarder, stranger, request_of, now, next_block_at, refused):
    deadline = now() + 100
    request = request_of(deadline=deadline)
    next_block_at(deadline + 1)
    with reverts(forwarder.ERC2771ForwarderExpiredRequest, deadline=deadline):
        forwarder.execute(request, sender=stranger)
    refused(request)


# WHAT WAS SIGNED


@pytest.mark.parametrize(
    "change",
    [
        lambda system, request: {"to": system.energy.address},
        lambda system, request: {"value": VALUE},
        lambda system, request: {"gas": request.gas + 1},
        lambda system, request: {"deadline": request.deadline + DAY},
        lambda system, request: {"data": system.market.postOffer.encode_input(*OFFER[:-1], 6)},
        lambda system, request: {"signer": system.record.parameters.admin},
        lambda system, request: {"signature": request.signature[:-1]},
        lambda system, request: {"signature": b""},
        lambda system, request: {"signature": bytes(65)},
    ],
    ids=["to", "value", "gas", "deadline", "data", "from", "cut signature", "no signature", "empty signature"],
)
def test_request_that_was_changed_is_refused(system, request_of, refused, change):
    request = request_of()
    refused(request._replace(**change(system, request)))


@pytest.mark.parametrize(
    "other",
    [
        {"chainId": 1},
        {"verifyingContract": "0x" + "66" * 20},
        {"name": "Another Forwarder"},
        {"version": "2"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_request_for_elsewhere_is_refused(forwarder, member, request_of, refused, other):
    request = request_of()
    values = {
        "from": member.address,
        "to": request.to,
        "value": 0,
        "gas": request.gas,
        "nonce": forwarder.nonces(member),
        "deadline": request.deadline,
        "data": request.data,
    }

    def signature(**elsewhere):
        message = encode_typed_data({**domain("Antu Forwarder", forwarder), **elsewhere}, TYPES, values)
        return bytes(Account.from_key(member.private_key).sign_message(message).signature)

    assert signature() == request.signature, "or this test would prove nothing"
    refused(request._replace(signature=signature(**other)))


def test_execute_reverts_when_another_signed(forwarder, member, vendor, stranger, request_of, refused):
    request = request_of(key_of=vendor)
    with reverts(forwarder.ERC2771ForwarderInvalidSigner, **{"signer": vendor, "from": member}):
        forwarder.execute(request, sender=stranger)
    refused(request)


# WHERE IT GOES


@pytest.mark.parametrize(
    ("target", "method"),
    [("token", "transfer"), ("uf", "publish"), ("authority", "cancel"), ("forwarder", "executeBatch")],
)
def test_forwarder_calls_no_contract_that_does_not_believe_it(
    system, forwarder, member, stranger, refused, target, method
):
    contract = getattr(system, target)
    call = getattr(contract, method)
    request = signed_request(forwarder, member, call, *nothing_for(call))
    with reverts(forwarder.ERC2771UntrustfulTarget, target=contract, forwarder=forwarder):
        forwarder.execute(request, sender=stranger)
    refused(request)


def test_token_of_somebody_cannot_be_moved_through_the_forwarder(token, forwarder, owner, member, stranger):
    token.approve(forwarder, 1_000, sender=owner)
    request = signed_request(forwarder, member, token.transferFrom, owner, member, 1_000)
    with reverts(forwarder.ERC2771UntrustfulTarget, target=token, forwarder=forwarder):
        forwarder.execute(request, sender=stranger)


def test_address_behind_a_direct_call_makes_nobody_else_of_the_caller(market, owner, stranger, post_demand):
    """Only the forwarder's word counts for who acts: twenty bytes more are ignored of anybody else."""
    demand_id = post_demand()
    data = bytes(market.withdrawDemand.encode_input(demand_id)) + bytes.fromhex(owner.address[2:])
    with reverts(market.NotYours, id=demand_id, owner=owner):
        stranger.transfer(market, 0, data=data, gas_limit=1_000_000)


# FAILURES


def test_execute_reverts_when_the_call_does_and_the_nonce_stays(forwarder, market, member, stranger):
    nonce = forwarder.nonces(member)
    request = signed_request(forwarder, member, market.postOffer, *OFFER[:-2], 0, 5)  # of no price
    with reverts(forwarder.FailedCall):
        forwarder.execute(request, sender=stranger)
    assert forwarder.nonces(member) == nonce


def test_executeBatch_goes_on_after_a_call_that_fails_whose_nonce_is_used(
    forwarder, market, member, vendor, stranger, request_of, offers
):
    before, nonce = offers(), forwarder.nonces(member)
    bad = signed_request(forwarder, member, market.postOffer, *OFFER[:-2], 0, 5)
    receipt = forwarder.executeBatch([bad, request_of(vendor)], stranger, sender=stranger)
    assert offers() == before + 1
    told = [(event["signer"], event["success"]) for event in emitted(receipt, forwarder.ExecutedForwardRequest)]
    assert told == [(member, False), (vendor, True)]
    assert forwarder.nonces(member) == nonce + 1


def test_executeBatch_without_refund_receiver_reverts_when_one_is_bad(forwarder, vendor, stranger, request_of):
    bad = request_of(nonce=7)
    with reverts(forwarder.ERC2771ForwarderInvalidSigner, **_whoever(forwarder, bad)):
        forwarder.executeBatch([request_of(vendor), bad], NOBODY, sender=stranger)


def test_request_that_brings_too_little_gas_is_not_made_to_fail(forwarder, member, stranger, request_of, offers):
    """A relayer that sends less than was signed for spoils its own transaction, not the request."""
    before, nonce = offers(), forwarder.nonces(member)
    brought = forwarder.executeBatch.encode_input([request_of()], stranger)
    receipt = stranger.transfer(forwarder, 0, data=brought, gas_limit=80_000, raise_on_revert=False)
    assert receipt.failed
    assert (offers(), forwarder.nonces(member)) == (before, nonce)


# ETHER, WHICH NO FUNCTION OF A PARTY TAKES


def test_execute_reverts_when_value_is_not_what_was_signed(forwarder, stranger, request_of):
    with reverts(forwarder.ERC2771ForwarderMismatchedValue, requestedValue=VALUE, msgValue=0):
        forwarder.execute(request_of(value=VALUE), sender=stranger)


def test_executeBatch_gives_ether_back(forwarder, member, vendor, stranger, request_of, offers):
    before, purse = offers(), vendor.balance
    batch = [request_of(), request_of(nonce=forwarder.nonces(member) + 1, value=VALUE)]
    forwarder.executeBatch(batch, vendor, sender=stranger, value=VALUE)
    assert offers() == before + 1
    assert (vendor.balance, forwarder.balance) == (purse + VALUE, 0)


def test_executeBatch_reverts_when_value_is_not_the_sum(forwarder, stranger, request_of):
    with reverts(forwarder.ERC2771ForwarderMismatchedValue, requestedValue=0, msgValue=VALUE):
        forwarder.executeBatch([request_of()], stranger, sender=stranger, value=VALUE)


def test_executeBatch_reverts_when_ether_is_left_and_nobody_to_take_it(forwarder, stranger, request_of):
    with reverts(forwarder.ERC2771ForwarderNoRefundReceiver):
        forwarder.executeBatch([request_of(value=VALUE)], NOBODY, sender=stranger, value=VALUE)


def _whoever(forwarder, request):
    """The values of `ERC2771ForwarderInvalidSigner` for a wrong nonce: the signature seems to be of some account."""
    values = {
        "from": request.signer,
        "to": request.to,
        "value": request.value,
        "gas": request.gas,
        "nonce": forwarder.nonces(request.signer),
        "deadline": request.deadline,
        "data": request.data,
    }
    message = encode_typed_data(domain("Antu Forwarder", forwarder), TYPES, values)
    return {"signer": Account.recover_message(message, signature=request.signature), "from": request.signer}
