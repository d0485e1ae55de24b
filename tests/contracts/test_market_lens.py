"""Pages of the market are what the contracts say one by one, and end where the market ends."""

import pytest

from antu.enums import State
from antu.money import BASE_CASE
from tests.helpers import reverts

GOAL = BASE_CASE.goal
BOOKS = ["offers", "projects", "meters"]  # a row for each id
PAGES = [*BOOKS, "positions"]


@pytest.fixture(scope="module")
def whole_book(
    market, energy, owner, funders, post_demand, matched_project, operating_project, sign_reading, time_travel
):
    """Four demands in a row: operating with revenue and reserve, being funded, withdrawn, and open; the ids of all."""
    operating = operating_project(crowdfunded=True, terms=(1_000, False))
    energy.deposit(10**6, sender=owner)
    time_travel(days=1)
    energy.report(sign_reading(operating, 9_000, 4_000), sender=funders[0])
    funding = matched_project(crowdfunded=True)
    market.fund(funding, 1_234, sender=funders[0])
    withdrawn = post_demand(sender=funders[0])
    market.withdrawDemand(withdrawn, sender=funders[0])
    return [operating, funding, withdrawn, post_demand()]


@pytest.fixture
def page(lens, funders):
    """`page(name, from, count)`: any of the lens's pages, positions being those of the first financier."""

    def read(name, first, count):
        holder = (funders[0],) if name == "positions" else ()
        return getattr(lens, name)(*holder, first, count)

    return read


@pytest.fixture
def last_id(market, whole_book):
    """`last_id(name)`: where the pages end."""
    settings = market.settings()
    return lambda name: settings.offerCount if name == "offers" else settings.demandCount


# ROWS


def test_projects_are_what_the_contracts_say(lens, market, shares, whole_book):
    rows = lens.projects(whole_book[0], len(whole_book))
    assert [row.id for row in rows] == whole_book
    for row in rows:
        assert row.project == market.project(row.id)
        assert (row.goal, row.escrowed) == (market.goal(row.id), market.escrowed(row.id))
        assert (row.shares, row.revenue) == (shares.totalSupply(row.id), shares.series(row.id).revenue)
        assert (row.reserve, row.terms) == (shares.reserveOf(row.id), market.terms(row.id))
    states = [State(row.project.state) for row in rows]
    assert states == [State.OPERATING, State.FUNDING, State.WITHDRAWN, State.OPEN]
    assert rows[0].revenue > 0
    assert rows[0].reserve > 0
    assert (rows[1].shares, rows[1].escrowed) == (1_234, 1_234)
    assert (rows[3].goal, rows[3].shares) == (0, 0)


def test_offers_are_what_the_market_says(lens, market, whole_book):
    first = market.project(whole_book[0]).vendorOffer
    rows = lens.offers(first, 3)
    assert [row.id for row in rows] == [first, first + 1, first + 2]
    assert [row.offer for row in rows] == [market.offer(row.id) for row in rows]


def test_meters_have_a_row_even_where_there_is_none(lens, energy, whole_book, meters):
    rows = lens.meters(whole_book[0], len(whole_book))
    assert [row.id for row in rows] == whole_book
    assert [row.meter for row in rows] == [energy.meter(project_id) for project_id in whole_book]
    assert rows[0].meter.key == meters[whole_book[0]].address
    assert rows[1].meter.status == 0


def test_positions_are_one_holders(lens, shares, whole_book, funders, stranger):
    """A row for each project that it has shares of."""
    operating, funding, *_ = whole_book
    rows = lens.positions(funders[0], operating, len(whole_book))
    assert [row.id for row in rows] == [operating, funding]
    assert [row.shares for row in rows] == [shares.balanceOf(funders[0], row.id) for row in rows]
    assert [row.supply for row in rows] == [GOAL, 1_234]
    assert [row.claimable for row in rows] == [shares.claimable(funders[0], operating), 0]
    assert rows[0].claimable > 0
    assert [row.id for row in lens.positions(funders[0], operating + 1, 2**256 - 1)] == [funding]
    assert lens.positions(stranger, operating, len(whole_book)) == []


def test_positions_keep_the_project_of_which_a_holder_sold_all(lens, shares, whole_book, funders, stranger):
    """As long as it has earnings of it."""
    operating, seller = whole_book[0], funders[0]
    held, earned = shares.balanceOf(seller, operating), shares.claimable(seller, operating)
    shares.transfer(stranger, operating, held, sender=seller)
    (row,) = lens.positions(seller, operating, 1)
    assert (row.id, row.shares, row.supply, row.claimable) == (operating, 0, GOAL, earned)
    (row,) = lens.positions(stranger, operating, 1)
    assert (row.id, row.shares, row.claimable) == (operating, held, 0)
    shares.claim([operating], sender=seller)
    assert lens.positions(seller, operating, 1) == []


# PAGES


@pytest.mark.parametrize("name", BOOKS)
def test_page_ends_with_the_last_id(page, last_id, name):
    last = last_id(name)
    assert [row.id for row in page(name, last - 1, 100)] == [last - 1, last]
    assert [row.id for row in page(name, last, 1)] == [last]
    assert [row.id for row in page(name, last - 2, 2)] == [last - 2, last - 1]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_empty_when_past_the_end_or_of_no_rows(page, last_id, name):
    last = last_id(name)
    assert page(name, last + 1, 10) == []
    assert page(name, 2**256 - 1, 2**256 - 1) == []
    assert page(name, 1, 0) == []


@pytest.mark.parametrize("name", BOOKS)
def test_page_takes_the_rest_however_many_are_asked(page, last_id, name):
    last = last_id(name)
    assert [row.id for row in page(name, last - 1, 2**256 - 1)] == [last - 1, last]


@pytest.mark.parametrize("name", PAGES)
def test_page_reverts_when_it_begins_at_0(page, lens, name):
    with reverts(lens.FirstIdIsOne):
        page(name, 0, 1)


def test_lens_looks_at_this_market(lens, market, shares, energy):
    assert (lens.MARKET(), lens.SHARES(), lens.ENERGY()) == (market, shares, energy)
