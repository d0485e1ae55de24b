"""What a meter signs is EIP-712 as the contract hashes it."""

from collections.abc import Callable

import pytest
from eth_abi import encode
from eth_account import Account
from eth_utils.crypto import keccak
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.metering import Domain, Reading, SignedReading, digest, local_signer, sign, signer_of, simulated_meter
from antu.signing import SECP256K1_ORDER, ZERO_ADDRESS

DOMAIN = Domain(31_337, "0x00000000000000000000000000000000000000E5")
READING = Reading(7, 153_200, 61_280, 1_767_225_600)

readings = st.builds(
    Reading,
    project=st.integers(0, 2**32 - 1),
    generated_wh=st.integers(0, 2**48 - 1),
    exported_wh=st.integers(0, 2**48 - 1),
    time=st.integers(0, 2**40 - 1),
)


def by_hand(reading: Reading, domain: Domain) -> bytes:
    """The digest as Readings.sol and OpenZeppelin's EIP712.sol compute it."""
    domain_type = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    separator = keccak(
        encode(
            ["bytes32", "bytes32", "bytes32", "uint256", "address"],
            [keccak(text=domain_type), keccak(text="Antu EnergySales"), keccak(text="1"), *vars(domain).values()],
        )
    )
    reading_type = "Reading(uint256 project,uint48 generatedWh,uint48 exportedWh,uint40 time)"
    struct = keccak(
        encode(
            ["bytes32", "uint256", "uint48", "uint48", "uint40"],
            [keccak(text=reading_type), *vars(reading).values()],
        )
    )
    return keccak(b"\x19\x01" + separator + struct)


@given(readings, st.integers(1, 2**64))
@settings(deadline=None)
def test_digest_is_the_contracts(reading: Reading, chain_id: int) -> None:
    domain = Domain(chain_id, DOMAIN.contract)
    assert digest(reading, domain) == by_hand(reading, domain)


def test_sign_is_recovered_to_the_meter() -> None:
    meter = simulated_meter("seed", 7)
    signed = sign(READING, DOMAIN, local_signer(meter))
    assert len(signed.signature) == 65
    assert signed.signature[64] in (27, 28)
    assert signer_of(signed, DOMAIN) == meter.address


@pytest.mark.parametrize(
    ("reading", "domain"),
    [
        (Reading(8, 153_200, 61_280, 1_767_225_600), DOMAIN),
        (Reading(7, 153_201, 61_280, 1_767_225_600), DOMAIN),
        (Reading(7, 153_200, 61_281, 1_767_225_600), DOMAIN),
        (Reading(7, 153_200, 61_280, 1_767_225_601), DOMAIN),
        (READING, Domain(1, DOMAIN.contract)),
        (READING, Domain(31_337, "0x00000000000000000000000000000000000000E6")),
    ],
)
def test_a_signature_counts_for_one_reading_in_one_place(reading: Reading, domain: Domain) -> None:
    meter = simulated_meter("seed", 7)
    signed = sign(READING, DOMAIN, local_signer(meter))
    assert signer_of(SignedReading(reading, signed.signature), domain) != meter.address


@given(readings, st.binary(min_size=65, max_size=65), st.sampled_from([27, 28]))
@settings(deadline=None)
def test_signer_of_garbage_is_somebody_or_nobody(reading: Reading, garbage: bytes, v: int) -> None:
    found = signer_of(SignedReading(reading, garbage[:64] + bytes([v])), DOMAIN)
    assert len(bytes.fromhex(found.removeprefix("0x"))) == 20


@pytest.mark.parametrize(
    "change",
    [
        lambda signature: b"",
        lambda signature: signature[:64],
        lambda signature: signature + b"\0",
        lambda signature: bytes(64) + signature[64:],
        lambda signature: b"\xff" * 32 + signature[32:],
        lambda signature: signature[:64] + bytes([signature[64] - 27]),
        lambda signature: signature[:32] + with_higher_s(signature[32:64]) + bytes([55 - signature[64]]),
    ],
    ids=["empty", "short", "long", "zero", "beyond the curve", "v from 0", "the higher s"],
)
def test_signer_of_what_the_contract_does_not_take_is_nobody(change: Callable[[bytes], bytes]) -> None:
    signed = sign(READING, DOMAIN, local_signer(simulated_meter("seed", 7)))
    assert signer_of(SignedReading(READING, change(signed.signature)), DOMAIN) == ZERO_ADDRESS


def with_higher_s(s: bytes) -> bytes:
    return (SECP256K1_ORDER - int.from_bytes(s, "big")).to_bytes(32, "big")


def test_as_tuple_is_the_contracts_struct() -> None:
    signed = sign(READING, DOMAIN, local_signer(Account.create()))
    assert signed.as_tuple() == (7, 153_200, 61_280, 1_767_225_600, signed.signature)


def test_simulated_meters_have_keys_of_their_own() -> None:
    addresses = {simulated_meter(seed, project).address for seed in ("a", "b") for project in range(20)}
    assert len(addresses) == 40
    assert simulated_meter("a", 1).address == simulated_meter("a", 1).address
