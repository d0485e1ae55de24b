"""Paying with a permit instead of an allowance: in one transaction, and not stopped by who spends the permit first."""

import pytest

from antu.enums import DAY
from tests.helpers import emitted, permit_signature, reverts

PURSE = 1_000


@pytest.fixture(params=["market", "energy"])
def payee(request, system):
    """Each of the two contracts that take permits."""
    return getattr(system, request.param)


@pytest.fixture
def payer(stranger, mint_clp):
    """Somebody with pesos who has approved nobody."""
    mint_clp(stranger, PURSE)
    return stranger


@pytest.fixture
def pay(market, energy, payer, payee, matched_project):
    """`pay(amount, deadline, v, r, s)`: funds a crowd's project, or deposits, with a permit."""
    if payee == energy:
        return lambda *permit: energy.depositWithPermit(*permit, sender=payer)
    project_id = matched_project(crowdfunded=True)
    return lambda *permit: market.fundWithPermit(project_id, *permit, sender=payer)


@pytest.fixture
def permit(token, payer, payee, now):
    """`permit(amount, deadline=tomorrow)`: what `pay` takes."""

    def sign(amount, deadline=None):
        deadline = now() + DAY if deadline is None else deadline
        return (amount, deadline, *permit_signature(payer, token, payee, amount, deadline))

    return sign


def test_permit_is_an_allowance_for_just_this(token, payer, payee, pay, permit):
    held = token.balanceOf(payee)
    receipt = pay(*permit(600))
    assert emitted(receipt, token.Transfer)[-1] == {"from": payer, "to": payee, "value": 600}
    assert token.balanceOf(payee) == held + 600
    assert token.allowance(payer, payee) == 0


def test_permit_spent_by_somebody_else_is_no_failure(token, payer, payee, pay, permit, vendor):
    amount, *signed = permit(600)
    token.permit(payer, payee, amount, *signed, sender=vendor)
    held = token.balanceOf(payee)
    pay(amount, *signed)
    assert token.balanceOf(payee) == held + 600


def test_permit_spent_already_pays_once(token, payer, payee, pay, permit):
    signed = permit(400)
    pay(*signed)
    with reverts(token.ERC20InsufficientAllowance, spender=payee, allowance=0, needed=400):
        pay(*signed)


def test_permit_reverts_when_it_is_late(token, payer, payee, pay, permit, now):
    with reverts(token.ERC20InsufficientAllowance, spender=payee, allowance=0, needed=600):
        pay(*permit(600, deadline=now() - 1))


def test_permit_that_is_late_does_no_harm_where_an_allowance_is(token, payer, payee, pay, permit, now):
    token.approve(payee, 600, sender=payer)
    held = token.balanceOf(payee)
    pay(*permit(600, deadline=now() - 1))
    assert token.balanceOf(payee) == held + 600


def test_permit_of_another_pays_nothing(token, payer, payee, pay, owner, now):
    deadline = now() + DAY
    signature = permit_signature(owner, token, payee, 600, deadline)
    with reverts(token.ERC20InsufficientAllowance, spender=payee, allowance=0, needed=600):
        pay(600, deadline, *signature)
