"""A cooperative's corrections of its own past bills: capped, netted against the next, and taken from no holder."""

import pytest

from antu.enums import State
from tests.contracts.energy_sales import EXPORTED, GENERATED
from tests.helpers import emitted, month_of, reverts, start_of

PRICE = 60  # pesos per kWh, the cooperative's
CAP = 1_000 * 730 * 300 * PRICE // (10_000 * 1_000)  # pesos: 3 % of a month of 1 kWp at full power
DOCUMENT = b"a meter's second look".ljust(32)


@pytest.fixture
def to_month(now, time_travel):
    """`to_month(month)`: goes to its beginning, unless it has begun."""

    def travel(month):
        if month_of(now()) < month:
            time_travel(seconds=start_of(month) - now())

    return travel


@pytest.fixture
def month(energy, project_id, reported, to_month):
    """The month in which the project's meter was connected; the next one has begun."""
    connected = month_of(energy.meter(project_id).since)
    to_month(connected + 1)
    return connected


@pytest.fixture
def correct(energy, project_id, month, cooperative):
    """`correct(pesos, month=that one, sender=cooperative)`."""

    def post(amount, month=month, sender=cooperative):
        return energy.correct(project_id, month, amount, DOCUMENT, sender=sender)

    return post


@pytest.fixture
def sell(energy, project_id, stranger, sign_reading, time_travel):
    """`sell()`: a day later, a reading of another exported kWh, 60 pesos of the cooperative's, none of the owner's."""
    kwh = iter(range(1, 100))

    def report():
        time_travel(days=1)
        wh = 1_000 * next(kwh)
        return energy.report(sign_reading(project_id, GENERATED + wh, EXPORTED + wh), sender=stranger)

    return report


# DOWN


def test_correct_downwards_is_a_credit_for_the_next_bills(
    energy, shares, project_id, cooperative, owner, month, correct
):
    accounts = [energy.accountOf(account) for account in (cooperative, owner)]
    revenue, cooperative_id = shares.series(project_id).revenue, energy.cooperativeIdOf(cooperative)
    receipt = correct(-200)
    assert emitted(receipt, energy.Corrected) == [
        {
            "projectId": project_id,
            "cooperativeId": cooperative_id,
            "month": month,
            "amount": -200,
            "paid": 0,
            "documentHash": DOCUMENT,
        }
    ]
    assert energy.creditOf(project_id, cooperative_id) == energy.correctedOf(project_id, month) == 200
    assert energy.meter(project_id).credited
    assert [energy.accountOf(account) for account in (cooperative, owner)] == accounts
    assert shares.series(project_id).revenue == revenue


def test_credit_nets_against_bills_until_it_is_used_up(energy, shares, project_id, cooperative, correct, sell):
    """A quarter of each bill, which itself is told in full."""
    cooperative_id = energy.cooperativeIdOf(cooperative)
    energy.deposit(10**6, sender=cooperative)
    correct(-50)
    for used in (15, 15, 15, 5, 0):
        receipt = sell()
        wanted = [{"projectId": project_id, "cooperativeId": cooperative_id, "amount": used}] if used else []
        assert emitted(receipt, energy.CreditUsed) == wanted
        (accepted,) = emitted(receipt, energy.ReadingAccepted)
        assert (accepted["cooperativeBill"], accepted["paid"]) == (60, 60 - used)
    assert energy.creditOf(project_id, cooperative_id) == 0
    assert not energy.meter(project_id).credited
    assert energy.accountOf(cooperative) == (10**6 - (5 * 60 - 50), 0)


def test_credit_pays_no_debt_and_no_other_bill(
    energy, project_id, direct_id, cooperative, owner, month, correct, sell, sign_reading, stranger, time_travel
):
    """Neither what the cooperative owed before, nor another project's bill, nor the owner's."""
    sell()
    debt = energy.debtOf(project_id, cooperative)
    correct(-200)
    time = time_travel(days=1)
    energy.report(sign_reading(direct_id, 2_000, 1_000, time), sender=stranger)
    receipt = energy.report(sign_reading(project_id, GENERATED + 2_000, EXPORTED + 1_000, time), sender=stranger)
    assert emitted(receipt, energy.ReadingAccepted)[0]["ownerBill"] == 150
    assert energy.debtOf(project_id, owner) == 150
    assert energy.debtOf(project_id, cooperative) == debt == 60
    assert energy.debtOf(direct_id, cooperative) == 60
    assert energy.creditOf(project_id, energy.cooperativeIdOf(cooperative)) == 200


