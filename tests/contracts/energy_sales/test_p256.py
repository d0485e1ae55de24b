"""Meters with secure elements: P-256 signatures, by Python's `cryptography`, with its precompile and without."""

import pytest
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from antu.enums import Refusal, State
from tests.helpers import P256Meter, emitted, reverts
from tests.helpers.second_chain import SecondChain
from tests.helpers.signatures import P256_ORDER

REGISTERS = 9_000, 4_000  # Wh generated and exported, a day after commissioning


@pytest.fixture(scope="module")
def secure_meter(new_p256_meter):
    return new_p256_meter()


@pytest.fixture(scope="module")
def secure_id(building_at, commission, advance_to, secure_meter):
    """A project that operates, with a P-256 meter."""
    project_id = building_at(State.CONNECTING, crowdfunded=True)
    commission(project_id, secure_meter)
    return advance_to(project_id, State.OPERATING)


@pytest.fixture
def reading(secure_id, sign_reading, time_travel):
    """What the meter signed a moment ago."""
    time_travel(days=1)
    return sign_reading(secure_id, *REGISTERS)


@pytest.fixture
def digest(energy, reading):
    return bytes(energy.readingDigest(*reading[:4]))


@pytest.fixture
def osaka(reading):
    """A copy of this chain, once there is a reading, under Osaka's rules, which have the precompile (EIP-7951).

    Ape's Anvil runs Prague's, which have not."""
    with SecondChain("osaka") as copy:
        yield copy


# THE KEY


def test_commission_keeps_a_p256_key_by_its_hash(energy, connecting_id, commission, secure_meter, new_p256_meter):
    meter = new_p256_meter()
    receipt = commission(connecting_id, meter)
    (commissioned,) = emitted(receipt, energy.MeterCommissioned)
    assert commissioned["key"] == meter.key
    stored = energy.meter(connecting_id)
    assert (stored.key, stored.keyLength) == (to_checksum_address(keccak(meter.key)[-20:]), 84)


def test_commission_reverts_when_p256_key_is_another_meters(energy, connecting_id, commission, secure_id, secure_meter):
    with reverts(energy.MeterKeyInUse, key=secure_meter.key):
        commission(connecting_id, secure_meter)


def test_verifier_has_an_answer_for_each_of_its_standard(verifier, secure_meter):
    digest = keccak(b"a reading")
    key, signature = secure_meter.key[20:], secure_meter.sign(digest)[84:]
    assert verifier.verify(key, digest, signature) == verifier.verify.encode_input(b"", bytes(32), b"")[:4]
    assert verifier.verify(key, keccak(b"another"), signature) == bytes.fromhex("ffffffff")


# WHAT IT SIGNS


def test_report_takes_what_a_secure_element_signed(energy, secure_id, reading, stranger):
    receipt = energy.report(reading, sender=stranger)
    (accepted,) = emitted(receipt, energy.ReadingAccepted)
    assert (accepted["generatedWh"], accepted["exportedWh"], accepted["time"]) == (*REGISTERS, reading.time)
    with reverts(
        energy.ReadingRefused,
        projectId=secure_id,
        reason=Refusal.NOT_NEWER,
        value=reading.time,
        limit=reading.time,
    ):
        energy.report(reading, sender=stranger)


def another_key(meter, other, digest):
    return other.sign(digest)


def another_keys_signature(meter, other, digest):
    return meter.key + other.sign(digest)[84:]


def another_keys_prefix(meter, other, digest):
    return other.key + meter.sign(digest)[84:]


def another_verifier(meter, other, digest):
    return P256Meter(meter.private_key, bytes(19) + b"\x01").sign(digest)


def another_digest(meter, other, digest):
    return meter.sign(keccak(digest))


def mirrored(meter, other, digest):
    r, s = meter.halves(digest)
    return meter.key + r.to_bytes(32, "big") + (P256_ORDER - s).to_bytes(32, "big")


def zeros(meter, other, digest):
    return meter.key + bytes(64)


def without_key(meter, other, digest):
    return meter.sign(digest)[84:]


def key_alone(meter, other, digest):
    return meter.key


def key_cut(meter, other, digest):
    return meter.key[:83]


def cut(meter, other, digest):
    return meter.sign(digest)[:-1]


def nothing(meter, other, digest):
    return b""


FORGERIES = [
    another_key,
    another_keys_signature,
    another_keys_prefix,
    another_verifier,
    another_digest,
    mirrored,
    zeros,
    without_key,
    key_alone,
    key_cut,
    cut,
    nothing,
]


@pytest.fixture(params=FORGERIES, ids=lambda forgery: forgery.__name__)
def forged(request, reading, digest, secure_meter, new_p256_meter):
    """The same registers with a signature that is none of the meter's, for them."""
    return reading._replace(signature=request.param(secure_meter, new_p256_meter(), digest))


def test_report_reverts_when_p256_signature_is_bad(energy, secure_id, secure_meter, forged, stranger):
    shortened = int.from_bytes(keccak(secure_meter.key)[-20:], "big")
    refusal = {"reason": Refusal.BAD_SIGNATURE, "value": 0, "limit": shortened}
    with reverts(energy.ReadingRefused, projectId=secure_id, **refusal):
        energy.report(forged, sender=stranger)
    assert energy.meter(secure_id).generatedWh == 0


def test_reportBatch_takes_both_kinds_of_meter(energy, secure_id, project_id, reading, sign_reading, stranger):
    other = sign_reading(project_id, *REGISTERS, time=reading.time)
    forged = reading._replace(signature=other.signature)
    receipt = energy.reportBatch([forged, other, reading], sender=stranger)
    assert [skipped["reason"] for skipped in emitted(receipt, energy.ReadingSkipped)] == [Refusal.BAD_SIGNATURE]
    taken = [accepted["projectId"] for accepted in emitted(receipt, energy.ReadingAccepted)]
    assert taken == [project_id, secure_id]


def test_report_of_an_account_takes_no_p256_signature(
    energy, project_id, meters, sign_reading, secure_meter, time_travel, stranger
):
    """The meter's form is settled when it is connected, not by the signature."""
    time = time_travel(days=1)
    forged = sign_reading(project_id, *REGISTERS, time=time, meter=secure_meter)
    refusal = {"reason": Refusal.BAD_SIGNATURE, "value": 0, "limit": int(meters[project_id].address, 16)}
    with reverts(energy.ReadingRefused, projectId=project_id, **refusal):
        energy.report(forged, sender=stranger)


# WITH THE PRECOMPILE


def test_report_costs_less_with_the_precompile(energy, reading, stranger, osaka):
    """The very same transaction, on both chains."""
    data = energy.report.encode_input(reading)
    with_precompile = osaka.send(stranger.address, energy.address, data)
    without = energy.report(reading, sender=stranger)
    assert with_precompile["status"] == "0x1"
    gas = int(with_precompile["gasUsed"], 16)
    assert without.gas_used - gas > 150_000
    assert osaka.agrees(energy.address, energy.meter.encode_input(reading.project_id))


def test_forgeries_are_refused_with_the_precompile_too(energy, reading, digest, secure_meter, new_p256_meter, osaka):
    """Each with the same error as without it."""
    assert osaka.agrees(energy.address, energy.report.encode_input(reading))
    for forgery in FORGERIES:
        forged = reading._replace(signature=forgery(secure_meter, new_p256_meter(), digest))
        assert osaka.agrees(energy.address, energy.report.encode_input(forged)), forgery.__name__
