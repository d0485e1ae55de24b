"""The escrow's chain: each supplier is paid on the word of the next, after a challenge window."""

import pytest

from antu.enums import BUILDING_STEP_SECONDS, CHALLENGE_WINDOW_SECONDS, State
from antu.money import BASE_CASE
from tests.contracts.marketplace.stages import AWAITING, GOAL, WINDOWS
from tests.fixtures.energy import TE4_HASH
from tests.helpers import emitted, reverts

AFTER_VENDOR = GOAL - BASE_CASE.vendor
AFTER_INSTALLER = AFTER_VENDOR - BASE_CASE.installer

# Stage -> pesos that the escrow holds then
HELD = {
    State.DELIVERING: GOAL,
    State.DELIVERED: GOAL,
    State.INSTALLING: AFTER_VENDOR,
    State.INSTALLED: AFTER_VENDOR,
    State.CONNECTING: AFTER_INSTALLER,
    State.CONNECTED: AFTER_INSTALLER,
}


@pytest.fixture
def word(market, installer, manager):
    """Stage -> the function by which its word is given, and who gives it."""
    return {
        State.DELIVERING: (market.confirmDelivery, installer),
        State.INSTALLING: (market.confirmInstallation, manager),
    }


@pytest.mark.parametrize("stage", [State.DELIVERING, State.INSTALLING])
def test_confirmation_opens_a_challenge_window(market, token, at, word, stage):
    project_id = at(stage)
    held = token.balanceOf(market)
    confirm, awaited = word[stage]
    receipt = confirm(project_id, sender=awaited)
    end = receipt.timestamp + CHALLENGE_WINDOW_SECONDS
    event = {"projectId": project_id, "by": awaited.address, "stage": stage + 1, "windowEnd": end}
    assert emitted(receipt, market.Confirmed) == [event]
    project = market.project(project_id)
    assert (project.state, project.deadline) == (stage + 1, end)
    assert token.balanceOf(market) == held


def test_commission_opens_a_challenge_window(market, energy, token, at, commission):
    project_id = at(State.CONNECTING)
    held = token.balanceOf(market)
    receipt = commission(project_id)
    end = receipt.timestamp + CHALLENGE_WINDOW_SECONDS
    event = {"projectId": project_id, "by": energy.address, "stage": State.CONNECTED, "windowEnd": end}
    assert emitted(receipt, market.Confirmed) == [event]
    assert emitted(receipt, market.Commissioned) == [{"projectId": project_id, "te4Hash": TE4_HASH}]
    project = market.project(project_id)
    assert (project.state, project.deadline) == (State.CONNECTED, end)
    assert token.balanceOf(market) == held


@pytest.mark.parametrize("stage", [State.DELIVERING, State.INSTALLING])
def test_confirmation_counts_though_late(market, at, word, time_travel, stage):
    project_id = at(stage)
    time_travel(days=1_000)
    confirm, awaited = word[stage]
    confirm(project_id, sender=awaited)
    assert market.project(project_id).state == stage + 1


@pytest.mark.parametrize("stage", [State.DELIVERING, State.INSTALLING])
def test_confirmation_reverts_when_another_gives_it(
    market, owner, vendor, installer, manager, stranger, at, word, stage
):
    project_id = at(stage)
    confirm, awaited = word[stage]
    for account in {owner, vendor, installer, manager, stranger} - {awaited}:
        with reverts(market.NotParty, projectId=project_id, account=account):
            confirm(project_id, sender=account)


@pytest.mark.parametrize("stage", [State.DELIVERING, State.INSTALLING])
def test_confirmation_reverts_in_every_other_stage(market, funded, advance, word, stage):
    confirm, awaited = word[stage]
    state = State.DELIVERING
    while True:
        if state is not stage:
            with reverts(market.WrongState, projectId=funded, state=state):
                confirm(funded, sender=awaited)
        if state is State.OPERATING:
            break
        state = advance(funded)


@pytest.mark.parametrize("who", ["owner", "manager", "cooperative", "operator", "stranger"])
def test_commission_reverts_when_not_by_the_energy_sales(request, market, at, who):
    project_id = at(State.CONNECTING)
    account = request.getfixturevalue(who)
    with reverts(market.OnlyEnergy, caller=account):
        market.commission(project_id, TE4_HASH, sender=account)


