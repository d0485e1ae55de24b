"""A meter that somebody doubts: its readings wait, no energy is lost, and the arbiter decides which meter goes on."""

import pytest

from antu.enums import DAY, MeterStatus, Refusal, State
from tests.contracts.energy_sales import EXPORTED, GENERATED, PER_DAY
from tests.helpers import emitted, reverts

REASON = b"the display is dark".ljust(32)
UNKNOWN = 2**32 - 1


@pytest.fixture
def suspended(energy, project_id, cooperative, reported):
    """The project, whose meter the cooperative suspended after its first reading."""
    energy.suspendMeter(project_id, REASON, sender=cooperative)
    return project_id


def status_of(energy, project_id):
    return MeterStatus(energy.meter(project_id).status)


# SUSPENDING


@pytest.mark.parametrize("who", ["owner", "cooperative"])
def test_suspendMeter_is_its_owners_and_its_cooperatives(request, energy, project_id, who):
    account = request.getfixturevalue(who)
    receipt = energy.suspendMeter(project_id, REASON, sender=account)
    assert emitted(receipt, energy.MeterSuspended) == [{"projectId": project_id, "by": account, "reasonHash": REASON}]
    assert status_of(energy, project_id) is MeterStatus.SUSPENDED


@pytest.mark.parametrize("who", ["stranger", "vendor", "manager", "arbiter", "operator", "guardian"])
def test_suspendMeter_reverts_when_it_is_anybody_else(request, energy, project_id, register, vendor, who):
    register(vendor)  # a cooperative of the region, but not the project's
    account = request.getfixturevalue(who)
    with reverts(energy.NotSuspender, projectId=project_id, account=account):
        energy.suspendMeter(project_id, REASON, sender=account)


def test_suspendMeter_reverts_when_there_is_none(energy, connecting_id, owner):
    with reverts(energy.WrongMeterStatus, projectId=connecting_id, status=MeterStatus.NONE):
        energy.suspendMeter(connecting_id, REASON, sender=owner)


def test_suspendMeter_reverts_when_it_is_suspended(energy, suspended, owner):
    with reverts(energy.WrongMeterStatus, projectId=suspended, status=MeterStatus.SUSPENDED):
        energy.suspendMeter(suspended, REASON, sender=owner)


def test_suspendMeter_reverts_when_it_is_retired(energy, project_id, owner, arbiter):
    energy.retireMeter(project_id, sender=arbiter)
    with reverts(energy.WrongMeterStatus, projectId=project_id, status=MeterStatus.RETIRED):
        energy.suspendMeter(project_id, REASON, sender=owner)


def test_retireMeter_ends_a_suspended_one(energy, suspended, arbiter):
    energy.retireMeter(suspended, sender=arbiter)
    assert status_of(energy, suspended) is MeterStatus.RETIRED


# RESTORING


def test_restoreMeter_lets_all_energy_of_the_meantime_count(
    energy, suspended, reported, arbiter, stranger, sign_reading, time_travel
):
    """What was refused while it was suspended is taken afterwards, as are readings of that time that come later."""
    readings = [sign_reading(suspended, GENERATED + 1_000 * day, EXPORTED, reported + day * DAY) for day in (1, 2)]
    time_travel(days=3)
    refusal = {"projectId": suspended, "reason": Refusal.SUSPENDED, "value": 0, "limit": 0}
    with reverts(energy.ReadingRefused, **refusal):
        energy.report(readings[0], sender=stranger)
    assert emitted(energy.reportBatch(readings, sender=stranger), energy.ReadingSkipped) == [refusal, refusal]

    receipt = energy.restoreMeter(suspended, sender=arbiter)
    assert emitted(receipt, energy.MeterRestored) == [{"projectId": suspended}]
    assert status_of(energy, suspended) is MeterStatus.COMMISSIONED
    accepted = emitted(energy.reportBatch(readings, sender=stranger), energy.ReadingAccepted)
    assert [(taken["time"], taken["ownerBill"]) for taken in accepted] == [
        (reported + DAY, 150),
        (reported + 2 * DAY, 150),
    ]
    assert status_of(energy, suspended) is MeterStatus.OPERATING


def test_restoreMeter_takes_no_reading_twice(energy, suspended, reported, arbiter, stranger, sign_reading):
    replayed = sign_reading(suspended, GENERATED, EXPORTED, reported)
    energy.restoreMeter(suspended, sender=arbiter)
    refusal = {"reason": Refusal.NOT_NEWER, "value": reported, "limit": reported}
    with reverts(energy.ReadingRefused, projectId=suspended, **refusal):
        energy.report(replayed, sender=stranger)


def test_restoreMeter_leaves_capacity_as_it_was(
    energy, suspended, reported, arbiter, stranger, sign_reading, time_travel
):
    """Two days' energy in two days, and no more."""
    time_travel(days=2)
    energy.restoreMeter(suspended, sender=arbiter)
    time = reported + 2 * DAY
    refusal = {"reason": Refusal.BEYOND_CAPACITY, "value": 2 * PER_DAY + 1, "limit": 2 * PER_DAY}
    with reverts(energy.ReadingRefused, projectId=suspended, **refusal):
        energy.report(sign_reading(suspended, GENERATED + 2 * PER_DAY + 1, EXPORTED, time), sender=stranger)
    energy.report(sign_reading(suspended, GENERATED + 2 * PER_DAY, EXPORTED, time), sender=stranger)


def test_restoreMeter_opens_no_project_that_does_not_operate(
    energy, building_at, owner, arbiter, stranger, sign_reading, time_travel
):
    connected = building_at(State.CONNECTED, crowdfunded=True)
    energy.suspendMeter(connected, REASON, sender=owner)
    energy.restoreMeter(connected, sender=arbiter)
    time_travel(days=1)
    refusal = {"reason": Refusal.NOT_OPERATING, "value": State.CONNECTED, "limit": State.OPERATING}
    with reverts(energy.ReadingRefused, projectId=connected, **refusal):
        energy.report(sign_reading(connected, 1), sender=stranger)


def test_restoreMeter_reverts_when_it_is_not_suspended(energy, project_id, reported, connecting_id, arbiter):
    with reverts(energy.WrongMeterStatus, projectId=project_id, status=MeterStatus.OPERATING):
        energy.restoreMeter(project_id, sender=arbiter)
    with reverts(energy.WrongMeterStatus, projectId=connecting_id, status=MeterStatus.NONE):
        energy.restoreMeter(connecting_id, sender=arbiter)
    energy.retireMeter(project_id, sender=arbiter)
    with reverts(energy.WrongMeterStatus, projectId=project_id, status=MeterStatus.RETIRED):
        energy.restoreMeter(project_id, sender=arbiter)
