"""The cheapest matcher: whom it serves, and with what."""

from hypothesis import given, settings

from antu.book import Book, Demand, Offer, rows
from antu.catalog import regions_mask
from antu.enums import Mismatch, Role
from antu.matching import CheapestMatcher, Team, Unmatched, mismatch
from antu.money import MAXIMUM_MONEY, Quote
from tests.antu.books import book_of, crews, demand, offer, team_of_offers
from tests.antu.matching.strategies import books

match = CheapestMatcher()


@given(books())
@settings(max_examples=30, deadline=None)
def test_first_demand_has_the_cheapest_team_of_all(book: Book) -> None:
    """The earliest open demand, which competes with nobody, beside every team that holds."""
    first = next(iter(rows(book.open_demands, Demand)), None)
    if first is None:
        return
    by_role = {role: [each for each in rows(book.offers, Offer) if each.role == role] for role in Role}
    costs = [
        vendor.price + installer.price + manager.price
        for vendor in by_role[Role.VENDOR]
        for installer in by_role[Role.INSTALLER]
        for manager in by_role[Role.MANAGER]
        if mismatch(book, Team(first.id, vendor.id, installer.id, manager.id, MAXIMUM_MONEY))[0] is Mismatch.NONE
    ]
    found = match(book).teams
    mine = found[found.demand_id == first.id].cost.tolist()
    assert mine == ([min(costs)] if costs else [])


def test_costs_and_fees_are_the_contracts() -> None:
    (row,) = match(book_of([demand()], team_of_offers())).teams.to_dict("records")
    quote = Quote(1_000_000, 100_000, 10_000, 500)
    assert (row["cost"], row["fee"]) == (quote.cost, quote.fee)


def test_of_equal_prices_the_lower_id_wins() -> None:
    book = book_of([demand()], [offer(9, Role.VENDOR), *team_of_offers(4), offer(2, Role.VENDOR)])
    assert crews(match(book)) == [(1, 2, 5, 6)]


def test_the_earlier_demand_takes_the_last_of_a_stock() -> None:
    matching = match(book_of([demand(2), demand(1)], team_of_offers()))
    assert crews(matching) == [(1, 1, 2, 3)]
    assert rows(matching.unmatched, Unmatched) == [Unmatched(2, "no_vendor")]


def test_reasons_say_which_role_is_missing() -> None:
    vendor, installer, manager = team_of_offers()
    elsewhere = installer._replace(regions=regions_mask([12]))
    assert match(book_of([demand()], [vendor, elsewhere, manager])).unmatched.reason.tolist() == ["no_installer"]
    assert match(book_of([demand()], [vendor, installer])).unmatched.reason.tolist() == ["no_manager"]
    dear = match(book_of([demand(max_price=1_165_499)], [vendor, installer, manager]))
    assert dear.unmatched.reason.tolist() == ["too_dear"]
