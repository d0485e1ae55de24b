"""A reading as EIP-712 typed data, exactly as `contracts/interfaces/energy/IEnergyTypes.sol` says."""

from collections.abc import Callable
from dataclasses import dataclass, field

from eth_account import Account
from eth_account.messages import SignableMessage, encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_keys.exceptions import BadSignature
from eth_utils.crypto import keccak
from eth_utils.exceptions import ValidationError

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

SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
ZERO_ADDRESS = "0x" + 40 * "0"

# Signs typed data and returns the signature's bytes. How it keeps its key is its own affair.
Signer = Callable[[SignableMessage], bytes]


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


def message_digest(message: SignableMessage) -> bytes:
    """The 32 bytes that are signed of a message."""
    return keccak(b"\x19" + message.version + message.header + message.body)


def sign(reading: Reading, domain: Domain, signer: Signer, key: bytes = b"") -> SignedReading:
    """A reading, signed by an account, or with any other key that is given."""
    return SignedReading(reading, signer(typed_data(reading, domain)), key)


def local_signer(account: LocalAccount) -> Signer:
    """A signer with a key of `eth_account`, in memory."""
    return lambda message: bytes(account.sign_message(message).signature)


def signer_of(signed: SignedReading, domain: Domain) -> str:
    """The address whose key made an account's signature, as the contract finds it: zero of what is no `r, s, v`, with
    the lower `s`. For another reading or domain it is some other address."""
    signature = signed.signature
    if len(signature) != 65 or signature[64] not in (27, 28) or int.from_bytes(signature[32:64]) > SECP256K1_ORDER // 2:
        return ZERO_ADDRESS
    try:
        address: str = Account.recover_message(typed_data(signed.reading, domain), signature=signature)
    except (BadSignature, ValidationError):  # not on the curve
        return ZERO_ADDRESS
    return address
