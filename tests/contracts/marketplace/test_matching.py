"""From a demand and three offers to a project, by the keeper or by the owner."""

from dataclasses import replace

import pytest

from antu.catalog import ALL_REGIONS
from antu.enums import CROWD_FUNDING_SECONDS, DIRECT_FUNDING_SECONDS, Mismatch, Role, State
from antu.money import BASE_CASE, MAXIMUM_MONEY, Quote
from tests.fixtures.market import PRICES, REGION, STOCK
from tests.fixtures.system import FEE_BPS, NOBODY
from tests.helpers import emitted, reverts

# What can be wrong with an offer, in the order in which it is looked at.
OFFER_FAULTS = {
    "unknown": Mismatch.OFFER_NOT_OPEN,
    "withdrawn": Mismatch.OFFER_NOT_OPEN,
    "another role": Mismatch.WRONG_ROLE,
    "another class": Mismatch.WRONG_CLASS,
    "another region": Mismatch.REGION_NOT_SERVED,
    "no stock": Mismatch.OUT_OF_STOCK,
}


@pytest.fixture(scope="module")
def demand(post_demand):
    return post_demand()


@pytest.fixture(scope="module")
def team(post_team):
    return post_team()


@pytest.fixture(scope="module")
def faulty(market, team, post_offer):
    """(fault, role) -> the team with one faulty offer."""

    def offer(fault, role):
        match fault:
            case "unknown":
                return 2**32 - 1
            case "withdrawn":
                offer_id = post_offer(role)
                market.withdrawOffer(offer_id, sender=market.offer(offer_id).supplier)
                return offer_id
            case "another role":
                return post_offer(Role((role + 1) % 3))
            case "another class":
                return post_offer(role, size_class=1)
            case "another region":
                return post_offer(role, regions=ALL_REGIONS ^ 1 << REGION - 1)
            case "no stock":
                return post_offer(role, stock=0)

    def put(role, offer_id):
        return (*team[:role], offer_id, *team[role + 1 :])

    return {(fault, role): put(role, offer(fault, role)) for fault in OFFER_FAULTS for role in Role}


@pytest.fixture
def match_batch(market, keeper):
    return lambda *teams: market.matchBatch(teams, sender=keeper)


@pytest.mark.parametrize(("crowdfunded", "period"), [(False, DIRECT_FUNDING_SECONDS), (True, CROWD_FUNDING_SECONDS)])
@pytest.mark.parametrize("by", ["keeper", "owner"])
def test_match_makes_a_project(market, match_batch, owner, team, post_demand, by, crowdfunded, period):
    demand = post_demand(crowdfunded=crowdfunded)
    before = market.project(demand).__dict__
    stocks = [market.offer(offer).stock for offer in team]
    if by == "keeper":
        receipt = match_batch((demand, *team, BASE_CASE.goal))
        assert receipt.return_value == 1
    else:
        receipt = market.matchOwn((demand, *team, BASE_CASE.goal), sender=owner)
    offers = dict(zip(("vendorOffer", "installerOffer", "managerOffer"), team, strict=True))
    deadline = receipt.timestamp + period
    event = {"projectId": demand, **offers, "goal": BASE_CASE.goal, "deadline": deadline}
    assert emitted(receipt, market.Matched) == [event]
    assert market.project(demand).__dict__ == before | offers | {
        "state": State.FUNDING,
        "deadline": deadline,
        "vendorPrice": BASE_CASE.vendor,
        "installerPrice": BASE_CASE.installer,
        "managerPrice": BASE_CASE.manager,
    }
    assert [market.offer(offer).stock for offer in team] == [stock - 1 for stock in stocks]
    assert market.goal(demand) == BASE_CASE.goal


