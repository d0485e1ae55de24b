"""A book of any size on a playground's chain within seconds, where posting 100,000 offers one by one takes minutes.

Rows are written into the marketplace's storage. Where, is not assumed: the first demand and the first offer are posted
as anybody would, and what is written next is laid out as they were found to be. Whoever reads the book afterwards by
`MarketLens` should compare it with the one that was put: then the contract understands every row.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pandas as pd
import requests
from eth_utils.crypto import keccak

from antu.book import Book, Demand, Offer, camel, rows
from antu.errors import AntuError
from scripts._chain.accounts import endow
from scripts._chain.adapter import rpc
from scripts._chain.crowd import act, everybody
from scripts._chain.many_calls import ask_all
from scripts._chain.market import Market

MOST_VARIABLES = 100  # slots, among which the marketplace's variables are looked for
AT_ONCE = 2_000  # slots in one request
SLOT_BITS = 256
LAYOUT = "Has the struct's layout changed?"


def put_book(market: Market, book: Book) -> None:
    """Puts a book on the chain. Its ids must follow those that there are: on an empty marketplace they begin with 1.

    Raises an `AntuError` if they do not, or if rows are not stored as their structs say."""
    state = market.market
    settings = state.settings()
    for table, count in ((book.demands, settings.demandCount), (book.offers, settings.offerCount)):
        if table.id.tolist() != list(range(count + 1, count + 1 + len(table))):
            raise AntuError(f"The book's ids do not follow {count}, the last on the chain.", "Number them from there.")
    demand, offer = rows(book.demands[:1], Demand)[0], rows(book.offers[:1], Offer)[0]
    endow([demand.owner, offer.supplier])
    asked = (demand.size_class, demand.region, demand.max_price, demand.energy_price, demand.crowdfunded)
    offered = (offer.role, offer.size_class, offer.regions, offer.price, offer.stock)
    with everybody():
        act(state.postDemand, *asked, by=demand.owner)
        act(state.postOffer, *offered, by=offer.supplier)

    _write(state.address, _rows(state.address, state.project, book.demands))
    _write(state.address, _rows(state.address, state.offer, book.offers))
    _write(state.address, _counters(state, demandCount=book.demands.id.max(), offerCount=book.offers.id.max()))


def packed(components: Any, values: Any) -> list[int]:
    """A struct's slots. Fields fill a slot from its lowest bit; one that does not fit any more begins the next."""
    slots, used = [0], 0
    for part in components:
        width = 160 if part.type == "address" else 8 if part.type == "bool" else int(part.type.removeprefix("uint"))
        if used + width > SLOT_BITS:
            slots.append(0)
            used = 0
        value = values.get(part.name, 0)
        slots[-1] |= (int(value, 16) if isinstance(value, str) else int(value)) << used
        used += width
    return slots


def _rows(address: str, view: Any, table: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """The slots of a mapping from ids to the structs that `view` returns, for the rows of a frame."""
    components = view.abis[0].outputs[0].components
    names = [camel(name) for name in table.columns]
    words = (packed(components, dict(zip(names, row, strict=True))) for row in table.itertuples(index=False, name=None))
    keys, first = iter(table.id.tolist()), next(words)
    key = next(keys)
    places = (place for place in range(MOST_VARIABLES) if _stored(address, _slot(key, place)) == first[0])
    place = next(places, None)
    if place is None or [_stored(address, _slot(key, place) + n) for n in range(len(first))] != first:
        raise AntuError(f"{view.abis[0].name}({key}) is not stored as it should be.", LAYOUT)
    for key, row in zip(keys, words, strict=True):
        slot = _slot(key, place)
        yield from ((slot + n, word) for n, word in enumerate(row))


def _counters(state: Any, **counts: int) -> Iterator[tuple[int, int]]:
    """The slot of the settings, with other counts."""
    components = state.settings.abis[0].outputs[0].components
    settings = state.settings()
    found = {part.name: getattr(settings, part.name) for part in components}
    (now,) = packed(components, found)
    place = next((place for place in range(MOST_VARIABLES) if _stored(state.address, place) == now), None)
    if place is None:
        raise AntuError("The settings are not stored as they should be.", LAYOUT)
    yield place, packed(components, found | counts)[0]


def _slot(key: int, place: int) -> int:
    """Where a mapping has what belongs to a key."""
    return int.from_bytes(keccak(key.to_bytes(32, "big") + place.to_bytes(32, "big")), "big")


def _stored(address: str, slot: int) -> int:
    return int(rpc("eth_getStorageAt", address, hex(slot), "latest"), 16)


def _write(address: str, words: Iterable[tuple[int, int]]) -> None:
    """Writes slots, many with each request."""
    left = iter(words)
    with requests.Session() as session:
        while some := list(islice(left, AT_ONCE)):
            ask_all(session, (("anvil_setStorageAt", address, hex(slot), f"0x{word:064x}") for slot, word in some))
