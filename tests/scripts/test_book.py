"""The book read in pages is what Ape's own decoding makes of the same rows."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from ape.contracts import ContractInstance

from antu.book import Book, book
from antu.enums import Role
from antu.errors import AntuError
from scripts._chain import book as reader
from scripts._chain.market import Market


@pytest.fixture
def posted(
    market: ContractInstance,
    owner: Any,
    vendor: Any,
    post_demand: Callable[..., int],
    post_offer: Callable[..., int],
    matched_project: Callable[..., int],
) -> None:
    """A matched, an open and a withdrawn demand; offers with and without stock, and a withdrawn one."""
    matched_project(crowdfunded=True, terms=(1_000, True))
    post_demand(size_class=6, region=16, max_price=2**40 - 1)
    market.withdrawDemand(post_demand(), sender=owner)
    post_offer(Role.MANAGER, stock=0, regions=1)
    post_offer(Role.INSTALLER, stock=2**16 - 1, price=2**40 - 1)
    market.withdrawOffer(post_offer(Role.VENDOR), sender=vendor)


def assert_same(read: Book, expected: Book) -> None:
    pd.testing.assert_frame_equal(read.demands, expected.demands)
    pd.testing.assert_frame_equal(read.offers, expected.offers)


def by_ape(system: Market) -> Book:
    settings = system.market.settings()
    return book(system.lens.projects(1, settings.demandCount), system.lens.offers(1, settings.offerCount))


def test_read_book_is_what_ape_decodes(system: Market, posted: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same(reader.read_book(system), by_ape(system))
    monkeypatch.setattr(reader, "OFFERS", 2)
    monkeypatch.setattr(reader, "DEMANDS", 1)
    assert_same(reader.read_book(system), by_ape(system))


def test_read_book_at_a_block_leaves_out_what_came_later(
    system: Market, posted: None, chain: Any, post_offer: Callable[..., int], post_demand: Callable[..., int]
) -> None:
    before, block = by_ape(system), chain.blocks.height
    post_offer(Role.VENDOR)
    post_demand()
    assert_same(reader.read_book(system, block), before)
    assert len(reader.read_book(system).offers) == len(before.offers) + 1


def test_read_book_asks_for_less_where_the_node_refuses(
    system: Market, posted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = reader.rpc

    def refusing(method: str, *parameters: Any) -> Any:
        if method == "eth_call" and int(parameters[0]["data"][-64:], 16) > 2:
            raise AntuError("The node refused eth_call: out of gas.")
        return ask(method, *parameters)

    monkeypatch.setattr(reader, "rpc", refusing)
    assert_same(reader.read_book(system), by_ape(system))


def test_read_book_gives_up_where_the_node_refuses_a_single_row(
    system: Market, posted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, asked = reader.rpc, []

    def refusing(method: str, *parameters: Any) -> Any:
        if method != "eth_call":
            return ask(method, *parameters)
        asked.append(int(parameters[0]["data"][-64:], 16))
        raise AntuError("The node refused eth_call: no.")

    monkeypatch.setattr(reader, "rpc", refusing)
    with pytest.raises(AntuError, match="refused eth_call"):
        reader.read_book(system)
    assert asked == [1000, 500, 250, 125, 62, 31, 15, 7, 3, 1]


def test_pages_of_another_shape_are_refused(system: Market, posted: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = reader.rpc
    short = lambda method, *given: ask(method, *given)[: -64 if method == "eth_call" else None]  # noqa: E731
    monkeypatch.setattr(reader, "rpc", short)
    with pytest.raises(AntuError, match=r"rows came as \d+ bytes"):
        reader.read_book(system)


def test_layout_refuses_what_is_not_of_one_length() -> None:
    part = SimpleNamespace(name="note", type="string", components=None)
    abi = SimpleNamespace(name="notes", outputs=[SimpleNamespace(components=[part])])
    with pytest.raises(AntuError, match="returns note, a string"):
        reader.layout(abi)


def test_column_refuses_amounts_that_no_frame_holds() -> None:
    words = np.zeros((2, 32), dtype=np.uint8)
    words[1, 31] = 7
    assert reader.column(words, "uint256").tolist() == [0, 7]
    for place in (23, 24):
        high = words.copy()
        high[0, place] = 128
        with pytest.raises(AntuError, match="beyond 63 bits"):
            reader.column(high, "uint256")
