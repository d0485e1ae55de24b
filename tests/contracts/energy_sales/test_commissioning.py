"""A meter is connected by a cooperative of its region, with a key that pays for nothing, once, for good."""

import secrets

import pytest
from eth_utils.address import to_checksum_address

from antu.enums import MeterStatus, State
from tests.helpers import account_key, emitted, reverts

NOBODY = bytes(20)
TE4 = secrets.token_bytes(32)
UNKNOWN = 2**32 - 1


@pytest.fixture
def key(new_meter):
    return account_key(new_meter())


# CONNECTING


def test_commission_begins_the_meters_life(energy, market, connecting_id, cooperative, key, owner):
    receipt = energy.commission(connecting_id, key, 5_000, 2_000, TE4, sender=cooperative)
    cooperative_id = energy.cooperativeIdOf(cooperative)
    assert emitted(receipt, energy.MeterCommissioned) == [
        {
            "projectId": connecting_id,
            "cooperativeId": cooperative_id,
            "key": key,
            "generatedWh": 5_000,
            "exportedWh": 2_000,
            "ownerPays": True,
            "baseUf": 0,
        }
    ]
    assert energy.meter(connecting_id).__dict__ == {
        "generatedWh": 5_000,
        "exportedWh": 2_000,
        "time": receipt.timestamp,
        "capacityWp": 1_000,
        "energyPrice": 150,
        "cooperativeId": cooperative_id,
        "baseUf": 0,
        "ownerPays": True,
        "credited": False,
        "status": MeterStatus.COMMISSIONED,
        "key": to_checksum_address(key),
        "keyLength": 20,
        "carriedGeneratedWh": 0,
        "carriedExportedWh": 0,
        "owner": owner.address,
        "since": receipt.timestamp,
    }
    assert emitted(receipt, market.Commissioned) == [{"projectId": connecting_id, "te4Hash": TE4}]
    assert market.project(connecting_id).state == State.CONNECTED


def test_commission_knows_who_paid_for_the_project(energy, direct_id, project_id):
    assert energy.meter(project_id).ownerPays
    assert not energy.meter(direct_id).ownerPays


def test_commission_reverts_when_caller_is_no_cooperative(energy, connecting_id, owner, key):
    with reverts(energy.NotCooperative, account=owner):
        energy.commission(connecting_id, key, 0, 0, TE4, sender=owner)


def test_commission_reverts_when_cooperative_is_of_another_region(energy, connecting_id, register, stranger, key):
    elsewhere = register(stranger, regions=0xFFFF & ~(1 << 12))
    with reverts(energy.RegionNotServed, cooperativeId=elsewhere, region=13):
        energy.commission(connecting_id, key, 0, 0, TE4, sender=stranger)


def test_commission_obeys_the_regions_of_today(energy, connecting_id, cooperative, operator, key):
    cooperative_id = energy.cooperativeIdOf(cooperative)
    energy.setCooperativeRegions(cooperative_id, 1, sender=operator)
    with reverts(energy.RegionNotServed, cooperativeId=cooperative_id, region=13):
        energy.commission(connecting_id, key, 0, 0, TE4, sender=cooperative)


@pytest.mark.parametrize("payer", ["nobody", "owner", "cooperative", "stranger"])
def test_commission_reverts_when_key_pays_for_energy(
    energy, connecting_id, register, cooperative, stranger, request, payer
):
    register(stranger)  # another cooperative, to which the project might be moved
    key = NOBODY if payer == "nobody" else account_key(request.getfixturevalue(payer))
    with reverts(energy.BadMeterKey, key=key):
        energy.commission(connecting_id, key, 0, 0, TE4, sender=cooperative)


def test_commission_reverts_when_key_is_another_meters(energy, connecting_id, project_id, meters, cooperative):
    key = account_key(meters[project_id])
    with reverts(energy.MeterKeyInUse, key=key):
        energy.commission(connecting_id, key, 0, 0, TE4, sender=cooperative)


