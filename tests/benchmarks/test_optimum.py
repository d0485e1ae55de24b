"""The exact search finds what trying all assignments finds."""

import pytest

from benchmarks.books import Regime, draw_book
from benchmarks.optimum import most_projects
from tests.antu.books import book_of, demand, team_of_offers
from tests.antu.matching.brute_force import brute_force


@pytest.mark.parametrize("seed", range(10))
def test_most_projects_is_what_brute_force_finds(seed: int) -> None:
    book = draw_book(8, Regime.CONTESTED, seed)
    assert most_projects(book) == brute_force(book, worth=lambda *_: 1)


def test_most_projects_takes_a_limit_to_the_peso() -> None:
    for price, projects in ((1_165_500, 1), (1_165_499, 0)):
        assert most_projects(book_of([demand(max_price=price)], team_of_offers())) == projects
