"""What a rollup publishes of a signed transaction: its size, and that compressed, by which it charges.

OP chains charge by FastLZ, level 1, since Fjord; Arbitrum by Brotli, quality 1, since ArbOS 20 (before, and in its
documentation still, quality 0: OffchainLabs/nitro, arbos/arbosState/arbosstate.go).
"""

from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
import numpy as np

BROTLI_QUALITY = 1

# FastLZ's format, level 1.
_TABLE_BITS = 13
_HASH_FACTOR = np.uint32(2_654_435_769)  # 2^32 divided by the golden ratio
_FARTHEST = 2**_TABLE_BITS - 1  # how far back a match may be
_LEAST_MATCH = 3
_LONGEST_MATCH = 262  # what one match covers beyond its first two bytes
_SHORT_MATCH = 6  # a match that covers up to so many bytes beyond two takes two bytes, else three
_LITERALS = 32  # a run has a byte before it
_LAST_LITERALS = 13  # no match begins in the last bytes, and none reaches the last four
_UNMATCHED_END = 4


class Published(NamedTuple):
    """Of the bytes of a signed transaction, in bytes."""

    size: int
    zeros: int
    fastlz: int
    brotli: int


def published(signed: bytes) -> Published:
    """What a rollup publishes of a transaction: its serialized and signed bytes, type and signature included."""
    return Published(
        size=len(signed),
        zeros=signed.count(0),
        fastlz=fastlz_length(signed),
        brotli=len(brotli.compress(signed, quality=BROTLI_QUALITY)) if signed else 0,
    )


def fastlz_length(data: bytes) -> int:
    """How many bytes FastLZ, level 1, makes of these.

    Exactly what OP chains compute since Fjord: op-geth's FlzCompressLen (core/types/rollup_cost.go), which follows
    Solady's LibZip.flzCompress."""
    if len(data) <= _LAST_LITERALS:
        return _literals(len(data))
    keys, hashes = _sequences(data)
    places: dict[int, int] = {}  # by hash, where the last sequence that had it began; an empty place is 0
    limit = len(data) - _LAST_LITERALS
    length = start = 0  # `start`: of the literals not yet counted
    at = 2
    while at < limit:
        hashed = hashes[at]
        before = places.get(hashed, 0)
        places[hashed] = at
        # `at + 1 < limit`: the reference steps on before it looks where it is.
        if keys[before] != keys[at] or at - before > _FARTHEST or at + 1 >= limit:
            at += 1
            continue
        covered = _covered(data, before, at)
        length += _literals(at - start) + _match(covered)
        at += covered
        places[hashes[at]] = at
        places[hashes[at + 1]] = at + 1
        at += 2
        start = at
    return length + _literals(len(data) - start)


def _sequences(data: bytes) -> tuple[list[int], list[int]]:
    """Of each place, its three bytes as a number, and their hash."""
    each = np.frombuffer(data, dtype=np.uint8).astype(np.uint32)
    keys = each[:-2] | each[1:-1] << np.uint32(8) | each[2:] << np.uint32(16)
    hashes = (keys * _HASH_FACTOR) >> np.uint32(32 - _TABLE_BITS)
    return keys.tolist(), hashes.tolist()


def _covered(data: bytes, before: int, at: int) -> int:
    """How many bytes from `at` on a match with those at `before` covers, less two.

    Where all are the same as far as a match may reach, the reference leaves the last one out."""
    most = len(data) - _UNMATCHED_END - at - _LEAST_MATCH
    back = at - before
    place = at + _LEAST_MATCH
    last = place + most
    while place < last and data[place] == data[place - back]:
        place += 1
    return place - at - 2 if place < last else most


def _match(covered: int) -> int:
    """Bytes that a match takes."""
    long, rest = divmod(covered - 1, _LONGEST_MATCH)
    return 3 * long + (3 if rest >= _SHORT_MATCH else 2)


def _literals(count: int) -> int:
    """Bytes that so many take that match nothing."""
    runs, rest = divmod(count, _LITERALS)
    return (_LITERALS + 1) * runs + (rest + 1 if rest else 0)
