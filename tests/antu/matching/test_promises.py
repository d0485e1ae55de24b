"""Every matcher keeps the matcher's promises on any book."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.book import Book, rows
from antu.enums import Mismatch, State
from antu.matching import (
    CheapestMatcher,
    FirstFitMatcher,
    Matcher,
    Matching,
    Policy,
    Team,
    Unmatched,
    mismatch,
    solve,
    teams_of,
)
from antu.text import Language, text
from tests.antu.books import book_of
from tests.antu.matching.strategies import books


def best(weight: str) -> Matcher:
    def match(book: Book) -> Matching:
        return solve(book, Policy.parse(weight)).matching

    return match


MATCHERS = {
    "cheapest": CheapestMatcher(),
    "first fit": FirstFitMatcher(),
    **{weight: best(weight) for weight in ("savings", "0.25", "projects")},
}
every_matcher = pytest.mark.parametrize("match", MATCHERS.values(), ids=MATCHERS)


def after(book: Book, team: Team) -> Book:
    """The book after a match, as the contract leaves it."""
    demands = book.demands.copy()
    offers = book.offers.copy()
    demands.loc[demands.id == team.demand_id, "state"] = int(State.FUNDING)
    offers.loc[offers.id.isin(team.offers), "stock"] -= 1
    return Book(demands, offers)


@every_matcher
@given(book=books())
@settings(max_examples=60, deadline=None)
def test_teams_hold_one_after_the_other(match: Matcher, book: Book) -> None:
    matching = match(book)
    for team in teams_of(matching):
        assert mismatch(book, team) == (Mismatch.NONE, 0)
        book = after(book, team)


@every_matcher
@given(book=books())
@settings(max_examples=40, deadline=None)
def test_every_open_demand_is_matched_or_has_a_reason(match: Matcher, book: Book) -> None:
    matching = match(book)
    answered = [team.demand_id for team in teams_of(matching)] + matching.unmatched.demand_id.tolist()
    assert sorted(answered) == book.open_demands.id.tolist()
    for row in rows(matching.unmatched, Unmatched):
        assert all(text(row.reason, lang) for lang in Language)


@every_matcher
@given(book=books(), order=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_changes_nothing(match: Matcher, book: Book, order) -> None:
    def shuffled(table: pd.DataFrame) -> pd.DataFrame:
        places = list(range(len(table)))
        order.shuffle(places)
        return table.iloc[places]

    once, again = match(book), match(Book(shuffled(book.demands), shuffled(book.offers)))
    pd.testing.assert_frame_equal(once.teams, again.teams)
    pd.testing.assert_frame_equal(once.unmatched, again.unmatched)


@every_matcher
def test_an_empty_book_has_an_empty_matching(match: Matcher) -> None:
    matching = match(book_of([], []))
    assert teams_of(matching) == []
    assert matching.unmatched.empty
