"""Sizes of what a rollup publishes: op-geth's own vectors, and a compressor and decompressor written out in full."""

import random

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.platforms.compression import BROTLI_QUALITY, Published, fastlz_length, published

# op-geth's `emptyTx` (core/types/transaction_test.go): nonce, price, gas, to, value, data, v, r, s.
EMPTY_TX = bytes.fromhex("dd80808094095e7baea6a6c7c4c2dfeb977efac326af552d878080808080")
# op-geth's contract call (core/types/rollup_cost_test.go): OP Mainnet's transaction 0x8eb9dd4e…
CONTRACT_CALL = bytes.fromhex(
    "02f901550a758302df1483be21b88304743f94f8"
    "0e51afb613d764fa61751affd3313c190a86bb870151bd62fd12adb8"
    "e41ef24f3f0000000000000000000000000000000000000000000000"
    "00000000000000006e000000000000000000000000af88d065e77c8c"
    "c2239327c5edb3a432268e5831000000000000000000000000000000"
    "000000000000000000000000000003c1e50000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000"
    "000000000000000000000000000000000000000000000000a0000000"
    "00000000000000000000000000000000000000000000000000000000"
    "148c89ed219d02f1a5be012c689b4f5b731827bebe00000000000000"
    "0000000000c001a033fd89cb37c31b2cba46b6466e040c61fc9b2a36"
    "75a7f5f493ebd5ad77c497f8a07cdf65680e238392693019b4092f61"
    "0222e71b7cec06449cb922b93b6a12744e"
)


class Compressor:
    """FastLZ level 1 as Solady has it, written so that it can be read back: a table of places, and the bytes made."""

    def __init__(self, data: bytes) -> None:
        self.data, self.made, self.table = data, bytearray(), [0] * 8_192
        self.limit = len(data) - 13

    def compress(self) -> bytes:
        start, at = 0, 2
        while at < self.limit:
            before = self.swapped(at)
            if at - before > 8_191 or self.key(before) != self.key(at) or at + 1 >= self.limit:
                at += 1
                continue
            self.add_literals(start, at)
            end = self.end(before, at)
            self.add_match(at - before, end - at - 2)
            self.swapped(end - 2)
            self.swapped(end - 1)
            start = at = end
        self.add_literals(start, len(self.data))
        return bytes(self.made)

    def key(self, at: int) -> int:
        return int.from_bytes(self.data[at : at + 3], "little")

    def swapped(self, at: int) -> int:
        place = (self.key(at) * 2_654_435_769 % 2**32) >> 19
        before, self.table[place] = self.table[place], at
        return before

    def end(self, before: int, at: int) -> int:
        end = at + 3
        while end < self.limit + 9 and self.data[end] == self.data[before + end - at]:
            end += 1
        return end if end < self.limit + 9 else end - 1  # the reference leaves the last that is the same

    def add_literals(self, begin: int, end: int) -> None:
        for run in range(begin, end, 32):
            chunk = self.data[run : min(run + 32, end)]
            self.made.extend((len(chunk) - 1, *chunk))

    def add_match(self, distance: int, length: int) -> None:
        """`length`: of what is beyond two bytes."""
        far, near = divmod(distance - 1, 256)
        while length > 262:
            self.made.extend((0xE0 | far, 253, near))
            length -= 262
        self.made.extend(((length << 5) | far, near) if length < 7 else (0xE0 | far, length - 7, near))


def compress(data: bytes) -> bytes:
    return Compressor(data).compress()


def decompress(made: bytes) -> bytes:
    """FastLZ level 1, from its description of the format."""
    data, at = bytearray(), 0
    while at < len(made):
        kind, low = made[at] >> 5, made[at] & 31
        at += 1
        if kind == 0:
            data.extend(made[at : at + low + 1])
            at += low + 1
            continue
        length = kind + 2
        if kind == 7:
            length += made[at]
            at += 1
        begin = len(data) - (low << 8) - made[at] - 1
        at += 1
        for each in range(begin, begin + length):
            data.append(data[each])
    return bytes(data)


COMPRESSIBLE = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.builds(bytes, st.integers(0, 700)),
        st.sampled_from([b"\x01" * 300, CONTRACT_CALL[:90], bytes(range(64))]),
    ),
    max_size=12,
).map(b"".join)


@pytest.mark.parametrize(
    ("data", "length"),
    [(b"", 0), (b"\x01" * 1_000, 21), (bytes(1_000), 21), (EMPTY_TX, 31), (CONTRACT_CALL, 202)],
)
def test_fastlz_length_is_that_of_op_geth(data: bytes, length: int) -> None:
    assert fastlz_length(data) == length


@given(COMPRESSIBLE)
def test_fastlz_length_is_that_of_bytes_that_can_be_read_back(data: bytes) -> None:
    made = compress(data)
    assert decompress(made) == data
    assert fastlz_length(data) == len(made)


def test_fastlz_length_of_a_batch_that_looks_back_too_far() -> None:
    noise = random.Random(7).randbytes(9_000)
    for data in (noise + noise, noise[:4_000] * 3):
        assert decompress(compress(data)) == data
        assert fastlz_length(data) == len(compress(data))
    assert fastlz_length(noise + noise) > 18_000  # 9,000 bytes back is beyond what a match may name
    assert fastlz_length(noise[:4_000] * 3) < 5_000


@given(st.binary(max_size=1_500))
def test_fastlz_length_never_exceeds_what_literals_take(data: bytes) -> None:
    assert fastlz_length(data) <= len(data) + -(-len(data) // 32)


def test_published_counts_bytes_zeros_and_both_compressions() -> None:
    sizes = published(CONTRACT_CALL)
    assert sizes == Published(size=345, zeros=178, fastlz=202, brotli=281)
    assert len(brotli.decompress(brotli.compress(CONTRACT_CALL, quality=BROTLI_QUALITY))) == sizes.size


def test_published_of_nothing_is_nothing() -> None:
    assert published(b"") == Published(0, 0, 0, 0)
