"""Shares move once the project operates, by their holder or whom it allowed, and leave behind what they earned."""

import pytest

from tests.helpers import emitted, reverts

NOBODY = "0x" + "0" * 40


@pytest.fixture
def holder(funders):
    return funders[0]


@pytest.fixture
def buyer(funders):
    return funders[1]


@pytest.fixture
def series_id(series_of, holder, buyer):
    return series_of({holder: 700, buyer: 300})


# BY THE HOLDER


def test_transfer_moves_shares(shares, series_id, holder, buyer):
    receipt = shares.transfer(buyer, series_id, 200, sender=holder)
    assert emitted(receipt, shares.Transfer) == [
        {"caller": holder, "sender": holder, "receiver": buyer, "id": series_id, "amount": 200}
    ]
    assert (shares.balanceOf(holder, series_id), shares.balanceOf(buyer, series_id)) == (500, 500)
    assert shares.totalSupply(series_id) == 1_000


def test_transfer_reverts_when_project_does_not_operate(shares, series_of, holder, stranger):
    series_id = series_of({holder: 700}, opened=False)
    with reverts(shares.SharesLocked, projectId=series_id):
        shares.transfer(stranger, series_id, 1, sender=holder)


def test_transfer_reverts_when_holder_has_less(shares, series_id, holder, stranger):
    refusal = {"sender": holder, "balance": 700, "needed": 701, "id": series_id}
    with reverts(shares.ERC6909InsufficientBalance, **refusal):
        shares.transfer(stranger, series_id, 701, sender=holder)


def test_transfer_reverts_when_nobody_could_ever_claim(shares, market, energy, series_id, holder):
    for receiver in (NOBODY, shares, market, energy):
        with reverts(shares.ERC6909InvalidReceiver, receiver=receiver):
            shares.transfer(receiver, series_id, 1, sender=holder)


# BY OTHERS


def test_transferFrom_spends_the_allowance(shares, series_id, holder, buyer, stranger):
    receipt = shares.approve(stranger, series_id, 100, sender=holder)
    assert emitted(receipt, shares.Approval) == [{"owner": holder, "spender": stranger, "id": series_id, "amount": 100}]
    shares.transferFrom(holder, buyer, series_id, 60, sender=stranger)
    assert shares.allowance(holder, stranger, series_id) == 40
    refusal = {"spender": stranger, "allowance": 40, "needed": 41, "id": series_id}
    with reverts(shares.ERC6909InsufficientAllowance, **refusal):
        shares.transferFrom(holder, buyer, series_id, 41, sender=stranger)
    assert shares.balanceOf(buyer, series_id) == 360


def test_transferFrom_reverts_when_allowance_is_for_another_project(shares, series_of, series_id, holder, stranger):
    other = series_of({holder: 700})
    shares.approve(stranger, other, 100, sender=holder)
    refusal = {"spender": stranger, "allowance": 0, "needed": 1, "id": series_id}
    with reverts(shares.ERC6909InsufficientAllowance, **refusal):
        shares.transferFrom(holder, stranger, series_id, 1, sender=stranger)


def test_setOperator_allows_everything_until_revoked(shares, series_id, holder, buyer, stranger):
    receipt = shares.setOperator(stranger, True, sender=holder)
    assert emitted(receipt, shares.OperatorSet) == [{"owner": holder, "spender": stranger, "approved": True}]
    assert shares.isOperator(holder, stranger)
    shares.transferFrom(holder, buyer, series_id, 700, sender=stranger)
    assert shares.balanceOf(buyer, series_id) == 1_000

    shares.setOperator(stranger, False, sender=holder)
    refusal = {"spender": stranger, "allowance": 0, "needed": 1, "id": series_id}
    with reverts(shares.ERC6909InsufficientAllowance, **refusal):
        shares.transferFrom(holder, buyer, series_id, 1, sender=stranger)


def test_zero_address_neither_spends_nor_sends(shares, series_id, holder, stranger):
    with reverts(shares.ERC6909InvalidSpender, spender=NOBODY):
        shares.approve(NOBODY, series_id, 1, sender=holder)
    with reverts(shares.ERC6909InvalidSender, sender=NOBODY):
        shares.transferFrom(NOBODY, stranger, series_id, 0, sender=stranger)


def test_supportsInterface_names_the_standard(shares):
    assert shares.supportsInterface("0x0f632fb3")  # ERC-6909
    assert shares.supportsInterface("0x01ffc9a7")  # ERC-165
    assert not shares.supportsInterface("0xffffffff")


# WHAT THEY EARNED


def test_transfer_leaves_what_was_earned(shares, pay_in, series_id, holder, buyer, stranger):
    pay_in({series_id: 1_000})
    people = (holder, buyer, stranger)
    earned = [shares.claimable(person, series_id) for person in people]
    shares.transfer(stranger, series_id, 700, sender=holder)
    shares.transfer(stranger, series_id, 100, sender=buyer)
    assert [shares.claimable(person, series_id) for person in people] == earned == [700, 300, 0]

    pay_in({series_id: 1_000})  # of which the shares' new holders get theirs
    assert [shares.claimable(person, series_id) for person in people] == [700, 500, 800]


def test_transfer_to_oneself_changes_nothing(shares, pay_in, series_id, holder):
    pay_in({series_id: 1_000})
    for _ in range(2):
        shares.transfer(holder, series_id, 700, sender=holder)
    assert (shares.balanceOf(holder, series_id), shares.claimable(holder, series_id)) == (700, 700)


def test_transferFrom_of_nothing_by_a_stranger_moves_nothing(shares, pay_in, series_id, holder, stranger):
    pay_in({series_id: 1_000})
    shares.transferFrom(holder, stranger, series_id, 0, sender=stranger)
    assert (shares.claimable(holder, series_id), shares.claimable(stranger, series_id)) == (700, 0)
