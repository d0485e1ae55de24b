"""A reading as EIP-712 typed data, exactly as `contracts/interfaces/energy/IEnergyTypes.sol` says."""

from dataclasses import dataclass, field

from eth_account.messages import SignableMessage, encode_typed_data
from eth_account.signers.local import LocalAccount

from antu.signing import Signer, message_digest, recovered

DOMAIN_NAME = "Antu EnergySales"
DOMAIN_VERSION = "1"

TYPES = {
    "Reading": [
        {"name": "project", "type": "uint256"},
        {"name": "generatedWh", "type": "uint48"},
        {"name": "exportedWh", "type": "uint48"},
        {"name": "time", "type": "uint40"},
    ]
}


@dataclass(frozen=True)
class Domain:
    """Where a signature counts: a chain, and the address of the EnergySales proxy there."""

    chain_id: int
    contract: str


@dataclass(frozen=True)
class Reading:
    """A meter's registers, in Wh since it was made, at a time in seconds since 1970."""

    project: int
    generated_wh: int
    exported_wh: int
    time: int


@dataclass(frozen=True)
class SignedReading:
    """A reading with its signature, which is the account's if `key` is empty: r, s, v, or what its EIP-1271 takes.

    Else `key` is the ERC-7913 signer in full, and the signature what its verifier takes (`keys`). `line` is the file's
    that it came from, or 0."""

    reading: Reading
    signature: bytes
    key: bytes = b""
    line: int = field(default=0, compare=False)

    def as_tuple(self) -> tuple[int, int, int, int, bytes]:
        """The struct `IEnergyTypes.Reading`, as `report` and `reportBatch` take it."""
        reading = self.reading
        signature = self.key + self.signature
        return (reading.project, reading.generated_wh, reading.exported_wh, reading.time, signature)


def typed_data(reading: Reading, domain: Domain) -> SignableMessage:
    """What a meter signs for a reading."""
    return encode_typed_data(
        domain_data={
            "name": DOMAIN_NAME,
            "version": DOMAIN_VERSION,
            "chainId": domain.chain_id,
            "verifyingContract": domain.contract,
        },
        message_types=TYPES,
        message_data={
            "project": reading.project,
            "generatedWh": reading.generated_wh,
            "exportedWh": reading.exported_wh,
            "time": reading.time,
        },
    )


def digest(reading: Reading, domain: Domain) -> bytes:
    """The 32 bytes that `IReadings.readingDigest` returns."""
    return message_digest(typed_data(reading, domain))


def sign(reading: Reading, domain: Domain, signer: Signer, key: bytes = b"") -> SignedReading:
    """A reading, signed by an account, or with any other key that is given."""
    return SignedReading(reading, signer(typed_data(reading, domain)), key)


def local_signer(account: LocalAccount) -> Signer:
    """A signer with a key of `eth_account`, in memory."""
    return lambda message: bytes(account.sign_message(message).signature)


def signer_of(signed: SignedReading, domain: Domain) -> str:
    """The address whose key made an account's signature, as the contract finds it, or zero: see `antu.signing`."""
    return recovered(typed_data(signed.reading, domain), signed.signature)
