"""Which keys a meter may have, and how a smart account signs (EIP-1271): what it answers is all that it can do."""

import pytest
from ape import chain
from eth_utils.crypto import keccak

from antu.enums import Refusal, State
from tests.contracts.energy_sales import EXPORTED, GENERATED
from tests.helpers import account_key, emitted, reverts
from tests.helpers.mocks import mock

JUDGES_GAS = 500_000  # for an account or a verifier to judge one signature

# Code that answers every call so, whatever it is asked.
MAGIC = "1626ba7e"
VERIFIED = "024ad318"  # ERC-7913's word for yes
ANSWERS = {
    "nothing": "0x00",
    "one": "0x600160005260206000f3",
    "magic_cut": f"0x63{MAGIC}60e01b60005260046000f3",  # four bytes instead of a word
    "magic_as_a_number": f"0x63{MAGIC}60005260206000f3",
    "magic_of_a_refusal": f"0x63{MAGIC}60e01b60005260206000fd",  # in a revert
    "never": "0x5b600056",  # a loop that ends with its gas
}
BOMB = f"0x63{MAGIC}60e01b600052620493e06000f3"  # the magic word and 300,000 bytes


@pytest.fixture(scope="module")
def account_id(building_at, commission, advance_to, admin, new_meter, smart_account):
    """A project that operates, whose meter is a smart account."""
    project_id = building_at(State.CONNECTING, crowdfunded=True)
    commission(project_id, smart_account)
    return advance_to(project_id, State.OPERATING)


@pytest.fixture(scope="module")
def device(new_meter):
    """What signs for the smart account."""
    return new_meter()


@pytest.fixture(scope="module")
def smart_account(admin, device):
    return admin.deploy(mock("MeterAccount"), device.address)


# WHAT MAY BE A KEY


@pytest.mark.parametrize("length", [0, 1, 19])
def test_commission_reverts_when_key_is_shorter_than_an_account(energy, connecting_id, cooperative, length):
    key = b"\x01" * length
    with reverts(energy.BadMeterKey, key=key):
        energy.commission(connecting_id, key, 0, 0, b"", sender=cooperative)


def test_commission_reverts_when_the_verifier_is_cut_off(energy, connecting_id, cooperative):
    """Zeros in the place of what is missing may well be a contract's address."""
    key = b"\x01" * 19
    chain.provider.set_code("0x" + (key + b"\x00").hex(), ANSWERS["one"])
    with reverts(energy.BadMeterKey, key=key):
        energy.commission(connecting_id, key, 0, 0, b"", sender=cooperative)


def test_commission_reverts_when_key_is_too_long(energy, connecting_id, cooperative, verifier):
    """Its length is kept in a byte."""
    longest = account_key(verifier) + bytes(235)
    with reverts(energy.BadMeterKey, key=longest + b"\x00"):
        energy.commission(connecting_id, longest + b"\x00", 0, 0, b"", sender=cooperative)
    energy.commission(connecting_id, longest, 0, 0, b"", sender=cooperative)
    assert energy.meter(connecting_id).keyLength == 255


def test_commission_reverts_when_the_verifier_is_no_contract(energy, connecting_id, cooperative, stranger):
    key = account_key(stranger) + bytes(64)
    with reverts(energy.BadMeterKey, key=key):
        energy.commission(connecting_id, key, 0, 0, b"", sender=cooperative)


def test_report_asks_a_verifier_that_needs_no_signature(
    energy, connecting_id, cooperative, advance_to, sign_reading, new_meter, stranger, admin, time_travel
):
    """Whoever names such a one wants it so: what is brought is the key alone."""
    verifier = admin.deploy(mock("MeterAccount"), admin.address)
    chain.provider.set_code(verifier.address, f"0x63{VERIFIED}60e01b60005260206000f3")
    key = account_key(verifier) + b"key"
    energy.commission(connecting_id, key, 0, 0, b"", sender=cooperative)
    advance_to(connecting_id, State.OPERATING)
    time_travel(days=1)
    reading = sign_reading(connecting_id, 1, meter=new_meter())
    energy.report(reading._replace(signature=key), sender=stranger)
    assert energy.meter(connecting_id).generatedWh == 1


# A SMART ACCOUNT


@pytest.fixture
def reading(account_id, sign_reading, device, time_travel):
    time_travel(days=1)
    return sign_reading(account_id, GENERATED, EXPORTED, meter=device)