def test_correct_takes_nothing_that_holders_have(
    energy, shares, token, project_id, cooperative, funders, stranger, correct, sell
):
    """Neither what they have earned, nor what they were paid, whatever is credited and used."""
    energy.deposit(10**6, sender=cooperative)
    shares.claim([project_id], sender=funders[0])
    held, paid = token.balanceOf(shares), token.balanceOf(funders[0])
    earned = [shares.claimable(funder, project_id) for funder in funders]
    correct(-CAP)
    for _ in range(3):
        sell()
    revenue = 3 * 60 * 3 // 4
    now_earned = [shares.claimable(funder, project_id) for funder in funders]
    assert all(later >= before for later, before in zip(now_earned, earned, strict=True))
    assert (token.balanceOf(shares), token.balanceOf(funders[0])) == (held + revenue, paid)
    shares.payout(funders, [project_id], sender=stranger)


# UP


def test_correct_upwards_is_billed_at_once(energy, market, shares, project_id, cooperative, correct):
    energy.deposit(100, sender=cooperative)
    revenue = shares.series(project_id).revenue
    receipt = correct(150)
    (corrected,) = emitted(receipt, energy.Corrected)
    assert (corrected["amount"], corrected["paid"]) == (150, 100)
    assert shares.series(project_id).revenue == revenue + 100
    assert emitted(receipt, energy.DebtIncurred) == [{"projectId": project_id, "debtor": cooperative, "amount": 50}]
    assert emitted(receipt, market.DebtorMarked) == [{"account": cooperative, "inDebt": True}]
    assert energy.accountOf(cooperative) == (0, 50)


def test_correct_upwards_by_a_peso_is_the_holders(energy, shares, project_id, cooperative, correct):
    energy.deposit(1, sender=cooperative)
    revenue = shares.series(project_id).revenue
    correct(1)
    assert shares.series(project_id).revenue == revenue + 1


@pytest.mark.parametrize(("credit", "amount"), [(100, 40), (100, 99), (100, 100), (100, 150)])
def test_correct_upwards_uses_up_credit_first(energy, project_id, cooperative, correct, credit, amount):
    energy.deposit(1_000, sender=cooperative)
    cooperative_id = energy.cooperativeIdOf(cooperative)
    correct(-credit)
    receipt = correct(amount)
    used = min(credit, amount)
    assert emitted(receipt, energy.CreditUsed) == [
        {"projectId": project_id, "cooperativeId": cooperative_id, "amount": used}
    ]
    assert energy.creditOf(project_id, cooperative_id) == credit - used
    assert energy.meter(project_id).credited == (used < credit)
    assert energy.accountOf(cooperative) == (1_000 - (amount - used), 0)


# HOW MUCH


@pytest.mark.parametrize("sign", [1, -1])
def test_correct_reverts_when_it_is_beyond_the_months_cap(energy, project_id, month, correct, sign):
    refusal = {"projectId": project_id, "month": month, "amount": CAP + 1, "left": CAP}
    with reverts(energy.CorrectionTooLarge, **refusal):
        correct(sign * (CAP + 1))
    correct(sign * CAP)


def test_correct_counts_up_and_down_together(energy, project_id, month, correct):
    correct(-(CAP - 314))
    correct(300)
    assert energy.correctedOf(project_id, month) == CAP - 14
    with reverts(energy.CorrectionTooLarge, projectId=project_id, month=month, amount=15, left=14):
        correct(15)
    with reverts(energy.CorrectionTooLarge, projectId=project_id, month=month, amount=15, left=14):
        correct(-15)


def test_correct_counts_each_month_apart(energy, project_id, month, correct, to_month):
    to_month(month + 2)
    correct(-CAP)
    correct(-CAP, month + 1)
    assert [energy.correctedOf(project_id, each) for each in (month, month + 1, month + 2)] == [CAP, CAP, 0]


