"""The peso on chain: minted against deposits and within the reserve, redeemed by anyone, moved by its holder alone."""

import secrets

import pytest
from ape import chain
from eth_account import Account
from eth_account.messages import encode_typed_data

from antu.enums import DAY
from tests.helpers import emitted, permit_signature, reverts

NOBODY = "0x" + "0" * 40
LARGEST = 2**256 - 1
# The order of secp256k1: with s, n - s signs the same digest, unless refused.
CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


@pytest.fixture
def reference():
    """A bank's reference that was never used."""
    return secrets.token_bytes(32)


@pytest.fixture
def tight(token, attestor):
    """`tight(pesos)`: a reserve with just so much to be minted."""

    def publish(left):
        token.publishReserve(token.totalSupply() + left, b"statement".ljust(32), sender=attestor)

    return publish


def test_metadata_says_whole_pesos(token):
    assert (token.name(), token.symbol(), token.decimals()) == ("Peso chileno Antu", "CLPA", 0)


# RESERVE


def test_publishReserve_replaces_the_reserve(token, attestor, reference):
    receipt = token.publishReserve(123, reference, sender=attestor)
    assert token.reserve() == 123
    assert emitted(receipt, token.ReservePublished) == [{"reserve": 123, "documentHash": reference}]


def test_publishReserve_reverts_when_stranger_asks(token, stranger, reference):
    with reverts(token.AccessManagedUnauthorized, caller=stranger):
        token.publishReserve(10**18, reference, sender=stranger)


# MINT


def test_mint_gives_pesos_for_a_deposit(token, issuer, stranger, reference):
    supply, balance = token.totalSupply(), token.balanceOf(stranger)
    receipt = token.mint(stranger, 500, reference, sender=issuer)
    assert emitted(receipt, token.Minted) == [{"to": stranger, "amount": 500, "depositRef": reference}]
    assert emitted(receipt, token.Transfer) == [{"from": NOBODY, "to": stranger, "value": 500}]
    assert token.totalSupply() - supply == token.balanceOf(stranger) - balance == 500
    assert token.depositUsed(reference)


def test_mint_reaches_the_reserve_and_not_a_peso_more(token, issuer, stranger, tight):
    tight(500)
    token.mint(stranger, 499, secrets.token_bytes(32), sender=issuer)
    with reverts(token.BeyondReserve, supplyAfter=token.reserve() + 1, reserve=token.reserve()):
        token.mint(stranger, 2, secrets.token_bytes(32), sender=issuer)
    token.mint(stranger, 1, secrets.token_bytes(32), sender=issuer)
    assert token.totalSupply() == token.reserve()


def test_mint_reverts_when_the_reserve_is_below_the_supply(token, attestor, issuer, stranger, reference):
    reserve = token.totalSupply() - 1
    token.publishReserve(reserve, reference, sender=attestor)
    with reverts(token.BeyondReserve, supplyAfter=token.totalSupply() + 1, reserve=reserve):
        token.mint(stranger, 1, reference, sender=issuer)
    assert not token.depositUsed(reference)


def test_mint_reverts_when_the_supply_would_pass_any_number(token, issuer, stranger, reference):
    with reverts(token.BeyondReserve, supplyAfter=LARGEST, reserve=token.reserve()):
        token.mint(stranger, LARGEST, reference, sender=issuer)


def test_mint_reaches_the_largest_number_and_not_a_peso_more(token, attestor, issuer, stranger, reference):
    token.publishReserve(LARGEST, reference, sender=attestor)
    left = LARGEST - token.totalSupply()
    for amount in (left + 1, LARGEST):
        with reverts(token.BeyondReserve, supplyAfter=LARGEST, reserve=LARGEST):
            token.mint(stranger, amount, reference, sender=issuer)
    token.mint(stranger, left, reference, sender=issuer)
    assert token.totalSupply() == LARGEST


def test_mint_reverts_when_deposit_was_used(token, issuer, stranger, reference):
    token.mint(stranger, 500, reference, sender=issuer)
    token.redeem(500, reference, sender=stranger)  # does not give the deposit back
    with reverts(token.DepositUsed, depositRef=reference):
        token.mint(stranger, 500, reference, sender=issuer)


