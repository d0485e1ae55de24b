"""A run says what its teams save beside those found in order of arrival, once, unless that would take long."""

from pathlib import Path

import pytest

from antu.book import rows
from antu.keeper import Keeper, rounds
from antu.matching import SAVINGS, solve
from antu.matching.comparison import Result, compare
from antu.reports.keeper import plan_of
from antu.text import Language
from tests.antu.keeper.market import FakeMarket, market, withdraw
from tests.antu.reports.test_keeper import shown


def planned(chain: FakeMarket) -> rounds.Round:
    found = Keeper(chain, None, SAVINGS, None, Path()).plan()
    assert found is not None
    return found


def test_first_round_is_compared_and_shown() -> None:
    chain = market(demands=5, teams=4)
    book = chain.book(100)
    plan = planned(chain)
    assert [Result(**row) for row in plan.compared] == rows(compare(book, solve(book)), Result)
    assert "Before and after" in shown(plan_of(plan, Language.EN))


def test_later_rounds_are_not_compared(tmp_path: Path) -> None:
    chain = market(demands=3, teams=6, meanwhile=[withdraw(1, 4, 7)])
    keeper = Keeper(chain, chain, SAVINGS, None, tmp_path)
    while (plan := keeper.plan()) is not None:
        keeper.carry_out(plan)
    assert [bool(each.compared) for each in keeper.run.rounds] == [True, False]


def test_a_large_book_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "MOST_COMPARED", 4)
    plan = planned(market(demands=5, teams=4))
    assert plan.compared == []
    assert "Before and after" not in shown(plan_of(plan, Language.EN))
