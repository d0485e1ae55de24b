"""What is signed off the chain: meters' readings and the token's permits, both EIP-712.

Written apart from `antu.metering`, so that neither hides a mistake of the other."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from ape import chain
from ape.contracts import ContractInstance
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from eth_account import Account
from eth_account.messages import SignableMessage, encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak

# The order of P-256: with s, n - s signs the same digest; OpenZeppelin takes the lower one only.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Reading(NamedTuple):
    """`IEnergyTypes.Reading`: cumulative registers in Wh, the time in seconds, the meter's signature."""

    project_id: int
    generated_wh: int
    exported_wh: int
    time: int
    signature: bytes


@dataclass(frozen=True)
class P256Meter:
    """A meter with a secure element. `key` is the ERC-7913 signer: `verifier`, a contract, then x and y."""

    private_key: ec.EllipticCurvePrivateKey
    verifier: bytes

    @property
    def key(self) -> bytes:
        point = self.private_key.public_key().public_numbers()
        return self.verifier + _word(point.x) + _word(point.y)

    def halves(self, digest: bytes) -> tuple[int, int]:
        """r and s of a signature of a digest, s being the lower of the two that are good."""
        algorithm = ec.ECDSA(Prehashed(hashes.SHA256()))  # which only says how long the digest is
        r, s = decode_dss_signature(self.private_key.sign(digest, algorithm))
        return r, min(s, P256_ORDER - s)

    def sign(self, digest: bytes) -> bytes:
        """What `report` takes: the key in full, then r and s."""
        r, s = self.halves(digest)
        return self.key + _word(r) + _word(s)


def account_key(account: Any) -> bytes:
    """The key of a meter that signs as an account: its address."""
    return bytes.fromhex(account.address[2:])


def reading_signature(
    meter: LocalAccount | P256Meter,
    energy: ContractInstance,
    project_id: int,
    generated_wh: int,
    exported_wh: int,
    time: int,
) -> bytes:
    """By which a meter vouches for a reading: 65 bytes, r then s then v, of an account; of P-256 the key, r and s."""
    types = {
        "Reading": [
            {"name": "project", "type": "uint256"},
            {"name": "generatedWh", "type": "uint48"},
            {"name": "exportedWh", "type": "uint48"},
            {"name": "time", "type": "uint40"},
        ]
    }
    values = {"project": project_id, "generatedWh": generated_wh, "exportedWh": exported_wh, "time": time}
    message = encode_typed_data(domain("Antu EnergySales", energy), types, values)
    if isinstance(meter, P256Meter):
        return meter.sign(_digest(message))
    return bytes(meter.sign_message(message).signature)


def permit_signature(
    holder: Any, token: ContractInstance, spender: Any, amount: int, deadline: int, nonce: int | None = None
) -> tuple[int, bytes, bytes]:
    """v, r and s, by which a holder allows a spender. The nonce is the holder's next if not given."""
    types = {
        "Permit": [
            {"name": "owner", "type": "address"},
            {"name": "spender", "type": "address"},
            {"name": "value", "type": "uint256"},
            {"name": "nonce", "type": "uint256"},
            {"name": "deadline", "type": "uint256"},
        ]
    }
    values = {
        "owner": holder.address,
        "spender": spender.address,
        "value": amount,
        "nonce": token.nonces(holder) if nonce is None else nonce,
        "deadline": deadline,
    }
    signed = Account.from_key(holder.private_key).sign_message(
        encode_typed_data(domain("Peso chileno Antu", token), types, values)
    )
    return signed.v, _word(signed.r), _word(signed.s)


def _digest(message: SignableMessage) -> bytes:
    return bytes(keccak(b"\x19" + message.version + message.header + message.body))


def _word(value: int) -> bytes:
    return value.to_bytes(32, "big")


def domain(name: str, contract: ContractInstance) -> dict[str, Any]:
    """Where a signature counts: for this contract, on this chain."""
    return {"name": name, "version": "1", "chainId": chain.chain_id, "verifyingContract": contract.address}
