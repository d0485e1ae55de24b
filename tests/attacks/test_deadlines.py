"""Blocks stuffed near a deadline, so that nobody else is heard before it: what is lost, and what that takes.

To fill a block takes its 36,000,000 gas, and each full block makes the next an eighth dearer: after 100 of them, in 20
minutes, gas costs 130,000 times what it did. `attacker_gas` counts the gas of all of them.
"""

from antu.enums import ARBITER_SECONDS, CHALLENGE_WINDOW_SECONDS, CROWD_FUNDING_SECONDS, DAY, Role, State
from antu.money import BASE_CASE
from tests.helpers import signed_request

GOAL = BASE_CASE.goal
DUST = 3  # pesos: each of three holders' refunds is rounded down
DOCUMENT = b"a document".ljust(32)
HOUR = 3_600


def test_stuffing_before_funding_deadline(
    attack, attempt, market, funders, stranger, matched_project, post_team, time_travel
):
    """A rival fills the last hour's blocks, so that the payment that is to reach the goal is late.

    The project expires; every financier has all back, the team its stock, and the owner posts anew. The rival has paid
    for an hour of full blocks."""
    team = post_team(stock=1)
    project_id = matched_project(crowdfunded=True, team=team)
    market.fund(project_id, GOAL - 1, sender=funders[0])
    with attack(stranger) as it:
        time_travel(seconds=CROWD_FUNDING_SECONDS - HOUR)
        it.stuffed(HOUR)
        time_travel(seconds=HOUR + 1)
        assert not attempt(market.fund, funders[1], project_id, 1)
        assert attempt(market.expire, stranger, project_id)
        assert attempt(market.refund, funders[0], project_id)
        assert market.offer(team[0]).stock == 1


def test_stuffing_through_challenge_window(
    attack, attempt, market, arbiter, funders, stranger, funded_project, post_team, time_travel
):
    """A phantom team confirms what was not delivered and fills every block of three days, so that no holder objects.

    It gets the vendor's price, for 21,600 full blocks, whose price grows without end. At the next stage the crowd is
    heard again: it freezes the escrow, and what is left is refunded."""
    project_id = funded_project(crowdfunded=True, sender=stranger, team=post_team(sender=stranger))
    with attack(stranger, bound=BASE_CASE.vendor + DUST) as it:
        assert attempt(market.confirmDelivery, stranger, project_id)
        it.stuffed(CHALLENGE_WINDOW_SECONDS)
        time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
        assert attempt(market.release, stranger, project_id)
        assert attempt(market.dispute, funders[0], project_id, DOCUMENT)
        market.resolve(project_id, False, sender=arbiter)
        assert all(attempt(market.refund, funder, project_id) for funder in funders[:3])


def test_stuffing_through_arbitration(attack, attempt, market, owner, vendor, building_at, time_travel):
    """An owner disputes what it got and fills every block for 30 days, so that the arbiter's answer never comes.

    It keeps goods and money, for 216,000 full blocks, whose price grows without end."""
    project_id = building_at(State.DELIVERED)
    with attack(owner, bound=BASE_CASE.vendor) as it:
        it.goods_moved(vendor, owner, BASE_CASE.vendor)
        assert attempt(market.dispute, owner, project_id, DOCUMENT)
        it.stuffed(ARBITER_SECONDS)
        time_travel(seconds=ARBITER_SECONDS + 1)
        assert attempt(market.cancel, owner, project_id)
        assert attempt(market.refund, owner, project_id)


def test_stuffing_before_request_deadline(
    attack, attempt, forwarder, market, funders, stranger, matched_project, time_travel
):
    """A relayer keeps a signed payment back, or fills blocks, until the request's deadline has passed.

    Nothing happened: the payment was not made, its number not used, and whoever signed signs anew."""
    project_id = matched_project(crowdfunded=True)
    request = signed_request(forwarder, funders[0], market.fund, project_id, 1_000)
    with attack(stranger) as it:
        it.stuffed(HOUR)
        time_travel(seconds=DAY + 1)
        assert not attempt(forwarder.execute, stranger, request)
        again = signed_request(forwarder, funders[0], market.fund, project_id, 1_000)
        assert attempt(forwarder.execute, stranger, again)


def test_request_brought_at_a_worse_moment(
    attack, attempt, forwarder, market, owner, vendor, stranger, post_demand, post_team
):
    """A relayer keeps an owner's signed match back until a friend's offer in it costs all that the owner would pay.

    What was signed says the most that the team may cost: a risen price is refused, and the request is used up."""
    team = post_team((BASE_CASE.vendor // 2, BASE_CASE.installer, BASE_CASE.manager))
    demand = post_demand()
    seen = (BASE_CASE.vendor // 2 + BASE_CASE.installer + BASE_CASE.manager) * 105 // 100
    request = signed_request(forwarder, owner, market.matchOwn, (demand, *team, seen))
    with attack(stranger, vendor):
        offer = market.offer(team[Role.VENDOR])
        assert attempt(market.updateOffer, vendor, team[0], offer.regions, BASE_CASE.vendor, offer.stock)
        attempt(forwarder.execute, stranger, request)
        assert market.project(demand).state == State.OPEN
