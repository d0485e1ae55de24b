"""The 2019 way and `ape run match`'s way of matching one book on one chain, and how long a large book takes to read.

Both ways find the chain as it was before the other, and are timed from the first question to the node to the receipt of
the last transaction: reading, deciding and sending, and of ours also the check of the proof and the record. Starting
Python and Anvil counts for neither. The 2019 way is stopped after the run in which `PATIENCE` ends. That favours it:
each run begins with the first demand again, so the later a project is matched, the longer it takes.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Generic

import ape
import numpy as np
from ape.logging import LogLevel, logger
from eth_utils.address import to_checksum_address
from eth_utils.conversions import to_hex
from pydantic import BaseModel, ConfigDict

from antu.book import Book, Demand, Offer, rows
from antu.errors import AntuError
from antu.keeper import Keeper
from antu.matching import SAVINGS, Team, solve
from antu.matching.comparison import Result, compare
from benchmarks.books import DEMANDS, Regime, draw_book
from benchmarks.large_book import put_book
from benchmarks.loop_2019 import BookCalls, numbers, run
from scripts._chain.accounts import impersonated, numbered_account
from scripts._chain.adapter import rpc
from scripts._chain.book import WORD, Kind, column, places, read_book
from scripts._chain.crowd import act, everybody
from scripts._chain.market import Market, deploy_market
from scripts._chain.matching import ChainBook, ChainKeeper, teams_argument

PATIENCE = 40  # seconds for the 2019 way
LARGE = 40_001  # demands, with which come 100,002 offers


class Way(BaseModel):
    """A way of matching the whole book, in pesos and seconds. Of the 2019 way only the first `timed` projects are timed
    and only `calls` of `calls_for_all` calls are made; what it matches and saves in all is what the same loops find in
    memory."""

    model_config = ConfigDict(frozen=True)

    matched: int
    savings: int
    timed: int
    seconds: float
    seconds_per_project: float
    calls: int | None = None
    calls_for_all: int | None = None


class LargeBook(BaseModel):
    """A large book, read at one block by `scripts._chain.book`, in seconds."""

    model_config = ConfigDict(frozen=True)

    demands: int
    offers: int
    seconds: float


class EndToEnd(BaseModel):
    """What was measured on the chain."""

    model_config = ConfigDict(frozen=True)

    demands: int
    offers: int
    loop_2019: Way
    ours: Way
    times_faster: float
    large_book: LargeBook


def measure(seed: int) -> EndToEnd:
    """Measures on a chain that is started for it, and ends with it. `AntuError` if a result is wrong."""
    logger.set_level(LogLevel.WARNING)
    with ape.networks.parse_network_choice("ethereum:local:foundry"):
        market = deploy_market(numbered_account(0))
        empty = rpc("evm_snapshot")
        book = draw_book(DEMANDS, Regime.SCARCE, seed)
        put_book(market, book)
        ready = rpc("evm_snapshot")
        old = loop_2019(market, book, PATIENCE)
        rpc("evm_revert", ready)
        new = ours(market, book)
        rpc("evm_revert", empty)
        return EndToEnd(
            demands=len(book.demands),
            offers=len(book.offers),
            loop_2019=old,
            ours=new,
            times_faster=round(old.seconds_per_project / new.seconds_per_project, 1),
            large_book=large_book(market, draw_book(LARGE, Regime.SCARCE, seed)),
        )


def loop_2019(market: Market, book: Book, patience: float) -> Way:
    """The 2019 way, for so many seconds and until it matched a project."""
    wanted, offered = numbers(book)
    remembered, calls = BookCalls(book), ChainCalls(market)
    teams, began, seconds, made = 0, time.perf_counter(), 0.0, 0
    with everybody():
        while not teams or seconds < patience:
            team = run(calls, wanted, offered)
            if team is None:
                break
            teams, made, seconds = teams + 1, calls.made, time.perf_counter() - began
            if run(remembered, wanted, offered) != team:
                raise AntuError(f"On the chain {team} came first, in memory another team.", "Report it with the seed.")
    while run(remembered, wanted, offered):
        pass
    (whole,) = (each for each in rows(compare(book, solve(book)), Result) if each.way == "first_fit")
    return _way(whole.matched, whole.savings, teams, seconds, made, remembered.made)


def ours(market: Market, book: Book) -> Way:
    """As `ape run match` does it."""
    solve(book, SAVINGS)  # loads what is loaded but once
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        keeper = impersonated(market.record.parameters.keeper)
        matching = Keeper(ChainBook(market), ChainKeeper(market, keeper), SAVINGS, None, Path(folder))
        while (planned := matching.plan()) is not None:
            matching.carry_out(planned)
        matching.end()
        seconds = time.perf_counter() - began
    planned = matching.run.rounds[0]
    if len(matching.run.rounds) > 1 or matching.run.matched != planned.certificate.matched:
        raise AntuError("The contract refused teams of a book that nobody changed.", "Report it with the seed.")
    return _way(matching.run.matched, planned.certificate.savings, matching.run.matched, seconds)


def large_book(market: Market, book: Book) -> LargeBook:
    """Puts the book on the chain, and reads it. `AntuError` unless what is read is what was put."""
    put_book(market, book)
    began = time.perf_counter()
    read = read_book(market)
    seconds = time.perf_counter() - began
    put = (
        book.demands.assign(owner=book.demands.owner.map(to_checksum_address)),
        book.offers.assign(supplier=book.offers.supplier.map(to_checksum_address)),
    )
    for mine, theirs in zip(put, (read.demands, read.offers), strict=True):
        if not mine.equals(theirs):
            raise AntuError("The book that was read is not the one on the chain.", "Report it with the seed.")
    return LargeBook(demands=len(read.demands), offers=len(read.offers), seconds=round(seconds, 3))


class ChainCalls:
    """The market of 2019: each thing by a call of its own. `made` counts them.

    Calls go straight to the node and answers are cut by hand, which takes a fifth of the time that Ape would take."""

    def __init__(self, market: Market) -> None:
        self._market, self.made = market, 0
        self._demand = _Row(market.lens.projects, "project", Demand)
        self._offer = _Row(market.lens.offers, "offer", Offer)

    def demand(self, number: int) -> Demand:
        self.made += 1
        return self._demand.read(number)

    def offer(self, number: int) -> Offer:
        self.made += 1
        return self._offer.read(number)

    def match(self, team: Team) -> None:
        act(self._market.market.matchBatch, teams_argument([team]), by=self._market.record.parameters.keeper)


class _Row(Generic[Kind]):
    """A page of `MarketLens` that has one row."""

    def __init__(self, view: Any, struct: str, kind: type[Kind]) -> None:
        self._kind: Any = kind
        self._places = places(view, struct, kind)[1].values()
        self._to = str(view.contract.address)
        self._selector = to_hex(view.encode_input(1, 1))[:10]

    def read(self, number: int) -> Kind:
        answer = rpc("eth_call", {"to": self._to, "data": f"{self._selector}{number:064x}{1:064x}"}, "latest")
        words = np.frombuffer(bytes.fromhex(answer[2:]), dtype=np.uint8).reshape(-1, WORD)[2:]
        found: Kind = self._kind(*(column(words[place : place + 1], of).tolist()[0] for place, of in self._places))
        return found


def _way(
    matched: int, savings: int, timed: int, seconds: float, calls: int | None = None, calls_for_all: int | None = None
) -> Way:
    return Way(
        matched=matched,
        savings=savings,
        timed=timed,
        seconds=round(seconds, 3),
        seconds_per_project=round(seconds / timed, 4),
        calls=calls,
        calls_for_all=calls_for_all,
    )


if __name__ == "__main__":
    sys.stdout.write(measure(int(sys.argv[1])).model_dump_json())
