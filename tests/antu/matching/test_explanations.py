"""Why somebody was left out, to the peso, in both languages."""

import pytest
from hypothesis import given, settings

from antu.book import Book, Demand, Offer, rows
from antu.catalog import ALL_REGIONS, regions_mask
from antu.enums import Role
from antu.matching import Explanation, explanation, solve
from antu.matching.words import EXPLANATIONS
from antu.money import fee
from antu.text import Language
from antu.vocabulary import WORDS
from tests.antu.books import book_of, demand, offer, team_of_offers
from tests.antu.matching.strategies import books

BIOBIO, AYSEN = 8, 11
CLASS_OF_5_KWP = 2


def left_out(demands: list[Demand], offers: list[Offer]) -> list[Explanation]:
    return rows(solve(book_of(demands, offers)).explanations, Explanation)


def here(demands: list[Demand], offers: list[Offer]) -> tuple[list[Demand], list[Offer]]:
    """The same for 5 kWp in Biobío."""
    moved = [each._replace(size_class=CLASS_OF_5_KWP, region=BIOBIO) for each in demands]
    return moved, [each._replace(size_class=CLASS_OF_5_KWP) for each in offers]


@pytest.mark.parametrize(
    ("demands", "offers", "english", "spanish"),
    [
        (
            [demand(max_price=1_300_000)],
            [*team_of_offers(), offer(4, Role.INSTALLER, price=290_000)],
            "above what clears for installers of 5 kWp in Biobío",
            "sobre el precio de equilibrio para instaladores de 5 kWp en Biobío",
        ),
        (
            [demand(max_price=1_165_500 - 120_000)],
            team_of_offers(),
            "maximum price 120,000 pesos below the cheapest team for 5 kWp in Biobío, with the fee",
            "precio máximo $120.000 bajo el equipo más barato para 5 kWp en Biobío, con la comisión",
        ),
        (
            [demand(1, max_price=1_200_000), demand(2, max_price=1_300_000)],
            team_of_offers(),
            "below what clears for projects of 5 kWp in Biobío",
            "bajo el de equilibrio para proyectos de 5 kWp en Biobío",
        ),
        (
            [demand(1), demand(2)],
            team_of_offers(),
            "maximum price just at what clears for projects of 5 kWp in Biobío; the last team went to others",
            "precio máximo igual al de equilibrio para proyectos de 5 kWp en Biobío; el último equipo fue para otros",
        ),
        (
            [demand()],
            [*team_of_offers(), offer(4, Role.VENDOR)],
            "just at what clears for vendors of 5 kWp in Biobío; the last project went to others",
            "igual al precio de equilibrio para proveedores de 5 kWp en Biobío; el último proyecto fue para otros",
        ),
    ],
    ids=["above clearing", "below every team", "below clearing", "tie of demands", "tie of offers"],
)
def test_prices_explain(demands: list[Demand], offers: list[Offer], english: str, spanish: str) -> None:
    told = left_out(*here(demands, offers))
    assert any(explanation(row, Language.EN).endswith(english) for row in told)
    assert any(explanation(row, Language.ES).endswith(spanish) for row in told)


def test_an_offer_is_told_by_how_much_it_is_above_what_clears() -> None:
    """Two of three installers are needed; the third's price is what a fourth demand could pay at most, or its own."""
    offers = [
        offer(1, Role.VENDOR, stock=9),
        *(offer(2 + n, Role.INSTALLER, price=100_000 + 1_000 * n) for n in range(2)),
        offer(4, Role.INSTALLER, price=141_000),
        offer(5, Role.MANAGER, stock=9),
        offer(6, Role.INSTALLER, price=101_000),
    ]
    demands = [demand(number, max_price=1_111_000, fee_bps=0) for number in (1, 2, 3)]
    told = left_out(*here(demands, offers))
    assert [explanation(row, Language.EN) for row in told] == [
        "40,000 pesos above what clears for installers of 5 kWp in Biobío"
    ]


def test_nobody_serves_a_region() -> None:
    vendor, installer, manager = team_of_offers()
    north = regions_mask([15])
    for place, (english, spanish) in enumerate(
        [("vendor", "proveedor"), ("installer", "instalador"), ("manager", "gestor")]
    ):
        offers = [vendor, installer, manager]
        offers[place] = offers[place]._replace(regions=north)
        mine, *_ = left_out([demand(region=AYSEN)], offers)
        assert explanation(mine, Language.EN) == f"no {english} with stock left serves Aysén in the class of 1 kWp"
        assert explanation(mine, Language.ES) == f"ningún {spanish} con stock atiende Aysén en la clase de 1 kWp"


def test_an_offer_without_partners_or_demands_is_told_so() -> None:
    vendor, installer, manager = team_of_offers()
    told = left_out([demand(region=AYSEN)], [vendor, manager, installer._replace(size_class=3)])
    assert [(row.kind, row.id, row.reason) for row in told] == [
        ("demand", 1, "no_installer"),
        ("offer", 1, "no_installer"),
        ("offer", 2, "no_demand"),
        ("offer", 3, "no_installer"),
    ]
    elsewhere = left_out([demand(region=AYSEN)], [vendor._replace(regions=ALL_REGIONS ^ regions_mask([AYSEN]))])
    assert [(row.kind, row.reason) for row in elsewhere] == [("demand", "no_vendor"), ("offer", "no_demand")]


@given(books())
@settings(max_examples=100, deadline=None)
def test_everybody_left_out_is_told_and_nobody_else(book: Book) -> None:
    outcome = solve(book)
    teams, told = outcome.matching.teams, rows(outcome.explanations, Explanation)
    used = set(teams[["vendor_offer", "installer_offer", "manager_offer"]].to_numpy().ravel().tolist())
    assert {row.id for row in told if row.kind == "offer"} == set(book.open_offers.id) - used
    assert {row.id for row in told if row.kind == "demand"} == set(book.open_demands.id) - set(teams.demand_id)
    assert len(told) == len({(row.kind, row.id) for row in told})
    for row in told:
        assert row.amount >= 0
        assert (row.amount > 0) == (row.reason in {"too_dear", "priced_out", "above_clearing"})
        for lang in Language:
            assert "{" not in explanation(row, lang)


@given(books())
@settings(max_examples=100, deadline=None)
def test_too_dear_is_what_the_cheapest_team_costs_more(book: Book) -> None:
    told = rows(solve(book).explanations, Explanation)
    of = {each.id: each for each in rows(book.demands, Demand)}
    for row in (each for each in told if each.kind == "demand"):
        mine = of[row.id]
        fitting = book.open_offers[book.open_offers.size_class == mine.size_class]
        fitting = fitting[(fitting.regions.to_numpy() >> (mine.region - 1) & 1) == 1]
        cheapest = [fitting[fitting.role == role].price.min() for role in Role]
        if row.reason == "too_dear":
            cost = sum(cheapest)
            assert row.amount == cost + fee(cost, mine.fee_bps) - mine.max_price
        elif row.role < 0:
            assert sum(cheapest) + fee(sum(cheapest), mine.fee_bps) <= mine.max_price


def test_every_reason_has_words_in_both_languages() -> None:
    assert all(english and spanish for english, spanish in EXPLANATIONS.values())
    assert {reason for kind, reason in EXPLANATIONS if kind == "demand"} <= set(WORDS)