def test_commission_reverts_when_key_was_a_retired_meters(
    energy, connecting_id, project_id, meters, cooperative, arbiter
):
    energy.retireMeter(project_id, sender=arbiter)
    key = account_key(meters[project_id])
    with reverts(energy.MeterKeyInUse, key=key):
        energy.commission(connecting_id, key, 0, 0, TE4, sender=cooperative)


def test_commission_takes_the_key_of_a_cancelled_project(
    energy, market, connecting_id, building_at, meters, cooperative, owner, arbiter
):
    """None of its readings ever counted."""
    cancelled_id = building_at(State.CONNECTED)
    key = account_key(meters[cancelled_id])
    with reverts(energy.MeterKeyInUse, key=key):
        energy.commission(connecting_id, key, 0, 0, TE4, sender=cooperative)
    market.dispute(cancelled_id, b"", sender=owner)
    market.resolve(cancelled_id, False, sender=arbiter)
    energy.commission(connecting_id, key, 0, 0, TE4, sender=cooperative)
    assert energy.meter(connecting_id).key == to_checksum_address(key)


def test_commission_reverts_when_more_was_exported_than_generated(energy, connecting_id, cooperative, key):
    with reverts(energy.RegistersInverted, generatedWh=5, exportedWh=6):
        energy.commission(connecting_id, key, 5, 6, TE4, sender=cooperative)


def test_commission_reverts_when_its_registers_are_beyond_any_meters(energy, connecting_id, cooperative, key):
    """Else a figure typed wrongly could never be mended by another meter."""
    with reverts(energy.RegisterTooHigh, generatedWh=2**38 + 1, maximum=2**38):
        energy.commission(connecting_id, key, 2**38 + 1, 0, TE4, sender=cooperative)
    energy.commission(connecting_id, key, 2**38, 0, TE4, sender=cooperative)


def test_commission_reverts_when_project_has_its_meter(energy, market, project_id, cooperative, key):
    with reverts(market.WrongState, projectId=project_id, state=State.OPERATING):
        energy.commission(project_id, key, 0, 0, TE4, sender=cooperative)


def test_commission_reverts_when_work_has_not_ended(energy, market, matched_project, cooperative, key):
    project_id = matched_project()
    with reverts(market.WrongState, projectId=project_id, state=State.FUNDING):
        energy.commission(project_id, key, 0, 0, TE4, sender=cooperative)


def test_commission_reverts_when_there_is_no_project(energy, market, cooperative, key):
    with reverts(market.WrongState, projectId=UNKNOWN, state=State.NONE):
        energy.commission(UNKNOWN, key, 0, 0, TE4, sender=cooperative)


# RETIRING


def test_retireMeter_ends_it(energy, project_id, arbiter):
    receipt = energy.retireMeter(project_id, sender=arbiter)
    assert emitted(receipt, energy.MeterRetired) == [{"projectId": project_id}]
    assert energy.meter(project_id).status == MeterStatus.RETIRED


def test_retireMeter_reverts_when_it_is_retired(energy, project_id, arbiter):
    energy.retireMeter(project_id, sender=arbiter)
    with reverts(energy.WrongMeterStatus, projectId=project_id, status=MeterStatus.RETIRED):
        energy.retireMeter(project_id, sender=arbiter)


def test_retireMeter_reverts_when_there_is_none(energy, connecting_id, arbiter):
    with reverts(energy.NoMeter, projectId=connecting_id):
        energy.retireMeter(connecting_id, sender=arbiter)


# TOLERANCE


@pytest.mark.parametrize("bps", [5_000, 15_000])
def test_setTolerance_goes_to_its_bounds(energy, operator, bps):
    receipt = energy.setTolerance(bps, sender=operator)
    assert emitted(receipt, energy.ToleranceSet) == [{"toleranceBps": bps}]
    assert energy.toleranceBps() == bps


@pytest.mark.parametrize("bps", [4_999, 15_001])
def test_setTolerance_reverts_when_out_of_bounds(energy, operator, bps):
    with reverts(energy.ToleranceOutOfBounds, toleranceBps=bps):
        energy.setTolerance(bps, sender=operator)