def test_mint_reverts_when_nothing_is_minted(token, issuer, stranger, reference):
    with reverts(token.ZeroAmount):
        token.mint(stranger, 0, reference, sender=issuer)
    assert not token.depositUsed(reference)


def test_mint_reverts_when_nobody_receives(token, issuer, reference):
    with reverts(token.ERC20InvalidReceiver, receiver=NOBODY):
        token.mint(NOBODY, 500, reference, sender=issuer)


def test_mint_reverts_when_stranger_asks(token, stranger, reference):
    with reverts(token.AccessManagedUnauthorized, caller=stranger):
        token.mint(stranger, 500, reference, sender=stranger)


# REDEEM


def test_redeem_burns_pesos_and_lowers_the_reserve(token, owner, reference):
    supply, balance, reserve = token.totalSupply(), token.balanceOf(owner), token.reserve()
    receipt = token.redeem(300, reference, sender=owner)
    assert emitted(receipt, token.Redeemed) == [{"holder": owner, "amount": 300, "withdrawalRef": reference}]
    assert (token.totalSupply(), token.balanceOf(owner)) == (supply - 300, balance - 300)
    assert token.reserve() == reserve - 300


def test_redeemed_pesos_back_no_new_ones(token, owner, issuer, tight, reference):
    tight(0)
    token.redeem(300, reference, sender=owner)
    with reverts(token.BeyondReserve, supplyAfter=token.totalSupply() + 300, reserve=token.reserve()):
        token.mint(owner, 300, reference, sender=issuer)


def test_redeem_works_when_the_reserve_is_below_the_supply(token, owner, attestor, reference):
    token.publishReserve(100, reference, sender=attestor)
    balance = token.balanceOf(owner)
    token.redeem(300, reference, sender=owner)
    assert (token.balanceOf(owner), token.reserve()) == (balance - 300, 0)


def test_redeem_takes_a_single_peso(token, owner, reference):
    balance = token.balanceOf(owner)
    token.redeem(1, reference, sender=owner)
    assert token.balanceOf(owner) == balance - 1


def test_redeem_reverts_when_nothing_is_redeemed(token, owner, reference):
    with reverts(token.ZeroAmount):
        token.redeem(0, reference, sender=owner)


def test_redeem_reverts_when_the_holder_has_less(token, owner, reference):
    balance = token.balanceOf(owner)
    with reverts(token.ERC20InsufficientBalance, sender=owner, balance=balance, needed=balance + 1):
        token.redeem(balance + 1, reference, sender=owner)


# ERC-20


def test_transfer_moves_pesos(token, owner, stranger):
    before = token.balanceOf(stranger)
    receipt = token.transfer(stranger, 70, sender=owner)
    assert emitted(receipt, token.Transfer) == [{"from": owner, "to": stranger, "value": 70}]
    assert token.balanceOf(stranger) == before + 70


def test_transfer_reverts_when_the_holder_has_less(token, manager, stranger):
    balance = token.balanceOf(manager)
    with reverts(token.ERC20InsufficientBalance, sender=manager, balance=balance, needed=balance + 1):
        token.transfer(stranger, balance + 1, sender=manager)


def test_transferFrom_spends_the_allowance(token, owner, stranger):
    receipt = token.approve(stranger, 100, sender=owner)
    assert emitted(receipt, token.Approval) == [{"owner": owner, "spender": stranger, "value": 100}]
    token.transferFrom(owner, stranger, 60, sender=stranger)
    assert token.allowance(owner, stranger) == 40
    with reverts(token.ERC20InsufficientAllowance, spender=stranger, allowance=40, needed=41):
        token.transferFrom(owner, stranger, 41, sender=stranger)


def test_transferFrom_leaves_an_endless_allowance(token, owner, stranger):
    token.approve(stranger, 2**256 - 1, sender=owner)
    token.transferFrom(owner, stranger, 60, sender=stranger)
    assert token.allowance(owner, stranger) == 2**256 - 1


def test_zero_address_neither_receives_nor_spends_nor_approves(token, owner, stranger):
    with reverts(token.ERC20InvalidReceiver, receiver=NOBODY):
        token.transfer(NOBODY, 1, sender=owner)
    with reverts(token.ERC20InvalidSpender, spender=NOBODY):
        token.approve(NOBODY, 1, sender=owner)
    with reverts(token.ERC20InvalidApprover, approver=NOBODY):
        token.transferFrom(NOBODY, stranger, 0, sender=stranger)


