"""Each reason for which a reading is refused, with its values: alone it reverts, in a batch it is skipped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from eth_account import Account
from eth_account.messages import SignableMessage
from eth_account.signers.local import LocalAccount

from antu.enums import Refusal, State
from tests.contracts.energy_sales import EXPORTED, GENERATED, PER_DAY
from tests.helpers import Reading, emitted, reverts

# The order of secp256k1: with s, n - s signs the same digest, unless refused.
CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
UNKNOWN = 2**32 - 1
NOBODY = "0x0"

Refused = tuple[Reading, Refusal, int, int]


@dataclass
class Scene:
    """A project whose meter was read a day ago, at `last`; the next block is at `at`."""

    project_id: int
    connected_id: int  # a project whose meter is connected, and which does not operate yet
    last: int
    at: int
    meter: LocalAccount
    impostor: LocalAccount
    market: str
    retire: Callable[[], Any]
    suspend: Callable[[], Any]
    message: Callable[..., SignableMessage]

    def values(self, generated: int = 1, exported: int = 0, at: int | None = None) -> tuple[int, int, int, int]:
        """What a reading says: so much more than the last one, now."""
        return self.project_id, GENERATED + generated, EXPORTED + exported, self.at if at is None else at

    def signed(self, *values: int, meter: LocalAccount | None = None, **domain: Any) -> Reading:
        """A reading with a signature by the project's meter, or as told."""
        signature = (meter or self.meter).sign_message(self.message(*values, **domain)).signature
        return Reading(*values, bytes(signature))

    def bad_signature(self, reading: Reading, signer: str | None = None) -> Refused:
        """Without `signer`: whoever the signature is of, read as one of what the reading says."""
        if signer is None:
            signer = Account.recover_message(self.message(*reading[:4]), signature=reading.signature)
        return reading, Refusal.BAD_SIGNATURE, int(signer, 16), int(self.meter.address, 16)


@pytest.fixture(scope="module")
def connected_id(building_at):
    return building_at(State.CONNECTED, crowdfunded=True)


@pytest.fixture(scope="module")
def reported(connected_id, direct_id, reported):
    """As elsewhere, after the other projects were built, which takes days."""
    return reported


@pytest.fixture
def scene(
    energy,
    market,
    project_id,
    connected_id,
    direct_id,
    meters,
    new_meter,
    owner,
    arbiter,
    reading_message,
    reported,
    at,
):
    return Scene(
        project_id=project_id,
        connected_id=connected_id,
        last=reported,
        at=at,
        meter=meters[project_id],
        impostor=new_meter(),
        market=market.address,
        retire=lambda: energy.retireMeter(project_id, sender=arbiter),
        suspend=lambda: energy.suspendMeter(project_id, b"", sender=owner),
        message=reading_message,
    )


# THE REASONS: WHAT IS REPORTED, AND WHAT IS ANSWERED


def no_meter(scene: Scene) -> Refused:
    return scene.signed(UNKNOWN, 1, 0, scene.at), Refusal.NO_METER, 0, 0


def not_operating(scene: Scene) -> Refused:
    reading = scene.signed(scene.connected_id, 1, 0, scene.at)
    return reading, Refusal.NOT_OPERATING, State.CONNECTED, State.OPERATING


def retired(scene: Scene) -> Refused:
    scene.retire()
    return scene.signed(*scene.values()), Refusal.RETIRED, 0, 0


def suspended(scene: Scene) -> Refused:
    scene.suspend()
    return scene.signed(*scene.values()), Refusal.SUSPENDED, 0, 0


def from_the_future(scene: Scene) -> Refused:
    return scene.signed(*scene.values(at=scene.at + 1)), Refusal.FROM_FUTURE, scene.at + 1, scene.at


def replayed(scene: Scene) -> Refused:
    accepted = scene.signed(scene.project_id, GENERATED, EXPORTED, scene.last)
    return accepted, Refusal.NOT_NEWER, scene.last, scene.last


def older(scene: Scene) -> Refused:
    return scene.signed(*scene.values(at=scene.last - 1)), Refusal.NOT_NEWER, scene.last - 1, scene.last


def generated_went_back(scene: Scene) -> Refused:
    return scene.signed(*scene.values(generated=-1)), Refusal.WENT_BACK, GENERATED - 1, GENERATED


def exported_went_back(scene: Scene) -> Refused:
    return scene.signed(*scene.values(exported=-1)), Refusal.WENT_BACK, EXPORTED - 1, EXPORTED


def exported_more_than_generated(scene: Scene) -> Refused:
    reading = scene.signed(*scene.values(generated=10, exported=11))
    return reading, Refusal.EXPORTED_MORE_THAN_GENERATED, 11, 10


