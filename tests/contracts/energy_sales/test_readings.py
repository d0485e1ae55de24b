"""A reading is the meter's word, brought by anyone."""

from eth_utils.crypto import keccak

from antu.enums import MeterStatus, Refusal
from tests.contracts.energy_sales import EXPORTED, GENERATED, PER_DAY
from tests.helpers import emitted, reverts

# THE SIGNED WORD


def test_readingDigest_is_the_typed_datas(energy, reading_message):
    message = reading_message(7, 5_000, 2_000, 1_800_000_000)
    digest = keccak(b"\x19" + message.version + message.header + message.body)
    assert energy.readingDigest(7, 5_000, 2_000, 1_800_000_000) == digest


def test_domain_is_this_contract_on_this_chain(energy):
    domain = energy.eip712Domain()
    assert (domain.name, domain.version) == ("Antu EnergySales", "1")
    assert (domain.chainId, domain.verifyingContract) == (energy.provider.chain_id, energy)


# TAKING IT


def test_report_by_anyone_takes_the_registers(energy, project_id, sign_reading, stranger, at):
    receipt = energy.report(sign_reading(project_id, 9_000, 3_000, at), sender=stranger)
    assert emitted(receipt, energy.ReadingAccepted) == [
        {
            "projectId": project_id,
            "generatedWh": 9_000,
            "exportedWh": 3_000,
            "time": at,
            "ownerBill": 450,  # of 4 kWh one was exported
            "cooperativeBill": 60,
            "paid": 0,
        }
    ]
    meter = energy.meter(project_id)
    assert (meter.generatedWh, meter.exportedWh, meter.time) == (9_000, 3_000, at)
    assert meter.status == MeterStatus.OPERATING


def test_report_reaches_each_limit(energy, project_id, sign_reading, stranger, at):
    """All generated was exported, up to the capacity, at this very second."""
    energy.report(sign_reading(project_id, GENERATED + PER_DAY, EXPORTED + PER_DAY, at), sender=stranger)
    assert energy.meter(project_id).generatedWh == GENERATED + PER_DAY


def test_report_of_no_energy_bills_nothing(energy, shares, project_id, sign_reading, stranger, at):
    revenue = shares.series(project_id).revenue
    receipt = energy.report(sign_reading(project_id, GENERATED, EXPORTED, at), sender=stranger)
    (accepted,) = emitted(receipt, energy.ReadingAccepted)
    assert accepted["ownerBill"] == accepted["cooperativeBill"] == accepted["paid"] == 0
    assert emitted(receipt, energy.DebtIncurred) == []
    assert shares.series(project_id).revenue == revenue
    assert energy.meter(project_id).time == at


def test_report_allows_what_the_tolerance_allows(energy, project_id, sign_reading, operator, stranger, at):
    energy.setTolerance(5_000, sender=operator)
    reading = sign_reading(project_id, GENERATED + 12_001, EXPORTED, at)
    refusal = {"reason": Refusal.BEYOND_CAPACITY, "value": 12_001, "limit": 12_000}
    with reverts(energy.ReadingRefused, projectId=project_id, **refusal):
        energy.report(reading, sender=stranger)
    energy.setTolerance(15_000, sender=operator)
    energy.report(reading, sender=stranger)
