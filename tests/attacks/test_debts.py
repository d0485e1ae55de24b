"""Debts as a weapon: somebody is made a debtor, or called one, so that it cannot act or leave."""

import pytest

from antu.money import BASE_CASE

GOAL = BASE_CASE.goal


@pytest.fixture
def indebted(energy, owner, operating_project, sign_reading, time_travel):
    """A project half the owner's own; a reading that it could not pay for was just brought."""
    project_id = operating_project(crowdfunded=True, payments=[(owner, GOAL)])
    energy.deposit(1_000, sender=owner)
    time_travel(days=10)
    return project_id, sign_reading(project_id, 100_000)


def test_debtor_marked_by_another(attack, attempt, market, owner, stranger, funders, cooperative):
    """A stranger, a funder and a cooperative mark somebody a debtor, so that it may neither post nor fund.

    Only the energy sales mark, when a bill was not covered; nobody owes by another's word."""
    with attack(stranger, cooperative):
        for account in (stranger, cooperative):
            assert not attempt(market.markDebtor, account, funders[0], True)
            assert not attempt(market.markDebtor, account, owner, True)
        assert not market.record(funders[0]).inDebt


def test_debtor_made_before_it_pays(
    attack, attempt, market, energy, owner, stranger, indebted, matched_project, time_travel
):
    """A rival brings an owner's true reading just before the owner funds a project, so that it is in debt and refused.

    It owes what it used, not a peso more; it settles and pays in the next block."""
    _, reading = indebted
    wanted = matched_project(crowdfunded=True)
    project_id = reading.project_id
    with attack(stranger) as it:
        start = time_travel()
        assert attempt(energy.report, stranger, reading)
        assert not attempt(market.fund, owner, wanted, 1_000)
        assert attempt(energy.settle, owner, project_id, owner, 10**9)
        assert attempt(market.fund, owner, wanted, 1_000)
        it.delayed(max(1, time_travel() - start), at_most=60)


def test_debtors_exits_blocked(attack, attempt, market, energy, shares, owner, stranger, indebted, expired_project):
    """A rival makes an owner a debtor, so that its claims, refunds, shares and prepaid balance should be held back.

    No exit asks whether the account is in debt."""
    expired = expired_project(crowdfunded=True, payments=[(owner, 1_000)])
    _, reading = indebted
    with attack(stranger):
        assert attempt(energy.report, stranger, reading)
        assert market.record(owner).inDebt
        assert attempt(shares.claim, owner, [reading.project_id])
        assert attempt(market.refund, owner, expired)
        assert attempt(shares.transfer, owner, stranger, reading.project_id, 0)
        energy.settle(reading.project_id, owner, 10**9, sender=owner)
        energy.deposit(100, sender=owner)
        assert attempt(energy.withdraw, owner, 100)


def test_debt_dodged_by_withdrawing(attack, attempt, energy, owner, stranger, indebted):
    """An owner withdraws its prepaid balance just before its reading is brought.

    Prepaying is no deposit for what comes: what is not covered is a debt, the holders', until it is settled; and
    meanwhile the owner may not post or fund. The debt is worth what the owner is good for."""
    _, reading = indebted
    with attack(owner):
        assert attempt(energy.withdraw, owner, 1_000)
        assert attempt(energy.report, stranger, reading)
        assert energy.debtOf(reading.project_id, owner) == 100 * 150
        assert not attempt(energy.withdraw, owner, 1)


def test_withdrawal_of_anothers_balance(attack, attempt, energy, owner, stranger, cooperative):
    """A stranger withdraws what others have prepaid, more than it has itself, and nothing at all.

    Each takes out its own."""
    energy.deposit(10_000, sender=owner)
    with attack(stranger, cooperative):
        for amount in (0, 1, 10_000, 2**64, 2**256 - 1):
            assert not attempt(energy.withdraw, stranger, amount)
        assert attempt(energy.deposit, cooperative, 10)
        assert not attempt(energy.withdraw, cooperative, 11)


def test_debt_settled_twice(attack, attempt, energy, owner, stranger, indebted):
    """Two pay the same debt in one block; the second one's money should go nowhere.

    A payment is cut to what is owed, and refused when nothing is."""
    _, reading = indebted
    assert attempt(energy.report, stranger, reading)
    with attack(stranger):
        assert attempt(energy.settle, owner, reading.project_id, owner, 10**9)
        assert not attempt(energy.settle, owner, reading.project_id, owner, 10**9)