def beyond_capacity(scene: Scene) -> Refused:
    return scene.signed(*scene.values(generated=PER_DAY + 1)), Refusal.BEYOND_CAPACITY, PER_DAY + 1, PER_DAY


def signed_by_an_impostor(scene: Scene) -> Refused:
    reading = scene.signed(*scene.values(), meter=scene.impostor)
    return scene.bad_signature(reading, signer=scene.impostor.address)


def signed_for_another_project(scene: Scene) -> Refused:
    project_id, *rest = scene.values()
    return scene.bad_signature(scene.signed(scene.connected_id, *rest)._replace(project_id=project_id))


def signed_for_another_chain(scene: Scene) -> Refused:
    return scene.bad_signature(scene.signed(*scene.values(), chainId=1))


def signed_for_another_contract(scene: Scene) -> Refused:
    return scene.bad_signature(scene.signed(*scene.values(), verifyingContract=scene.market))


def changed_after_signing(scene: Scene) -> Refused:
    return scene.bad_signature(scene.signed(*scene.values())._replace(generated_wh=GENERATED + 2))


def signature_mirrored(scene: Scene) -> Refused:
    reading = scene.signed(*scene.values())
    r, s, v = reading.signature[:32], int.from_bytes(reading.signature[32:64], "big"), reading.signature[64]
    mirrored = r + (CURVE_ORDER - s).to_bytes(32, "big") + bytes([55 - v])
    return scene.bad_signature(reading._replace(signature=mirrored), signer=NOBODY)


def signature_cut(scene: Scene) -> Refused:
    reading = scene.signed(*scene.values())
    return scene.bad_signature(reading._replace(signature=reading.signature[:64]), signer=NOBODY)


def signature_missing(scene: Scene) -> Refused:
    return scene.bad_signature(Reading(*scene.values(), b""), signer=NOBODY)


REASONS = [
    no_meter,
    not_operating,
    suspended,
    retired,
    from_the_future,
    replayed,
    older,
    generated_went_back,
    exported_went_back,
    exported_more_than_generated,
    beyond_capacity,
    signed_by_an_impostor,
    signed_for_another_project,
    signed_for_another_chain,
    signed_for_another_contract,
    changed_after_signing,
    signature_mirrored,
    signature_cut,
    signature_missing,
]


@pytest.fixture(params=REASONS, ids=lambda reason: reason.__name__)
def refused(request, scene):
    return request.param(scene)


def test_report_reverts_when(energy, stranger, refused):
    reading, reason, value, limit = refused
    with reverts(energy.ReadingRefused, projectId=reading.project_id, reason=reason, value=value, limit=limit):
        energy.report(reading, sender=stranger)


def test_reportBatch_skips_it_and_takes_the_rest(energy, stranger, direct_id, refused, sign_reading, reported):
    reading, reason, value, limit = refused
    good = sign_reading(direct_id, 9_000, 4_000, reported)
    receipt = energy.reportBatch([reading, good], sender=stranger)
    assert emitted(receipt, energy.ReadingSkipped) == [
        {"projectId": reading.project_id, "reason": reason, "value": value, "limit": limit}
    ]
    assert [taken["projectId"] for taken in emitted(receipt, energy.ReadingAccepted)] == [direct_id]


def test_every_reason_has_its_test(scene):
    assert {reason(scene)[1] for reason in REASONS} == set(Refusal) - {Refusal.NONE}


def test_reportBatch_tells_how_many_were_taken(energy, stranger, direct_id, scene, sign_reading):
    good, newer = sign_reading(direct_id, 9_000, 4_000, scene.last), scene.signed(*scene.values())
    bad = [replayed(scene)[0], signature_missing(scene)[0]]
    assert energy.reportBatch([bad[0], good, bad[1], newer], sender=stranger).return_value == 2
    assert energy.reportBatch(bad, sender=stranger).return_value == 0


def test_reportBatch_takes_a_projects_readings_in_turn(energy, stranger, scene):
    """The second is newer than the first, not only than what was there before the batch."""
    first, second = (scene.signed(*scene.values(generated=wh, at=scene.last + 60 * wh)) for wh in (100, 200))
    receipt = energy.reportBatch([first, first, second], sender=stranger)
    assert [taken["generatedWh"] for taken in emitted(receipt, energy.ReadingAccepted)] == [
        GENERATED + 100,
        GENERATED + 200,
    ]
    (skipped,) = emitted(receipt, energy.ReadingSkipped)
    assert (skipped["reason"], skipped["limit"]) == (Refusal.NOT_NEWER, first.time)
