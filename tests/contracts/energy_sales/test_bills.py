"""What a reading bills: the owner what it used, the cooperative what it got, however many readings that takes."""

import random

import pytest

from antu.enums import DAY, State
from tests.contracts.energy_sales import EXPORTED, GENERATED, PER_DAY
from tests.helpers import Reading, emitted

OWNER_PRICE, COOPERATIVE_PRICE = 150, 60


def bill(from_wh, to_wh, price):
    """Pesos for the energy between two registers, as the interface defines them."""
    return to_wh * price // 1_000 - from_wh * price // 1_000


def bills_of(receipt, energy):
    """Owner's bill, cooperative's bill, and what was paid of both, of each reading taken."""
    return [
        (reading["ownerBill"], reading["cooperativeBill"], reading["paid"])
        for reading in emitted(receipt, energy.ReadingAccepted)
    ]


@pytest.fixture(scope="module")
def reported(connecting_id, direct_id, reported):
    """As elsewhere, after the other projects were built, which takes days."""
    return reported


@pytest.fixture
def prepaid(energy, owner, cooperative):
    """Enough for every bill here."""
    energy.deposit(10**6, sender=owner)
    energy.deposit(10**6, sender=cooperative)


# WHO PAYS


def test_report_bills_both_and_pays_the_holders(
    energy, shares, token, project_id, owner, cooperative, stranger, sign_reading, at, prepaid
):
    before = token.balanceOf(shares), shares.series(project_id).revenue
    receipt = energy.report(sign_reading(project_id, GENERATED + 4_007, EXPORTED + 3_000, at), sender=stranger)
    # Used before: 3,000 Wh, 450 pesos; after: 4,007 Wh, 601 pesos.
    assert bills_of(receipt, energy) == [(151, 180, 331)]
    assert (token.balanceOf(shares), shares.series(project_id).revenue) == (before[0] + 331, before[1] + 331)
    assert energy.accountOf(owner).prepaid == 10**6 - 151
    assert energy.accountOf(cooperative).prepaid == 10**6 - 180


def test_report_bills_nothing_to_an_owner_that_paid_for_the_project(
    energy, direct_id, owner, stranger, sign_reading, at, prepaid
):
    receipt = energy.report(sign_reading(direct_id, 9_000, 4_000, at), sender=stranger)
    assert bills_of(receipt, energy) == [(0, 240, 240)]
    assert energy.accountOf(owner) == (10**6, 0)


def test_report_bills_from_the_registers_at_commissioning(
    energy, connecting_id, commission, advance_to, stranger, sign_reading, time_travel, prepaid
):
    commission(connecting_id, generated_wh=5_003, exported_wh=2_001)
    advance_to(connecting_id, State.OPERATING)
    time = time_travel(days=1)
    receipt = energy.report(sign_reading(connecting_id, 9_010, 4_000, time), sender=stranger)
    owner_bill, cooperative_bill = bill(3_002, 5_010, OWNER_PRICE), bill(2_001, 4_000, COOPERATIVE_PRICE)
    assert bills_of(receipt, energy) == [(owner_bill, cooperative_bill, owner_bill + cooperative_bill)]


def test_report_bills_energy_since_commissioning_once_the_project_operates(
    energy, connecting_id, commission, advance_to, stranger, sign_reading, prepaid
):
    """What the plant made while its last release waited is the holders' too."""
    began = commission(connecting_id).timestamp
    advance_to(connecting_id, State.OPERATING)
    receipt = energy.report(sign_reading(connecting_id, PER_DAY, 0, began + DAY), sender=stranger)
    assert bills_of(receipt, energy)[0][0] == bill(0, PER_DAY, OWNER_PRICE)


