"""The checker refuses whatever does not hold, and a certificate survives its file."""

from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from antu.book import Book, Demand, Offer, rows
from antu.catalog import regions_mask
from antu.enums import Role
from antu.errors import AntuError
from antu.matching import Certificate, CertificateError, Matching, check, solve
from antu.matching.certificate import ClassCertificate, Leaf, Split, read_certificate, write_certificate
from antu.participants import draw
from tests.antu.books import book_of, demand, offer, posted, team_of_offers

BOOK = posted(draw().participants)
OUTCOME = solve(BOOK)

# One team of two demands; each offer's price clears but the vendor's, which is what the second demand would pay.
SMALL = book_of(
    [demand(1, max_price=1_300_000, fee_bps=0), demand(2, max_price=1_200_000, fee_bps=0)], team_of_offers()
)
SOLVED = solve(SMALL)
PROVED = Leaf(prices=((1_090_000 * 120_000, 100_000 * 120_000, 10_000 * 120_000),), peso_worths=(1,))


def with_class(**changes: object) -> Certificate:
    """The small book's certificate, its class changed, and its totals as its class says."""
    return totalled(SOLVED.certificate, SOLVED.certificate.classes[0].model_copy(update=changes))


def totalled(certificate: Certificate, *records: ClassCertificate) -> Certificate:
    """A certificate with these records, and the totals that they make."""
    totals = {
        name: sum(getattr(each, name) for each in records)
        for name in ("savings", "objective", "rounding", "upper_bound")
    }
    totals["gap"] = totals["upper_bound"] - totals["objective"]
    return certificate.model_copy(update={"classes": records, **totals})


def refused(match: str, certificate: Certificate, matching: Matching = SOLVED.matching, book: Book = SMALL) -> None:
    with pytest.raises(CertificateError, match=match):
        check(book, matching, certificate)


def test_check_accepts_what_holds() -> None:
    check(BOOK, OUTCOME.matching, OUTCOME.certificate)
    check(SMALL, SOLVED.matching, SOLVED.certificate)
    check(SMALL, SOLVED.matching, with_class(proof=PROVED))


def test_check_accepts_a_bound_that_is_proved_and_not_tight() -> None:
    check(SMALL, SOLVED.matching, with_class(upper_bound=190_001, proof=PROVED))


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"upper_bound": 189_999}, "190000 is proved, not 189999"),
        ({"per_project": 1}, "per_project is 0, not 1"),
        ({"per_peso": 0}, "per_peso is 1, not 0"),
        ({"savings": 190_001}, "savings is 190000, not 190001"),
        ({"objective": 190_001}, "objective is 190000, not 190001"),
        ({"rounding": 1}, "rounding is 0, not 1"),
        ({"scale": 0}, "scale is 0, not at least 1"),
        ({"scale": 2, "proof": PROVED}, "a peso is worth 1, less than the policy's 2"),
        ({"proof": PROVED.model_copy(update={"peso_worths": (0,)})}, "a peso is worth 0, less than the policy's 1"),
        ({"proof": PROVED.model_copy(update={"peso_worths": ()})}, "what a peso is worth in each market"),
        ({"proof": Leaf(prices=((0, 0, 0),), peso_worths=(1,))}, "2500000 is proved"),
        ({"proof": Leaf(prices=(), peso_worths=())}, "three prices for each market"),
        ({"proof": Split(market=1, most=0, up_to=PROVED, above=PROVED)}, "a market that is none"),
        (
            {"proof": Split(market=0, most=1, up_to=Leaf(prices=((0, 0, 0),), peso_worths=(1,)), above=PROVED)},
            "1300000 is proved",
        ),
        ({"markets": ()}, "region 13 at 0 basis points is not certified"),
    ],
)
def test_check_refuses_a_class_that_claims_more_than_it_proves(changes: dict, match: str) -> None:
    refused(match, with_class(**changes))


def test_check_takes_both_sides_of_a_split() -> None:
    """Up to one team, and more: with the right prices, either side proves the same."""
    check(SMALL, SOLVED.matching, with_class(proof=Split(market=0, most=1, up_to=PROVED, above=PROVED)))
    check(
        SMALL,
        SOLVED.matching,
        with_class(proof=Split(market=0, most=2, up_to=PROVED, above=Leaf(prices=((0, 0, 0),), peso_worths=(1,)))),
    )


