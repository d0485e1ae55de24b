"""Projects that are not built: everybody's money afterwards, to the peso."""

import pytest

from antu.enums import State
from antu.money import BASE_CASE

GOAL = BASE_CASE.goal

# Stage in which a project is cancelled -> pesos that suppliers were paid before
PAID = {
    State.DELIVERING: {},
    State.DELIVERED: {},
    State.INSTALLING: {"vendor": BASE_CASE.vendor},
    State.INSTALLED: {"vendor": BASE_CASE.vendor},
    State.CONNECTING: {"vendor": BASE_CASE.vendor, "installer": BASE_CASE.installer},
    State.CONNECTED: {"vendor": BASE_CASE.vendor, "installer": BASE_CASE.installer},
}
AWAITING = [State.DELIVERING, State.INSTALLING, State.CONNECTING]

# What the four funders put in; the amounts share no factor with the goal, so that refunds round.
PARTS = {"first": 333_333, "second": 271_828, "third": 7, "fourth": GOAL - 333_333 - 271_828 - 7}


@pytest.fixture
def payments(funders):
    return list(zip(funders, PARTS.values(), strict=True))


@pytest.fixture
def settle_up(market, funders):
    """`settle_up(project_id, paid)`: refunds all of a cancelled project, and returns what the ledger must show then."""

    def refund_all(project_id, paid):
        left = GOAL - sum(paid.values())
        for funder in funders:
            market.refund(project_id, sender=funder)
        refunds = {name: part * left // GOAL for name, part in PARTS.items()}
        dust = left - sum(refunds.values())
        assert 0 <= dust < len(funders)
        changes = {name: refunds[name] - part for name, part in PARTS.items()} | paid | {"market": dust}
        return {name: change for name, change in changes.items() if change}

    return refund_all


@pytest.mark.parametrize("crowdfunded", [True, False])
def test_expiry_gives_everybody_everything_back(
    market, owner, stranger, open_ledger, expired_project, post_team, payments, shares, crowdfunded
):
    ledger = open_ledger()
    team = post_team(stock=1)
    expired_before = market.record(owner).expired
    paid = payments[:3] if crowdfunded else [(owner, GOAL - 1)]
    project_id = expired_project(crowdfunded=crowdfunded, payments=paid, team=team)
    for holder, amount in paid:
        assert market.refund(project_id, sender=holder).return_value == amount
    assert ledger.changes() == {}
    assert shares.totalSupply(project_id) == 0
    # The stock is there again, and only an owner who was to pay itself has it on its record.
    assert [market.offer(offer).stock for offer in team] == [1, 1, 1]
    assert market.record(owner).expired == expired_before + (not crowdfunded)


def test_expired_stock_can_be_matched_again(market, keeper, owner, post_team, post_demand, expired_project, advance_to):
    team = post_team(stock=1)
    expired_project(team=team)
    demand = post_demand()
    market.matchBatch([(demand, *team, BASE_CASE.goal)], sender=keeper)
    market.fund(demand, GOAL, sender=owner)
    advance_to(demand, State.OPERATING)


@pytest.mark.parametrize("stage", AWAITING)
def test_a_late_step_ends_in_proportional_refunds(
    market, stranger, open_ledger, building_at, time_travel, payments, settle_up, stage
):
    ledger = open_ledger()
    project_id = building_at(stage, crowdfunded=True, payments=payments)
    time_travel(days=180, seconds=1)
    market.cancel(project_id, sender=stranger)
    expected = settle_up(project_id, PAID[stage])
    assert ledger.changes() == expected


@pytest.mark.parametrize("stage", PAID)
def test_the_arbiter_ends_in_proportional_refunds(
    market, owner, arbiter, open_ledger, building_at, payments, settle_up, stage
):
    ledger = open_ledger()
    project_id = building_at(stage, crowdfunded=True, payments=payments)
    market.dispute(project_id, b"broken panels".ljust(32), sender=owner)
    market.resolve(project_id, False, sender=arbiter)
    expected = settle_up(project_id, PAID[stage])
    assert ledger.changes() == expected


@pytest.mark.parametrize("stage", PAID)
def test_a_silent_arbiter_ends_in_proportional_refunds(
    market, vendor, stranger, open_ledger, building_at, time_travel, payments, settle_up, stage
):
    ledger = open_ledger()
    project_id = building_at(stage, crowdfunded=True, payments=payments)
    market.dispute(project_id, b"unpaid freight".ljust(32), sender=vendor)
    time_travel(days=30, seconds=1)
    market.cancel(project_id, sender=stranger)
    expected = settle_up(project_id, PAID[stage])
    assert ledger.changes() == expected


def test_a_dispute_that_goes_on_ends_in_operation(market, token, owner, arbiter, open_ledger, building_at, advance_to):
    ledger = open_ledger()
    project_id = building_at(State.DELIVERED)
    market.dispute(project_id, b"wrong inverter".ljust(32), sender=owner)
    market.resolve(project_id, True, sender=arbiter)
    advance_to(project_id, State.OPERATING)
    assert ledger.changes() == {
        "owner": -GOAL,
        "vendor": BASE_CASE.vendor,
        "installer": BASE_CASE.installer,
        "manager": BASE_CASE.manager,
        "treasury": BASE_CASE.fee,
    }


def test_two_projects_at_once_keep_their_money_apart(
    market, owner, funders, stranger, open_ledger, building_at, advance_to, time_travel, arbiter
):
    ledger = open_ledger()
    built = building_at(State.INSTALLING, crowdfunded=True, payments=[(funders[0], GOAL)])
    failed = building_at(State.DELIVERING, crowdfunded=True, payments=[(funders[1], GOAL)])
    market.dispute(failed, b"no delivery".ljust(32), sender=owner)
    market.resolve(failed, False, sender=arbiter)
    assert market.refund(failed, sender=funders[1]).return_value == GOAL
    advance_to(built, State.OPERATING)
    assert ledger.changes() == {
        "first": -GOAL,
        "vendor": BASE_CASE.vendor,
        "installer": BASE_CASE.installer,
        "manager": BASE_CASE.manager,
        "treasury": BASE_CASE.fee,
    }
