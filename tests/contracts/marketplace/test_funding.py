"""Paying for a project: by its owner, or by a crowd."""

import pytest

from antu.enums import BUILDING_STEP_SECONDS, State
from antu.money import BASE_CASE
from tests.fixtures.system import NOBODY
from tests.helpers import emitted, permit_signature, reverts

GOAL = BASE_CASE.goal
IN_AN_HOUR = 3_600


# Made with the first test: what is made for the module later costs it all that was made before.
pytestmark = pytest.mark.usefixtures("allow_list")


@pytest.fixture(scope="module")
def direct(matched_project):
    return matched_project(crowdfunded=False)


@pytest.fixture(scope="module")
def crowdfunded(matched_project):
    return matched_project(crowdfunded=True)


@pytest.fixture
def with_pesos(stranger, mint_clp):
    """Somebody who has pesos and has approved nobody."""
    mint_clp(stranger, GOAL)
    return stranger


def test_fund_mints_a_share_per_peso(market, token, shares, funders, crowdfunded):
    funder = funders[0]
    purse, held = token.balanceOf(funder), token.balanceOf(market)
    receipt = market.fund(crowdfunded, 100_000, sender=funder)
    assert receipt.return_value == 100_000
    event = {"projectId": crowdfunded, "funder": funder.address, "amount": 100_000}
    assert emitted(receipt, market.Funded) == [event]
    assert not emitted(receipt, market.GoalReached)
    assert token.balanceOf(funder) == purse - 100_000
    assert token.balanceOf(market) == held + 100_000
    assert shares.balanceOf(funder, crowdfunded) == shares.totalSupply(crowdfunded) == 100_000
    assert market.escrowed(crowdfunded) == 100_000
    assert market.project(crowdfunded).state == State.FUNDING


@pytest.mark.parametrize("payments", [(GOAL,), (1, GOAL - 1), (400_000, 400_000, 365_500)], ids=str)
def test_fund_reaching_the_goal_starts_building(market, owner, direct, payments):
    *_, last = (market.fund(direct, amount, sender=owner) for amount in payments)
    deadline = last.timestamp + BUILDING_STEP_SECONDS
    assert emitted(last, market.GoalReached) == [{"projectId": direct, "deadline": deadline}]
    built = market.project(direct)
    assert (built.state, built.deadline) == (State.DELIVERING, deadline)
    assert market.escrowed(direct) == GOAL


def test_fund_is_cut_to_what_is_missing(market, token, shares, funders, crowdfunded):
    first, second = funders[:2]
    market.fund(crowdfunded, GOAL - 7, sender=first)
    purse = token.balanceOf(second)
    receipt = market.fund(crowdfunded, 10**9, sender=second)
    assert receipt.return_value == 7
    assert emitted(receipt, market.Funded) == [{"projectId": crowdfunded, "funder": second.address, "amount": 7}]
    assert token.balanceOf(second) == purse - 7
    assert shares.balanceOf(second, crowdfunded) == 7
    assert shares.totalSupply(crowdfunded) == GOAL


def test_fund_counts_an_owners_payments_together(market, shares, owner, crowdfunded):
    market.fund(crowdfunded, 3, sender=owner)
    market.fund(crowdfunded, 4, sender=owner)
    assert shares.balanceOf(owner, crowdfunded) == 7


@pytest.mark.parametrize("which", ["direct", "crowdfunded"])
def test_fund_works_until_the_deadline_to_the_second(request, market, owner, next_block_at, which):
    project_id = request.getfixturevalue(which)
    deadline = market.project(project_id).deadline
    next_block_at(deadline)
    assert market.fund(project_id, 1, sender=owner).timestamp == deadline
    with reverts(market.DeadlinePassed, projectId=project_id, deadline=deadline):
        next_block_at(deadline + 1)
        market.fund(project_id, 1, sender=owner)


def test_fund_reverts_when_the_project_is_not_being_funded(market, owner, post_demand, funded_project, expired_project):
    unknown = market.settings().demandCount + 10**6
    states = {
        unknown: State.NONE,
        post_demand(): State.OPEN,
        funded_project(): State.DELIVERING,
        expired_project(): State.EXPIRED,
    }
    for project_id, state in states.items():
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.fund(project_id, 1, sender=owner)


def test_fund_reverts_when_the_amount_is_zero(market, owner, direct):
    with reverts(market.ZeroAmount):
        market.fund(direct, 0, sender=owner)


def test_fund_reverts_when_another_than_the_owner_pays_a_direct_project(market, owner, funders, direct):
    with reverts(market.OnlyOwnerFunds, projectId=direct, owner=owner):
        market.fund(direct, 1, sender=funders[0])


def test_fund_reverts_when_the_funder_is_in_debt(
    market, energy, owner, stranger, crowdfunded, operating_project, time_travel, sign_reading
):
    metered = operating_project(crowdfunded=True)
    time_travel(days=1)
    energy.report(sign_reading(metered, 1_000), sender=stranger)
    with reverts(market.InDebt, account=owner):
        market.fund(crowdfunded, 1, sender=owner)
    energy.settle(metered, owner, 10**6, sender=owner)
    market.fund(crowdfunded, 1, sender=owner)


