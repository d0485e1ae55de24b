"""Matchers in order of arrival: fast, and still what nested loops would find."""

import pytest
from hypothesis import given, settings

from antu.book import Book, rows
from antu.dice import Dice
from antu.enums import Role
from antu.matching import CheapestMatcher, FirstFitMatcher, Matcher, Unmatched
from tests.antu.books import book_of, crews, demand, offer, team_of_offers
from tests.antu.matching.naive import Choice, cheapest, first, naive
from tests.antu.matching.strategies import books

first_fit = FirstFitMatcher()
every_matcher = pytest.mark.parametrize(
    ("match", "choice"), [(first_fit, first), (CheapestMatcher(), cheapest)], ids=["first fit", "cheapest"]
)


def crowded_book(seed: int) -> Book:
    """40 demands, 20 offers of each role, 3 regions; scarce, so that most offers run out."""
    dice = Dice("crowded", seed)
    demands = [
        demand(number, region=dice.between(1, 3), max_price=dice.between(20, 130), fee_bps=dice.between(0, 2) * 333)
        for number in range(1, 41)
    ]
    offers = [
        offer(number, Role(number % 3), regions=dice.between(1, 7), price=dice.between(1, 40), stock=dice.between(1, 3))
        for number in range(1, 61)
    ]
    return book_of(demands, offers)


@every_matcher
@given(book=books())
@settings(max_examples=150, deadline=None)
def test_teams_are_those_of_nested_loops(match: Matcher, choice: Choice, book: Book) -> None:
    assert crews(match(book)) == naive(book, choice)


@every_matcher
@pytest.mark.parametrize("seed", range(5))
def test_teams_are_those_of_nested_loops_when_offers_run_out(match: Matcher, choice: Choice, seed: int) -> None:
    book = crowded_book(seed)
    teams = crews(match(book))
    assert teams == naive(book, choice)
    assert 10 < len(teams) < 40


def test_first_fit_takes_the_earliest_offers_that_the_owner_can_pay() -> None:
    dear = [each._replace(price=each.price * 2) for each in team_of_offers(1)]
    book = book_of([demand(max_price=1_165_500 + 105_000)], [*dear, *team_of_offers(4)])
    # A vendor at twice its price leaves nobody room; an installer at twice its price is just paid, with the fee.
    assert crews(first_fit(book)) == [(1, 4, 2, 6)]


def test_first_fit_pays_the_fee_to_the_peso() -> None:
    assert len(first_fit(book_of([demand(max_price=1_165_500)], team_of_offers())).teams) == 1
    refused = first_fit(book_of([demand(max_price=1_165_499)], team_of_offers())).unmatched
    assert rows(refused, Unmatched) == [Unmatched(1, "too_dear")]


@every_matcher
def test_reasons_say_which_role_ran_out(match: Matcher, choice: Choice) -> None:
    del choice
    book = book_of([demand(1), demand(2)], [each._replace(stock=1 + (each.role != 1)) for each in team_of_offers()])
    assert rows(match(book).unmatched, Unmatched) == [Unmatched(2, "no_installer")]
