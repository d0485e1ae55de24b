"""The drawn books keep to the ranges that they promise, and are the same for a seed."""

import pandas as pd
import pytest

from antu.book import Book
from antu.catalog import mask_regions, regions
from antu.enums import Role, State
from antu.matching.sound import require_sound
from antu.money import BASE_CASE
from antu.participants.draw import BASE_PRICES, CLASS_WEIGHTS, REACH, scaled
from benchmarks.books import TERMS, Regime, draw_book

LARGE = 30_000
EACH = pytest.mark.parametrize("regime", Regime, ids=lambda regime: regime.value)


def same(one: Book, other: Book) -> bool:
    return one.demands.equals(other.demands) and one.offers.equals(other.offers)


@EACH
def test_draw_book_is_the_same_for_a_seed_and_no_other(regime: Regime) -> None:
    assert same(draw_book(500, regime, 7), draw_book(500, regime, 7))
    assert not same(draw_book(500, regime, 7), draw_book(500, regime, 8))


@EACH
@pytest.mark.parametrize(("demands", "per_role"), [(1, 1), (24, 20), (1_000, 833)])
def test_draw_book_has_the_thesis_proportions(regime: Regime, demands: int, per_role: int) -> None:
    book = draw_book(demands, regime, 1)
    require_sound(book)
    assert len(book.demands) == demands
    assert book.offers.groupby("role").size().to_dict() == dict.fromkeys(Role, per_role)
    assert set(book.demands.state) == {State.OPEN}
    everybody = [*book.demands.owner, *book.offers.supplier]
    assert len(set(everybody)) == len(everybody)


@EACH
def test_prices_are_within_their_range_and_use_all_of_it(regime: Regime) -> None:
    book, terms = draw_book(LARGE, regime, 1), TERMS[regime]
    for size_class in CLASS_WEIGHTS:
        demands = book.demands[book.demands.size_class == size_class]
        assert_within(demands.max_price, scaled(BASE_CASE.goal, size_class), *terms.owner_percent)
        for role in Role:
            offers = book.offers[(book.offers.size_class == size_class) & (book.offers.role == role)]
            assert_within(offers.price, scaled(BASE_PRICES[role], size_class), *terms.asked_percent)
    assert not (book.offers.price % terms.step).any()
    assert not (book.demands.max_price % terms.step).any()


def assert_within(prices: "pd.Series[int]", base: int, least: int, most: int) -> None:
    percents = prices * 100 / base
    assert least <= percents.min() < least + 2
    assert most - 2 < percents.max() <= most


def test_stock_is_what_makes_a_regime() -> None:
    units = {regime: draw_book(LARGE, regime, 1).offers.groupby("role").stock.sum() for regime in Regime}
    assert (units[Regime.AMPLE] > 2.5 * LARGE).all()
    assert (units[Regime.SCARCE] == LARGE * 20 // 24).all()
    assert (units[Regime.CONTESTED] == LARGE).all()


def test_regions_and_classes_are_weighted() -> None:
    book = draw_book(LARGE, Regime.SCARCE, 1)
    capacity = sum(region.netbilling_mw for region in regions())
    shares = book.demands.region.value_counts(normalize=True)
    for region in regions():
        assert shares.get(region.cut, 0) == pytest.approx(region.netbilling_mw / capacity, abs=0.01)
    weights = sum(CLASS_WEIGHTS.values())
    for table in (book.demands, book.offers):
        shares = table.size_class.value_counts(normalize=True)
        for size_class, weight in CLASS_WEIGHTS.items():
            assert shares[size_class] == pytest.approx(weight / weights, abs=0.01)


def test_offers_serve_a_stretch_of_neighbours() -> None:
    places = {region.cut: place for place, region in enumerate(regions())}
    least, most = REACH
    for mask in draw_book(LARGE, Regime.AMPLE, 1).offers.regions.unique():
        served = sorted(places[cut] for cut in mask_regions(int(mask)))
        assert served == list(range(served[0], served[-1] + 1))
        at_an_end = served[0] == 0 or served[-1] == len(places) - 1
        assert (least if at_an_end else 2 * least) < len(served) <= 2 * most + 1
