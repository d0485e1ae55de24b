"""Funding and matching: front-runs of payments and matches, dust, permits spent before, stock held and not paid for."""

import pytest

from antu.enums import CROWD_FUNDING_SECONDS, DAY, DIRECT_FUNDING_SECONDS, State
from antu.money import BASE_CASE
from tests.fixtures.accounts import account_at
from tests.helpers import permit_signature

GOAL = BASE_CASE.goal
PERIODS = {False: DIRECT_FUNDING_SECONDS, True: CROWD_FUNDING_SECONDS}


@pytest.fixture
def funding(matched_project):
    """A crowd's project that nobody has paid anything into."""
    return matched_project(crowdfunded=True)


@pytest.mark.parametrize("attackers_part", [1, GOAL - 1, GOAL])
def test_front_run_of_goal_payment(attack, attempt, market, shares, funding, funders, attackers_part):
    """A victim pays all that is missing; the attacker pays a part of it just before.

    The victim's payment is cut to what is missing then, or refused; it has a share for each peso."""
    attacker, victim = funders[0], funders[1]
    with attack(attacker):
        assert attempt(market.fund, attacker, funding, attackers_part)
        attempt(market.fund, victim, funding, GOAL)
        assert shares.balanceOf(victim, funding) == GOAL - attackers_part
    assert market.project(funding).state == State.DELIVERING


def test_front_run_of_permit(attack, attempt, market, shares, token, now, funding, funders, stranger):
    """A stranger brings a financier's permit from the mempool just before its payment does.

    The payment asks whether the allowance is there, not who brought it."""
    victim = funders[0]
    token.approve(market, 0, sender=victim)
    deadline = now() + DAY
    permit = permit_signature(victim, token, market, 1_000, deadline)
    with attack(stranger):
        assert attempt(token.permit, stranger, victim, market, 1_000, deadline, *permit)
        assert market.fundWithPermit(funding, 1_000, deadline, *permit, sender=victim).return_value == 1_000
    assert shares.balanceOf(victim, funding) == 1_000


def test_front_run_of_two_permits(attack, attempt, market, token, now, funding, funders, stranger):
    """A stranger brings the permits of a financier's two payments first, so that the second one's allowance replaces
    the first's.

    A payment is refused for want of allowance; no pesos move, and the financier signs anew."""
    victim = funders[0]
    token.approve(market, 0, sender=victim)
    deadline, nonce = now() + DAY, token.nonces(victim)
    permits = [
        (amount, deadline, *permit_signature(victim, token, market, amount, deadline, nonce + place))
        for place, amount in enumerate((5_000, 1_000))
    ]
    with attack(stranger):
        for amount, *permit in permits:
            assert attempt(token.permit, stranger, victim, market, amount, *permit)
        assert not attempt(market.fundWithPermit, victim, funding, *permits[0])
        assert attempt(market.fundWithPermit, victim, funding, *permits[1])


