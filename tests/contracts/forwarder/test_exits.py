"""What is owed to somebody can be had by signature too, paused or not, by an account without ether."""

import pytest

from tests.helpers import emitted

PURSE = 1_000


@pytest.fixture
def saver(token, market, energy, member, mint_clp):
    """The member, with pesos and allowances. It gets ether for no more than these."""
    mint_clp(member, 3 * PURSE)
    return member


@pytest.fixture
def allowed(chain, token, saver):
    """`allowed(spender)`: as a permit would."""

    def allow(spender):
        chain.provider.unlock_account(saver.address)
        chain.provider.set_balance(saver.address, 10**18)
        token.approve(spender, PURSE, sender=saver)
        chain.provider.set_balance(saver.address, 0)

    return allow


@pytest.fixture
def pause_all(system, guardian):
    """`pause_all()`: from now on."""

    def pause():
        system.market.pause(sender=guardian)
        system.energy.pause(sender=guardian)

    return pause


def test_withdraw_by_signature_while_paused(token, energy, saver, allowed, relay, pause_all):
    allowed(energy)
    relay(saver, energy.deposit, PURSE)
    pause_all()
    receipt = relay(saver, energy.withdraw, PURSE)
    assert emitted(receipt, token.Transfer) == [{"from": energy, "to": saver, "value": PURSE}]
    assert saver.balance == 0


def test_refund_by_signature_while_paused(
    token, market, shares, saver, allowed, relay, pause_all, matched_project, stranger, time_travel
):
    allowed(market)
    project_id = matched_project(crowdfunded=True)
    relay(saver, market.fund, project_id, PURSE)
    pause_all()
    time_travel(days=61)
    relay(stranger, market.expire, project_id)
    receipt = relay(saver, market.refund, project_id)
    assert emitted(receipt, token.Transfer) == [{"from": market, "to": saver, "value": PURSE}]
    assert shares.balanceOf(saver, project_id) == 0
    assert saver.balance == 0


def test_claim_and_settle_by_signature_while_paused(
    token,
    shares,
    energy,
    saver,
    allowed,
    relay,
    pause_all,
    operating_project,
    sign_reading,
    time_travel,
    funders,
    stranger,
    owner,
):
    project_id = operating_project(crowdfunded=True)
    shares.transfer(saver, project_id, 100_000, sender=funders[0])
    time_travel(days=1)
    energy.report(sign_reading(project_id, 20_000), sender=stranger)
    allowed(energy)
    pause_all()
    relay(saver, energy.settle, project_id, owner, PURSE)
    due = shares.claimable(saver, project_id)
    assert due > 0
    receipt = relay(saver, shares.claim, [project_id])
    assert emitted(receipt, token.Transfer) == [{"from": shares, "to": saver, "value": due}]
    assert saver.balance == 0
