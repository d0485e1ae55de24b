"""Prepaid balances come and go at their owner's word; what they do not cover is a debt, settled by anyone, in parts."""

import pytest

from tests.helpers import emitted, reverts


@pytest.fixture
def debts(energy, project_id, stranger, sign_reading, time_travel):
    """The owner owes 750 pesos for 5 kWh and the cooperative 240 for 4."""
    energy.report(sign_reading(project_id, 9_000, 4_000, time_travel(days=1)), sender=stranger)


# PREPAID


def test_deposit_adds_to_the_callers_balance(energy, token, owner):
    held, before = token.balanceOf(energy), energy.accountOf(owner).prepaid
    receipt = energy.deposit(500, sender=owner)
    assert emitted(receipt, energy.Deposited) == [{"account": owner, "amount": 500}]
    assert energy.accountOf(owner).prepaid == before + 500
    assert token.balanceOf(energy) == held + 500


def test_deposit_reverts_when_it_is_nothing(energy, owner):
    with reverts(energy.ZeroAmount):
        energy.deposit(0, sender=owner)


def test_deposit_reverts_when_it_would_not_fit(energy, owner):
    with reverts(energy.SafeCastOverflowedUintDowncast, bits=64, value=2**64):
        energy.deposit(2**64, sender=owner)


def test_deposit_reverts_when_pesos_were_not_allowed(energy, token, stranger):
    with reverts(token.ERC20InsufficientAllowance, spender=energy, allowance=0, needed=1):
        energy.deposit(1, sender=stranger)


def test_withdraw_gives_the_balance_back(energy, token, owner):
    energy.deposit(500, sender=owner)
    before = token.balanceOf(owner)
    receipt = energy.withdraw(499, sender=owner)
    assert emitted(receipt, energy.Withdrawn) == [{"account": owner, "amount": 499}]
    assert token.balanceOf(owner) == before + 499
    with reverts(energy.InsufficientPrepaid, account=owner, prepaid=1, asked=2):
        energy.withdraw(2, sender=owner)
    energy.withdraw(1, sender=owner)
    assert energy.accountOf(owner).prepaid == 0


def test_withdraw_reverts_when_balance_is_anothers(energy, owner, stranger):
    energy.deposit(500, sender=owner)
    with reverts(energy.InsufficientPrepaid, account=stranger, prepaid=0, asked=500):
        energy.withdraw(500, sender=stranger)


def test_withdraw_reverts_when_it_is_nothing(energy, owner):
    with reverts(energy.ZeroAmount):
        energy.withdraw(0, sender=owner)


def test_withdraw_works_for_an_account_in_debt(energy, token, debts, owner):
    energy.deposit(500, sender=owner)
    before = token.balanceOf(owner)
    energy.withdraw(500, sender=owner)
    assert token.balanceOf(owner) == before + 500


# DEBTS


def test_report_makes_a_debt_of_what_the_balance_lacks(
    energy, market, shares, project_id, owner, cooperative, stranger, sign_reading, time_travel
):
    energy.deposit(700, sender=owner)
    energy.deposit(240, sender=cooperative)
    revenue = shares.series(project_id).revenue
    receipt = energy.report(sign_reading(project_id, 9_000, 4_000, time_travel(days=1)), sender=stranger)
    assert emitted(receipt, energy.DebtIncurred) == [{"projectId": project_id, "debtor": owner, "amount": 50}]
    assert emitted(receipt, market.DebtorMarked) == [{"account": owner, "inDebt": True}]
    assert [accepted["paid"] for accepted in emitted(receipt, energy.ReadingAccepted)] == [940]
    assert shares.series(project_id).revenue == revenue + 940
    assert energy.accountOf(owner) == (0, 50)
    assert energy.accountOf(cooperative) == (0, 0)
    assert energy.debtOf(project_id, owner) == 50


def test_report_adds_to_a_debt_and_marks_it_once(
    energy, market, project_id, debts, owner, stranger, sign_reading, time_travel
):
    receipt = energy.report(sign_reading(project_id, 10_000, 4_000, time_travel(days=1)), sender=stranger)
    assert energy.debtOf(project_id, owner) == energy.accountOf(owner).owed == 900
    assert emitted(receipt, market.DebtorMarked) == []


