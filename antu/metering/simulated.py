"""Simulated meters, for local chains: keys that a seed makes, and the signed readings of a simulated plant."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric import ec
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak

from antu.metering.keys import P256_ORDER, MeterKey
from antu.metering.plant import Plant, Registers
from antu.metering.typed_data import Domain, Reading, SignedReading

MONTH_SECONDS = 365 * 86_400 // 12


def simulated_meter(seed: str, project_id: int) -> LocalAccount:
    """The secp256k1 key of a simulated meter, for local chains only: whoever knows the seed can sign with it."""
    account: LocalAccount = Account.from_key(_secret(seed, project_id))
    return account


def simulated_p256_meter(seed: str, project_id: int) -> ec.EllipticCurvePrivateKey:
    """The same with a P-256 key, as secure elements have."""
    number = int.from_bytes(_secret(seed, project_id)) % (P256_ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


def signed_readings(
    plant: Plant, key: MeterKey, domain: Domain, project: int, start: Registers, times: Iterable[int]
) -> list[SignedReading]:
    """What a plant's meter, which shows `start`, would sign at some times, in order."""
    return [
        key.sign(Reading(project, shown.generated_wh, shown.exported_wh, shown.time), domain)
        for shown in plant.registers(start, times)
    ]


def _secret(seed: str, project_id: int) -> bytes:
    return keccak(text=f"Antu simulated meter/{seed}/{project_id}")
