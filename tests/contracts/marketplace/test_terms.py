"""The terms of a demand: how its energy will be sold, said by its owner before the match, never changed after."""

import pytest

from antu.enums import State
from tests.fixtures.system import FEE_BPS
from tests.helpers import emitted, reverts

DEMAND = (0, 13, 2_000_000, 120, True)
TERMS = (1_250, True)
RESERVING = (1_250, False)  # what a meter needs no UF for
NONE = (0, False)
MOST_RESERVE = 3_000


@pytest.fixture
def demand_id(market, owner):
    """An open one, with terms."""
    return market.postDemandWithTerms(*DEMAND, TERMS, sender=owner).return_value


# POSTING


def test_postDemandWithTerms_posts_as_without_and_keeps_them(market, owner):
    count = market.settings().demandCount
    receipt = market.postDemandWithTerms(*DEMAND, TERMS, sender=owner)
    assert receipt.return_value == market.settings().demandCount == count + 1
    size_class, region, max_price, energy_price, crowdfunded = DEMAND
    money = {"maxPrice": max_price, "energyPrice": energy_price}
    assert emitted(receipt, market.DemandPosted) == [{"demandId": count + 1, "owner": owner, **money}]
    assert emitted(receipt, market.TermsSet) == [{"demandId": count + 1, "terms": TERMS}]
    assert market.terms(count + 1) == TERMS
    posted = market.project(count + 1)
    assert (posted.owner, posted.state, posted.feeBps) == (owner, State.OPEN, FEE_BPS)
    kept = posted.sizeClass, posted.region, posted.maxPrice, posted.energyPrice, posted.crowdfunded
    assert kept == (size_class, region, max_price, energy_price, crowdfunded)


def test_postDemand_has_no_terms(market, owner):
    receipt = market.postDemand(*DEMAND, sender=owner)
    assert market.terms(receipt.return_value) == NONE
    assert emitted(receipt, market.TermsSet) == []


@pytest.mark.parametrize(
    ("place", "value", "error", "values"),
    [
        (0, 15, "ClassNotOpen", {"sizeClass": 15}),
        (1, 17, "BadRegion", {"region": 17}),
        (2, 0, "ZeroPrice", {}),
    ],
)
def test_postDemandWithTerms_reverts_when_it_could_not_be_posted_without(market, owner, place, value, error, values):
    asked = (*DEMAND[:place], value, *DEMAND[place + 1 :])
    with reverts(getattr(market, error), **values):
        market.postDemandWithTerms(*asked, TERMS, sender=owner)


def test_postDemandWithTerms_reverts_when_its_owner_is_in_debt(market, energy, account_of, owner):
    market.markDebtor(owner, True, sender=account_of(energy))
    with reverts(market.InDebt, account=owner):
        market.postDemandWithTerms(*DEMAND, TERMS, sender=owner)


def test_postDemandWithTerms_reverts_when_market_is_paused(market, guardian, owner):
    market.pause(sender=guardian)
    with reverts(market.MarketPaused):
        market.postDemandWithTerms(*DEMAND, TERMS, sender=owner)


@pytest.mark.parametrize("reserve", [MOST_RESERVE + 1, 10_000, 65_535])
def test_terms_revert_when_the_reserve_is_too_high(market, owner, demand_id, reserve):
    refusal = {"reserveBps": reserve, "maximum": MOST_RESERVE}
    with reverts(market.ReserveTooHigh, **refusal):
        market.postDemandWithTerms(*DEMAND, (reserve, False), sender=owner)
    with reverts(market.ReserveTooHigh, **refusal):
        market.setTerms(demand_id, (reserve, False), sender=owner)


# CHANGING


@pytest.mark.parametrize("terms", [NONE, (MOST_RESERVE, False), (1, True)])
def test_setTerms_replaces_them(market, owner, demand_id, terms):
    before = market.project(demand_id)
    receipt = market.setTerms(demand_id, terms, sender=owner)
    assert emitted(receipt, market.TermsSet) == [{"demandId": demand_id, "terms": terms}]
    assert market.terms(demand_id) == terms
    assert market.project(demand_id) == before


def test_updateDemand_leaves_them(market, owner, demand_id):
    market.updateDemand(demand_id, 1, 5, 3_000_000, 99, False, sender=owner)
    assert market.terms(demand_id) == TERMS


def test_setTerms_reverts_when_it_is_another_ones(market, owner, stranger, operator, demand_id):
    for account in (stranger, operator):
        with reverts(market.NotYours, id=demand_id, owner=owner):
            market.setTerms(demand_id, NONE, sender=account)


def test_setTerms_reverts_when_market_is_paused(market, guardian, owner, demand_id):
    market.pause(sender=guardian)
    with reverts(market.MarketPaused):
        market.setTerms(demand_id, NONE, sender=owner)


def test_setTerms_reverts_when_it_was_withdrawn(market, owner, demand_id):
    market.withdrawDemand(demand_id, sender=owner)
    with reverts(market.WrongState, projectId=demand_id, state=State.WITHDRAWN):
        market.setTerms(demand_id, NONE, sender=owner)


# ONCE MATCHED


@pytest.mark.parametrize("stage", [State.FUNDING, State.DELIVERING, State.OPERATING])
def test_setTerms_reverts_when_it_is_matched(market, owner, matched_project, building_at, stage):
    build = matched_project if stage is State.FUNDING else lambda **project: building_at(stage, **project)
    project_id = build(crowdfunded=True, terms=RESERVING)
    with reverts(market.WrongState, projectId=project_id, state=stage):
        market.setTerms(project_id, NONE, sender=owner)
    assert market.terms(project_id) == RESERVING


def test_release_tells_the_shares_what_to_keep(market, shares, building_at, stranger, time_travel):
    project_id = building_at(State.CONNECTED, crowdfunded=True, terms=RESERVING)
    assert shares.series(project_id).reserveBps == 0
    time_travel(days=3)
    receipt = market.release(project_id, sender=stranger)
    (opened,) = emitted(receipt, shares.Opened)
    assert opened["reserveBps"] == shares.series(project_id).reserveBps == RESERVING[0]