@pytest.fixture
def refusal(account_id, smart_account):
    """`refusal(signer)`: why a reading is refused that the smart account does not agree with."""
    return lambda signer: {
        "projectId": account_id,
        "reason": Refusal.BAD_SIGNATURE,
        "value": int(signer.address, 16),
        "limit": int(smart_account.address, 16),
    }


def test_report_asks_a_smart_account(energy, account_id, reading, stranger):
    energy.report(reading, sender=stranger)
    assert energy.meter(account_id).generatedWh == GENERATED


def test_report_reverts_when_the_smart_account_disagrees(
    energy, account_id, reading, refusal, sign_reading, new_meter, stranger
):
    other = new_meter()
    with reverts(energy.ReadingRefused, **refusal(other)):
        energy.report(sign_reading(account_id, GENERATED, EXPORTED, meter=other), sender=stranger)


def test_report_obeys_the_smart_account_of_today(
    energy, account_id, reading, refusal, sign_reading, device, smart_account, new_meter, stranger
):
    """A device's key is replaced without anybody's consent: that is what a smart account is for."""
    successor = new_meter()
    smart_account.change(successor.address, sender=stranger)
    with reverts(energy.ReadingRefused, **refusal(device)):
        energy.report(reading, sender=stranger)
    energy.report(sign_reading(account_id, GENERATED, EXPORTED, meter=successor), sender=stranger)


@pytest.mark.parametrize("answer", ANSWERS)
def test_reportBatch_skips_an_account_that_answers_otherwise(
    energy, account_id, project_id, reading, refusal, sign_reading, smart_account, device, stranger, answer
):
    """And gives it no more gas than a judgement may take, however long it would like to think."""
    chain.provider.set_code(smart_account.address, ANSWERS[answer])
    good = sign_reading(project_id, GENERATED, EXPORTED, reading.time)
    receipt = energy.reportBatch([reading, good], sender=stranger)
    assert emitted(receipt, energy.ReadingSkipped) == [refusal(device)]
    assert [accepted["projectId"] for accepted in emitted(receipt, energy.ReadingAccepted)] == [project_id]
    assert receipt.gas_used < JUDGES_GAS + 300_000


def test_reportBatch_is_not_used_up_by_large_answers(
    energy, account_id, reading, sign_reading, smart_account, device, stranger
):
    """The memory that an answer takes costs more the more there is of it, and is never given back in a transaction."""
    chain.provider.set_code(smart_account.address, BOMB)
    readings = [sign_reading(account_id, 0, 0, reading.time - second, device) for second in (3, 2, 1, 0)]
    receipt = energy.reportBatch(readings, sender=stranger)
    assert len(emitted(receipt, energy.ReadingAccepted)) == len(readings)
    assert receipt.gas_used < len(readings) * (JUDGES_GAS + 100_000)


@pytest.mark.parametrize("name", ["report", "reportBatch", "withdraw", "settle", "deposit", "correct"])
def test_report_lets_no_account_call_back(
    energy, connecting_id, commission, advance_to, admin, sign_reading, new_meter, time_travel, stranger, name
):
    """It signs only if it was refused as reentrant."""
    account = admin.deploy(mock("MeddlingAccount"))
    commission(connecting_id, account)
    advance_to(connecting_id, State.OPERATING)
    time_travel(days=1)
    reading = sign_reading(connecting_id, 1, meter=new_meter())
    arguments = {
        "report": (reading,),
        "reportBatch": ([reading],),
        "withdraw": (1,),
        "settle": (connecting_id, stranger, 1),
        "deposit": (1,),
        "correct": (connecting_id, 0, 1, b""),
    }
    account.prepare(getattr(energy, name).encode_input(*arguments[name]), sender=stranger)
    energy.report(reading, sender=stranger)
    assert energy.meter(connecting_id).generatedWh == 1


# ASKED DIRECTLY


def test_isSigned_judges_keys_of_each_kind(energy, smart_account, device, new_p256_meter, new_meter):
    digest, secure = keccak(b"a digest"), new_p256_meter()
    other, by_device = new_meter(), device.unsafe_sign_hash(digest).signature
    assert energy.isSigned(account_key(device), digest, by_device)
    assert energy.isSigned(account_key(smart_account), digest, by_device)
    assert energy.isSigned(secure.key, digest, secure.sign(digest)[84:])
    assert not energy.isSigned(account_key(other), digest, by_device)
    assert not energy.isSigned(account_key(smart_account), digest, other.unsafe_sign_hash(digest).signature)
    assert not energy.isSigned(secure.key, keccak(digest), secure.sign(digest)[84:])
    assert not energy.isSigned(b"", digest, by_device)
