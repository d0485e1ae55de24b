"""Wallets that are contracts sign by EIP-1271. A hostile one costs its relayer a bounded sum, and others nothing."""

import pytest
from ape import chain

from antu.catalog import ALL_REGIONS
from antu.enums import Role
from antu.forwarding import RequestFile
from antu.forwarding.bringing import gas_of
from tests.fixtures.accounts import new_person
from tests.helpers import emitted, reverts, signed_request
from tests.helpers.mocks import mock

OFFER = (Role.MANAGER, 0, ALL_REGIONS, 1_000, 5)
JUDGING_GAS = 500_000

MAGIC = "1626ba7e"
# Code that answers every call so, whatever it is asked.
ANSWERS = {
    "nothing": "0x00",
    "one": "0x600160005260206000f3",
    "magic_cut": f"0x63{MAGIC}60e01b60005260046000f3",  # four bytes instead of a word
    "magic_of_a_refusal": f"0x63{MAGIC}60e01b60005260206000fd",  # in a revert
    "never": "0x5b600056",  # a loop that ends with its gas
    "bomb": "0x620493e06000fd",  # 300,000 bytes of refusal
}
# Says yes to everything, after 18,000 turns of a loop that take 468,000 gas.
SLOW = f"0x620046505b600190038060045763{MAGIC}60e01b60005260206000f3"


@pytest.fixture(scope="module")
def device():
    """Whose key signs for the wallet."""
    return new_person(101)


@pytest.fixture(scope="module")
def wallet(admin, device):
    return admin.deploy(mock("MeterAccount"), device)


@pytest.fixture
def request_of(forwarder, market):
    return lambda account, key_of=None: signed_request(forwarder, account, market.postOffer, *OFFER, key_of=key_of)


@pytest.fixture
def hostile(new_code):
    """`hostile(answer)`: a wallet with such code."""
    return lambda answer: new_code(ANSWERS[answer])


@pytest.fixture
def new_code(member):
    """`new_code(code)`: the member's account, with code."""

    def put(code):
        chain.provider.set_code(member.address, code)
        return member

    return put


def test_wallet_acts_by_its_owners_signature(forwarder, market, wallet, device, stranger, request_of):
    request = request_of(wallet, device)
    assert forwarder.verify(request)
    receipt = forwarder.execute(request, sender=stranger)
    assert [offer["supplier"] for offer in emitted(receipt, market.OfferPosted)] == [wallet]
    assert forwarder.nonces(wallet) == 1
    assert not forwarder.verify(request), "once"


def test_wallet_does_not_act_by_anothers_signature(forwarder, wallet, vendor, stranger, request_of):
    request = request_of(wallet, vendor)
    with reverts(forwarder.ERC2771ForwarderInvalidSigner, **{"signer": vendor, "from": wallet}):
        forwarder.execute(request, sender=stranger)


def test_wallet_that_changed_its_owner_does_not_act_by_the_old_ones_signature(
    forwarder, wallet, device, vendor, stranger, request_of
):
    request = request_of(wallet, device)
    wallet.change(vendor, sender=stranger)
    assert not forwarder.verify(request)
    assert forwarder.verify(request_of(wallet, vendor))


def test_wallets_signature_says_everything_else_too(forwarder, wallet, device, request_of):
    request = request_of(wallet, device)
    assert not forwarder.verify(request._replace(gas=request.gas + 1))
    assert not forwarder.verify(request._replace(deadline=request.deadline + 1))


def test_account_with_code_acts_by_its_own_key(forwarder, market, stranger, new_code, request_of):
    """As EIP-7702 gives accounts code: the key still counts, whatever the code says."""
    account = new_code(ANSWERS["never"])
    receipt = forwarder.execute(request_of(account), sender=stranger)
    assert [offer["supplier"] for offer in emitted(receipt, market.OfferPosted)] == [account]


@pytest.mark.parametrize("answer", ANSWERS)
def test_code_that_says_nothing_clear_has_not_signed(forwarder, vendor, stranger, hostile, request_of, answer):
    request = request_of(hostile(answer), vendor)
    assert not forwarder.verify(request)
    receipt = forwarder.executeBatch([request], stranger, sender=stranger)
    assert not emitted(receipt, forwarder.ExecutedForwardRequest)


@pytest.mark.parametrize("answer", ["never", "bomb"])
def test_hostile_wallet_in_a_batch_cannot_use_up_what_the_others_need(
    forwarder, market, owner, vendor, stranger, hostile, request_of, answer
):
    usual = forwarder.executeBatch([request_of(owner)], stranger, sender=stranger).gas_used
    batch = [request_of(hostile(answer), vendor), request_of(vendor)]
    receipt = forwarder.executeBatch(batch, stranger, sender=stranger, gas_limit=usual + JUDGING_GAS + 600_000)
    assert [offer["supplier"] for offer in emitted(receipt, market.OfferPosted)] == [vendor]
    assert receipt.gas_used < usual + JUDGING_GAS + 50_000


def test_account_that_gets_code_in_the_last_moment_leaves_the_others_their_gas(
    forwarder, market, member, vendor, stranger, new_code, request_of
):
    """Its request was good when tried; now another was brought with its number, and its code is asked who signed.

    A transaction with the gas that `ape run forward` gives it carries out the rest."""
    batch = [signed_request(forwarder, who, market.postOffer, *OFFER, gas=90_000) for who in (member, vendor)]
    gas = sum(map(_gas_of, batch))
    forwarder.execute(request_of(member), sender=stranger)
    new_code(ANSWERS["never"])
    receipt = forwarder.executeBatch(batch, stranger, sender=stranger, gas_limit=gas)
    assert [offer["supplier"] for offer in emitted(receipt, market.OfferPosted)] == [vendor]


def _gas_of(request):
    hexed = {"data": "0x" + request.data.hex(), "signature": "0x" + request.signature.hex()}
    return gas_of(RequestFile.model_construct(gas=request.gas, **hexed))


def test_request_of_a_wallet_that_gets_too_little_gas_to_answer_keeps_its_turn(
    forwarder, vendor, stranger, new_code, request_of
):
    """The relayer saved on gas: the request counts as not signed, and may be brought again."""
    wallet = new_code(SLOW)
    request, nonce = request_of(wallet, vendor), forwarder.nonces(wallet)
    receipt = forwarder.executeBatch([request], stranger, sender=stranger, gas_limit=500_000)
    assert not emitted(receipt, forwarder.ExecutedForwardRequest)
    assert forwarder.nonces(wallet) == nonce
    forwarder.executeBatch([request], stranger, sender=stranger, gas_limit=1_500_000)
    assert forwarder.nonces(wallet) == nonce + 1
