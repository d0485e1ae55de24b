"""Flaws of 2019: who reported energy, and whom a debt held up. Each test tries the attack on Antu."""

import pytest
from eth_account import Account

from antu.enums import Refusal, State
from antu.money import BASE_CASE
from tests.helpers import emitted, reverts

GOAL = BASE_CASE.goal
OWNER_BILL, COOPERATIVE_BILL = 450, 120  # pesos for 3,000 Wh used and 2,000 Wh exported


@pytest.mark.parametrize("who", ["owner", "cooperative"])
def test_energy_reported_by_the_one_who_would_have_to_pay_for_it(
    request, energy, owner, cooperative, operating_project, meters, sign_reading, time_travel, who
):
    """2019: the buyer of the energy reported how much there had been. Here the meter signs, and who pays can only
    relay: neither less, nor what it signed itself, nor the same again."""
    payer = request.getfixturevalue(who)
    project_id = operating_project(crowdfunded=True)
    time_travel(days=1)
    before = energy.meter(project_id)
    true = sign_reading(project_id, 5_000, 2_000)

    [skipped] = emitted(energy.reportBatch([true._replace(generated_wh=2_000)], sender=payer), energy.ReadingSkipped)
    assert skipped["reason"] == Refusal.BAD_SIGNATURE
    signer, key = (int(address, 16) for address in (payer.address, meters[project_id].address))
    by_itself = sign_reading(project_id, 1, meter=Account.from_key(payer.private_key))
    refusal = {"projectId": project_id, "reason": Refusal.BAD_SIGNATURE, "value": signer, "limit": key}
    with reverts(energy.ReadingRefused, **refusal):
        energy.report(by_itself, sender=payer)
    assert energy.meter(project_id) == before

    energy.report(true, sender=payer)
    assert energy.debtOf(project_id, owner) == OWNER_BILL
    assert energy.debtOf(project_id, cooperative) == COOPERATIVE_BILL
    refusal = {"projectId": project_id, "reason": Refusal.NOT_NEWER, "value": true.time, "limit": true.time}
    with reverts(energy.ReadingRefused, **refusal):
        energy.report(true, sender=payer)


@pytest.mark.parametrize("who", ["owner", "cooperative"])
def test_a_meter_whose_key_is_the_one_of_who_pays(request, energy, building_at, commission, who):
    """The same attack by another way: the payer's own key as the meter's."""
    project_id = building_at(State.CONNECTING, crowdfunded=True)
    payer = request.getfixturevalue(who)
    with reverts(energy.BadMeterKey, key=bytes.fromhex(payer.address[2:])):
        commission(project_id, meter=Account.from_key(payer.private_key))


def test_investors_blocked_by_a_debt_that_somebody_else_wrote(
    market,
    energy,
    token,
    shares,
    owner,
    cooperative,
    funders,
    stranger,
    operating_project,
    matched_project,
    sign_reading,
    time_travel,
):
    """2019: a debt that anyone had written on a project held up its investors' money. Here who owes is who is billed,
    and no debt, its own or another's, stops an investor from claiming, selling, funding, or being refunded."""
    investor = funders[0]
    project_id = operating_project(crowdfunded=True, payments=[(investor, GOAL)])
    next_one = matched_project(crowdfunded=True)
    energy.deposit(COOPERATIVE_BILL, sender=cooperative)
    time_travel(days=1)
    energy.report(sign_reading(project_id, 5_000, 2_000), sender=stranger)
    assert energy.debtOf(project_id, owner) == OWNER_BILL
    for account in (owner, stranger):
        with reverts(market.OnlyEnergy, caller=account):
            market.markDebtor(investor, True, sender=account)
    assert energy.accountOf(investor).owed == 0

    claimable = shares.claimable(investor, project_id)
    assert COOPERATIVE_BILL - 1 <= claimable <= COOPERATIVE_BILL
    purse = token.balanceOf(investor)
    shares.claim([project_id], sender=investor)
    assert token.balanceOf(investor) == purse + claimable
    shares.transfer(stranger, project_id, 10, sender=investor)
    market.fund(next_one, 1_000, sender=investor)
    time_travel(days=61)
    market.expire(next_one, sender=stranger)
    assert market.refund(next_one, sender=investor).return_value == 1_000


def test_a_debtors_own_exits_stay_open(
    market, energy, shares, owner, stranger, matched_project, operating_project, sign_reading, time_travel
):
    """A debt stops its debtor from posting and funding, and from nothing that is its own already."""
    funding = matched_project(crowdfunded=True)
    market.fund(funding, 1_000, sender=owner)
    project_id = operating_project(crowdfunded=True, payments=[(owner, GOAL)])
    time_travel(days=1)
    energy.report(sign_reading(project_id, 5_000), sender=stranger)
    energy.settle(project_id, owner, 700, sender=owner)
    assert market.record(owner).inDebt
    with reverts(market.InDebt, account=owner):
        market.fund(funding, 1, sender=owner)
    assert 699 <= shares.claim([project_id], sender=owner).return_value <= 700
    time_travel(days=61)
    market.expire(funding, sender=stranger)
    assert market.refund(funding, sender=owner).return_value == 1_000
