"""Keys of accounts and of secure elements sign the same digest, and nothing else counts."""

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from antu.metering import (
    Domain,
    Reading,
    SignedReading,
    account_key,
    digest,
    p256_key,
    p256_signer_bytes,
    p256_verifies,
    signer_of,
    simulated_meter,
    simulated_p256_meter,
)
from antu.metering.keys import P256_ORDER, low_s

DOMAIN = Domain(31_337, "0x00000000000000000000000000000000000000E5")
VERIFIER = "0x00000000000000000000000000000000000000E7"
READING = Reading(7, 153_200, 61_280, 1_767_225_600)
PRIVATE = simulated_p256_meter("seed", 7)
KEY = p256_key(PRIVATE, VERIFIER)
SIGNED = KEY.sign(READING, DOMAIN)


def halves(signature: bytes) -> tuple[int, int]:
    return int.from_bytes(signature[:32]), int.from_bytes(signature[32:])


def test_a_p256_signature_is_over_the_digest_itself() -> None:
    der = encode_dss_signature(*halves(SIGNED.signature))
    algorithm = ec.ECDSA(Prehashed(hashes.SHA256()))
    PRIVATE.public_key().verify(der, digest(READING, DOMAIN), algorithm)
    with pytest.raises(InvalidSignature):
        PRIVATE.public_key().verify(der, digest(READING, DOMAIN), ec.ECDSA(hashes.SHA256()))


def test_a_p256_key_is_the_verifier_and_the_point() -> None:
    point = PRIVATE.public_key().public_numbers()
    expected = bytes.fromhex(VERIFIER[2:]) + point.x.to_bytes(32, "big") + point.y.to_bytes(32, "big")
    assert KEY.erc7913 == p256_signer_bytes(PRIVATE.public_key(), VERIFIER) == expected
    assert SIGNED.as_tuple() == (7, 153_200, 61_280, 1_767_225_600, expected + SIGNED.signature)
    assert len(SIGNED.as_tuple()[4]) == 84 + 64


def test_a_p256_signature_has_the_lower_s_and_is_always_the_same() -> None:
    for project in range(1, 33):
        reading = replace(READING, project=project)
        signed = KEY.sign(reading, DOMAIN)
        assert halves(signed.signature)[1] <= P256_ORDER // 2
        assert signed == KEY.sign(reading, DOMAIN)
        assert p256_verifies(signed, DOMAIN)


def test_the_higher_s_of_a_secure_element_is_as_good_once_lowered() -> None:
    r, s = halves(SIGNED.signature)
    higher = r.to_bytes(32, "big") + (P256_ORDER - s).to_bytes(32, "big")
    assert p256_verifies(replace(SIGNED, signature=higher), DOMAIN)
    assert low_s(higher) == SIGNED.signature


@given(st.integers(1, P256_ORDER - 1), st.integers(1, P256_ORDER - 1))
def test_low_s_lowers_s_and_leaves_r(r: int, s: int) -> None:
    signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    lowered = low_s(signature)
    assert halves(lowered) in ((r, s), (r, P256_ORDER - s))
    assert halves(lowered)[1] <= P256_ORDER // 2
    assert low_s(lowered) == lowered


@pytest.mark.parametrize(
    ("signed", "domain"),
    [
        (replace(SIGNED, reading=replace(READING, generated_wh=153_201)), DOMAIN),
        (replace(SIGNED, reading=replace(READING, project=8)), DOMAIN),
        (SIGNED, Domain(1, DOMAIN.contract)),
        (SIGNED, Domain(DOMAIN.chain_id, "0x00000000000000000000000000000000000000E6")),
        (replace(SIGNED, key=p256_key(simulated_p256_meter("seed", 8), VERIFIER).erc7913), DOMAIN),
        (replace(SIGNED, key=b""), DOMAIN),
        (replace(SIGNED, key=SIGNED.key[:-1] + b"\0"), DOMAIN),  # a point that is not on the curve
        (replace(SIGNED, signature=SIGNED.signature[:32] + b"\0" + SIGNED.signature[32:]), DOMAIN),
        (replace(SIGNED, signature=bytes(64)), DOMAIN),
    ],
)
def test_a_p256_signature_counts_for_one_reading_in_one_place(signed: SignedReading, domain: Domain) -> None:
    assert p256_verifies(SIGNED, DOMAIN)
    assert not p256_verifies(signed, domain)


@given(st.binary(min_size=84, max_size=84), st.binary(min_size=64, max_size=64))
def test_garbage_is_no_signature(key: bytes, signature: bytes) -> None:
    assert not p256_verifies(SignedReading(READING, signature, key), DOMAIN)


def test_an_accounts_key_is_its_address_and_needs_no_key_in_the_file() -> None:
    account = simulated_meter("seed", 7)
    signed = account_key(account).sign(READING, DOMAIN)
    assert account_key(account).erc7913 == bytes.fromhex(account.address[2:])
    assert (signed.key, len(signed.signature)) == (b"", 65)
    assert signer_of(signed, DOMAIN) == account.address
    assert signed.as_tuple()[4] == signed.signature


def test_simulated_p256_meters_have_keys_of_their_own() -> None:
    keys = {p256_key(simulated_p256_meter(seed, project), VERIFIER).erc7913 for seed in "ab" for project in range(20)}
    assert len(keys) == 40
    again = simulated_p256_meter("seed", 7)
    assert p256_signer_bytes(again.public_key(), VERIFIER) == KEY.erc7913
