"""The list of financiers that an operator must keep where the law asks for it."""

import pytest
from ape import chain

from antu.enums import State
from tests.helpers import emitted, reverts

# Code that answers any call by calling `refund(0)` of whoever called it, and passes on what comes of that.
CALLS_BACK = "0x63{refund}60e01b600052 6000600060246000600033 5af150 3d600060003e3d6000fd".replace(" ", "")


@pytest.fixture
def listed(market, allow_list, operator):
    """The list, once the market asks it."""
    market.setEligibility(allow_list, sender=operator)
    return allow_list


def test_set_puts_accounts_on_the_list_and_takes_them_off(allow_list, operator, funders):
    first, second, third, _ = funders
    receipt = allow_list.set([first, second], True, sender=operator)
    assert emitted(receipt, allow_list.AllowedSet) == [
        {"account": first, "allowed": True},
        {"account": second, "allowed": True},
    ]
    receipt = allow_list.set([first], False, sender=operator)
    assert emitted(receipt, allow_list.AllowedSet) == [{"account": first, "allowed": False}]
    assert [allow_list.allowed(each) for each in (first, second, third)] == [False, True, False]
    assert [allow_list.mayFund(each, 1) for each in (first, second, third)] == [False, True, False]


def test_set_reverts_when_stranger_asks(allow_list, stranger):
    with reverts(allow_list.AccessManagedUnauthorized, caller=stranger):
        allow_list.set([stranger], True, sender=stranger)


def test_fund_is_for_listed_financiers(market, listed, operator, funders, matched_project):
    project_id = matched_project(crowdfunded=True)
    with reverts(market.NotEligible, account=funders[0], projectId=project_id):
        market.fund(project_id, 1_000, sender=funders[0])
    listed.set([funders[0]], True, sender=operator)
    market.fund(project_id, 1_000, sender=funders[0])
    with reverts(market.NotEligible, account=funders[1], projectId=project_id):
        market.fund(project_id, 1_000, sender=funders[1])


def test_fund_of_an_own_project_asks_no_list(market, listed, owner, funded_project):
    assert not listed.allowed(owner)
    assert market.project(funded_project()).state == State.DELIVERING


def test_financier_off_the_list_keeps_what_it_paid(
    market, shares, token, listed, operator, funders, matched_project, time_travel
):
    project_id = matched_project(crowdfunded=True)
    listed.set([funders[0]], True, sender=operator)
    market.fund(project_id, 1_000, sender=funders[0])
    listed.set([funders[0]], False, sender=operator)
    assert shares.balanceOf(funders[0], project_id) == 1_000
    time_travel(days=61)
    market.expire(project_id, sender=funders[1])
    before = token.balanceOf(funders[0])
    market.refund(project_id, sender=funders[0])
    assert token.balanceOf(funders[0]) == before + 1_000


def test_fund_reverts_when_the_list_calls_back(market, operator, crowd, funders, matched_project):
    project_id = matched_project(crowdfunded=True)
    (listing,) = crowd(1)
    refund = market.refund.encode_input(0)[:4].hex().removeprefix("0x")
    chain.provider.set_code(listing.address, CALLS_BACK.format(refund=refund))
    market.setEligibility(listing, sender=operator)
    with reverts(market.ReentrancyGuardReentrantCall):
        market.fund(project_id, 1_000, sender=funders[0])
