"""Ending a project whose step is late, or whose dispute nobody decided."""

import pytest

from antu.enums import ARBITER_SECONDS, State
from tests.contracts.marketplace.stages import AWAITING, REASON, STAGES, WINDOWS
from tests.helpers import emitted, reverts


@pytest.mark.parametrize("stage", STAGES)
def test_cancel_works_when_the_arbiter_was_silent(market, stranger, disputed_at, next_block_at, stage):
    project_id = disputed_at(stage)
    left = market.escrowed(project_id)
    patience = market.halt(project_id).since + ARBITER_SECONDS
    with reverts(market.DeadlineAhead, projectId=project_id, deadline=patience):
        next_block_at(patience)
        market.cancel(project_id, sender=stranger)
    next_block_at(patience + 1)
    receipt = market.cancel(project_id, sender=stranger)
    event = {"projectId": project_id, "stage": stage, "refundable": left}
    assert emitted(receipt, market.Cancelled) == [event]
    assert market.halt(project_id).stage == stage
    assert market.escrowed(project_id) == left


@pytest.mark.parametrize("stage", AWAITING)
def test_cancel_works_when_a_step_is_late(market, stranger, at, next_block_at, stage):
    project_id = at(stage)
    left, deadline = market.escrowed(project_id), market.project(project_id).deadline
    with reverts(market.DeadlineAhead, projectId=project_id, deadline=deadline):
        next_block_at(deadline)
        market.cancel(project_id, sender=stranger)
    next_block_at(deadline + 1)
    receipt = market.cancel(project_id, sender=stranger)
    event = {"projectId": project_id, "stage": stage, "refundable": left}
    assert emitted(receipt, market.Cancelled) == [event]
    assert market.project(project_id).state == State.CANCELLED


@pytest.mark.parametrize("stage", WINDOWS)
def test_cancel_reverts_when_the_word_was_given(market, stranger, at, time_travel, stage):
    project_id = at(stage)
    time_travel(days=1_000)
    with reverts(market.WrongState, projectId=project_id, state=stage):
        market.cancel(project_id, sender=stranger)


def test_cancel_reverts_before_and_after_building(market, stranger, matched_project, at, time_travel):
    matched, operating = matched_project(), at(State.OPERATING)
    time_travel(days=1_000)
    for project_id, state in ((matched, State.FUNDING), (operating, State.OPERATING)):
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.cancel(project_id, sender=stranger)


def test_a_cancelled_project_stays_cancelled(
    market, owner, arbiter, installer, stranger, disputed_at, commission, time_travel
):
    project_id = disputed_at(State.DELIVERING)
    market.resolve(project_id, False, sender=arbiter)
    time_travel(days=1_000)
    calls = [
        lambda: market.resolve(project_id, True, sender=arbiter),
        lambda: market.cancel(project_id, sender=stranger),
        lambda: market.release(project_id, sender=stranger),
        lambda: market.confirmDelivery(project_id, sender=installer),
        lambda: market.dispute(project_id, REASON, sender=owner),
        lambda: market.fund(project_id, 1, sender=owner),
        lambda: market.expire(project_id, sender=stranger),
        lambda: commission(project_id),
    ]
    for call in calls:
        with reverts(market.WrongState, projectId=project_id, state=State.CANCELLED):
            call()
