"""`mismatch` says what the contract would, in its order."""

import pytest

from antu.catalog import regions_mask
from antu.enums import Mismatch, Role, State
from antu.matching import Team, mismatch
from tests.antu.books import book_of, demand, offer, team_of_offers

GOAL = 1_165_500
TEAM = Team(1, 1, 2, 3, GOAL)


def test_mismatch_is_none_for_a_team_that_just_fits() -> None:
    assert mismatch(book_of([demand()], team_of_offers()), TEAM) == (Mismatch.NONE, 0)


@pytest.mark.parametrize("state", [state for state in State if state is not State.OPEN])
def test_mismatch_when_the_demand_is_not_open(state: State) -> None:
    assert mismatch(book_of([demand(state=state)], team_of_offers()), TEAM) == (Mismatch.DEMAND_NOT_OPEN, 0)


def test_mismatch_when_the_demand_is_unknown() -> None:
    assert mismatch(book_of([], team_of_offers()), TEAM) == (Mismatch.DEMAND_NOT_OPEN, 0)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"withdrawn": True}, Mismatch.OFFER_NOT_OPEN),
        ({"size_class": 1}, Mismatch.WRONG_CLASS),
        ({"regions": regions_mask([12])}, Mismatch.REGION_NOT_SERVED),
        ({"stock": 0}, Mismatch.OUT_OF_STOCK),
    ],
)
def test_mismatch_names_the_offer_at_fault(role: Role, changes: dict, reason: Mismatch) -> None:
    offers = team_of_offers()
    offers[role] = offers[role]._replace(**changes)
    assert mismatch(book_of([demand()], offers), TEAM) == (reason, role + 1)


def test_mismatch_when_an_offer_is_unknown() -> None:
    assert mismatch(book_of([demand()], team_of_offers()[:2]), TEAM) == (Mismatch.OFFER_NOT_OPEN, 3)


def test_mismatch_when_roles_are_swapped() -> None:
    assert mismatch(book_of([demand()], team_of_offers()), Team(1, 2, 1, 3, GOAL)) == (Mismatch.WRONG_ROLE, 2)


def test_mismatch_when_a_peso_over_the_maximum() -> None:
    book = book_of([demand(max_price=1_165_499)], team_of_offers())
    assert mismatch(book, TEAM) == (Mismatch.OVER_MAXIMUM, 0)
    assert mismatch(book, TEAM._replace(max_goal=1)) == (Mismatch.OVER_MAXIMUM, 0)


def test_mismatch_when_a_peso_over_what_the_team_may_cost() -> None:
    book = book_of([demand(max_price=GOAL + 1)], team_of_offers())
    assert mismatch(book, TEAM._replace(max_goal=GOAL - 1)) == (Mismatch.PRICE_RISEN, 0)
    assert mismatch(book, TEAM) == mismatch(book, TEAM._replace(max_goal=GOAL + 1)) == (Mismatch.NONE, 0)


def test_mismatch_takes_the_fee_of_the_demand() -> None:
    book = book_of([demand(max_price=1_110_000, fee_bps=0)], team_of_offers())
    assert mismatch(book, TEAM) == (Mismatch.NONE, 0)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"withdrawn": True}, {"role": Role.MANAGER}),
        ({"role": Role.MANAGER}, {"size_class": 1}),
        ({"size_class": 1}, {"regions": regions_mask([12])}),
        ({"regions": regions_mask([12])}, {"stock": 0}),
    ],
)
def test_mismatch_says_the_first_of_two_reasons(better: dict, worse: dict) -> None:
    alone = mismatch(book_of([demand()], [offer(1, Role.VENDOR)._replace(**better), *team_of_offers()[1:]]), TEAM)
    both = offer(1, Role.VENDOR)._replace(**better)._replace(**worse)
    assert mismatch(book_of([demand()], [both, *team_of_offers()[1:]]), TEAM) == alone


def test_mismatch_looks_at_the_vendor_whole_before_the_installer() -> None:
    vendor, installer, manager = team_of_offers()
    book = book_of([demand()], [vendor._replace(stock=0), installer._replace(withdrawn=True), manager])
    assert mismatch(book, TEAM) == (Mismatch.OUT_OF_STOCK, 1)
