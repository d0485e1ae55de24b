"""A project goes over to another cooperative in two steps; debts and credits stay with the one that made them."""

import pytest

from antu.enums import MeterStatus
from tests.contracts.energy_sales import EXPORTED, GENERATED
from tests.helpers import emitted, month_of, reverts, start_of


@pytest.fixture
def other(register, stranger):
    """Another cooperative."""
    return register(stranger)


def test_moveProject_offers_and_acceptProject_takes(energy, project_id, cooperative, other, stranger, arbiter):
    receipt = energy.moveProject(project_id, other, sender=arbiter)
    assert emitted(receipt, energy.ProjectOffered) == [{"projectId": project_id, "cooperativeId": other}]
    assert energy.meter(project_id).cooperativeId == energy.cooperativeIdOf(cooperative), "until the other accepts"
    receipt = energy.acceptProject(project_id, sender=stranger)
    assert emitted(receipt, energy.ProjectMoved) == [{"projectId": project_id, "cooperativeId": other}]
    assert energy.meter(project_id).cooperativeId == other


def test_moveProject_reverts_when_there_is_no_meter(energy, connecting_id, arbiter):
    with reverts(energy.NoMeter, projectId=connecting_id):
        energy.moveProject(connecting_id, 1, sender=arbiter)


def test_moveProject_reverts_when_there_is_no_such_cooperative(energy, project_id, arbiter):
    unknown = energy.cooperativeCount() + 1
    with reverts(energy.UnknownCooperative, cooperativeId=unknown):
        energy.moveProject(project_id, unknown, sender=arbiter)


def test_acceptProject_reverts_when_nothing_was_offered(energy, project_id, other, stranger):
    with reverts(energy.NotOffered, projectId=project_id, cooperativeId=other):
        energy.acceptProject(project_id, sender=stranger)


def test_acceptProject_reverts_when_it_was_offered_to_another(
    energy, project_id, other, stranger, register, vendor, arbiter
):
    """The last offer is the one that counts."""
    energy.moveProject(project_id, other, sender=arbiter)
    energy.moveProject(project_id, register(vendor), sender=arbiter)
    with reverts(energy.NotOffered, projectId=project_id, cooperativeId=other):
        energy.acceptProject(project_id, sender=stranger)
    energy.acceptProject(project_id, sender=vendor)


def test_acceptProject_takes_an_offer_once(energy, project_id, other, stranger, arbiter):
    energy.moveProject(project_id, other, sender=arbiter)
    energy.acceptProject(project_id, sender=stranger)
    with reverts(energy.NotOffered, projectId=project_id, cooperativeId=other):
        energy.acceptProject(project_id, sender=stranger)


def test_acceptProject_reverts_when_region_is_not_served(energy, project_id, register, stranger, arbiter):
    elsewhere = register(stranger, regions=0b1)
    energy.moveProject(project_id, elsewhere, sender=arbiter)
    with reverts(energy.RegionNotServed, cooperativeId=elsewhere, region=13):
        energy.acceptProject(project_id, sender=stranger)


def test_acceptProject_reverts_when_caller_is_no_cooperative(energy, project_id, owner):
    with reverts(energy.NotCooperative, account=owner):
        energy.acceptProject(project_id, sender=owner)


def test_moveProject_reverts_when_the_meter_is_retired(energy, project_id, other, arbiter):
    energy.retireMeter(project_id, sender=arbiter)
    with reverts(energy.WrongMeterStatus, projectId=project_id, status=MeterStatus.RETIRED):
        energy.moveProject(project_id, other, sender=arbiter)


# WHAT GOES WITH IT


@pytest.fixture
def move(energy, project_id, arbiter):
    """`move(cooperative)`: the project goes over to it."""

    def hand_over(account):
        energy.moveProject(project_id, energy.cooperativeIdOf(account), sender=arbiter)
        return energy.acceptProject(project_id, sender=account)

    return hand_over


@pytest.fixture
def credit(request, energy, project_id, reported, cooperative, now, time_travel):
    """200 pesos, or what a test asks for, of which the cooperative owes nothing else."""
    pesos = getattr(request, "param", 200)
    month = month_of(energy.meter(project_id).since)
    if month_of(now()) == month:
        time_travel(seconds=start_of(month + 1) - now())
    energy.correct(project_id, month, -pesos, b"", sender=cooperative)
    return pesos


def test_acceptProject_leaves_a_suspended_meter_suspended(energy, project_id, owner, other, stranger, move):
    energy.suspendMeter(project_id, b"", sender=owner)
    move(stranger)
    assert energy.meter(project_id).status == MeterStatus.SUSPENDED


def test_acceptProject_gives_its_cooperative_the_say(energy, project_id, cooperative, other, stranger, move):
    move(stranger)
    with reverts(energy.NotSuspender, projectId=project_id, account=cooperative):
        energy.suspendMeter(project_id, b"", sender=cooperative)
    energy.suspendMeter(project_id, b"", sender=stranger)


def test_acceptProject_opens_no_month_before_it(
    energy, project_id, cooperative, other, stranger, credit, move, now, time_travel
):
    """Nobody corrects what it was not billed: neither the new one what was before, nor the old one any more."""
    receipt = move(stranger)
    moved = month_of(receipt.timestamp)
    assert energy.meter(project_id).since == receipt.timestamp
    with reverts(energy.NotItsCooperative, projectId=project_id, account=cooperative):
        energy.correct(project_id, moved - 1, -1, b"", sender=cooperative)
    time_travel(seconds=start_of(moved + 1) - now())
    with reverts(energy.MonthNotOpen, month=moved - 1, first=moved, last=moved):
        energy.correct(project_id, moved - 1, -1, b"", sender=stranger)
    energy.correct(project_id, moved, -1, b"", sender=stranger)


def test_acceptProject_leaves_credit_with_who_has_it(
    energy, project_id, cooperative, other, stranger, credit, move, sign_reading, vendor, time_travel
):
    """It waits there until the project comes back."""
    mine = energy.cooperativeIdOf(cooperative)
    move(stranger)
    assert not energy.meter(project_id).credited
    time_travel(days=1)
    receipt = energy.report(sign_reading(project_id, GENERATED + 1_000, EXPORTED + 1_000), sender=vendor)
    assert emitted(receipt, energy.CreditUsed) == []
    assert energy.debtOf(project_id, stranger) == 60
    assert (energy.creditOf(project_id, mine), energy.creditOf(project_id, other)) == (credit, 0)

    move(cooperative)
    assert energy.meter(project_id).credited
    time_travel(days=1)
    receipt = energy.report(sign_reading(project_id, GENERATED + 2_000, EXPORTED + 2_000), sender=vendor)
    assert emitted(receipt, energy.CreditUsed) == [{"projectId": project_id, "cooperativeId": mine, "amount": 15}]
    assert energy.debtOf(project_id, cooperative) == 45
    assert energy.creditOf(project_id, mine) == credit - 15


@pytest.mark.parametrize("credit", [1], indirect=True)
def test_acceptProject_finds_a_credit_of_a_single_peso(energy, project_id, cooperative, other, stranger, credit, move):
    assert energy.creditOf(project_id, energy.cooperativeIdOf(cooperative)) == credit == 1
    move(stranger)
    move(cooperative)
    assert energy.meter(project_id).credited
