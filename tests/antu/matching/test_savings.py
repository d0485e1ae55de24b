"""The most savings: beside all assignments of small books, beside the cheapest matcher, and on larger books in bins."""

from itertools import product
from math import gcd
from pathlib import Path

import pytest
from hypothesis import given, settings

from antu.book import Book, Demand, Offer, rows
from antu.catalog import regions_mask
from antu.enums import Mismatch, Role
from antu.errors import AntuError
from antu.matching import (
    CheapestMatcher,
    MatchedTeam,
    Matching,
    Outcome,
    Team,
    check,
    mismatch,
    solve,
    teams_of,
)
from antu.matching.certificate import Leaf, Proof, Split, read_certificate, write_certificate
from antu.matching.problem import PARTS, forgiven, rate
from antu.matching.savings import branching
from antu.money import MAXIMUM_MONEY, Quote
from antu.participants import draw
from tests.antu.books import book_of, crews, demand, offer, posted, team_of_offers
from tests.antu.matching.brute_force import Worth, brute_force
from tests.antu.matching.small_books import small_book, triangle_book
from tests.antu.matching.strategies import books


def matcher(book: Book) -> Matching:
    return solve(book).matching


def solved(book: Book) -> Outcome:
    """The outcome, whose certificate holds."""
    outcome = solve(book)
    check(book, outcome.matching, outcome.certificate)
    return outcome


def proof_of(book: Book) -> Proof:
    [only] = solved(book).certificate.classes
    return only.proof


def spared(book: Book) -> Worth:
    """What a team would save if rounding spared it as much as it could, in parts: what the program counts."""
    step = gcd(*book.open_offers.price.tolist())

    def worth(of: Demand, quote: Quote) -> int:
        return of.max_price * PARTS + forgiven(step, of.fee_bps) - quote.cost * rate(of.fee_bps)

    return worth


@pytest.mark.filterwarnings("error")
def test_a_book_where_all_is_for_nothing_is_matched() -> None:
    book = book_of([demand(1, max_price=0)], [offer(1 + role, role, price=0) for role in Role])
    assert (solved(book).certificate.matched, solved(book).certificate.upper_bound) == (1, 0)


@pytest.mark.parametrize("fees", [(0,), (500,), (0, 500), (333, 1_000)], ids=str)
@pytest.mark.parametrize("step", [1, 1_000])
def test_no_assignment_of_a_small_book_saves_more(fees: tuple[int, ...], step: int) -> None:
    for seed in range(40):
        book = small_book(seed, fees, step)
        certificate = solved(book).certificate
        most = brute_force(book)
        assert certificate.savings <= most <= certificate.upper_bound
        assert certificate.gap == certificate.rounding
        if fees in {(0,), (500,)} and step == 1_000:
            assert certificate.savings == most == certificate.upper_bound
        counted = brute_force(book, spared(book))
        assert certificate.savings + certificate.rounding == counted // PARTS


def test_the_deepest_proof_can_be_written_and_read(tmp_path: Path) -> None:
    book = triangle_book(0, (0,))
    found = solved(book).certificate
    [only] = found.classes
    proof: Proof = only.clearing()
    for _ in range(branching.MOST_PROGRAMS):
        proof = Split(market=0, most=len(book.demands), up_to=proof, above=only.clearing())
    deep = found.model_copy(update={"classes": (only.model_copy(update={"proof": proof}),)})
    write_certificate(deep, tmp_path / "deep.json")
    assert read_certificate(tmp_path / "deep.json") == deep


def test_a_class_of_many_routes_has_few_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    hard = (triangle_book(seed, (0,)) for seed in range(100))
    book = next(each for each in hard if isinstance(proof_of(each), Split))
    monkeypatch.setattr(branching, "MOST_ROUTES", 1)
    assert isinstance(proof_of(book), Leaf)


def test_branching_finds_the_best_whole_teams() -> None:
    branched = 0
    for seed in range(100):
        book = triangle_book(seed, (0,))
        certificate = solved(book).certificate
        assert certificate.savings == brute_force(book) == certificate.upper_bound
        branched += any(isinstance(each.proof, Split) for each in certificate.classes)
    assert branched >= 5