@pytest.mark.parametrize("name", ["savings", "objective", "rounding", "upper_bound", "matched", "gap"])
def test_check_refuses_a_wrong_total(name: str) -> None:
    wrong = SOLVED.certificate.model_copy(update={name: getattr(SOLVED.certificate, name) + 1})
    refused("classes' sum|are matched|The gap", wrong)


def test_check_refuses_a_class_left_out_or_twice() -> None:
    (record,) = SOLVED.certificate.classes
    refused("class 0 in region 13 .* is not certified", SOLVED.certificate.model_copy(update={"classes": ()}))
    refused("certified twice", SOLVED.certificate.model_copy(update={"classes": (record, record)}))


def test_check_refuses_a_market_counted_wrongly_or_twice() -> None:
    (market,) = SOLVED.certificate.classes[0].markets
    refused("1 are matched, not 2", with_class(markets=(market.model_copy(update={"matched": 2}),)))
    refused("certified twice", with_class(markets=(market, market)))


def certified_in_two() -> tuple[Book, Matching, Certificate]:
    """Two regions whose offers have nothing to do with each other, certified one by one."""
    north, south = 15, 12
    demands = [demand(1, region=north, max_price=1_300_000), demand(2, region=south, max_price=1_400_000)]
    offers = [each._replace(regions=regions_mask([north])) for each in team_of_offers()]
    offers += [each._replace(regions=regions_mask([south])) for each in team_of_offers(4)]
    book = book_of(demands, offers)
    outcome = solve(book)
    return book, outcome.matching, outcome.certificate


def test_check_takes_a_class_in_parts_and_refuses_them_incomplete_or_overlapping() -> None:
    book, matching, certificate = certified_in_two()
    one, other = certificate.classes
    check(book, matching, certificate)
    refused("region 15 at 500 basis points is not certified", totalled(certificate, one), matching, book)
    refused("certified twice", totalled(certificate, one, other, one), matching, book)
    together = one.model_copy(
        update={
            "markets": one.markets + other.markets,
            "savings": one.savings + other.savings,
            "objective": one.objective + other.objective,
            "upper_bound": one.upper_bound + other.upper_bound,
            "proof": Leaf(prices=one.proof.prices + other.proof.prices, peso_worths=(1, 1)),
        }
    )
    check(book, matching, totalled(certificate, together))


def test_check_counts_an_offer_in_each_part_that_it_serves() -> None:
    """So that a class may be cut anywhere, at the cost of a weaker bound."""
    book, matching, certificate = certified_in_two()
    one, other = certificate.classes
    everywhere = book_of(rows(book.demands, Demand), [offer(1, Role.VENDOR), *rows(book.offers, Offer)[1:]])
    free = one.proof.model_copy(update={"prices": ((2 * 1_300_000 * 120_000, 0, 0),)})
    refused("a bound of", totalled(certificate, one.model_copy(update={"proof": free}), other), matching, everywhere)


@pytest.mark.parametrize("region", [0, 1, 17])
def test_check_refuses_a_market_where_nobody_asks(region: int) -> None:
    (market,) = SOLVED.certificate.classes[0].markets
    more = (market, market.model_copy(update={"region": region, "matched": 0}))
    refused("nobody asks there", with_class(markets=more))


def test_check_refuses_a_policy_that_is_none_or_another() -> None:
    refused("Its policy is none. The weight 'greed'", SOLVED.certificate.model_copy(update={"policy": "greed"}))
    refused("per_project is 1, not 0", SOLVED.certificate.model_copy(update={"policy": "projects"}))