@pytest.mark.parametrize(
    "prices", [(1, 1, 1), (10, 5, 4), (10, 6, 4), (999_999, 1, 9), (MAXIMUM_MONEY // 2, 1, 1)], ids=str
)
def test_match_takes_the_goal_with_the_fee_rounded_down(market, match_batch, post_demand, post_team, prices):
    goal = Quote(*prices, fee_bps=FEE_BPS).goal
    fits, falls_short = post_demand(max_price=goal), post_demand(max_price=goal - 1)
    team = post_team(prices)
    receipt = match_batch((falls_short, *team, goal), (fits, *team, goal))
    assert [event["goal"] for event in emitted(receipt, market.Matched)] == [goal]
    assert market.goal(fits) == goal
    [skipped] = emitted(receipt, market.MatchSkipped)
    assert (skipped["demandId"], skipped["reason"]) == (falls_short, Mismatch.OVER_MAXIMUM)


def test_match_batch_skips_prices_whose_sum_is_no_uint40(market, match_batch, post_demand, post_team):
    demand, team = post_demand(max_price=MAXIMUM_MONEY), post_team((MAXIMUM_MONEY,) * 3)
    [skipped] = emitted(match_batch((demand, *team, MAXIMUM_MONEY)), market.MatchSkipped)
    assert skipped["reason"] == Mismatch.OVER_MAXIMUM


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("fault", OFFER_FAULTS)
def test_match_batch_skips_an_offer_that_does_not_serve(market, match_batch, demand, faulty, fault, role):
    team = (demand, *faulty[fault, role], BASE_CASE.goal)
    before = market.project(demand)
    receipt = match_batch(team)
    event = {"demandId": demand, "team": team, "reason": OFFER_FAULTS[fault], "offerId": team[1 + role]}
    assert emitted(receipt, market.MatchSkipped) == [event]
    assert not emitted(receipt, market.Matched)
    assert receipt.return_value == 0
    assert market.project(demand) == before


@pytest.mark.parametrize("fault", OFFER_FAULTS)
def test_match_own_reverts_when_an_offer_does_not_serve(market, owner, demand, faulty, fault):
    team = faulty[fault, Role.INSTALLER]
    reason = OFFER_FAULTS[fault]
    with reverts(market.TeamRefused, demandId=demand, reason=reason, offerId=team[Role.INSTALLER]):
        market.matchOwn((demand, *team, BASE_CASE.goal), sender=owner)


def test_match_batch_leaves_the_stock_of_a_team_that_fails_late(market, match_batch, demand, team, faulty):
    before = [market.offer(offer).stock for offer in team]
    match_batch((demand, *faulty["no stock", Role.MANAGER], BASE_CASE.goal))
    assert [market.offer(offer).stock for offer in team] == before


def test_match_batch_skips_a_demand_that_is_not_open(market, match_batch, owner, team, post_demand, matched_project):
    withdrawn, matched, unknown = post_demand(), matched_project(), 2**32 - 1
    market.withdrawDemand(withdrawn, sender=owner)
    teams = [(demand, *team, BASE_CASE.goal) for demand in (withdrawn, matched, unknown)]
    receipt = match_batch(*teams)
    assert emitted(receipt, market.MatchSkipped) == [
        {"demandId": each[0], "team": each, "reason": Mismatch.DEMAND_NOT_OPEN, "offerId": 0} for each in teams
    ]


def test_match_batch_skips_what_the_same_batch_has_used_up(market, match_batch, post_demand, post_team):
    first, second = post_demand(), post_demand()
    scarce = post_team(stock=1)
    for_first, for_second = ((demand, *scarce, BASE_CASE.goal) for demand in (first, second))
    receipt = match_batch(for_first, for_first, for_second)
    assert receipt.return_value == 1
    assert [event["projectId"] for event in emitted(receipt, market.Matched)] == [first]
    assert emitted(receipt, market.MatchSkipped) == [
        {"demandId": first, "team": for_first, "reason": Mismatch.DEMAND_NOT_OPEN, "offerId": 0},
        {"demandId": second, "team": for_second, "reason": Mismatch.OUT_OF_STOCK, "offerId": scarce[0]},
    ]
    assert [market.offer(offer).stock for offer in scarce] == [0, 0, 0]


def test_match_batch_goes_on_after_a_team_that_does_not_hold(market, match_batch, post_demand, faulty, team):
    first, second, third = post_demand(), post_demand(), post_demand()
    bad = faulty["withdrawn", Role.VENDOR]
    offered = zip((first, second, third), (team, bad, team), strict=True)
    receipt = match_batch(*((demand, *offers, BASE_CASE.goal) for demand, offers in offered))
    assert receipt.return_value == 2
    assert [market.project(demand).state for demand in (first, second, third)] == [
        State.FUNDING,
        State.OPEN,
        State.FUNDING,
    ]


def test_match_own_reverts_when_the_maximum_is_exceeded(market, owner, team, post_demand):
    demand = post_demand(max_price=BASE_CASE.goal - 1)
    with reverts(market.TeamRefused, demandId=demand, reason=Mismatch.OVER_MAXIMUM, offerId=0):
        market.matchOwn((demand, *team, BASE_CASE.goal), sender=owner)


@pytest.mark.parametrize("crowdfunded", [False, True])
@pytest.mark.parametrize("by", ["keeper", "owner"])
def test_match_costs_what_was_seen_to_the_peso_or_is_refused(
    market, match_batch, owner, team, post_demand, by, crowdfunded
):
    demand = post_demand(max_price=MAXIMUM_MONEY, crowdfunded=crowdfunded)
    before, stocks = market.project(demand), [market.offer(offer).stock for offer in team]
    seen, a_peso_less = (demand, *team, BASE_CASE.goal), (demand, *team, BASE_CASE.goal - 1)
    if by == "keeper":
        receipt = match_batch(a_peso_less)
        event = {"demandId": demand, "team": a_peso_less, "reason": Mismatch.PRICE_RISEN, "offerId": 0}
        assert emitted(receipt, market.MatchSkipped) == [event]
        assert receipt.return_value == 0
    else:
        with reverts(market.TeamRefused, demandId=demand, reason=Mismatch.PRICE_RISEN, offerId=0):
            market.matchOwn(a_peso_less, sender=owner)
    assert market.project(demand) == before
    assert [market.offer(offer).stock for offer in team] == stocks
    if by == "keeper":
        assert match_batch(seen).return_value == 1
    else:
        market.matchOwn(seen, sender=owner)
    assert market.goal(demand) == BASE_CASE.goal


@pytest.mark.parametrize("role", Role)
def test_match_leaves_out_whoever_raised_its_price_in_between(market, match_batch, post_demand, post_team, role):
    """A supplier that sees a batch on its way asks for what the owner would pay at most. The others are matched."""
    greedy, honest = post_team(), post_team()
    first, second = post_demand(max_price=2 * BASE_CASE.goal), post_demand(max_price=2 * BASE_CASE.goal)
    supplier = market.offer(greedy[role]).supplier
    market.updateOffer(greedy[role], ALL_REGIONS, PRICES[role] + 1, STOCK, sender=supplier)
    teams = [(first, *greedy, BASE_CASE.goal), (second, *honest, BASE_CASE.goal)]
    receipt = match_batch(*teams)
    event = {"demandId": first, "team": teams[0], "reason": Mismatch.PRICE_RISEN, "offerId": 0}
    assert emitted(receipt, market.MatchSkipped) == [event]
    assert [event["projectId"] for event in emitted(receipt, market.Matched)] == [second]


@pytest.mark.parametrize("by", ["keeper", "owner"])
def test_match_takes_a_price_that_fell_in_between(market, match_batch, owner, vendor, post_demand, post_team, by):
    demand, team = post_demand(), post_team()
    market.updateOffer(team[Role.VENDOR], ALL_REGIONS, 900_000, STOCK, sender=vendor)
    chosen = (demand, *team, BASE_CASE.goal)
    if by == "keeper":
        match_batch(chosen)
    else:
        market.matchOwn(chosen, sender=owner)
    assert market.project(demand).vendorPrice == 900_000
    assert market.goal(demand) == replace(BASE_CASE, vendor=900_000).goal


def test_match_has_no_limit_that_means_none(market, match_batch, owner, demand, team):
    for limit in (0, 1):
        [skipped] = emitted(match_batch((demand, *team, limit)), market.MatchSkipped)
        assert skipped["reason"] == Mismatch.PRICE_RISEN
        with reverts(market.TeamRefused, demandId=demand, reason=Mismatch.PRICE_RISEN, offerId=0):
            market.matchOwn((demand, *team, limit), sender=owner)


def test_match_names_the_owner_s_maximum_before_the_limit(market, owner, team, post_demand):
    demand = post_demand(max_price=BASE_CASE.goal - 1)
    with reverts(market.TeamRefused, demandId=demand, reason=Mismatch.OVER_MAXIMUM, offerId=0):
        market.matchOwn((demand, *team, 1), sender=owner)


def test_match_own_reverts_when_the_demand_is_not_open(market, owner, team, matched_project):
    matched = matched_project()
    with reverts(market.TeamRefused, demandId=matched, reason=Mismatch.DEMAND_NOT_OPEN, offerId=0):
        market.matchOwn((matched, *team, BASE_CASE.goal), sender=owner)


def test_match_own_reverts_when_the_demand_is_another_ones(market, owner, keeper, stranger, demand, team):
    for account in (stranger, keeper):
        with reverts(market.NotYours, id=demand, owner=owner):
            market.matchOwn((demand, *team, BASE_CASE.goal), sender=account)
    with reverts(market.NotYours, id=0, owner=NOBODY):
        market.matchOwn((0, *team, BASE_CASE.goal), sender=stranger)


def test_no_later_change_touches_a_matched_project(market, operator, vendor, installer, manager, team, matched_project):
    project_id = matched_project(team=team)
    before, goal = market.project(project_id), market.goal(project_id)
    market.setFee(1_000, sender=operator)
    for offer, supplier in zip(team, (vendor, installer, manager), strict=True):
        market.updateOffer(offer, 1, 9, 9, sender=supplier)
        market.withdrawOffer(offer, sender=supplier)
    assert market.project(project_id) == before
    assert market.goal(project_id) == goal
