"""From a demand to paid energy, as the people do it themselves, with an accounting of everybody at the end."""

import pytest

from antu.catalog import ALL_REGIONS
from antu.enums import CHALLENGE_WINDOW_SECONDS, Role, State
from antu.money import BASE_CASE
from tests.fixtures.energy import TE4_HASH
from tests.fixtures.system import COOPERATIVE_PRICE

GOAL = BASE_CASE.goal
ENERGY_PRICE = 150  # pesos per kWh that the owner promises
PREPAID = 500_000


@pytest.fixture
def live(market, energy, owner, vendor, installer, manager, cooperative, keeper, stranger, time_travel, new_meter):
    """`live(crowdfunded, pay)`: a project's life up to its first day of operation, every step by who takes it."""

    def build(crowdfunded, pay):
        demand = market.postDemand(0, 13, GOAL, ENERGY_PRICE, crowdfunded, sender=owner).return_value
        offers = [
            market.postOffer(role, 0, ALL_REGIONS, price, 1, sender=supplier).return_value
            for role, supplier, price in (
                (Role.VENDOR, vendor, BASE_CASE.vendor),
                (Role.INSTALLER, installer, BASE_CASE.installer),
                (Role.MANAGER, manager, BASE_CASE.manager),
            )
        ]
        market.matchBatch([(demand, *offers, BASE_CASE.goal)], sender=keeper)
        pay(demand)
        assert market.project(demand).state == State.DELIVERING
        meter = new_meter()
        for word in (
            lambda: market.confirmDelivery(demand, sender=installer),
            lambda: market.confirmInstallation(demand, sender=manager),
            lambda: energy.commission(demand, meter.address, 0, 0, TE4_HASH, sender=cooperative),
        ):
            word()
            time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
            market.release(demand, sender=stranger)
        assert market.project(demand).state == State.OPERATING
        return demand, meter

    return build


@pytest.fixture
def prepay(energy, owner, cooperative):
    """`prepay()`: owner and cooperative pay for their energy in advance."""

    def deposit():
        for account in (owner, cooperative):
            energy.deposit(PREPAID, sender=account)

    return deposit


@pytest.fixture
def take_back(energy, owner, cooperative):
    """`take_back()`: both withdraw what they have left of it."""

    def withdraw():
        for account in (owner, cooperative):
            energy.withdraw(energy.accountOf(account).prepaid, sender=account)

    return withdraw


def test_direct_project_to_the_peso(
    market, energy, shares, owner, stranger, open_ledger, live, prepay, take_back, sign_reading, time_travel
):
    ledger = open_ledger()
    prepay()
    project_id, meter = live(crowdfunded=False, pay=lambda demand: market.fund(demand, GOAL, sender=owner))
    for day in (1, 2, 3):
        time_travel(days=1)
        energy.report(sign_reading(project_id, 4_000 * day, 2_501 * day, meter=meter), sender=stranger)
    take_back()
    # The owner, who paid for the plant, owes itself nothing; the cooperative pays 7,503 Wh, rounded down.
    revenue = 7_503 * COOPERATIVE_PRICE // 1_000
    claimed = shares.claim([project_id], sender=owner).return_value
    dust = revenue - claimed
    assert 0 <= dust <= 1
    changes = {
        "owner": claimed - GOAL,
        "vendor": BASE_CASE.vendor,
        "installer": BASE_CASE.installer,
        "manager": BASE_CASE.manager,
        "treasury": BASE_CASE.fee,
        "cooperative": -revenue,
    }
    assert ledger.changes() == changes | ({"shares": dust} if dust else {})


def test_crowdfunded_project_to_the_peso(
    market, energy, shares, funders, stranger, open_ledger, live, prepay, take_back, sign_reading, time_travel
):
    ledger = open_ledger()
    prepay()
    first, second, third, fourth = funders
    parts = {"first": 600_000, "second": 400_000, "third": 165_500}

    def pay(demand):
        market.fund(demand, parts["first"], sender=first)
        market.fund(demand, parts["second"], sender=second)
        # The last payment is cut to what is missing.
        assert market.fund(demand, 10**9, sender=third).return_value == parts["third"]

    project_id, meter = live(crowdfunded=True, pay=pay)
    time_travel(days=1)
    energy.report(sign_reading(project_id, 5_000, 1_999, meter=meter), sender=stranger)
    before = 3_001 * ENERGY_PRICE // 1_000 + 1_999 * COOPERATIVE_PRICE // 1_000
    # Half of the second's shares go to the fourth, who earns from then on and not before.
    shares.transfer(fourth, project_id, parts["second"] // 2, sender=second)
    time_travel(days=1)
    energy.report(sign_reading(project_id, 10_000, 3_998, meter=meter), sender=stranger)
    take_back()
    owner_bill, cooperative_bill = 6_002 * ENERGY_PRICE // 1_000, 3_998 * COOPERATIVE_PRICE // 1_000
    after = owner_bill + cooperative_bill - before

    earned = {
        "first": parts["first"] * (before + after) // GOAL,
        "second": (parts["second"] * before + parts["second"] // 2 * after) // GOAL,
        "third": parts["third"] * (before + after) // GOAL,
        "fourth": parts["second"] // 2 * after // GOAL,
    }
    assert shares.payout(funders, [project_id], sender=stranger).return_value == sum(earned.values())
    dust = before + after - sum(earned.values())
    assert 0 < dust < len(funders)
    assert ledger.changes() == {
        "owner": -owner_bill,
        "cooperative": -cooperative_bill,
        "vendor": BASE_CASE.vendor,
        "installer": BASE_CASE.installer,
        "manager": BASE_CASE.manager,
        "treasury": BASE_CASE.fee,
        "first": earned["first"] - parts["first"],
        "second": earned["second"] - parts["second"],
        "third": earned["third"] - parts["third"],
        "fourth": earned["fourth"],
        "shares": dust,
    }


@pytest.mark.parametrize("crowdfunded", [True, False])
def test_one_funder_may_pay_all(market, shares, owner, funders, open_ledger, matched_project, crowdfunded):
    funder = funders[0] if crowdfunded else owner
    project_id = matched_project(crowdfunded=crowdfunded)
    ledger = open_ledger()
    market.fund(project_id, 2 * GOAL, sender=funder)
    assert ledger.changes() == {"market": GOAL, "first" if crowdfunded else "owner": -GOAL}
    assert shares.balanceOf(funder, project_id) == shares.totalSupply(project_id) == GOAL


def test_many_funders_pay_just_the_goal(market, shares, token, owner, crowd, send_many, matched_project, open_ledger):
    people = crowd(30)
    project_id = matched_project(crowdfunded=True)
    ledger = open_ledger()
    part = GOAL // len(people) + 1
    send_many((token.transfer, owner, person.address, part) for person in people)
    send_many((token.approve, person, market.address, part) for person in people)
    send_many((market.fund, person, project_id, part) for person in people)
    assert market.project(project_id).state == State.DELIVERING
    bought = [shares.balanceOf(person, project_id) for person in people]
    last = GOAL - part * (len(people) - 1)
    assert bought == [part] * (len(people) - 1) + [last]
    assert token.balanceOf(people[-1]) == part - last
    assert ledger.changes()["market"] == GOAL