def test_a_search_cut_short_says_its_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branching, "MOST_PROGRAMS", 2)
    gaps = [solved(triangle_book(seed, (0,))).certificate.gap for seed in range(100)]
    assert max(gaps) > 0


@given(books())
@settings(max_examples=50, deadline=None)
def test_the_cheapest_matcher_never_saves_more(book: Book) -> None:
    greedy = rows(CheapestMatcher()(book).teams, MatchedTeam)
    most = dict(zip(book.demands.id, book.demands.max_price, strict=True))
    assert sum(most[team.demand_id] - team.cost - team.fee for team in greedy) <= solved(book).certificate.savings


@given(books())
@settings(max_examples=50, deadline=None)
def test_any_pairing_inside_a_market_holds(book: Book) -> None:
    """So that fairness alone decides it."""
    of = {each.id: each for each in rows(book.demands, Demand)}
    markets: dict[tuple[int, int, int], list[Team]] = {}
    for team in teams_of(solved(book).matching):
        where = of[team.demand_id]
        markets.setdefault((where.size_class, where.region, where.fee_bps), []).append(team)
    for teams in markets.values():
        for demand_id, crew in product([t[0] for t in teams], product(*zip(*(t.offers for t in teams), strict=True))):
            assert mismatch(book, Team(demand_id, *crew, MAXIMUM_MONEY)) == (Mismatch.NONE, 0)


def test_the_earliest_demand_has_the_cheapest_team() -> None:
    dear = [each._replace(price=each.price + 50) for each in team_of_offers(4)]
    demands = [demand(1, max_price=1_200_000), demand(2, max_price=1_500_000)]
    for offers in ([*dear, *team_of_offers()], [*team_of_offers(), *dear]):
        assert crews(matcher(book_of(demands, offers))) == [(1, 1, 2, 3), (2, 4, 5, 6)]


def test_the_richer_demand_is_matched_where_one_can_be() -> None:
    demands = [demand(1, max_price=1_200_000), demand(2, max_price=1_500_000)]
    matching = matcher(book_of(demands, team_of_offers()))
    assert crews(matching) == [(2, 1, 2, 3)]
    assert matching.unmatched.values.tolist() == [[1, "priced_out"]]


def test_of_equal_demands_the_earliest_is_matched() -> None:
    matching = matcher(book_of([demand(2), demand(1)], team_of_offers()))
    assert crews(matching) == [(1, 1, 2, 3)]
    assert matching.unmatched.values.tolist() == [[2, "teams_taken"]]


def test_an_early_demand_leaves_an_offer_to_the_only_one_that_it_can_serve() -> None:
    """First fit would take the cheap vendor for the north, and nobody would be left for Magallanes."""
    offers = [
        offer(1, Role.VENDOR, price=900_000),
        offer(2, Role.VENDOR, regions=regions_mask([15])),
        offer(3, Role.INSTALLER, stock=2),
        offer(4, Role.MANAGER, stock=2),
    ]
    demands = [demand(1, region=15, max_price=1_400_000), demand(2, region=12, max_price=1_400_000)]
    book = book_of(demands, offers)
    assert crews(CheapestMatcher()(book)) == [(1, 1, 3, 4)]
    assert crews(matcher(book)) == [(1, 2, 3, 4), (2, 1, 3, 4)]