def test_fund_reverts_when_there_is_no_allowance(market, token, with_pesos, crowdfunded):
    with reverts(token.ERC20InsufficientAllowance, spender=market, allowance=0, needed=5):
        market.fund(crowdfunded, 5, sender=with_pesos)


def test_fund_reverts_when_the_balance_falls_short(market, token, shares, with_pesos, crowdfunded, matched_project):
    token.approve(market, 2 * GOAL, sender=with_pesos)
    market.fund(crowdfunded, GOAL - 1, sender=with_pesos)
    another = matched_project(crowdfunded=True)
    with reverts(token.ERC20InsufficientBalance, sender=with_pesos, balance=1, needed=2):
        market.fund(another, 2, sender=with_pesos)
    assert shares.totalSupply(another) == 0


@pytest.fixture
def asked(market, operator, allow_list):
    """The list of financiers, which the market asks."""
    market.setEligibility(allow_list, sender=operator)
    return allow_list


def test_fund_reverts_when_the_funder_is_not_on_the_list(market, operator, funders, asked, crowdfunded):
    listed, unlisted = funders[:2]
    asked.set([listed], True, sender=operator)
    market.fund(crowdfunded, 5, sender=listed)
    with reverts(market.NotEligible, account=unlisted, projectId=crowdfunded):
        market.fund(crowdfunded, 5, sender=unlisted)
    market.setEligibility(NOBODY, sender=operator)
    market.fund(crowdfunded, 5, sender=unlisted)


def test_fund_asks_no_list_of_an_owner_who_pays_directly(market, owner, asked, direct):
    assert not asked.mayFund(owner, direct)
    assert market.fund(direct, GOAL, sender=owner).return_value == GOAL


def test_refund_asks_no_list(market, operator, funders, asked, crowdfunded, time_travel):
    asked.set([funders[0]], True, sender=operator)
    market.fund(crowdfunded, 5, sender=funders[0])
    asked.set([funders[0]], False, sender=operator)
    time_travel(days=61)
    market.expire(crowdfunded, sender=funders[0])
    assert market.refund(crowdfunded, sender=funders[0]).return_value == 5


def test_fund_with_permit_needs_no_allowance_before(market, token, shares, with_pesos, crowdfunded, now):
    deadline = now() + IN_AN_HOUR
    signature = permit_signature(with_pesos, token, market, 9_000, deadline)
    receipt = market.fundWithPermit(crowdfunded, 9_000, deadline, *signature, sender=with_pesos)
    assert receipt.return_value == 9_000
    event = {"projectId": crowdfunded, "funder": with_pesos.address, "amount": 9_000}
    assert emitted(receipt, market.Funded) == [event]
    assert shares.balanceOf(with_pesos, crowdfunded) == 9_000
    assert token.allowance(with_pesos, market) == 0


def test_fund_with_permit_works_when_somebody_spent_the_permit_first(
    market, token, shares, with_pesos, owner, crowdfunded, now
):
    deadline = now() + IN_AN_HOUR
    signature = permit_signature(with_pesos, token, market, 9_000, deadline)
    token.permit(with_pesos, market, 9_000, deadline, *signature, sender=owner)
    market.fundWithPermit(crowdfunded, 9_000, deadline, *signature, sender=with_pesos)
    assert shares.balanceOf(with_pesos, crowdfunded) == 9_000


def test_fund_with_permit_reverts_when_the_permit_was_used_before(market, token, with_pesos, crowdfunded, now):
    deadline = now() + IN_AN_HOUR
    signature = permit_signature(with_pesos, token, market, 9_000, deadline)
    market.fundWithPermit(crowdfunded, 9_000, deadline, *signature, sender=with_pesos)
    with reverts(token.ERC20InsufficientAllowance, spender=market, allowance=0, needed=9_000):
        market.fundWithPermit(crowdfunded, 9_000, deadline, *signature, sender=with_pesos)


@pytest.mark.parametrize("fault", ["another's signature", "past deadline", "less than asked"])
def test_fund_with_permit_reverts_when_the_permit_does_not_hold(
    market, token, with_pesos, owner, crowdfunded, now, fault
):
    deadline = now() + (-1 if fault == "past deadline" else IN_AN_HOUR)
    signer = owner if fault == "another's signature" else with_pesos
    signed = 99 if fault == "less than asked" else 100
    signature = permit_signature(signer, token, market, signed, deadline)
    with reverts(token.ERC20InsufficientAllowance, spender=market, allowance=0, needed=100):
        market.fundWithPermit(crowdfunded, 100, deadline, *signature, sender=with_pesos)


def test_fund_with_permit_asks_what_fund_asks(market, token, owner, with_pesos, direct, now):
    deadline = now() + IN_AN_HOUR
    signature = permit_signature(with_pesos, token, market, 100, deadline)
    with reverts(market.OnlyOwnerFunds, projectId=direct, owner=owner):
        market.fundWithPermit(direct, 100, deadline, *signature, sender=with_pesos)
    with reverts(market.ZeroAmount):
        market.fundWithPermit(direct, 0, deadline, *signature, sender=owner)
