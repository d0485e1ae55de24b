"""Another meter in the place of a project's: what was counted is carried on, whatever the new one shows."""

import pytest

from antu.enums import MeterStatus, Refusal, State
from tests.contracts.energy_sales import EXPORTED, GENERATED
from tests.helpers import account_key, emitted, reverts

NOBODY = bytes(20)
REASON = b"the display is dark".ljust(32)

# What the new meter shows when it comes: less than was counted, as much, more; and one register of each.
SHOWN = [(0, 0), (GENERATED, EXPORTED), (1_000_000, 900_000), (GENERATED + 7, EXPORTED - 7)]


@pytest.fixture
def successor(new_meter):
    return new_meter()


@pytest.fixture
def key(successor):
    return account_key(successor)


@pytest.fixture
def replace(energy, arbiter, project_id, reported, key):
    """`replace(generated_wh=0, exported_wh=0, key=the successor's)`: the project's meter, read at `reported`."""
    return lambda generated_wh=0, exported_wh=0, key=key: energy.replaceMeter(
        project_id, key, generated_wh, exported_wh, sender=arbiter
    )


@pytest.fixture
def prepaid(energy, owner, cooperative):
    energy.deposit(10**6, sender=owner)
    energy.deposit(10**6, sender=cooperative)


# CARRYING ON


@pytest.mark.parametrize("suspended", [False, True])
def test_replaceMeter_gives_the_project_another(energy, project_id, replace, owner, key, successor, suspended):
    if suspended:
        energy.suspendMeter(project_id, REASON, sender=owner)
    receipt = replace(700, 300)
    assert emitted(receipt, energy.MeterReplaced) == [
        {"projectId": project_id, "key": key, "generatedWh": 700, "exportedWh": 300}
    ]
    meter = energy.meter(project_id)
    assert (meter.generatedWh, meter.exportedWh) == (GENERATED, EXPORTED), "counted so far"
    assert (meter.carriedGeneratedWh, meter.carriedExportedWh) == (GENERATED - 700, EXPORTED - 300)
    assert (meter.time, meter.status) == (receipt.timestamp, MeterStatus.COMMISSIONED)
    assert (meter.key, meter.keyLength) == (successor.address, 20)


@pytest.mark.parametrize(("generated", "exported"), SHOWN)
def test_report_of_the_new_meter_bills_what_it_grew_by(
    energy, project_id, replace, prepaid, successor, stranger, sign_reading, time_travel, generated, exported
):
    replace(generated, exported)
    time = time_travel(days=1)
    reading = sign_reading(project_id, generated + 5_000, exported + 2_000, time, meter=successor)
    (accepted,) = emitted(energy.report(reading, sender=stranger), energy.ReadingAccepted)
    assert accepted == {
        "projectId": project_id,
        "generatedWh": GENERATED + 5_000,
        "exportedWh": EXPORTED + 2_000,
        "time": time,
        "ownerBill": 450,
        "cooperativeBill": 120,
        "paid": 570,
    }
    assert energy.meter(project_id).status == MeterStatus.OPERATING


@pytest.mark.parametrize(("generated", "exported"), SHOWN)
def test_report_reverts_when_the_new_meter_went_back(
    energy, project_id, replace, successor, stranger, sign_reading, time_travel, generated, exported
):
    """The error speaks of its own registers."""
    replace(generated + 5, exported + 5)
    time = time_travel(days=1)
    for shown, register in (
        ((generated + 4, exported + 5), generated + 5),
        ((generated + 5, exported + 4), exported + 5),
    ):
        reading = sign_reading(project_id, *shown, time, meter=successor)
        refusal = {"reason": Refusal.WENT_BACK, "value": register - 1, "limit": register}
        with reverts(energy.ReadingRefused, projectId=project_id, **refusal):
            energy.report(reading, sender=stranger)


def test_replaceMeter_again_carries_all_of_them(
    energy, project_id, replace, prepaid, new_meter, stranger, sign_reading, time_travel
):
    counted = GENERATED, EXPORTED
    for shown in (0, 50_000, 10):
        meter = new_meter()
        replace(shown, shown, account_key(meter))
        time = time_travel(days=1)
        energy.report(sign_reading(project_id, shown + 3_000, shown + 1_000, time, meter=meter), sender=stranger)
        counted = counted[0] + 3_000, counted[1] + 1_000
        found = energy.meter(project_id)
        assert (found.generatedWh, found.exportedWh) == counted


def test_report_counts_capacity_from_the_replacement(
    energy, project_id, replace, successor, stranger, sign_reading, time_travel
):
    """What the old meter counted after its last reading is lost: the new one cannot make up for it."""
    time_travel(days=100)
    since = replace().timestamp
    time = time_travel(days=1)
    possible = 1_000 * (time - since) * 10_500 // (3_600 * 10_000)
    refusal = {"reason": Refusal.BEYOND_CAPACITY, "value": possible + 1, "limit": possible}
    with reverts(energy.ReadingRefused, projectId=project_id, **refusal):
        energy.report(sign_reading(project_id, possible + 1, 0, time, meter=successor), sender=stranger)
    energy.report(sign_reading(project_id, possible, 0, time, meter=successor), sender=stranger)


