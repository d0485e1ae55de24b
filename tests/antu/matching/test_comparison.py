"""Before and after, in figures that can be added up by hand."""

from antu.book import rows
from antu.matching import solve
from antu.matching.comparison import Result, compare
from antu.participants import draw
from tests.antu.books import book_of, demand, offer, posted, team_of_offers


def test_compare_counts_what_each_way_saves() -> None:
    """The early demand takes the team that the richer one could have; first fit, with the dear vendor too."""
    vendor, installer, manager = team_of_offers(2)
    book = book_of(
        [demand(1, max_price=1_270_500), demand(2, max_price=2_000_000)],
        [offer(1, vendor.role, price=1_100_000), vendor, installer, manager],
    )
    assert rows(compare(book, solve(book)), Result) == [
        Result("first_fit", 1, 2, 0),
        Result("cheapest_in_turn", 1, 2, 1_270_500 - 1_165_500),
        Result("best_teams", 1, 2, 2_000_000 - 1_165_500),
    ]


def test_compare_says_what_the_certificate_says() -> None:
    book = posted(draw().participants)
    outcome = solve(book)
    first, cheapest, best = rows(compare(book, outcome), Result)
    assert (best.matched, best.savings) == (outcome.certificate.matched, outcome.certificate.savings)
    assert best.savings > max(first.savings, cheapest.savings)


def test_compare_of_an_empty_book_is_zero() -> None:
    book = book_of([], [])
    assert {each[1:] for each in rows(compare(book, solve(book)), Result)} == {(0, 0, 0)}
