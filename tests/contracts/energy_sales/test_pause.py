"""A pause stops what lets money in and what is reported; what lets money out it never stops."""

import pytest

from antu.enums import MeterStatus
from tests.helpers import account_key, emitted, reverts


@pytest.fixture
def frozen(energy, project_id, owner, stranger, guardian, sign_reading, time_travel):
    """A pause, when the owner has prepaid 100 pesos and owes 750."""
    energy.report(sign_reading(project_id, 9_000, 4_000, time_travel(days=1)), sender=stranger)
    energy.deposit(100, sender=owner)
    return energy.pause(sender=guardian)


def test_pause_and_unpause_are_announced(energy, guardian, frozen):
    assert emitted(frozen, energy.Paused) == [{"by": guardian}]
    assert energy.paused()
    receipt = energy.unpause(sender=guardian)
    assert emitted(receipt, energy.Unpaused) == [{"by": guardian}]
    assert not energy.paused()


def test_pause_and_unpause_may_come_twice(energy, guardian, frozen):
    """Who is in doubt whether it is paused pauses again."""
    energy.pause(sender=guardian)
    assert energy.paused()
    for _ in range(2):
        energy.unpause(sender=guardian)
    assert not energy.paused()


def test_pause_stops_readings_and_deposits(energy, project_id, frozen, owner, stranger, sign_reading, time_travel):
    reading = sign_reading(project_id, 10_000, 4_000, time_travel(days=1))
    stopped = [
        lambda: energy.report(reading, sender=stranger),
        lambda: energy.reportBatch([reading], sender=stranger),
        lambda: energy.deposit(1, sender=owner),
        lambda: energy.depositWithPermit(1, 0, 27, b"", b"", sender=owner),
    ]
    for attempt in stopped:
        with reverts(energy.EnergyPaused):
            attempt()


def test_pause_stops_no_exit(energy, shares, token, project_id, frozen, owner, funders, stranger):
    before = token.balanceOf(owner)
    energy.withdraw(100, sender=owner)
    assert token.balanceOf(owner) == before + 100
    energy.settle(project_id, owner, 750, sender=owner)
    assert energy.accountOf(owner).owed == 0
    due, before = shares.claimable(funders[0], project_id), token.balanceOf(funders[0])
    shares.payout([funders[0]], [project_id], sender=stranger)
    assert token.balanceOf(funders[0]) - before == due > 0


def test_pause_stops_neither_connecting_nor_prices(energy, connecting_id, commission, cooperative, frozen):
    commission(connecting_id)
    energy.announcePrice(70, sender=cooperative)


def test_pause_stops_no_decision_about_meters(energy, project_id, new_meter, frozen, owner, cooperative, arbiter):
    """Doubts about a meter may be why the energy sales are paused."""
    energy.suspendMeter(project_id, b"", sender=owner)
    energy.restoreMeter(project_id, sender=arbiter)
    energy.replaceMeter(project_id, account_key(new_meter()), 0, 0, sender=arbiter)
    energy.moveProject(project_id, energy.cooperativeIdOf(cooperative), sender=arbiter)
    energy.acceptProject(project_id, sender=cooperative)
    energy.retireMeter(project_id, sender=arbiter)
    assert energy.meter(project_id).status == MeterStatus.RETIRED


def test_unpause_lets_readings_in_again(energy, project_id, frozen, guardian, stranger, sign_reading, time_travel):
    energy.unpause(sender=guardian)
    energy.report(sign_reading(project_id, 10_000, 4_000, time_travel(days=1)), sender=stranger)
    assert energy.meter(project_id).generatedWh == 10_000
