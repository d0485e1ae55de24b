"""Meters' keys: of an account (secp256k1), or P-256 as in secure elements.

A key is known to `EnergySales` as an ERC-7913 signer: 20 bytes are an account's address; more are the address of a
contract that verifies, and the key that it checks against. For P-256 that is OpenZeppelin's ERC7913P256Verifier and the
public point, `verifier ++ x ++ y`, 84 bytes; the signature is `r ++ s`, 64 bytes, over the EIP-712 digest itself.
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed,
    decode_dss_signature,
    encode_dss_signature,
)
from eth_account.messages import SignableMessage
from eth_account.signers.local import LocalAccount
from eth_utils.address import to_canonical_address

from antu.metering.typed_data import (
    Domain,
    Reading,
    SignedReading,
    digest,
    local_signer,
    sign,
)
from antu.signing import Signer, message_digest

ADDRESS_BYTES = 20
P256_KEY_BYTES = ADDRESS_BYTES + 64
P256_SIGNATURE_BYTES = 64
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

# What is signed is a digest already (keccak's); the curve is told a hash of the same length and hashes nothing.
_DIGEST = Prehashed(hashes.SHA256())


@dataclass(frozen=True)
class MeterKey:
    """A meter's key: `erc7913` is what `EnergySales` knows it by, and `signer` signs with it."""

    erc7913: bytes
    signer: Signer

    def sign(self, reading: Reading, domain: Domain) -> SignedReading:
        """A reading with this key's signature."""
        signature_says_whose = len(self.erc7913) == ADDRESS_BYTES
        return sign(reading, domain, self.signer, b"" if signature_says_whose else self.erc7913)


def account_key(account: LocalAccount) -> MeterKey:
    """An account of `eth_account`, in memory."""
    return MeterKey(to_canonical_address(account.address), local_signer(account))


def p256_key(private_key: ec.EllipticCurvePrivateKey, verifier: str) -> MeterKey:
    """A P-256 key in memory, for a chain whose ERC7913P256Verifier has the address `verifier`."""
    return MeterKey(p256_signer_bytes(private_key.public_key(), verifier), p256_signer(private_key))


def p256_signer_bytes(public_key: ec.EllipticCurvePublicKey, verifier: str) -> bytes:
    """A P-256 key as an ERC-7913 signer: `verifier ++ x ++ y`."""
    point = public_key.public_numbers()
    return to_canonical_address(verifier) + point.x.to_bytes(32) + point.y.to_bytes(32)


def p256_signer(private_key: ec.EllipticCurvePrivateKey) -> Signer:
    """Signs as a secure element does, `r ++ s`; the same message gives the same signature (RFC 6979)."""

    def signed(message: SignableMessage) -> bytes:
        algorithm = ec.ECDSA(_DIGEST, deterministic_signing=True)
        r, s = decode_dss_signature(private_key.sign(message_digest(message), algorithm))
        return low_s(r.to_bytes(32) + s.to_bytes(32))

    return signed


def low_s(signature: bytes) -> bytes:
    """A P-256 signature `r ++ s` with the lower of the two `s` that are good; OpenZeppelin takes no other."""
    r, s = signature[:32], int.from_bytes(signature[32:])
    return r + (P256_ORDER - s).to_bytes(32) if P256_ORDER // 2 < s < P256_ORDER else signature


def p256_verifies(signed: SignedReading, domain: Domain) -> bool:
    """Whether a reading's signature is that of its P-256 key, `signed.key`. For a key of any other kind it is not."""
    if len(signed.key) != P256_KEY_BYTES or len(signed.signature) != P256_SIGNATURE_BYTES:
        return False
    try:
        public_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + signed.key[ADDRESS_BYTES:])
        halves = (int.from_bytes(half) for half in (signed.signature[:32], signed.signature[32:]))
        public_key.verify(encode_dss_signature(*halves), digest(signed.reading, domain), ec.ECDSA(_DIGEST))
    except (ValueError, InvalidSignature):
        return False
    return True
