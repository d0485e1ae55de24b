"""The book as the chain has it at one block: pages of `MarketLens`, large and few, whose rows are cut by numpy.

Every row of a page is as many words of 32 bytes, for its structs have no dynamic fields; where each field is follows
from the ABI. Ape would make an object of each row, a thousand of them in a second; here it is a million.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from eth_utils.address import to_checksum_address
from eth_utils.conversions import to_hex
from numpy.typing import NDArray

from antu.book import Book, Demand, Offer, camel, frame
from antu.errors import AntuError
from scripts._chain.adapter import rpc
from scripts._chain.market import Market

# Rows per call, of about 22 million gas each: nodes allow 30 to 50 million, and gas grows faster than rows.
OFFERS, DEMANDS = 2_000, 1_000

WORD = 32
ADDRESS = 20
ONE_WORD = re.compile(r"u?int\d*|bool|address|bytes\d+")

Kind = TypeVar("Kind", Demand, Offer)
Words = NDArray[np.uint8]  # rows x words x 32 bytes


def read_book(market: Market, block: int | None = None) -> Book:
    """All demands and offers as they were after a block, by default the latest."""
    block = int(rpc("eth_blockNumber"), 16) if block is None else block
    settings = market.market.settings(block_id=block)
    return Book(
        demands=_table(market.lens.projects, "project", Demand, settings.demandCount, DEMANDS, block),
        offers=_table(market.lens.offers, "offer", Offer, settings.offerCount, OFFERS, block),
    )


def _table(view: Any, struct: str, kind: type[Kind], count: int, page: int, block: int) -> pd.DataFrame:
    """A frame of `kind`: of each row the id, and the fields of one of its structs."""
    width, columns = places(view, struct, kind)
    pages = [
        {name: column(words[:, place], of) for name, (place, of) in columns.items()}
        for words in _pages(view, width, count, page, block)
    ]
    if not pages:
        return frame([], kind)
    return pd.DataFrame({name: np.concatenate([each[name] for each in pages]) for name in columns})


def places(view: Any, struct: str, kind: type[Kind]) -> tuple[int, dict[str, tuple[int, str]]]:
    """How many words a row of a page has, and the word and the type of each field of `kind`."""
    width, fields = layout(view.abis[0])
    return width, {name: fields[name if name == "id" else f"{struct}.{camel(name)}"] for name in kind.__annotations__}


def layout(abi: Any) -> tuple[int, dict[str, tuple[int, str]]]:
    """How many words a row of a page has, and of each field, such as `offer.price`, its word and its type.

    `abi` is of a function that returns one array of structs. `AntuError` if a row's length is not the same for all."""
    rows = abi.outputs[0]
    fields: dict[str, tuple[int, str]] = {}
    for name, of in _fields("", rows.components):
        if not ONE_WORD.fullmatch(of):
            raise AntuError(f"{abi.name} returns {name}, a {of}, which is not one word.", "Read it by Ape instead.")
        fields[name] = len(fields), of
    return len(fields), fields


def _fields(prefix: str, components: Any) -> Iterator[tuple[str, str]]:
    for part in components:
        if part.type == "tuple":
            yield from _fields(f"{prefix}{part.name}.", part.components)
        else:
            yield f"{prefix}{part.name}", str(part.type)


def column(words: Words, of: str) -> NDArray[Any]:
    """A column's values from its words (rows x 32): integers, truths, or addresses with their checksum."""
    if of == "address":
        raw = words[:, WORD - ADDRESS :].tobytes()
        found = np.empty(len(words), dtype=object)
        found[:] = [_address(raw[start : start + ADDRESS]) for start in range(0, len(raw), ADDRESS)]
        return found
    if of == "bool":
        return np.asarray(words[:, -1] != 0)
    values: NDArray[np.int64] = np.ascontiguousarray(words[:, -8:]).view(">i8").ravel().astype(np.int64)
    if words[:, :-8].any() or (values < 0).any():
        raise AntuError("The book has an amount beyond 63 bits.", "Is the market of this checkout's commit?")
    return values


@cache
def _address(raw: bytes) -> str:
    return to_checksum_address(raw)


def _pages(view: Any, width: int, count: int, rows: int, block: int) -> Iterator[Words]:
    """The pages of rows 1 to `count`; smaller ones, if the node refuses so large a call."""
    first = 1
    while first <= count:
        request = {"to": view.contract.address, "data": to_hex(view.encode_input(first, rows))}
        try:
            answer = bytes.fromhex(rpc("eth_call", request, hex(block))[2:])
        except AntuError:
            if rows == 1:
                raise
            rows //= 2
            continue
        yield _rows(answer, width, min(rows, count + 1 - first))
        first += rows


def _rows(answer: bytes, width: int, count: int) -> Words:
    """The rows of an answer, behind two words: where the array begins, and its length."""
    words = np.frombuffer(answer, dtype=np.uint8)
    if len(words) != (2 + count * width) * WORD:
        raise AntuError(
            f"A page of {count} rows came as {len(words)} bytes.", "Is the market of this checkout's commit?"
        )
    return words[2 * WORD :].reshape(count, width, WORD)
