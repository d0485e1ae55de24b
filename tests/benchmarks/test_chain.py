"""What the benchmark does on a chain: books that are put there whole, and both ways of matching."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from ape.contracts import ContractInstance
from eth_utils.address import to_checksum_address

from antu.book import Book
from antu.enums import State
from antu.errors import AntuError
from antu.matching import Team
from antu.money import BASE_CASE, Quote
from benchmarks.books import Regime, draw_book
from benchmarks.end_to_end import ChainCalls, loop_2019, ours
from benchmarks.large_book import put_book
from benchmarks.loop_2019 import run
from scripts._chain.book import read_book
from scripts._chain.crowd import everybody
from scripts._chain.market import Market


def drawn(market: ContractInstance, demands: int) -> Book:
    """A book whose ids follow those on the chain."""
    book, settings = draw_book(demands, Regime.AMPLE, 3), market.settings()
    return Book(
        book.demands.assign(id=book.demands.id + settings.demandCount),
        book.offers.assign(id=book.offers.id + settings.offerCount),
    )


def test_put_book_is_read_as_it_was_drawn(system: Market, market: ContractInstance) -> None:
    book = drawn(market, 300)
    put_book(system, book)
    read = read_book(system)
    for mine, found, who in ((book.demands, read.demands, "owner"), (book.offers, read.offers, "supplier")):
        expected = mine.assign(**{who: mine[who].map(to_checksum_address)})
        pd.testing.assert_frame_equal(found.tail(len(mine)).reset_index(drop=True), expected)


def test_put_book_refuses_ids_that_do_not_follow(system: Market, market: ContractInstance) -> None:
    book = drawn(market, 24)
    put_book(system, book)
    with pytest.raises(AntuError, match="ids do not follow"):
        put_book(system, book)


def test_run_on_the_chain_reads_and_matches_what_is_there(
    system: Market,
    market: ContractInstance,
    post_demand: Callable[..., int],
    post_team: Callable[..., tuple[int, int, int]],
) -> None:
    dear, fitting, poor, demand = post_team((10**9, 1, 1)), post_team(), post_demand(max_price=1), post_demand()
    calls = ChainCalls(system)
    with everybody():
        team = run(calls, [poor, demand], list(zip(dear, fitting, strict=True)))
    goal = Quote(BASE_CASE.vendor, 1, 1, BASE_CASE.fee_bps).goal
    assert team == Team(demand, fitting[0], *dear[1:], goal)
    # All there is for the poor; then all of the dear vendor's teams, and the first of the other's.
    assert calls.made == (1 + 2 + 4 + 8) + (1 + (1 + 2 + 4) + (1 + 1 + 1))
    assert market.project(demand).state == State.FUNDING


def test_both_ways_find_the_same_chain(system: Market, market: ContractInstance, chain: Any) -> None:
    book = drawn(market, 6)
    put_book(system, book)
    before, snapshot = funding(system), chain.snapshot()
    old = loop_2019(system, book, patience=0)
    assert (old.timed, funding(system)) == (1, before + 1)
    chain.restore(snapshot)
    new = ours(system, book)
    assert new.matched == new.timed == funding(system) - before
    assert new.savings >= old.savings > 0


def funding(system: Market) -> int:
    """Projects that wait for their money."""
    return int((read_book(system).demands.state == State.FUNDING).sum())
