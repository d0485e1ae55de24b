"""Flaws of 2019: where the money of a campaign went. Each test tries the attack on Antu."""

from antu.enums import State
from antu.money import BASE_CASE
from tests.helpers import reverts

GOAL = BASE_CASE.goal


def test_refunds_open_although_the_goal_was_reached(
    market, token, funders, stranger, funded_project, advance, time_travel
):
    """2019: after the deadline money could be taken back although the goal had been reached. Here reaching it ends the
    funding, deadline and all, and opens no refund ever after."""
    project_id = funded_project(crowdfunded=True)
    time_travel(days=61)
    held, state = token.balanceOf(market), State.DELIVERING
    with reverts(market.WrongState, projectId=project_id, state=state):
        market.expire(project_id, sender=stranger)
    while True:
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.refund(project_id, sender=funders[0])
        if state is State.OPERATING:
            break
        state = advance(project_id)
    assert held - token.balanceOf(market) == GOAL


def test_money_of_one_campaign_counted_in_the_next(
    market, token, shares, owner, funders, stranger, expired_project, matched_project
):
    """2019: a contract's whole balance counted as raised, so what an earlier campaign left there, or anyone sent,
    helped the next to its goal. Here a campaign's money is its own shares."""
    first, second = funders[:2]
    failed = expired_project(crowdfunded=True, payments=[(first, GOAL - 1)])
    token.transfer(market, GOAL, sender=owner)
    project_id = matched_project(crowdfunded=True)
    assert market.escrowed(project_id) == shares.totalSupply(project_id) == 0
    market.fund(project_id, GOAL - 1, sender=second)
    assert market.project(project_id).state == State.FUNDING
    with reverts(market.NothingToRefund, projectId=failed, holder=second):
        market.refund(failed, sender=second)
    assert market.refund(failed, sender=first).return_value == GOAL - 1
    assert market.escrowed(project_id) == GOAL - 1


def test_crowdfunded_money_paid_to_the_owner_instead_of_the_suppliers(
    market, token, owner, vendor, installer, manager, treasury, funders, funded_project, advance
):
    """2019: the owner drew the money that the crowd had raised. Here it goes from the escrow to the team, and the owner
    can neither release it early, nor refund it, nor name who gets it."""
    confirmations = {State.DELIVERING: market.confirmDelivery, State.INSTALLING: market.confirmInstallation}
    before = {account: token.balanceOf(account) for account in (owner, vendor, installer, manager, treasury)}
    project_id = funded_project(crowdfunded=True, payments=[(funders[0], GOAL)])
    state = State.DELIVERING
    while state is not State.OPERATING:
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.refund(project_id, sender=owner)
        for step, confirm in confirmations.items():
            error = (market.NotParty, {"account": owner}) if step is state else (market.WrongState, {"state": state})
            with reverts(error[0], projectId=project_id, **error[1]):
                confirm(project_id, sender=owner)
        state = advance(project_id)
    gained = {account: token.balanceOf(account) - had for account, had in before.items()}
    assert gained == {
        owner: 0,
        vendor: BASE_CASE.vendor,
        installer: BASE_CASE.installer,
        manager: BASE_CASE.manager,
        treasury: BASE_CASE.fee,
    }


def test_more_money_accepted_than_the_goal(market, token, shares, funders, matched_project):
    """2019: a campaign took more than its goal. Here the last payment is cut, and there is none after it."""
    first, second, third = funders[:3]
    project_id = matched_project(crowdfunded=True)
    purses = [token.balanceOf(funder) for funder in (first, second, third)]
    market.fund(project_id, GOAL - 100, sender=first)
    assert market.fund(project_id, GOAL, sender=second).return_value == 100
    with reverts(market.WrongState, projectId=project_id, state=State.DELIVERING):
        market.fund(project_id, 1, sender=third)
    spent = [had - token.balanceOf(funder) for had, funder in zip(purses, (first, second, third), strict=True)]
    assert spent == [GOAL - 100, 100, 0]
    assert shares.totalSupply(project_id) == market.escrowed(project_id) == GOAL


def test_more_money_accepted_than_the_goal_within_one_block(
    market, token, shares, chain, crowd, owner, matched_project, send_many
):
    """Two payments of all that is missing, in the same block: the second finds nothing to pay for."""
    project_id = matched_project(crowdfunded=True)
    rivals = crowd(2)
    send_many((token.transfer, owner, rival.address, GOAL) for rival in rivals)
    send_many((token.approve, rival, market.address, GOAL) for rival in rivals)
    data = market.fund.encode_input(project_id, GOAL).to_0x_hex()
    request = {"to": market.address, "data": data, "gas": hex(10**6)}
    chain.provider.auto_mine = False
    try:
        sent = [
            chain.provider.make_request("eth_sendTransaction", [request | {"from": rival.address}]) for rival in rivals
        ]
        chain.provider.mine()
    finally:
        chain.provider.auto_mine = True
    receipts = [chain.provider.make_request("eth_getTransactionReceipt", [tx]) for tx in sent]
    assert len({receipt["blockNumber"] for receipt in receipts}) == 1
    assert sorted(receipt["status"] for receipt in receipts) == ["0x0", "0x1"]
    assert shares.totalSupply(project_id) == market.escrowed(project_id) == GOAL
    assert sorted(token.balanceOf(rival) for rival in rivals) == [0, GOAL]