def test_deposit_pays_no_debt(energy, project_id, debts, owner):
    energy.deposit(1_000, sender=owner)
    assert energy.accountOf(owner) == (1_000, 750)
    assert energy.debtOf(project_id, owner) == 750


# SETTLING


def test_settle_in_parts_by_anyone_pays_the_holders(energy, market, shares, token, project_id, debts, owner, funders):
    payer, revenue = funders[3], shares.series(project_id).revenue
    before = token.balanceOf(payer)
    receipt = energy.settle(project_id, owner, 300, sender=payer)
    assert emitted(receipt, energy.DebtSettled) == [
        {"projectId": project_id, "debtor": owner, "payer": payer, "amount": 300}
    ]
    assert emitted(receipt, market.DebtorMarked) == []
    assert energy.debtOf(project_id, owner) == energy.accountOf(owner).owed == 450

    assert energy.settle.call(project_id, owner, 10**9, sender=payer) == 450
    receipt = energy.settle(project_id, owner, 10**9, sender=payer)
    assert emitted(receipt, market.DebtorMarked) == [{"account": owner, "inDebt": False}]
    assert token.balanceOf(payer) == before - 750
    assert shares.series(project_id).revenue == revenue + 750
    with reverts(energy.NoDebt, projectId=project_id, debtor=owner):
        energy.settle(project_id, owner, 1, sender=payer)


def test_settle_takes_a_single_peso(energy, project_id, debts, owner, funders):
    energy.settle(project_id, owner, 1, sender=funders[3])
    assert energy.debtOf(project_id, owner) == 749
    energy.settle(project_id, owner, 748, sender=funders[3])
    energy.settle(project_id, owner, 1, sender=funders[3])  # the last one that is owed
    assert energy.debtOf(project_id, owner) == energy.accountOf(owner).owed == 0


def test_settle_reverts_when_account_owes_nothing(energy, project_id, debts, stranger, owner):
    with reverts(energy.NoDebt, projectId=project_id, debtor=stranger):
        energy.settle(project_id, stranger, 1, sender=owner)


def test_settle_reverts_when_nothing_is_paid(energy, project_id, debts, owner):
    with reverts(energy.ZeroAmount):
        energy.settle(project_id, owner, 0, sender=owner)


def test_settle_takes_pesos_of_the_payer_alone(energy, token, project_id, debts, owner, stranger):
    with reverts(token.ERC20InsufficientAllowance, spender=energy, allowance=0, needed=750):
        energy.settle(project_id, owner, 10**6, sender=stranger)


def test_settle_frees_when_debts_to_all_projects_are_paid(
    energy, market, project_id, direct_id, debts, cooperative, stranger, sign_reading, time_travel
):
    energy.report(sign_reading(direct_id, 2_000, 1_000, time_travel(days=1)), sender=stranger)
    assert energy.accountOf(cooperative).owed == 240 + 60
    energy.settle(project_id, cooperative, 240, sender=cooperative)
    assert market.record(cooperative).inDebt
    energy.settle(direct_id, cooperative, 60, sender=cooperative)
    assert not market.record(cooperative).inDebt


# WHAT A DEBTOR MAY NOT


def test_debtor_neither_posts_nor_funds_until_it_has_settled(
    energy, market, project_id, post_demand, matched_project, owner, stranger, sign_reading, time_travel
):
    open_id, funding_id = post_demand(), matched_project()
    energy.report(sign_reading(project_id, 9_000, 4_000, time_travel(days=1)), sender=stranger)
    demand = (0, 13, 10**6, 150, False)
    blocked = [
        lambda: market.postDemand(*demand, sender=owner),
        lambda: market.updateDemand(open_id, *demand, sender=owner),
        lambda: market.fund(funding_id, 1, sender=owner),
    ]
    for attempt in blocked:
        with reverts(market.InDebt, account=owner):
            attempt()
    market.withdrawDemand(open_id, sender=owner)

    energy.settle(project_id, owner, 750, sender=owner)
    market.fund(funding_id, 1, sender=owner)
    market.postDemand(*demand, sender=owner)


def test_markDebtor_reverts_when_another_than_the_energy_sales_marks(market, stranger, owner, operator):
    for caller in (stranger, operator, owner):
        with reverts(market.OnlyEnergy, caller=caller):
            market.markDebtor(stranger, True, sender=caller)
