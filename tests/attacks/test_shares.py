"""Shares: inflation by whoever funds first, drains by rounding, transfers that should give somebody more."""

import pytest

from antu.enums import CROWD_FUNDING_SECONDS, State
from antu.money import BASE_CASE

GOAL = BASE_CASE.goal
TIMES = 60  # tiny acts in a row
NOBODY = "0x" + "0" * 40


@pytest.fixture(scope="module")
def crowds_project(energy, owner, funders, stranger, operating_project, sign_reading, time_travel):
    """A crowd's project with revenue; half of it is the first funder's, one share the fourth's. Its owner owes."""
    crowd = [(funders[3], 1), (funders[0], GOAL // 2), (funders[1], GOAL)]
    project_id = operating_project(crowdfunded=True, payments=crowd)
    energy.deposit(5_000, sender=owner)
    time_travel(days=10)
    energy.report(sign_reading(project_id, 100_000), sender=stranger)
    return project_id


@pytest.fixture
def donations(token, market, shares, energy, attempt):
    """`donations(account)`: pesos sent to every contract, past its books."""
    return lambda account: [attempt(token.transfer, account, to, 100_000) for to in (market, shares, energy, token)]


def test_share_inflation_by_first_funder(
    attack, attempt, donations, market, shares, funders, stranger, matched_project, time_travel
):
    """The first funder buys one share, then sends pesos to the contracts, so that later shares should be worth less.

    A share is a peso paid, whatever the contracts' balances are; what is sent past the books is lost to the sender."""
    attacker, victim = funders[0], funders[1]
    project_id = matched_project(crowdfunded=True)
    with attack(attacker):
        assert attempt(market.fund, attacker, project_id, 1)
        assert all(donations(attacker))
        assert market.fund(project_id, GOAL // 2, sender=victim).return_value == GOAL // 2
        assert shares.balanceOf(victim, project_id) == GOAL // 2
        time_travel(seconds=CROWD_FUNDING_SECONDS + 1)
        market.expire(project_id, sender=stranger)
        assert attempt(market.refund, attacker, project_id)
        assert market.refund(project_id, sender=victim).return_value == GOAL // 2


def test_share_inflation_by_donated_revenue(attack, attempt, donations, shares, energy, funders, crowds_project):
    """The holder of one share sends pesos to the shares and to the energy sales before it claims.

    Revenue is what was paid in for energy; a balance that grew otherwise is nobody's."""
    attacker = funders[3]
    with attack(attacker):
        assert all(donations(attacker))
        attempt(shares.claim, attacker, [crowds_project])
        assert not attempt(shares.payIn, attacker, [crowds_project], [100_000])
        assert not attempt(energy.withdraw, attacker, 1)


def test_rounding_drain_by_tiny_payments_in(attack, attempt, energy, shares, owner, funders, crowds_project):
    """Another's debt is settled a peso at a time, with a claim after each, so that each rounds for the claimer.

    What comes in is counted in fractions of 2^-64 pesos, rounded down; a claim pays whole pesos and keeps the rest."""
    attacker = funders[0]
    assert energy.debtOf(crowds_project, owner) > TIMES
    with attack(attacker):
        for _ in range(TIMES):
            assert attempt(energy.settle, attacker, crowds_project, owner, 1)
            assert attempt(shares.claim, attacker, [crowds_project])


def test_rounding_drain_by_tiny_transfers(attack, attempt, shares, funders, stranger, crowds_project):
    """Two accounts pass a share back and forth and claim after each transfer.

    A transfer first counts what both sides have earned, to the fraction."""
    attacker = funders[0]
    with attack(attacker, stranger):
        for _ in range(TIMES // 2):
            assert attempt(shares.transfer, attacker, stranger, crowds_project, 1)
            assert attempt(shares.claim, attacker, [crowds_project])
            assert attempt(shares.transfer, stranger, attacker, crowds_project, 1)
            assert attempt(shares.claim, stranger, [crowds_project])


def test_rounding_drain_by_tiny_refunds(
    attack, attempt, market, token, arbiter, owner, vendor, funders, crowd, matched_project, advance_to
):
    """Forty accounts with a share each ask for their refunds of a cancelled project, each rounded.

    Each is rounded down, for the project; what rounding leaves is nobody's."""
    thieves = crowd(40)
    project_id = matched_project(crowdfunded=True, sender=vendor)
    for thief in thieves:
        assert attempt(token.transfer, owner, thief, 1)
        assert attempt(token.approve, thief, market, 1)
        assert attempt(market.fund, thief, project_id, 1)
    market.fund(project_id, GOAL, sender=funders[0])
    advance_to(project_id, State.INSTALLING)
    market.dispute(project_id, b"document", sender=vendor)
    market.resolve(project_id, False, sender=arbiter)
    with attack(*thieves):
        for thief in thieves:
            assert attempt(market.refund, thief, project_id)
            assert not attempt(market.refund, thief, project_id)
        market.refund(project_id, sender=funders[0])


def test_rounding_drain_by_named_twice(attack, attempt, shares, funders, stranger, crowds_project):
    """A project, and a holder, is named many times in one claim or payment.

    What was earned is taken off at the first; nothing is left for the second."""
    attacker = funders[0]
    with attack(attacker, stranger):
        assert attempt(shares.claim, attacker, [crowds_project] * 20)
        assert attempt(shares.payout, stranger, [attacker] * 5, [crowds_project] * 5)
        assert attempt(shares.payoutPairs, stranger, [attacker] * 20, [crowds_project] * 20)


def test_transfer_to_oneself(attack, attempt, shares, funders, crowds_project):
    """Shares are sent to their own holder, in parts and whole, with claims between.

    Both sides are counted one after the other, on one position."""
    attacker = funders[0]
    held = shares.balanceOf(attacker, crowds_project)
    with attack(attacker):
        for amount in (0, 1, held // 2, held):
            assert attempt(shares.transfer, attacker, attacker, crowds_project, amount)
            assert attempt(shares.claim, attacker, [crowds_project])
        assert not attempt(shares.transfer, attacker, attacker, crowds_project, held + 1)
    assert shares.balanceOf(attacker, crowds_project) == held


def test_transfer_to_contracts(attack, attempt, shares, market, energy, funders, crowds_project):
    """Shares are sent to Antu's own contracts, whose part of the revenue somebody should then be able to take.

    The contracts refuse them; an account that nobody rules is the sender's own loss."""
    attacker = funders[0]
    with attack(attacker):
        for target in (market, shares, energy, NOBODY):
            assert not attempt(shares.transfer, attacker, target, crowds_project, 1_000)
        for target in (market, shares, energy):
            attempt(shares.payout, attacker, [target], [crowds_project])


def test_transfer_front_run_by_claim(attack, attempt, shares, funders, crowds_project):
    """The seller claims just before its shares reach the buyer.

    What was earned before a transfer never goes with the shares: the seller gains nothing by claiming first, and a
    buyer that wants earnings too has to pay the less for shares without them."""
    seller, buyer = funders[0], funders[2]
    with attack(seller) as it:
        due = shares.claimable(seller, crowds_project)
        assert due > 0
        assert attempt(shares.claim, seller, [crowds_project])
        assert attempt(shares.transfer, seller, buyer, crowds_project, 1_000)
        it.goods_moved(buyer, seller, 1_000)  # paid beside the chain, a peso a share
        assert shares.claimable(buyer, crowds_project) == 0


def test_transfer_without_permission(attack, attempt, shares, funders, stranger, crowds_project):
    """A stranger moves another's shares: without permission, with one for another project, with one taken back, and
    more than it was allowed.

    An allowance is for one project and one amount; an operator is one until it is not."""
    victim = funders[0]
    shares.setOperator(stranger, True, sender=victim)
    shares.setOperator(stranger, False, sender=victim)
    shares.approve(stranger, crowds_project + 1, 10**9, sender=victim)
    with attack(stranger):
        for amount in (1, 1_000):
            assert not attempt(shares.transferFrom, stranger, victim, stranger, crowds_project, amount)
        shares.approve(stranger, crowds_project, 0, sender=victim)
        assert not attempt(shares.transferFrom, stranger, victim, stranger, crowds_project, 1)


def test_transfer_by_both_of_two_allowances(attack, attempt, shares, funders, stranger, crowds_project):
    """An allowance of 1,000 shares is lowered to 500; the spender uses the old one just before, then the new one.

    ERC-6909's `approve` sets, as ERC-20's does: who lowers an allowance first sets it to zero and looks. The most is
    what the holder allowed, both together."""
    victim = funders[0]
    shares.approve(stranger, crowds_project, 1_000, sender=victim)
    with attack(stranger, bound=1_600):  # 1,500 shares, and what their project is owed
        assert attempt(shares.transferFrom, stranger, victim, stranger, crowds_project, 1_000)
        shares.approve(stranger, crowds_project, 500, sender=victim)
        assert attempt(shares.transferFrom, stranger, victim, stranger, crowds_project, 500)
        assert not attempt(shares.transferFrom, stranger, victim, stranger, crowds_project, 1)


def test_transfer_before_the_project_operates(
    attack, attempt, shares, market, vendor, funders, stranger, funded_project
):
    """Shares of a project that is being built are passed round, so that several back the same dispute, or a refund is
    asked for twice.

    Shares do not move before their project operates."""
    attacker = funders[0]
    project_id = funded_project(crowdfunded=True, sender=vendor)
    with attack(attacker, stranger):
        assert not attempt(shares.transfer, attacker, stranger, project_id, 1)
        assert not attempt(market.refund, attacker, project_id)
        assert not attempt(market.dispute, stranger, project_id, b"document")
