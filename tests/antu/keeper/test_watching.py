"""A watch runs when something was posted, and only then."""

from collections.abc import Callable
from pathlib import Path

import pytest

from antu.keeper import Keeper, Run, watch
from antu.matching import SAVINGS
from tests.antu.books import demand
from tests.antu.keeper.market import FakeMarket, market


def visits_of(chain: FakeMarket, every: int, folder: Path, limit: int | None = None) -> Callable[..., list[int]]:
    """`watched(*what happens, one after another, in each pause)`: the blocks of the books that were read."""
    blocks: list[int] = []

    def visit() -> tuple[Run, bool]:
        keeper = Keeper(chain, chain, SAVINGS, limit, folder)
        while (planned := keeper.plan()) is not None:
            keeper.carry_out(planned)
        blocks.append(keeper.run.rounds[0].block)
        return keeper.run, keeper.cut_short

    def watched(*happenings: Callable[[], object]) -> list[int]:
        coming = iter(happenings)

        def pause(seconds: float) -> None:
            try:
                next(coming)()
            except StopIteration:
                raise KeyboardInterrupt from None

        with pytest.raises(KeyboardInterrupt):
            watch(chain, every, visit, pause)
        return blocks

    return watched


def blocks(chain: FakeMarket, count: int) -> Callable[[], object]:
    def go_by() -> None:
        chain.block += count

    return go_by


def test_watch_does_nothing_while_nothing_is_posted(tmp_path: Path) -> None:
    chain = market(demands=1, teams=3)
    assert visits_of(chain, 3, tmp_path)(*[blocks(chain, 1)] * 30) == [100]
    assert chain.books_read == 1


def test_watch_runs_again_once_so_many_blocks_went_by(tmp_path: Path) -> None:
    chain = market(demands=1, teams=3)
    # Its own match is block 101. The demand comes in 102; it looks at 103.
    happenings = [lambda: chain.post(demand(2)), *[blocks(chain, 1)] * 20]
    assert visits_of(chain, 3, tmp_path)(*happenings) == [100, 103]
    assert len(chain.transactions) == 2


def test_watch_misses_nothing_that_was_posted_while_it_sent(tmp_path: Path) -> None:
    chain = market(demands=1, teams=3)
    chain.meanwhile = [lambda chain: chain.post(demand(2))]
    assert visits_of(chain, 5, tmp_path)(*[blocks(chain, 1)] * 20) == [100, 105]
    assert len(chain.transactions) == 2


def test_watch_goes_on_where_its_limit_stopped_it(tmp_path: Path) -> None:
    chain = market(demands=3, teams=3)
    assert len(visits_of(chain, 2, tmp_path, limit=1)(*[blocks(chain, 1)] * 20)) == 3
    assert [sent.matched for sent in chain.transactions] == [[3], [2], [1]]


def test_watch_reads_anew_when_the_chain_was_wound_back(tmp_path: Path) -> None:
    chain = market(demands=1, teams=3)
    assert visits_of(chain, 3, tmp_path)(lambda: setattr(chain, "block", 7)) == [100, 7]