def test_replaceMeter_may_change_the_kind_of_key(
    energy, project_id, replace, new_p256_meter, new_meter, stranger, sign_reading, time_travel
):
    secure, plain = new_p256_meter(), new_meter()
    for meter, key in (secure, secure.key), (plain, account_key(plain)):
        replace(key=key)
        time = time_travel(days=1)
        energy.report(sign_reading(project_id, 1_000, 0, time, meter=meter), sender=stranger)
    assert energy.meter(project_id).generatedWh == GENERATED + 2_000


# THE OLD METER


def test_report_reverts_when_the_old_meter_signed(
    energy, project_id, replace, reported, meters, successor, stranger, sign_reading, time_travel
):
    """Neither what it signs from now on, nor what it signed before and nobody had brought."""
    kept_back = sign_reading(project_id, GENERATED + 1, EXPORTED, reported + 1)
    time_travel(days=1)
    since = replace(GENERATED, EXPORTED).timestamp
    with reverts(
        energy.ReadingRefused, projectId=project_id, reason=Refusal.NOT_NEWER, value=reported + 1, limit=since
    ):
        energy.report(kept_back, sender=stranger)
    time_travel(days=1)
    old = meters[project_id].address
    refusal = {"reason": Refusal.BAD_SIGNATURE, "value": int(old, 16), "limit": int(successor.address, 16)}
    with reverts(energy.ReadingRefused, projectId=project_id, **refusal):
        energy.report(sign_reading(project_id, GENERATED + 1, EXPORTED), sender=stranger)


def test_replaceMeter_leaves_the_old_key_to_no_other(
    energy, project_id, replace, connecting_id, meters, cooperative, operator
):
    old = account_key(meters[project_id])
    replace()
    with reverts(energy.MeterKeyInUse, key=old):
        energy.commission(connecting_id, old, 0, 0, b"", sender=cooperative)
    with reverts(energy.MeterKeyInUse, key=old):
        replace(key=old)
    with reverts(energy.AccountIsMeter, account=meters[project_id].address):
        energy.registerCooperative(meters[project_id].address, 1, 1, sender=operator)


# WHAT IS REFUSED


@pytest.mark.parametrize("payer", ["nobody", "owner", "cooperative", "stranger"])
def test_replaceMeter_reverts_when_key_pays_for_energy(energy, replace, register, stranger, request, payer):
    register(stranger)
    key = NOBODY if payer == "nobody" else account_key(request.getfixturevalue(payer))
    with reverts(energy.BadMeterKey, key=key):
        replace(key=key)


def test_replaceMeter_reverts_when_key_is_in_use(energy, project_id, replace, direct_id, meters):
    for meter in (meters[direct_id], meters[project_id]):
        with reverts(energy.MeterKeyInUse, key=account_key(meter)):
            replace(key=account_key(meter))


def test_replaceMeter_makes_its_account_no_cooperative(energy, replace, successor, operator):
    replace()
    with reverts(energy.AccountIsMeter, account=successor.address):
        energy.registerCooperative(successor.address, 1, 1, sender=operator)


def test_replaceMeter_reverts_when_more_was_exported_than_generated(energy, replace):
    with reverts(energy.RegistersInverted, generatedWh=5, exportedWh=6):
        replace(5, 6)


def test_replaceMeter_reverts_when_its_registers_are_beyond_any_meters(energy, replace):
    """Above what a large plant generates in a century at full power; what is carried always fits."""
    with reverts(energy.RegisterTooHigh, generatedWh=2**38 + 1, maximum=2**38):
        replace(2**38 + 1)
    replace(2**38)


def test_replaceMeter_reverts_when_there_is_none(energy, connecting_id, arbiter, key):
    with reverts(energy.NoMeter, projectId=connecting_id):
        energy.replaceMeter(connecting_id, key, 0, 0, sender=arbiter)


def test_replaceMeter_reverts_when_it_is_retired(energy, project_id, arbiter, key):
    energy.retireMeter(project_id, sender=arbiter)
    with reverts(energy.WrongMeterStatus, projectId=project_id, status=MeterStatus.RETIRED):
        energy.replaceMeter(project_id, key, 0, 0, sender=arbiter)


def test_replaceMeter_opens_no_project_that_does_not_operate(
    energy, building_at, arbiter, key, successor, stranger, sign_reading, time_travel
):
    connected = building_at(State.CONNECTED, crowdfunded=True)
    energy.replaceMeter(connected, key, 0, 0, sender=arbiter)
    time = time_travel(days=1)
    refusal = {"reason": Refusal.NOT_OPERATING, "value": State.CONNECTED, "limit": State.OPERATING}
    with reverts(energy.ReadingRefused, projectId=connected, **refusal):
        energy.report(sign_reading(connected, 1, 0, time, meter=successor), sender=stranger)
