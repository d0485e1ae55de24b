"""A pause stops what lets money in, and nothing that lets it out."""

import pytest

from antu.enums import Party, Role, State
from antu.money import BASE_CASE
from tests.helpers import permit_signature, reverts

REASON = b"reason".ljust(32)


@pytest.fixture(scope="module")
def before(post_demand, post_team, matched_project, funded_project, owner, funders, market):
    """One of each thing that somebody may want to go on with, all made before the pause."""
    open_demand, team = post_demand(), post_team()
    funding = matched_project(crowdfunded=False)
    market.fund(funding, 5, sender=owner)
    crowd = funded_project(crowdfunded=True, payments=[(funders[0], market.goal(funding) - 1), (funders[1], 1)])
    return {
        "demand": open_demand,
        "team": team,
        "funding": funding,
        "building": funded_project(),
        "crowd": crowd,
    }


@pytest.fixture(scope="module")
def paused(market, guardian, before):
    """The same, paused."""
    market.pause(sender=guardian)
    return before


@pytest.fixture(scope="module")
def entries(market, token, owner, vendor, keeper, paused, now):
    """Everything that a pause stops, by name."""
    demand, (vendor_offer, *others), funding = paused["demand"], paused["team"], paused["funding"]
    deadline = now() + 10**7
    permit = permit_signature(owner, token, market, 5, deadline)
    return {
        "postDemand": lambda: market.postDemand(0, 13, 1, 1, False, sender=owner),
        "updateDemand": lambda: market.updateDemand(demand, 0, 13, 1, 1, False, sender=owner),
        "postOffer": lambda: market.postOffer(Role.VENDOR, 0, 1, 1, 1, sender=vendor),
        "updateOffer": lambda: market.updateOffer(vendor_offer, 1, 1, 1, sender=vendor),
        "matchBatch": lambda: market.matchBatch([(demand, vendor_offer, *others, BASE_CASE.goal)], sender=keeper),
        "matchOwn": lambda: market.matchOwn((demand, vendor_offer, *others, BASE_CASE.goal), sender=owner),
        "fund": lambda: market.fund(funding, 5, sender=owner),
        "fundWithPermit": lambda: market.fundWithPermit(funding, 5, deadline, *permit, sender=owner),
    }


ENTRIES = [
    "postDemand",
    "updateDemand",
    "postOffer",
    "updateOffer",
    "matchBatch",
    "matchOwn",
    "fund",
    "fundWithPermit",
]


@pytest.mark.parametrize("function", ENTRIES)
def test_pause_stops_what_lets_money_in(market, guardian, entries, function):
    with reverts(market.MarketPaused):
        entries[function]()
    market.unpause(sender=guardian)
    entries[function]()


def test_pause_leaves_withdrawing(market, owner, vendor, paused):
    market.withdrawDemand(paused["demand"], sender=owner)
    market.withdrawOffer(paused["team"][0], sender=vendor)
    assert market.project(paused["demand"]).state == State.WITHDRAWN
    assert market.offer(paused["team"][0]).withdrawn


def test_pause_leaves_expiry_its_refund_and_ratings(market, owner, vendor, stranger, paused, time_travel):
    project_id = paused["funding"]
    time_travel(days=15)
    market.expire(project_id, sender=stranger)
    assert market.refund(project_id, sender=owner).return_value == 5
    market.rate(project_id, Party.VENDOR, Party.OWNER, 0, sender=vendor)


def test_pause_leaves_building_and_its_releases(market, paused, advance_to):
    advance_to(paused["building"], State.OPERATING)
    assert market.settings().paused


@pytest.mark.parametrize("proceed", [True, False])
def test_pause_leaves_disputes_and_the_arbiters_word(market, owner, arbiter, paused, proceed):
    project_id = paused["building"]
    market.dispute(project_id, REASON, sender=owner)
    market.resolve(project_id, proceed, sender=arbiter)
    assert market.project(project_id).state == (State.DELIVERING if proceed else State.CANCELLED)


def test_pause_leaves_upholding_the_call_of_a_few(market, arbiter, funders, paused):
    project_id = paused["crowd"]
    market.dispute(project_id, REASON, sender=funders[1])
    market.uphold(project_id, REASON, sender=arbiter)
    assert market.project(project_id).state == State.DISPUTED


def test_pause_leaves_cancelling_and_its_refund(market, owner, stranger, paused, time_travel):
    project_id = paused["building"]
    time_travel(days=181)
    market.cancel(project_id, sender=stranger)
    assert market.refund(project_id, sender=owner).return_value == market.goal(project_id)


def test_pause_leaves_what_the_operator_sets(market, operator, paused):
    market.setFee(300, sender=operator)
    assert market.settings().feeBps == 300