def test_commission_reverts_in_every_other_stage(market, funded, advance, commission):
    state = State.DELIVERING
    while state is not State.OPERATING:
        if state is not State.CONNECTING:
            with reverts(market.WrongState, projectId=funded, state=state):
                commission(funded)
        state = advance(funded)


@pytest.mark.parametrize(
    ("stage", "payee", "amount"),
    [(State.DELIVERED, "vendor", BASE_CASE.vendor), (State.INSTALLED, "installer", BASE_CASE.installer)],
)
def test_release_pays_the_supplier(request, market, token, stranger, at, next_block_at, stage, payee, amount):
    project_id, supplier = at(stage), request.getfixturevalue(payee)
    purse, held = token.balanceOf(supplier), token.balanceOf(market)
    next_block_at(market.project(project_id).deadline)
    receipt = market.release(project_id, sender=stranger)
    event = {"projectId": project_id, "payee": supplier.address, "amount": amount}
    assert emitted(receipt, market.Released) == [event]
    assert not emitted(receipt, market.Operating)
    assert token.balanceOf(supplier) == purse + amount
    assert token.balanceOf(market) == held - amount
    project = market.project(project_id)
    assert (project.state, project.deadline) == (stage + 1, receipt.timestamp + BUILDING_STEP_SECONDS)


def test_release_of_the_last_pays_manager_and_fee_and_opens_the_shares(
    market, token, shares, operator, manager, stranger, at, next_block_at
):
    project_id = at(State.CONNECTED)
    # The treasury is the one of the day; who is new in it has nothing yet.
    market.setTreasury(stranger, sender=operator)
    purse, chest, held = (token.balanceOf(account) for account in (manager, stranger, market))
    next_block_at(market.project(project_id).deadline)
    receipt = market.release(project_id, sender=manager)
    assert emitted(receipt, market.Released) == [
        {"projectId": project_id, "payee": manager.address, "amount": BASE_CASE.manager},
        {"projectId": project_id, "payee": stranger.address, "amount": BASE_CASE.fee},
    ]
    assert emitted(receipt, market.Operating) == [{"projectId": project_id}]
    assert emitted(receipt, shares.Opened) == [{"projectId": project_id, "supply": GOAL, "reserveBps": 0}]
    assert token.balanceOf(manager) == purse + BASE_CASE.manager
    assert token.balanceOf(stranger) == chest + BASE_CASE.fee
    assert token.balanceOf(market) == held - AFTER_INSTALLER
    project = market.project(project_id)
    assert (project.state, project.deadline) == (State.OPERATING, 0)
    assert market.escrowed(project_id) == 0


@pytest.mark.parametrize("stage", WINDOWS)
def test_release_reverts_within_the_window(market, stranger, at, next_block_at, stage):
    project_id = at(stage)
    deadline = market.project(project_id).deadline
    with reverts(market.DeadlineAhead, projectId=project_id, deadline=deadline):
        next_block_at(deadline - 1)
        market.release(project_id, sender=stranger)


@pytest.mark.parametrize("stage", AWAITING)
def test_release_reverts_when_nobody_confirmed(market, stranger, at, time_travel, stage):
    project_id = at(stage)
    time_travel(days=30)
    with reverts(market.WrongState, projectId=project_id, state=stage):
        market.release(project_id, sender=stranger)


def test_release_reverts_before_and_after_building(market, stranger, post_demand, matched_project, at):
    demand, matched, operating = post_demand(), matched_project(), at(State.OPERATING)
    for project_id, state in ((demand, State.OPEN), (matched, State.FUNDING), (operating, State.OPERATING)):
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.release(project_id, sender=stranger)


def test_escrowed_is_what_is_not_released(market, token, funded, advance):
    held = token.balanceOf(market)
    for stage, amount in HELD.items():
        assert market.project(funded).state == stage
        assert market.escrowed(funded) == amount
        assert held - token.balanceOf(market) == GOAL - amount
        advance(funded)
    assert market.escrowed(funded) == 0
    assert held - token.balanceOf(market) == GOAL


def test_one_account_may_be_the_whole_team(market, token, stranger, post_team, funded_project, advance_to):
    team = post_team(sender=stranger)
    project_id = funded_project(team=team)
    market.confirmDelivery(project_id, sender=stranger)
    advance_to(project_id, State.INSTALLING)
    market.confirmInstallation(project_id, sender=stranger)
    advance_to(project_id, State.OPERATING)
    assert token.balanceOf(stranger) == BASE_CASE.cost
