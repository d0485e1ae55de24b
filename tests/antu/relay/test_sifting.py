"""What is told of readings beforehand; that the contract says the same, `tests/scripts/test_meter.py` tests."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from eth_account import Account
from eth_utils.crypto import keccak
from hypothesis import given
from hypothesis import strategies as st

from antu.enums import MeterStatus, Refusal, State
from antu.metering import Reading, SignedReading, p256_key
from antu.metering.keys import P256_ORDER
from antu.relay import Counted, Meter, Sifted, Signatures, late_projects, sift
from tests.antu.relay.books import DOMAIN, HOUR, KEY, START, TOLERANCE_BPS, VERIFIER, meter, signed, trusting

NOW = START + 1_000 * HOUR


def sifted(
    *readings: SignedReading,
    counted: Collection[Counted] = (),
    signatures: Signatures | None = None,
    **changes: Any,
) -> Sifted:
    return sift(readings, {1: meter(**changes)}, counted, NOW, TOLERANCE_BPS, signatures or trusting())


def refusal(*readings: SignedReading, **options: Any) -> tuple[Refusal, int, int]:
    (verdict,) = sifted(*readings, **options).refused
    return verdict.refusal, verdict.value, verdict.limit


@pytest.mark.parametrize(
    ("reading", "changes", "expected"),
    [
        (signed(1, project=2), {}, (Refusal.NO_METER, 0, 0)),
        (signed(1), {"status": MeterStatus.NONE}, (Refusal.NO_METER, 0, 0)),
        (signed(1), {"status": MeterStatus.RETIRED}, (Refusal.RETIRED, 0, 0)),
        (signed(1), {"status": MeterStatus.SUSPENDED}, (Refusal.SUSPENDED, 0, 0)),
        (
            signed(1),
            {"status": MeterStatus.COMMISSIONED, "project_state": State.CONNECTED},
            (Refusal.NOT_OPERATING, State.CONNECTED, State.OPERATING),
        ),
        (signed(1_001), {}, (Refusal.FROM_FUTURE, START + 1_001 * HOUR, NOW)),
        (signed(0), {}, (Refusal.NOT_NEWER, START, START)),
        (signed(1, 99), {"generated_wh": 100}, (Refusal.WENT_BACK, 99, 100)),
        (signed(1, 99, 9), {"generated_wh": 99, "exported_wh": 10}, (Refusal.WENT_BACK, 9, 10)),
        (signed(1, 94), {"generated_wh": 100, "carried_generated_wh": 5}, (Refusal.WENT_BACK, 94, 95)),
        (signed(1, 10, 9), {"generated_wh": 5}, (Refusal.EXPORTED_MORE_THAN_GENERATED, 9, 5)),
        (signed(1, 10_501), {}, (Refusal.BEYOND_CAPACITY, 10_501, 10_500)),
    ],
)
def test_sift_tells_what_the_contract_would_refuse(
    reading: SignedReading, changes: dict[str, Any], expected: tuple[Refusal, int, int]
) -> None:
    assert refusal(reading, **changes) == expected


def test_sift_takes_what_just_holds() -> None:
    assert sifted(signed(1, 10_500, 10_500)).ready
    assert sifted(signed(1_000)).ready
    commissioned = {"status": MeterStatus.COMMISSIONED, "project_state": State.OPERATING}
    assert sifted(signed(1), **commissioned).ready
    assert sifted(signed(1, 95), generated_wh=100, carried_generated_wh=5).ready


def test_sift_judges_each_reading_by_those_before_it() -> None:
    found = sifted(signed(3, 30), signed(1, 10), signed(2, 9), signed(2.5, 20))
    assert [one.reading.time for one in found.ready] == [START + HOUR, START + 5 * HOUR // 2, START + 3 * HOUR]
    assert [verdict.refusal for verdict in found.refused] == [Refusal.WENT_BACK]


def test_sift_sends_a_reading_that_stands_twice_only_once() -> None:
    found = sifted(signed(1, 10, line=4), signed(1, 10, line=2))
    assert [one.line for one in found.ready] == [2]
    assert [verdict.refusal for verdict in found.refused] == [Refusal.NOT_NEWER]


def test_sift_knows_what_was_counted_from_what_came_too_late() -> None:
    state = {"time": START + 3 * HOUR, "generated_wh": 30}
    counted = [Counted(1, 10, 0, START + HOUR), Counted(1, 30, 0, START + 3 * HOUR)]
    lines = (signed(1, 10, line=1), signed(1, 10, line=2), signed(2, 20, line=3), signed(3, 30, line=4))
    found = sifted(*lines, counted=counted, **state)
    assert [one.line for one in found.counted] == [1, 4]
    assert [verdict.signed.line for verdict in found.refused] == [2, 3]
    assert {verdict.refusal for verdict in found.refused} == {Refusal.NOT_NEWER}


def test_sift_knows_what_was_counted_of_a_meter_that_was_replaced() -> None:
    # The first showed what was counted; the second began at 0 when 100 and 40 were.
    state = {"time": START + 9 * HOUR, "generated_wh": 130, "exported_wh": 45}
    state |= {"carried_generated_wh": 100, "carried_exported_wh": 40, "status": MeterStatus.SUSPENDED}
    counted = [Counted(1, 100, 40, START + HOUR), Counted(1, 130, 45, START + 9 * HOUR)]
    assert len(sifted(signed(1, 100, 40), signed(9, 30, 5), counted=counted, **state).counted) == 2


def test_late_projects_are_those_whose_readings_may_have_been_counted() -> None:
    lines = [signed(1, project=1), signed(5, project=1), signed(5, project=2), signed(5, project=3)]
    meters = {1: meter(time=START + HOUR), 2: meter(time=START + HOUR)}
    assert late_projects(lines, meters) == {1}


class TestSignatures:
    STRANGER = Account.from_key(bytes([8]) * 32)
    P256 = p256_key(ec.derive_private_key(12_345, ec.SECP256R1()), VERIFIER)

    @staticmethod
    def checked(one: SignedReading, of: Meter, chain_agrees: bool = False) -> tuple[bool, int]:
        return Signatures(DOMAIN, VERIFIER, lambda signed, meter: chain_agrees).check(one, of)

    def p256_meter(self) -> Meter:
        return meter(key="0x" + keccak(self.P256.erc7913)[-20:].hex(), key_length=len(self.P256.erc7913))

    def test_an_account_signs_for_its_meter_only(self) -> None:
        assert self.checked(signed(1), meter()) == (True, int(KEY.address, 16))
        stranger = signed(1, key=self.STRANGER)
        assert self.checked(stranger, meter()) == (False, int(self.STRANGER.address, 16))
        assert refusal(stranger, signatures=Signatures(DOMAIN, VERIFIER, lambda signed, meter: False)) == (
            Refusal.BAD_SIGNATURE,
            int(self.STRANGER.address, 16),
            int(KEY.address, 16),
        )

    @given(st.binary(max_size=200), st.binary(max_size=100))
    def test_any_bytes_are_checked_without_an_error(self, signature: bytes, key: bytes) -> None:
        forged = replace(signed(1), signature=signature, key=key)
        assert not self.checked(forged, meter())[0]
        assert not self.checked(forged, self.p256_meter())[0]

    def test_a_smart_account_is_asked(self) -> None:
        assert self.checked(replace(signed(1), signature=b"anything"), meter(), chain_agrees=True)[0]

    def test_a_p256_key_signs_for_its_meter_only(self) -> None:
        good = self.P256.sign(Reading(1, 0, 0, START + HOUR), DOMAIN)
        other = p256_key(ec.derive_private_key(54_321, ec.SECP256R1()), VERIFIER)
        assert self.checked(good, self.p256_meter()) == (True, 0)
        assert self.checked(other.sign(good.reading, DOMAIN), self.p256_meter()) == (False, 0)
        assert self.checked(replace(good, reading=Reading(1, 1, 0, START)), self.p256_meter()) == (False, 0)
        assert self.checked(replace(good, key=b""), self.p256_meter(), chain_agrees=True) == (False, 0)

    def test_it_does_not_matter_where_a_file_cuts_the_key_from_the_signature(self) -> None:
        good = self.P256.sign(Reading(1, 0, 0, START + HOUR), DOMAIN)
        whole = good.key + good.signature
        for cut in (0, 30, 84, 100):
            assert self.checked(replace(good, key=whole[:cut], signature=whole[cut:]), self.p256_meter())[0]
        account = signed(1)
        cut_too = replace(account, key=account.signature[:30], signature=account.signature[30:])
        assert self.checked(cut_too, meter()) == (True, int(KEY.address, 16))

    def test_the_higher_s_of_a_p256_signature_is_refused(self) -> None:
        good = self.P256.sign(Reading(1, 0, 0, START + HOUR), DOMAIN)
        r, s = good.signature[:32], int.from_bytes(good.signature[32:])
        higher = replace(good, signature=r + (P256_ORDER - s).to_bytes(32))
        assert self.checked(higher, self.p256_meter()) == (False, 0)

    def test_another_verifier_is_asked(self) -> None:
        key = p256_key(ec.derive_private_key(12_345, ec.SECP256R1()), "0x" + "44" * 20)
        its_meter = meter(key="0x" + keccak(key.erc7913)[-20:].hex(), key_length=len(key.erc7913))
        one = replace(key.sign(Reading(1, 0, 0, START + HOUR), DOMAIN), signature=bytes(64))
        assert self.checked(one, its_meter, chain_agrees=True) == (True, 0)
        assert self.checked(one, its_meter, chain_agrees=False) == (False, 0)
