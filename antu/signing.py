"""What signatures of typed data have in common: the digest, who signs, and who signed."""

from collections.abc import Callable

from eth_account import Account
from eth_account.messages import SignableMessage
from eth_keys.exceptions import BadSignature
from eth_utils.crypto import keccak
from eth_utils.exceptions import ValidationError

SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
ZERO_ADDRESS = "0x" + 40 * "0"

# Signs typed data and returns the signature's bytes. How it keeps its key is its own affair.
Signer = Callable[[SignableMessage], bytes]


def message_digest(message: SignableMessage) -> bytes:
    """The 32 bytes that are signed of a message."""
    return keccak(b"\x19" + message.version + message.header + message.body)


def recovered(message: SignableMessage, signature: bytes) -> str:
    """The address whose key made an account's signature, as the contracts find it: zero of what is no `r, s, v`, with
    the lower `s`. For another message it is some other address."""
    if len(signature) != 65 or signature[64] not in (27, 28) or int.from_bytes(signature[32:64]) > SECP256K1_ORDER // 2:
        return ZERO_ADDRESS
    try:
        address: str = Account.recover_message(message, signature=signature)
    except (BadSignature, ValidationError):  # not on the curve
        return ZERO_ADDRESS
    return address