def test_correct_is_capped_at_the_price_of_today(energy, project_id, month, cooperative, correct, time_travel):
    correct(-1_000)
    energy.announcePrice(PRICE // 2, sender=cooperative)
    time_travel(days=31)
    with reverts(energy.CorrectionTooLarge, projectId=project_id, month=month, amount=1, left=0):
        correct(-1)


def test_correct_is_not_widened_by_a_price_announced_for_it(
    energy, project_id, month, cooperative, correct, time_travel
):
    """A cooperative's own price could else credit it a century of bills."""
    energy.announcePrice(65_535, sender=cooperative)
    time_travel(days=31)
    with reverts(energy.CorrectionTooLarge, projectId=project_id, month=month, amount=CAP + 1, left=CAP):
        correct(-(CAP + 1))


@pytest.mark.parametrize("amount", [-(2**255), 2**255 - 1])
def test_correct_reverts_when_it_is_as_large_as_can_be(energy, project_id, month, correct, amount):
    with reverts(energy.CorrectionTooLarge, projectId=project_id, month=month, amount=abs(amount), left=CAP):
        correct(amount)


def test_correct_reverts_when_it_is_nothing(energy, correct):
    with reverts(energy.ZeroAmount):
        correct(0)


# WHICH MONTHS


def test_correct_reverts_when_the_month_has_not_ended(energy, month, correct, to_month):
    for later in (month + 1, month + 2):
        with reverts(energy.MonthNotOpen, month=later, first=month, last=month):
            correct(-1, later)


def test_correct_reverts_when_the_meter_was_not_there(energy, month, correct):
    with reverts(energy.MonthNotOpen, month=month - 1, first=month, last=month):
        correct(-1, month - 1)


def test_correct_reverts_when_it_is_the_meters_first_month(
    energy, connecting_id, commission, advance_to, to_month, now, cooperative
):
    to_month(month_of(now()) + 1)
    current = month_of(now())
    commission(connecting_id)
    advance_to(connecting_id, State.OPERATING)
    with reverts(energy.MonthNotOpen, month=current, first=current, last=current - 1):
        energy.correct(connecting_id, current, -1, DOCUMENT, sender=cooperative)


def test_correct_reverts_when_the_month_is_a_year_ago(energy, month, correct, to_month):
    to_month(month + 12)
    correct(-1)
    to_month(month + 13)
    with reverts(energy.MonthNotOpen, month=month, first=month + 1, last=month + 12):
        correct(-1)
    correct(-1, month + 1)


# WHO


@pytest.mark.parametrize("who", ["stranger", "owner", "vendor", "operator", "arbiter"])
def test_correct_reverts_when_it_is_not_its_cooperatives(request, energy, project_id, register, vendor, correct, who):
    register(vendor)  # another cooperative
    account = request.getfixturevalue(who)
    with reverts(energy.NotItsCooperative, projectId=project_id, account=account):
        correct(-1, sender=account)


def test_correct_reverts_when_there_is_no_meter(energy, connecting_id, month, cooperative):
    with reverts(energy.NotItsCooperative, projectId=connecting_id, account=cooperative):
        energy.correct(connecting_id, month, -1, DOCUMENT, sender=cooperative)


def test_correct_reverts_when_energy_is_paused(energy, guardian, correct):
    energy.pause(sender=guardian)
    with reverts(energy.EnergyPaused):
        correct(-1)


@pytest.mark.parametrize("amount", [1, -1])
def test_correct_reverts_when_project_does_not_operate(energy, building_at, cooperative, to_month, amount):
    """It may still be cancelled: a debt to it could never be settled, and a credit never used."""
    connected = building_at(State.CONNECTED, crowdfunded=True)
    first = month_of(energy.meter(connected).since)
    to_month(first + 1)
    energy.deposit(1, sender=cooperative)
    with reverts(energy.ProjectNotOperating, projectId=connected):
        energy.correct(connected, first, amount, DOCUMENT, sender=cooperative)


def test_correct_works_when_the_meter_is_retired(energy, shares, project_id, arbiter, cooperative, correct):
    """What was billed too little is owed, even if no bill comes any more."""
    energy.retireMeter(project_id, sender=arbiter)
    energy.deposit(100, sender=cooperative)
    revenue = shares.series(project_id).revenue
    assert [corrected["paid"] for corrected in emitted(correct(100), energy.Corrected)] == [100]
    assert shares.series(project_id).revenue == revenue + 100