def test_dust_keeps_no_project_from_expiring(attack, attempt, market, funding, funders, stranger, time_travel):
    """A peso a day is paid so that the funding's deadline might move, or expiring cost too much.

    The deadline is the match's, and expiring costs the same for any number of payments; everybody has all back."""
    attacker, victim = funders[0], funders[1]
    market.fund(funding, GOAL // 2, sender=victim)
    deadline = market.project(funding).deadline
    with attack(attacker):
        for _ in range(10):
            time_travel(days=6)
            attempt(market.fund, attacker, funding, 1)
        assert market.project(funding).deadline == deadline
        time_travel(seconds=1)
        assert attempt(market.expire, stranger, funding)
        assert market.refund(funding, sender=victim).return_value == GOAL // 2
        assert attempt(market.refund, attacker, funding)


def test_dust_cannot_block_last_payment(attack, attempt, market, shares, funding, funders, crowd, token, owner):
    """Twenty accounts pay a peso each, just before the payment that is to reach the goal.

    It is cut to what is missing, and costs no more for their number."""
    rivals, victim = crowd(20), funders[0]
    for rival in rivals:
        assert attempt(token.transfer, owner, rival, 1)
        assert attempt(token.approve, rival, market, 1)
    with attack(*rivals):
        for rival in rivals:
            assert attempt(market.fund, rival, funding, 1)
        receipt = market.fund(funding, GOAL, sender=victim)
        assert receipt.gas_used < 200_000
    assert shares.balanceOf(victim, funding) == GOAL - 20


@pytest.mark.parametrize("crowdfunded", [False, True], ids=["direct", "crowdfunded"])
def test_stock_held_and_not_paid_for(
    attack, attempt, market, vendor, post_demand, post_team, stranger, time_travel, crowdfunded
):
    """An owner posts demands, matches them with a supplier's last units, and pays nothing.

    It costs only gas, and the owner's record if the project was its own to pay. No peso moves: the stock is held until
    the deadline, 14 or 60 days, unless the supplier raises it, which it may at once."""
    team = post_team(stock=3)
    with attack(stranger) as it:
        start = market.settings().demandCount
        for _ in range(3):
            demand = post_demand(sender=stranger, crowdfunded=crowdfunded)
            assert attempt(market.matchOwn, stranger, (demand, *team, GOAL))
        assert market.offer(team[0]).stock == 0
        waited = PERIODS[crowdfunded] + 1
        time_travel(seconds=waited)
        for place in range(1, 4):
            assert attempt(market.expire, vendor, start + place)
        assert market.offer(team[0]).stock == 3
        it.delayed(waited, at_most=PERIODS[crowdfunded] + 1)
    assert market.record(stranger).expired == (0 if crowdfunded else 3)


def test_stock_held_is_raised_again(attack, attempt, market, owner, post_demand, post_team, stranger):
    """The same attack, on a supplier that minds its stock.

    It sets its stock anew at once, and sells to others as before."""
    team = post_team(stock=1)
    with attack(stranger):
        assert attempt(market.matchOwn, stranger, (post_demand(sender=stranger), *team, GOAL))
        for offer_id in team:
            offer = market.offer(offer_id)
            market.updateOffer(offer_id, offer.regions, offer.price, 1, sender=account_at(offer.supplier))
        assert attempt(market.matchOwn, owner, (post_demand(), *team, GOAL))


@pytest.mark.parametrize("way", ["keeper", "owner"])
def test_front_run_of_match_by_price_rise(attack, attempt, market, keeper, owner, vendor, post_demand, post_team, way):
    """A vendor sees the match that has its offer, and raises its price just before it, to all the owner would pay.

    A team says what it cost when it was seen; one that costs more by then is passed over, or refused."""
    cheap = BASE_CASE.vendor // 2
    team = post_team((cheap, BASE_CASE.installer, BASE_CASE.manager))
    demand = post_demand()
    seen = (cheap + BASE_CASE.installer + BASE_CASE.manager) * 105 // 100
    with attack(vendor):
        offer = market.offer(team[0])
        assert attempt(market.updateOffer, vendor, team[0], offer.regions, BASE_CASE.vendor, offer.stock)
        if way == "keeper":
            assert attempt(market.matchBatch, keeper, [(demand, *team, seen)])
        else:
            assert not attempt(market.matchOwn, owner, (demand, *team, seen))
        assert market.project(demand).state == State.OPEN
        assert attempt(market.updateOffer, vendor, team[0], offer.regions, cheap, offer.stock)
        assert attempt(market.matchOwn, owner, (demand, *team, seen))
        assert market.goal(demand) == seen


def test_funding_by_another_than_the_owner(attack, attempt, market, matched_project, stranger, funders):
    """Somebody else pays for a project that its owner is to pay for itself, to have its shares.

    Only the owner may."""
    project_id = matched_project()
    with attack(funders[0], stranger):
        for attacker in (funders[0], stranger):
            assert not attempt(market.fund, attacker, project_id, 1)


def test_refund_of_anothers_shares(attack, attempt, market, shares, expired_project, funders, stranger):
    """A stranger asks for the refunds of a project that expired, before its financiers do, and burns or mints shares.

    A refund is for the shares of whoever asks; only the marketplace mints and burns."""
    victim = funders[0]
    project_id = expired_project(crowdfunded=True, payments=[(victim, GOAL // 2)])
    with attack(stranger):
        assert not attempt(market.refund, stranger, project_id)
        assert not attempt(shares.burnAll, stranger, project_id, victim)
        assert not attempt(shares.mint, stranger, project_id, stranger, GOAL)
        assert market.refund(project_id, sender=victim).return_value == GOAL // 2


def test_funding_after_the_deadline(attack, attempt, market, funding, funders, time_travel):
    """A late payment reaches the goal before anybody has closed the project, to keep the money of those who gave up.

    After the deadline nobody may pay, closed or not."""
    attacker, victim = funders[0], funders[1]
    market.fund(funding, GOAL - 1, sender=victim)
    with attack(attacker):
        time_travel(seconds=CROWD_FUNDING_SECONDS + 1)
        assert not attempt(market.fund, attacker, funding, 1)
        assert attempt(market.expire, victim, funding)
        assert attempt(market.refund, victim, funding)
