"""Contracts' code: where it will lie, whether two are the same, whether a chain takes it."""

import re

from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

# Arachnid's deployment proxy, which anybody may call and most chains have, local ones too: it deploys by CREATE2 the
# code it is sent, so that the address follows from the code. Nothing is deployed twice, and nothing that is deployed
# gets lost.
FACTORY = "0x4e59b44847b379578588920cA78FbF26c0B4956C"
SALT = bytes(32)

MOST_BYTES = 24_576  # EIP-170

# Where the compiler leaves room for an immutable: PUSH32 of zero, which no code has otherwise.
_IMMUTABLE = re.compile(rb"\x7f\x00{32}")


def deployment(creation: bytes) -> tuple[str, bytes]:
    """Where the factory puts code (`creation`, with the constructor's arguments), and what it is sent for that."""
    hashed = keccak(b"\xff" + bytes.fromhex(FACTORY[2:]) + SALT + keccak(creation))
    return to_checksum_address(hashed[-20:]), SALT + creation


def same_code(compiled: bytes, deployed: bytes) -> bool:
    """Whether deployed code is compiled code, whatever its immutables and the comments of its sources are.

    The code that the compiler gives has zeros for immutables, and ends with the hash of its sources."""
    if len(compiled) != len(deployed):
        return False
    end = len(compiled) - _trailer(compiled)
    start = 0
    for hole in _IMMUTABLE.finditer(compiled, 0, end):
        if compiled[start : hole.start() + 1] != deployed[start : hole.start() + 1]:
            return False
        start = hole.end()
    return compiled[start:end] == deployed[start:end]


def _trailer(code: bytes) -> int:
    """Bytes of the compiler's metadata at the end, whose own length its last two bytes say."""
    length = int.from_bytes(code[-2:]) + 2
    return length if length <= len(code) else 0


def code_hash(code: bytes) -> str:
    """Keccak-256 of code, as records keep it."""
    return "0x" + keccak(code).hex()
