"""The checker refuses whatever does not hold, and a certificate survives its file."""

from pathlib import Path

import pandas as pd
import pytest

from antu.book import Book
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
