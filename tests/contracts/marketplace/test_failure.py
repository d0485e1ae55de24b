"""Closing a project that was not funded in time, and getting the money back from one that failed."""

import pytest

from antu.enums import State
from antu.money import BASE_CASE
from tests.helpers import emitted, reverts

GOAL = BASE_CASE.goal
BRIM = 65_535  # what a stock, a uint16, holds


@pytest.fixture
def stocks(market):
    return lambda team: [market.offer(offer).stock for offer in team]


@pytest.mark.parametrize("crowdfunded", [True, False])
def test_expire_gives_the_stock_back(
    market, owner, stranger, stocks, post_team, matched_project, next_block_at, crowdfunded
):
    team = post_team(stock=1)
    project_id = matched_project(team=team, crowdfunded=crowdfunded)
    market.fund(project_id, GOAL - 1, sender=owner)
    deadline = market.project(project_id).deadline
    with reverts(market.DeadlineAhead, projectId=project_id, deadline=deadline):
        next_block_at(deadline)
        market.expire(project_id, sender=stranger)
    assert stocks(team) == [0, 0, 0]
    next_block_at(deadline + 1)
    receipt = market.expire(project_id, sender=stranger)
    assert emitted(receipt, market.Expired) == [{"projectId": project_id}]
    assert market.project(project_id).state == State.EXPIRED
    assert stocks(team) == [1, 1, 1]
    assert market.escrowed(project_id) == GOAL - 1


@pytest.mark.parametrize(("crowdfunded", "counted"), [(True, 0), (False, 1)])
def test_expire_is_on_the_record_of_an_owner_who_was_to_pay(market, owner, expired_project, crowdfunded, counted):
    before = market.record(owner).expired
    expired_project(crowdfunded=crowdfunded)
    assert market.record(owner).expired == before + counted


def test_expire_gives_stock_to_offers_that_changed_meanwhile(
    market, vendor, installer, stocks, post_team, matched_project, time_travel, stranger
):
    team = post_team(stock=5)
    project_id = matched_project(team=team)
    market.updateOffer(team[0], 1, 1, BRIM, sender=vendor)
    market.withdrawOffer(team[1], sender=installer)
    time_travel(days=15)
    market.expire(project_id, sender=stranger)
    assert stocks(team) == [BRIM, 5, 5]


def test_expire_reverts_when_the_project_is_not_being_funded(
    market, stranger, post_demand, funded_project, time_travel
):
    built, posted = funded_project(), post_demand()
    time_travel(days=400)
    for project_id, state in ((built, State.DELIVERING), (posted, State.OPEN)):
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.expire(project_id, sender=stranger)


def test_expire_reverts_when_called_again(market, stranger, stocks, post_team, expired_project):
    team = post_team()
    project_id = expired_project(team=team)
    before = stocks(team)
    with reverts(market.WrongState, projectId=project_id, state=State.EXPIRED):
        market.expire(project_id, sender=stranger)
    assert stocks(team) == before


def test_refund_of_an_expired_project_is_in_full(market, token, shares, funders, expired_project):
    amounts = (500_000, 7, 1)
    payments = list(zip(funders, amounts, strict=False))
    project_id = expired_project(crowdfunded=True, payments=payments)
    held = token.balanceOf(market)
    for funder, amount in payments:
        purse = token.balanceOf(funder)
        receipt = market.refund(project_id, sender=funder)
        assert receipt.return_value == amount
        event = {"projectId": project_id, "holder": funder.address, "shares": amount, "amount": amount}
        assert emitted(receipt, market.Refunded) == [event]
        assert token.balanceOf(funder) == purse + amount
        assert shares.balanceOf(funder, project_id) == 0
    assert token.balanceOf(market) == held - sum(amounts)
    assert shares.totalSupply(project_id) == market.escrowed(project_id) == 0


@pytest.mark.parametrize("stage", [State.DELIVERING, State.INSTALLING, State.CONNECTING])
def test_refund_of_a_cancelled_project_is_in_proportion(
    market, token, funders, building_at, time_travel, stranger, stage
):
    parts = (GOAL // 7, GOAL // 3, 1)
    payments = [*zip(funders, parts, strict=False), (funders[3], GOAL)]
    project_id = building_at(stage, crowdfunded=True, payments=payments)
    left = market.escrowed(project_id)
    time_travel(days=181)
    market.cancel(project_id, sender=stranger)
    assert market.escrowed(project_id) == left
    held, paid = token.balanceOf(market), 0
    for funder, bought in zip(funders, (*parts, GOAL - sum(parts)), strict=True):
        receipt = market.refund(project_id, sender=funder)
        amount = bought * left // GOAL
        event = {"projectId": project_id, "holder": funder.address, "shares": bought, "amount": amount}
        assert emitted(receipt, market.Refunded) == [event]
        assert receipt.return_value == amount
        paid += amount
    assert token.balanceOf(market) == held - paid
    assert 0 <= left - paid < len(funders)


def test_refund_does_not_depend_on_who_comes_first(market, funders, building_at, time_travel, stranger, chain):
    project_id = building_at(State.INSTALLING, crowdfunded=True)
    time_travel(days=181)
    market.cancel(project_id, sender=stranger)
    snapshot = chain.snapshot()
    forwards = [market.refund(project_id, sender=funder).return_value for funder in funders[:3]]
    chain.restore(snapshot)
    backwards = [market.refund(project_id, sender=funder).return_value for funder in funders[2::-1]]
    assert forwards == backwards[::-1]


def test_refund_reverts_when_there_is_nothing_left(market, funders, stranger, expired_project):
    project_id = expired_project(crowdfunded=True, payments=[(funders[0], 5)])
    market.refund(project_id, sender=funders[0])
    for account in (funders[0], stranger):
        with reverts(market.NothingToRefund, projectId=project_id, holder=account):
            market.refund(project_id, sender=account)


def test_refund_reverts_before_the_project_has_failed(market, funders, matched_project, advance):
    project_id = matched_project(crowdfunded=True)
    market.fund(project_id, GOAL - 1, sender=funders[0])
    with reverts(market.WrongState, projectId=project_id, state=State.FUNDING):
        market.refund(project_id, sender=funders[0])
    market.fund(project_id, 1, sender=funders[1])
    state = State.DELIVERING
    while True:
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.refund(project_id, sender=funders[0])
        if state is State.OPERATING:
            break
        state = advance(project_id)


def test_refund_reverts_while_a_dispute_is_open(market, owner, funded_project):
    project_id = funded_project()
    market.dispute(project_id, b"", sender=owner)
    with reverts(market.WrongState, projectId=project_id, state=State.DISPUTED):
        market.refund(project_id, sender=owner)