# HOW MUCH


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bills_do_not_depend_on_how_a_period_is_cut(
    energy, project_id, stranger, sign_reading, reported, at, prepaid, seed
):
    """24 readings of a day, each of odd amounts, bill what the day's last one would have billed alone."""
    dice = random.Random(seed)
    generated, exported, readings = GENERATED, EXPORTED, []
    for hour in range(1, 25):
        made = dice.randrange(1, PER_DAY // 24)
        generated, exported = generated + made, exported + dice.randrange(made + 1)
        readings.append(sign_reading(project_id, generated, exported, reported + hour * 3_600))
    parts = bills_of(energy.reportBatch(readings, sender=stranger), energy)
    assert len(parts) == 24
    used = bill(GENERATED - EXPORTED, generated - exported, OWNER_PRICE)
    sold = bill(EXPORTED, exported, COOPERATIVE_PRICE)
    assert [sum(part) for part in zip(*parts, strict=True)] == [used, sold, used + sold]


def test_report_bills_at_the_price_of_its_time_however_late(
    energy, project_id, cooperative, stranger, sign_reading, time_travel, reported, prepaid
):
    changes = energy.announcePrice(20, sender=cooperative).timestamp + 30 * DAY
    time_travel(days=31)
    energy.announcePrice(500, sender=cooperative)
    readings = [
        sign_reading(project_id, GENERATED + 1_000, EXPORTED + 1_000, changes - 3_600),
        sign_reading(project_id, GENERATED + 2_000, EXPORTED + 2_000, changes),
    ]
    parts = bills_of(energy.reportBatch(readings, sender=stranger), energy)
    assert [cooperative_bill for _, cooperative_bill, _ in parts] == [60, 20]


# A BATCH


def test_reportBatch_pays_each_project_its_own(
    energy, shares, token, project_id, direct_id, stranger, sign_reading, at, prepaid
):
    """Between readings that are refused and one that bills nothing."""
    refused = Reading(project_id, 0, 0, 0, b"")
    readings = [
        refused,
        sign_reading(project_id, GENERATED + 2_000, EXPORTED + 1_000, at - 60),
        sign_reading(project_id, GENERATED + 2_000, EXPORTED + 1_000, at - 30),
        refused,
        sign_reading(direct_id, 9_000, 4_000, at),
    ]
    held, revenues = token.balanceOf(shares), [shares.series(each).revenue for each in (project_id, direct_id)]
    receipt = energy.reportBatch(readings, sender=stranger)
    paid = [(accepted["projectId"], accepted["paid"]) for accepted in emitted(receipt, energy.ReadingAccepted)]
    assert paid == [(project_id, 210), (project_id, 0), (direct_id, 240)]
    gained = [shares.series(each).revenue - was for each, was in zip((project_id, direct_id), revenues, strict=True)]
    assert gained == [210, 240]
    assert token.balanceOf(shares) == held + 450


def test_reportBatch_pays_nothing_when_nothing_was_prepaid(energy, shares, project_id, stranger, sign_reading, at):
    revenue = shares.series(project_id).revenue
    receipt = energy.reportBatch([sign_reading(project_id, GENERATED + 4_000, EXPORTED + 2_000, at)], sender=stranger)
    assert bills_of(receipt, energy) == [(300, 120, 0)]
    assert shares.series(project_id).revenue == revenue


# ANOTHER COOPERATIVE


def test_acceptProject_leaves_debts_where_they_are(
    energy, shares, project_id, cooperative, owner, arbiter, register, stranger, sign_reading, at, time_travel
):
    energy.report(sign_reading(project_id, GENERATED + 4_000, EXPORTED + 4_000, at), sender=stranger)
    energy.moveProject(project_id, register(stranger, price=90), sender=arbiter)
    energy.acceptProject(project_id, sender=stranger)
    later = time_travel(days=1)
    receipt = energy.report(sign_reading(project_id, GENERATED + 6_000, EXPORTED + 6_000, later), sender=stranger)
    assert bills_of(receipt, energy) == [(0, 180, 0)]
    assert (energy.debtOf(project_id, cooperative), energy.debtOf(project_id, stranger)) == (240, 180)

    revenue = shares.series(project_id).revenue
    energy.settle(project_id, cooperative, 240, sender=owner)
    assert energy.accountOf(cooperative).owed == 0
    assert shares.series(project_id).revenue == revenue + 240