def test_each_demand_has_the_fee_of_its_day() -> None:
    """A cheap team saves more where the fee is high."""
    cheap = [each._replace(price=each.price // 2) for each in team_of_offers(4)]
    demands = [demand(1, max_price=3_000_000, fee_bps=0), demand(2, max_price=3_000_000, fee_bps=1_000)]
    book = book_of(demands, [*team_of_offers(), *cheap])
    assert crews(matcher(book)) == [(1, 1, 2, 3), (2, 4, 5, 6)]
    assert solved(book).certificate.savings == 6_000_000 - 1_110_000 - 610_500


def test_a_maximum_that_just_fits_is_matched_and_a_peso_less_is_not() -> None:
    offers = [offer(1, Role.VENDOR, price=1_000_019), *team_of_offers()[1:]]  # goal 1,165,519.95, rounded down
    assert len(matcher(book_of([demand(max_price=1_165_519)], offers)).teams) == 1
    assert len(matcher(book_of([demand(max_price=1_165_518)], offers)).teams) == 0


@pytest.mark.parametrize("bins", [1, 3, 10_000])
def test_bins_change_nothing(bins: int, monkeypatch: pytest.MonkeyPatch) -> None:
    book = posted(tuple(each for seed in range(12) for each in draw(seed).participants))
    plain = solved(book)
    assert plain.certificate.gap == plain.certificate.rounding
    monkeypatch.setattr("antu.matching.savings.bins.FIRST_BINS", bins)
    other = solved(book)
    assert other.certificate.savings + other.certificate.rounding == (
        plain.certificate.savings + plain.certificate.rounding
    )


@pytest.mark.parametrize("fees", [(500,), (0, 500)], ids=str)
def test_routes_are_asked_for_until_nothing_is_gained(fees: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("antu.matching.savings.routes.ALL_AT_ONCE", 0)
    monkeypatch.setattr("antu.matching.savings.routes.FIRST_ROUTES", 0)
    for seed in range(30):
        for book in (small_book(seed, fees, 1), triangle_book(seed, fees)):
            certificate = solved(book).certificate
            assert certificate.gap == certificate.rounding
    asked_for = posted(tuple(each for seed in range(12) for each in draw(seed).participants))
    certificate = solved(asked_for).certificate
    assert certificate.gap == certificate.rounding


def test_the_same_book_gives_the_same_outcome() -> None:
    book = posted(draw().participants)
    one, two = solved(book), solved(book)
    assert one.certificate == two.certificate
    assert one.explanations.equals(two.explanations)


def test_a_book_where_nothing_fits_gives_an_empty_matching() -> None:
    outcome = solved(book_of([demand(max_price=0), demand(2, size_class=3)], team_of_offers()))
    assert outcome.matching.teams.empty
    assert outcome.matching.unmatched.values.tolist() == [[1, "too_dear"], [2, "no_vendor"]]
    assert (outcome.certificate.savings, outcome.certificate.upper_bound) == (0, 0)


@pytest.mark.parametrize(
    ("demands", "offers", "message"),
    [
        ([demand(size_class=7)], [], "The size_class of demand 1 is 7"),
        ([demand(region=17)], [], "The region of demand 1 is 17"),
        ([demand(max_price=-1)], [], "The max_price of demand 1 is -1"),
        ([demand(max_price=2**40)], [], "The max_price of demand 1 is 1099511627776"),
        ([demand(fee_bps=1_001)], [], "The fee_bps of demand 1 is 1001"),
        ([demand(0)], [], "The id is 0"),
        ([demand(), demand()], [], "two demands 1"),
        ([], [offer(3, Role.VENDOR, size_class=-1)], "The size_class of offer 3 is -1"),
        ([], [offer(3, Role.VENDOR, regions=1 << 16)], "The regions of offer 3 is 65536"),
        ([], [offer(3, Role.VENDOR, price=-5)], "The price of offer 3 is -5"),
        ([], [offer(3, Role.VENDOR, stock=-1)], "The stock of offer 3 is -1"),
        ([], [offer(3, Role.VENDOR)._replace(role=3)], "The role of offer 3 is 3"),
        ([], [offer(3, Role.VENDOR), offer(3, Role.MANAGER)], "two offers 3"),
    ],
)
def test_a_bad_book_is_explained(demands: list[Demand], offers: list[Offer], message: str) -> None:
    with pytest.raises(AntuError, match=message):
        matcher(book_of(demands, offers))


def test_a_book_of_fractions_or_without_a_column_is_explained() -> None:
    book = book_of([demand()], team_of_offers())
    with pytest.raises(AntuError, match="'price' has more than whole numbers"):
        matcher(Book(book.demands, book.offers.assign(price=1.5)))
    with pytest.raises(AntuError, match="no column 'region'"):
        matcher(Book(book.demands.drop(columns="region"), book.offers))
