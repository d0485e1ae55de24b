"""Freezing the escrow, and the arbiter's word on it."""

import pytest

from antu.enums import BUILDING_STEP_SECONDS, CHALLENGE_WINDOW_SECONDS, State
from tests.contracts.marketplace.stages import AWAITING, GOAL, REASON, STAGES, TENTH, WINDOWS
from tests.helpers import emitted, reverts

OTHER_REASON = b"other reason".ljust(32)
PERIODS = dict.fromkeys(AWAITING, BUILDING_STEP_SECONDS) | dict.fromkeys(WINDOWS, CHALLENGE_WINDOW_SECONDS)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("who", ["owner", "vendor", "installer", "manager"])
def test_dispute_by_a_party_freezes_the_escrow(request, market, token, at, who, stage):
    project_id, party = at(stage), request.getfixturevalue(who)
    held, left = token.balanceOf(market), market.escrowed(project_id)
    receipt = market.dispute(project_id, REASON, sender=party)
    event = {"projectId": project_id, "by": party.address, "stage": stage, "reasonHash": REASON}
    assert emitted(receipt, market.Disputed) == [event]
    assert market.project(project_id).state == State.DISPUTED
    assert market.halt(project_id).__dict__ == {"stage": stage, "since": receipt.timestamp, "backing": 0}
    assert (token.balanceOf(market), market.escrowed(project_id)) == (held, left)


@pytest.mark.parametrize("stage", STAGES)
def test_a_frozen_escrow_pays_nobody(market, installer, manager, stranger, disputed_at, commission, time_travel, stage):
    project_id = disputed_at(stage)
    time_travel(days=10)
    calls = [
        lambda: market.release(project_id, sender=stranger),
        lambda: market.confirmDelivery(project_id, sender=installer),
        lambda: market.confirmInstallation(project_id, sender=manager),
        lambda: commission(project_id),
        lambda: market.dispute(project_id, REASON, sender=installer),
    ]
    for call in calls:
        with reverts(market.WrongState, projectId=project_id, state=State.DISPUTED):
            call()


def test_dispute_by_holders_of_a_tenth_freezes_the_escrow(market, funders, at):
    project_id = at(State.DELIVERING)
    almost, enough = funders[:2]
    receipt = market.dispute(project_id, REASON, sender=almost)
    event = {"projectId": project_id, "holder": almost.address, "backing": TENTH - 1, "reasonHash": REASON}
    assert emitted(receipt, market.DisputeBacked) == [event]
    assert not emitted(receipt, market.Disputed)
    assert market.project(project_id).state == State.DELIVERING
    assert market.halt(project_id).__dict__ == {"stage": State.DELIVERING, "since": 0, "backing": TENTH - 1}

    receipt = market.dispute(project_id, OTHER_REASON, sender=enough)
    backed = {"projectId": project_id, "holder": enough.address, "backing": TENTH + 1, "reasonHash": OTHER_REASON}
    frozen = {
        "projectId": project_id,
        "by": enough.address,
        "stage": State.DELIVERING,
        "reasonHash": OTHER_REASON,
    }
    assert emitted(receipt, market.DisputeBacked) == [backed]
    assert emitted(receipt, market.Disputed) == [frozen]
    assert market.project(project_id).state == State.DISPUTED


def test_dispute_by_one_holder_of_just_a_tenth_freezes_the_escrow(market, funders, funded_project):
    payments = [(funders[0], TENTH), (funders[1], GOAL)]
    project_id = funded_project(crowdfunded=True, payments=payments)
    market.dispute(project_id, REASON, sender=funders[0])
    assert market.project(project_id).state == State.DISPUTED


def test_backing_does_not_carry_over_to_the_next_stage(market, funders, at):
    market.dispute(at(State.DELIVERING), REASON, sender=funders[0])
    project_id = at(State.DELIVERED)
    receipt = market.dispute(project_id, REASON, sender=funders[1])
    assert [event["backing"] for event in emitted(receipt, market.DisputeBacked)] == [2]
    assert market.project(project_id).state == State.DELIVERED


