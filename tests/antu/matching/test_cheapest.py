"""The cheapest matcher keeps the matcher's promises on any book."""

from hypothesis import given, settings
from hypothesis import strategies as st

from antu.book import Book, Demand, Offer, rows
from antu.catalog import regions_mask
from antu.enums import Mismatch, Role, State
from antu.matching import CheapestMatcher, Team, Unmatched, mismatch, teams_of
from antu.money import Quote
from antu.text import Language, text
from tests.antu.books import book_of, demand, offer, team_of_offers

match = CheapestMatcher()

demands = st.builds(
    demand,
    state=st.sampled_from([State.OPEN, State.OPEN, State.OPEN, State.WITHDRAWN]),
    size_class=st.integers(0, 1),
    region=st.integers(1, 3),
    max_price=st.integers(1, 90),
    fee_bps=st.sampled_from([0, 500]),
)
offers = st.builds(
    lambda role, **changes: offer(0, role, **changes),
    role=st.sampled_from(Role),
    size_class=st.integers(0, 1),
    regions=st.integers(0, 7),
    price=st.integers(1, 30),
    stock=st.integers(0, 2),
    withdrawn=st.sampled_from([False, False, False, True]),
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    return book_of(
        [each._replace(id=place) for place, each in enumerate(draw(st.lists(demands, max_size=8)), start=1)],
        [each._replace(id=place) for place, each in enumerate(draw(st.lists(offers, max_size=15)), start=1)],
    )


def after(book: Book, team: Team) -> Book:
    """The book after a match, as the contract leaves it."""
    demands = book.demands.copy()
    offers = book.offers.copy()
    demands.loc[demands.id == team.demand_id, "state"] = int(State.FUNDING)
    offers.loc[offers.id.isin(team[1:]), "stock"] -= 1
    return Book(demands, offers)


@given(books())
@settings(max_examples=100, deadline=None)
def test_teams_hold_one_after_the_other(book: Book) -> None:
    matching = match(book)
    for team in teams_of(matching):
        assert mismatch(book, team) == (Mismatch.NONE, 0)
        book = after(book, team)


@given(books())
@settings(deadline=None)
def test_every_open_demand_is_matched_or_has_a_reason(book: Book) -> None:
    matching = match(book)
    answered = [team.demand_id for team in teams_of(matching)] + matching.unmatched.demand_id.tolist()
    assert sorted(answered) == book.open_demands.id.tolist()
    for row in rows(matching.unmatched, Unmatched):
        assert all(text(row.reason, lang) for lang in Language)


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
        if mismatch(book, Team(first.id, vendor.id, installer.id, manager.id))[0] is Mismatch.NONE
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
    assert teams_of(match(book)) == [Team(1, 2, 5, 6)]


def test_the_earlier_demand_takes_the_last_of_a_stock() -> None:
    matching = match(book_of([demand(2), demand(1)], team_of_offers()))
    assert teams_of(matching) == [Team(1, 1, 2, 3)]
    assert rows(matching.unmatched, Unmatched) == [Unmatched(2, "no_vendor")]


def test_reasons_say_which_role_is_missing() -> None:
    vendor, installer, manager = team_of_offers()
    elsewhere = installer._replace(regions=regions_mask([12]))
    assert match(book_of([demand()], [vendor, elsewhere, manager])).unmatched.reason.tolist() == ["no_installer"]
    assert match(book_of([demand()], [vendor, installer])).unmatched.reason.tolist() == ["no_manager"]
    dear = match(book_of([demand(max_price=1_165_499)], [vendor, installer, manager]))
    assert dear.unmatched.reason.tolist() == ["too_dear"]


def test_an_empty_book_has_an_empty_matching() -> None:
    matching = match(book_of([], []))
    assert teams_of(matching) == []
    assert matching.unmatched.empty