def numbers(value: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    """The paths of all numbers in a JSON value."""
    if isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from numbers(each, *path, name)
    elif isinstance(value, int):
        yield path


@pytest.mark.parametrize("by", [1, -1])
def test_check_refuses_a_certificate_with_any_number_changed(by: int) -> None:
    """All but prices, whose last part may not matter, are changed by one; they by more than anything costs."""
    plain = with_class(proof=PROVED).model_dump(mode="json")
    assert len(list(numbers(plain))) == 22
    for path in numbers(plain):
        changed = deepcopy(plain)
        holder = reduce(getitem, path[:-1], changed)
        holder[path[-1]] += by * 10**13 if "prices" in path else by
        if path[-2:] == ("peso_worths", 0) and by > 0:
            holder[path[-1]] = 10**13
        with pytest.raises(CertificateError):
            check(SMALL, SOLVED.matching, Certificate.model_validate(changed))


def test_check_is_exact_whatever_the_scale() -> None:
    scale = 10**40
    prices = tuple(each * scale for each in PROVED.prices[0])
    check(SMALL, SOLVED.matching, with_class(scale=scale, proof=Leaf(prices=(prices,), peso_worths=(scale,))))
    low = (prices[0] - 120_000 * scale, *prices[1:])
    refused("a bound of 190001", with_class(scale=scale, proof=Leaf(prices=(low,), peso_worths=(scale,))))


def test_check_refuses_a_book_that_is_none() -> None:
    with pytest.raises(AntuError, match="two offers 1"):
        check(book_of(book_rows(), [*team_of_offers(), *team_of_offers()]), SOLVED.matching, SOLVED.certificate)


def test_check_refuses_parts_that_do_not_divide_a_fee() -> None:
    refused("parts", SOLVED.certificate.model_copy(update={"parts_per_peso": 100}))


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"demand_id": 9}, "DEMAND_NOT_OPEN"),
        ({"vendor_offer": 2}, "WRONG_ROLE"),
        ({"manager_offer": 9}, "OFFER_NOT_OPEN"),
        ({"cost": 1}, "cost is 1110000 pesos"),
        ({"fee": 1}, "fee is 0 pesos"),
    ],
)
def test_check_refuses_a_team_that_does_not_hold(changes: dict, match: str) -> None:
    matching = Matching(SOLVED.matching.teams.assign(**changes), SOLVED.matching.unmatched)
    refused(match, SOLVED.certificate, matching)


def test_check_refuses_a_stock_used_twice() -> None:
    teams = SOLVED.matching.teams
    both = pd.concat([teams, teams.assign(demand_id=2)], ignore_index=True)
    refused("OUT_OF_STOCK", SOLVED.certificate, Matching(both, SOLVED.matching.unmatched.iloc[:0]))


def test_check_refuses_a_demand_that_is_forgotten_or_answered_twice() -> None:
    matching = SOLVED.matching
    refused("Not every open demand", SOLVED.certificate, Matching(matching.teams, matching.unmatched.iloc[:0]))
    refused(
        "Not every open demand", SOLVED.certificate, Matching(matching.teams, matching.unmatched.assign(demand_id=1))
    )


def test_check_refuses_a_certificate_of_another_book() -> None:
    cheaper = offer(4, Role.VENDOR, price=900_000)
    refused("is proved", SOLVED.certificate, book=book_of(book_rows(), [*team_of_offers(), cheaper]))


def book_rows() -> list:
    return [demand(1, max_price=1_300_000, fee_bps=0), demand(2, max_price=1_200_000, fee_bps=0)]


def test_clearing_follows_the_side_that_was_matched() -> None:
    other = Leaf(prices=((1, 2, 3),), peso_worths=(1,))
    record: ClassCertificate = SOLVED.certificate.classes[0]  # one team
    for most, expected in ((0, other), (1, PROVED)):
        proof = Split(market=0, most=most, up_to=PROVED, above=other)
        assert record.model_copy(update={"proof": proof}).clearing() == expected


def test_a_certificate_survives_its_file(tmp_path: Path) -> None:
    write_certificate(OUTCOME.certificate, tmp_path / "run.json")
    assert read_certificate(tmp_path / "run.json") == OUTCOME.certificate


@pytest.mark.parametrize("content", ["", "{}", '{"policy": "greed"}'])
def test_read_certificate_explains_a_bad_file(content: str, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AntuError, match=r"run\.json is no certificate"):
        read_certificate(path)


def test_read_certificate_refuses_amounts_too_long_to_be_told(tmp_path: Path) -> None:
    huge = with_class(proof=Leaf(prices=((0, 0, 0),), peso_worths=(7,))).model_dump_json()
    path = tmp_path / "run.json"
    path.write_text(huge.replace('"peso_worths":[7]', f'"peso_worths":[{"7" * 4_200}]'), encoding="utf-8")
    with pytest.raises(AntuError, match="peso_worths"):
        read_certificate(path)