def test_a_partys_freeze_leaves_the_holders_backing(market, funders, arbiter, owner, at):
    project_id = at(State.DELIVERING)
    market.dispute(project_id, REASON, sender=funders[0])
    market.dispute(project_id, REASON, sender=owner)
    assert market.halt(project_id).backing == TENTH - 1
    market.resolve(project_id, True, sender=arbiter)
    receipt = market.dispute(project_id, REASON, sender=funders[1])
    assert [event["backing"] for event in emitted(receipt, market.DisputeBacked)] == [TENTH + 1]
    assert market.project(project_id).state == State.DISPUTED


def test_the_holders_own_freeze_uses_their_backing_up(market, funders, arbiter, at):
    project_id = at(State.DELIVERING)
    for funder in funders[:2]:
        market.dispute(project_id, REASON, sender=funder)
    market.resolve(project_id, True, sender=arbiter)
    receipt = market.dispute(project_id, REASON, sender=funders[2])
    assert [event["backing"] for event in emitted(receipt, market.DisputeBacked)] == [GOAL // 20]
    assert market.project(project_id).state == State.DELIVERING


@pytest.mark.parametrize("stage", STAGES)
def test_uphold_freezes_for_holders_of_less_than_a_tenth(market, arbiter, funders, at, stage):
    project_id = at(stage)
    market.dispute(project_id, REASON, sender=funders[1])
    assert market.project(project_id).state == stage
    receipt = market.uphold(project_id, OTHER_REASON, sender=arbiter)
    event = {"projectId": project_id, "by": arbiter.address, "stage": stage, "reasonHash": OTHER_REASON}
    assert emitted(receipt, market.Disputed) == [event]
    assert market.project(project_id).state == State.DISPUTED
    assert market.halt(project_id).__dict__ == {"stage": stage, "since": receipt.timestamp, "backing": 0}


def test_uphold_freezes_for_a_single_share(market, arbiter, funders, funded_project):
    project_id = funded_project(crowdfunded=True, payments=[(funders[0], 1), (funders[1], GOAL)])
    market.dispute(project_id, REASON, sender=funders[0])
    market.uphold(project_id, REASON, sender=arbiter)
    assert market.project(project_id).state == State.DISPUTED


def test_uphold_reverts_when_no_holder_asked_at_this_stage(market, arbiter, funders, at):
    project_id = at(State.DELIVERING)
    with reverts(market.NotBacked, projectId=project_id):
        market.uphold(project_id, REASON, sender=arbiter)
    market.dispute(project_id, REASON, sender=funders[1])
    at(State.DELIVERED)
    with reverts(market.NotBacked, projectId=project_id):
        market.uphold(project_id, REASON, sender=arbiter)


def test_uphold_reverts_when_the_window_has_passed(market, arbiter, funders, at, next_block_at):
    project_id = at(State.DELIVERED)
    market.dispute(project_id, REASON, sender=funders[1])
    deadline = market.project(project_id).deadline
    with reverts(market.DeadlinePassed, projectId=project_id, deadline=deadline):
        next_block_at(deadline)
        market.uphold(project_id, REASON, sender=arbiter)


def test_uphold_reverts_when_the_project_is_frozen_already(market, arbiter, funders, owner, at):
    project_id = at(State.DELIVERED)
    market.dispute(project_id, REASON, sender=funders[1])
    market.dispute(project_id, REASON, sender=owner)
    with reverts(market.WrongState, projectId=project_id, state=State.DISPUTED):
        market.uphold(project_id, REASON, sender=arbiter)


def test_dispute_reverts_when_an_account_asks_twice_in_a_stage(market, funders, arbiter, owner, disputed_at):
    project_id = disputed_at(State.DELIVERING)
    market.resolve(project_id, True, sender=arbiter)
    market.dispute(project_id, REASON, sender=funders[0])
    for account in (owner, funders[0]):
        with reverts(market.AlreadyDisputed, projectId=project_id, account=account, stage=State.DELIVERING):
            market.dispute(project_id, OTHER_REASON, sender=account)


def test_dispute_is_open_to_the_same_account_in_the_next_stage(market, arbiter, owner, at, disputed_at):
    market.resolve(disputed_at(State.DELIVERING), True, sender=arbiter)
    project_id = at(State.DELIVERED)
    market.dispute(project_id, REASON, sender=owner)
    assert market.halt(project_id).stage == State.DELIVERED


@pytest.mark.parametrize("who", ["stranger", "cooperative", "operator", "arbiter"])
def test_dispute_reverts_when_the_caller_has_no_part_in_it(request, market, at, who):
    project_id, account = at(State.DELIVERING), request.getfixturevalue(who)
    with reverts(market.NotParty, projectId=project_id, account=account):
        market.dispute(project_id, REASON, sender=account)


@pytest.mark.parametrize("stage", WINDOWS)
def test_dispute_reverts_when_the_window_has_passed(market, owner, at, next_block_at, stage):
    project_id = at(stage)
    deadline = market.project(project_id).deadline
    with reverts(market.DeadlinePassed, projectId=project_id, deadline=deadline):
        next_block_at(deadline)
        market.dispute(project_id, REASON, sender=owner)


def test_dispute_works_in_the_last_second_of_the_window(market, owner, at, next_block_at):
    project_id = at(State.CONNECTED)
    next_block_at(market.project(project_id).deadline - 1)
    market.dispute(project_id, REASON, sender=owner)
    assert market.project(project_id).state == State.DISPUTED


def test_dispute_works_when_a_step_is_late(market, owner, at, time_travel):
    project_id = at(State.DELIVERING)
    time_travel(days=181)
    market.dispute(project_id, REASON, sender=owner)
    assert market.project(project_id).state == State.DISPUTED


def test_dispute_reverts_before_and_after_building(market, owner, post_demand, matched_project, at, time_travel):
    demand, matched, operating = post_demand(), matched_project(), at(State.OPERATING)
    for project_id, state in ((demand, State.OPEN), (matched, State.FUNDING), (operating, State.OPERATING)):
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.dispute(project_id, REASON, sender=owner)


@pytest.mark.parametrize("stage", STAGES)
def test_resolve_lets_building_go_on_with_a_fresh_deadline(market, arbiter, disputed_at, advance, time_travel, stage):
    project_id = disputed_at(stage)
    time_travel(days=100)
    receipt = market.resolve(project_id, True, sender=arbiter)
    deadline = receipt.timestamp + PERIODS[stage]
    assert emitted(receipt, market.Resumed) == [{"projectId": project_id, "stage": stage, "deadline": deadline}]
    project = market.project(project_id)
    assert (project.state, project.deadline) == (stage, deadline)
    assert advance(project_id) == (State.OPERATING if stage is State.CONNECTED else stage + 1)


@pytest.mark.parametrize("stage", STAGES)
def test_resolve_cancels_with_what_the_escrow_has_left(market, token, arbiter, disputed_at, stage):
    project_id = disputed_at(stage)
    left, held = market.escrowed(project_id), token.balanceOf(market)
    receipt = market.resolve(project_id, False, sender=arbiter)
    event = {"projectId": project_id, "stage": stage, "refundable": left}
    assert emitted(receipt, market.Cancelled) == [event]
    assert market.project(project_id).state == State.CANCELLED
    assert market.halt(project_id).stage == stage
    assert (market.escrowed(project_id), token.balanceOf(market)) == (left, held)


@pytest.mark.parametrize("proceed", [True, False])
def test_resolve_reverts_when_there_is_no_dispute(market, arbiter, at, proceed):
    project_id = at(State.DELIVERED)
    with reverts(market.WrongState, projectId=project_id, state=State.DELIVERED):
        market.resolve(project_id, proceed, sender=arbiter)