# PERMIT


@pytest.fixture
def deadline(now):
    return now() + DAY


def domain_of(token):
    return {
        "name": "Peso chileno Antu",
        "version": "1",
        "chainId": chain.chain_id,
        "verifyingContract": token.address,
    }


def permit_message(token, holder, spender, value, nonce, deadline):
    """What the holder of an allowance to give signs, written out as EIP-2612 has it."""
    fields = {"owner": "address", "spender": "address", "value": "uint256", "nonce": "uint256", "deadline": "uint256"}
    values = (holder.address, spender.address, value, nonce, deadline)
    return encode_typed_data(
        domain_of(token),
        {"Permit": [{"name": name, "type": kind} for name, kind in fields.items()]},
        dict(zip(fields, values, strict=True)),
    )


def test_permit_gives_an_allowance_whoever_brings_it(token, owner, stranger, vendor, deadline):
    nonce = token.nonces(owner)
    signature = permit_signature(owner, token, stranger, 80, deadline)
    receipt = token.permit(owner, stranger, 80, deadline, *signature, sender=vendor)
    assert emitted(receipt, token.Approval) == [{"owner": owner, "spender": stranger, "value": 80}]
    assert (token.allowance(owner, stranger), token.nonces(owner)) == (80, nonce + 1)


def test_permit_reverts_when_it_was_used(token, owner, stranger, deadline):
    nonce = token.nonces(owner)
    v, r, s = permit_signature(owner, token, stranger, 80, deadline)
    token.permit(owner, stranger, 80, deadline, v, r, s, sender=stranger)
    # Against the next nonce the old signature is that of an account which nobody has.
    message = permit_message(token, owner, stranger, 80, nonce + 1, deadline)
    signer = Account.recover_message(message, vrs=(v, int.from_bytes(r, "big"), int.from_bytes(s, "big")))
    with reverts(token.ERC2612InvalidSigner, signer=signer, owner=owner):
        token.permit(owner, stranger, 80, deadline, v, r, s, sender=stranger)


def test_permit_reverts_when_another_signed(token, owner, stranger, deadline):
    message = permit_message(token, owner, stranger, 80, token.nonces(owner), deadline)
    signed = Account.from_key(stranger.private_key).sign_message(message)
    with reverts(token.ERC2612InvalidSigner, signer=stranger, owner=owner):
        token.permit(owner, stranger, 80, deadline, *vrs(signed), sender=stranger)


def test_permit_reverts_when_it_is_late(token, owner, stranger, next_block_at, deadline):
    signature = permit_signature(owner, token, stranger, 80, deadline)
    next_block_at(deadline + 1)
    with reverts(token.ERC2612ExpiredSignature, deadline=deadline):
        token.permit(owner, stranger, 80, deadline, *signature, sender=stranger)


def test_permit_counts_until_its_deadline(token, owner, stranger, next_block_at, deadline):
    signature = permit_signature(owner, token, stranger, 80, deadline)
    next_block_at(deadline)
    token.permit(owner, stranger, 80, deadline, *signature, sender=stranger)
    assert token.allowance(owner, stranger) == 80


def test_permit_reverts_when_signature_was_mirrored(token, owner, stranger, deadline):
    v, r, s = permit_signature(owner, token, stranger, 80, deadline)
    mirrored = (CURVE_ORDER - int.from_bytes(s, "big")).to_bytes(32, "big")
    with reverts(token.ECDSAInvalidSignatureS, s=mirrored):
        token.permit(owner, stranger, 80, deadline, 55 - v, r, mirrored, sender=stranger)


def test_permit_reverts_when_signature_is_none(token, owner, stranger, deadline):
    with reverts(token.ECDSAInvalidSignature):
        token.permit(owner, stranger, 80, deadline, 27, b"", b"", sender=stranger)


def test_domain_is_this_token_on_this_chain(token):
    domain = token.eip712Domain()
    found = {name: getattr(domain, name) for name in ("name", "version", "chainId", "verifyingContract")}
    assert found == domain_of(token)
    message = permit_message(token, token, token, 0, 0, 0)
    assert token.DOMAIN_SEPARATOR() == message.header


def vrs(signed):
    return signed.v, signed.r.to_bytes(32, "big"), signed.s.to_bytes(32, "big")
