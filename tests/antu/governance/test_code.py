"""Code that is the same but for its immutables, and where code will lie."""

import pytest

from antu.governance.code import code_hash, deployment, same_code

HOLE = b"\x7f" + bytes(32)
SELF = b"\x7f" + b"\xab" * 32
TRAILER = b"\xa2\x64ipfs" + b"\x00\x06"


@pytest.mark.parametrize(
    ("deployed", "same"),
    [
        (b"\x60\x01" + SELF + b"\x00" + TRAILER, True),
        (b"\x60\x01" + SELF + b"\x00" + b"\xa2\x64ipfz" + b"\x00\x06", True),  # a comment's worth
        (b"\x60\x02" + SELF + b"\x00" + TRAILER, False),
        (b"\x60\x01" + SELF + b"\x01" + TRAILER, False),
        (b"\x60\x01" + SELF + TRAILER, False),
        (b"", False),
    ],
)
def test_same_code_looks_past_immutables_and_metadata(deployed: bytes, same: bool) -> None:
    assert same_code(b"\x60\x01" + HOLE + b"\x00" + TRAILER, deployed) is same


def test_deployment_is_where_create2_puts_it() -> None:
    """As `cast create2` says for the deployment proxy, no salt and the creation code 0x00."""
    address, sent = deployment(b"\x00")
    assert sent == bytes(32) + b"\x00"
    assert deployment(b"\x01")[0] != address
    assert address == "0x24C4fD2Db1Cf4Cb1aEc651CC0E060A00D400e784"


def test_code_hash_is_keccak() -> None:
    assert code_hash(b"") == "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
