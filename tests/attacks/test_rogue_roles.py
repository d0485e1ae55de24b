"""Keeper, operator, issuer, attestor, indexer and guardian gone rogue: the most that each can take, measured."""

from antu.catalog import ALL_REGIONS
from antu.enums import CHALLENGE_WINDOW_SECONDS, CROWD_FUNDING_SECONDS, DAY, State
from antu.money import BASE_CASE
from tests.fixtures.energy import FIRST_UF, TE4_HASH
from tests.fixtures.market import ENERGY_PRICE, PRICES
from tests.fixtures.system import MAX_CHANGE_BPS
from tests.helpers import account_key, month_of

GOAL = BASE_CASE.goal
MONTH = 30
NOBODY = "0x" + "0" * 40
DOCUMENT = b"a document".ljust(32)


def _goal(prices, fee_bps=500):
    cost = sum(prices)
    return cost + cost * fee_bps // 10_000


# KEEPER


def test_rogue_keeper_matches_its_friends(
    attack, attempt, market, keeper, owner, stranger, post_demand, post_team, time_travel
):
    """The keeper passes a team at half the price over, and matches the owner with its friends, who ask for all that
    the owner would pay at most.

    No team costs more than the owner's maximum, all included, and the owner still has to pay: it may let the project
    expire, or match itself. The most is the maximum less the best team."""
    fair = tuple(price // 2 for price in PRICES.values())
    post_team(fair)
    demand = post_demand(max_price=GOAL)
    friends = post_team(sender=stranger)
    dear = post_team([price + 1 for price in PRICES.values()], sender=stranger)
    with attack(keeper, stranger, bound=GOAL - _goal(fair)) as it:
        assert attempt(market.matchBatch, keeper, [(demand, *dear, 2 * GOAL)])  # it is passed over
        assert market.project(demand).state == State.OPEN
        assert attempt(market.matchBatch, keeper, [(demand, *friends, GOAL)])
        assert attempt(market.fund, owner, demand, GOAL)
        it.goods_moved(stranger, None, sum(fair))  # what the same work costs elsewhere
        it.hollow.add(demand)
        it.goods_moved(None, owner, _goal(fair))  # what the plant is worth
        for confirm in (market.confirmDelivery, market.confirmInstallation):
            assert attempt(confirm, stranger, demand)
            time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
            assert attempt(market.release, stranger, demand)


def test_rogue_keeper_and_an_owner_who_looks(
    attack, attempt, market, keeper, owner, stranger, post_demand, post_team, time_travel
):
    """The same, and the owner does not pay.

    It keeps its money and has an expired project on its record; a crowd keeps its money too."""
    demand = post_demand()
    with attack(keeper, stranger):
        assert attempt(market.matchBatch, keeper, [(demand, *post_team(sender=stranger), GOAL)])
        time_travel(days=15)
        assert attempt(market.expire, owner, demand)


# OPERATOR


def test_rogue_operator_takes_fees(
    attack, attempt, market, operator, manager, treasury, stranger, building_at, time_travel
):
    """The operator names its own account the treasury, just before a release.

    The fee is all that goes there: the most is the fee of each project, as it was when its demand was posted."""
    project_id = building_at(State.CONNECTED)
    with attack(operator, bound=BASE_CASE.fee) as it:
        it.goods_moved(manager, None, BASE_CASE.manager)  # what this release pays them for
        it.goods_moved(treasury, None, BASE_CASE.fee)
        assert attempt(market.setTreasury, operator, operator)
        time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
        assert attempt(market.release, stranger, project_id)


def test_rogue_operator_raises_the_fee(attack, attempt, market, operator, owner, funded_project):
    """The operator raises the fee just before a demand is mined.

    A fee is at most 10 %, and a team with it at most the owner's maximum: the most is 5 % of the cost beyond the 5 %
    that the owner saw, and only if it pays. A matched project's fee never changes."""
    before = funded_project(crowdfunded=True)
    cost = BASE_CASE.cost
    with attack(operator, bound=cost // 20) as it:
        assert not attempt(market.setFee, operator, 1_001)
        assert attempt(market.setFee, operator, 1_000)
        assert market.goal(before) == GOAL
        project_id = funded_project(max_price=_goal([cost], 1_000))
        it.hollow.add(project_id)
        it.goods_moved(None, owner, GOAL)  # what the same plant cost a moment before
        assert market.goal(project_id) == GOAL + cost // 20


def test_rogue_operator_makes_plants_larger(attack, attempt, market, energy, operator, operating_project):
    """The operator gives a class more capacity, or all plants more tolerance, so that meters may bill more.

    A class's capacity is set once, a meter keeps its own, and the tolerance is at most 150 %: who signs is still the
    meter."""
    project_id = operating_project(crowdfunded=True)
    capacity = energy.meter(project_id).capacityWp
    with attack(operator):
        assert not attempt(market.openClass, operator, 0, 2**24 - 1)
        assert attempt(energy.setTolerance, operator, 15_000)
        assert not attempt(energy.setTolerance, operator, 15_001)
        assert energy.meter(project_id).capacityWp == capacity


def test_rogue_operator_registers_a_cooperative(
    attack, attempt, market, energy, token, operator, manager, treasury, owner, stranger, mint_clp, building_at,
    sign_reading, new_meter, time_travel,
):  # fmt: skip
    """The operator registers its own account as a cooperative, connects a plant before the real one does, with a key of
    its own, sets the tolerance to 150 %, and bills the owner; all shares are its accomplice's.

    No more than the plant's capacity with the tolerance, 36 kWh a day for 1 kWp, until the owner suspends the meter;
    and no more than the owner has prepaid: the rest is a debt that stands on paper."""
    mint_clp(stranger, GOAL)
    token.approve(market, GOAL, sender=stranger)
    energy.deposit(10**6, sender=owner)
    project_id = building_at(State.CONNECTING, crowdfunded=True, payments=[(stranger, GOAL)])
    false, most_wh = new_meter(), MONTH * 36_000
    with attack(operator, stranger, bound=most_wh // 1_000 * ENERGY_PRICE) as it:
        assert attempt(energy.registerCooperative, operator, operator, ALL_REGIONS, 0)
        assert attempt(energy.commission, operator, project_id, account_key(false), 0, 0, TE4_HASH)
        assert attempt(energy.setTolerance, operator, 15_000)
        it.goods_moved(manager, None, BASE_CASE.manager)  # what the last release pays them for
        it.goods_moved(treasury, None, BASE_CASE.fee)
        time_travel(days=MONTH)
        reading = sign_reading(project_id, most_wh, meter=false)
        assert attempt(market.release, stranger, project_id)
        assert attempt(energy.report, stranger, reading)


def test_rogue_operator_and_phantom_team(
    attack, attempt, market, energy, operator, stranger, funded_project, post_team, new_meter, time_travel
):
    """Owner and team are one stranger who builds nothing, the crowd sleeps through three windows, and the operator
    registers a cooperative that connects a meter that is not there.

    All that was paid but the fee. A tenth of the shares, or one and the arbiter, stop it at each stage."""
    project_id = funded_project(crowdfunded=True, sender=stranger, team=post_team(sender=stranger))
    with attack(operator, stranger, bound=BASE_CASE.cost) as it:
        it.hollow.add(project_id)
        for confirm in (market.confirmDelivery, market.confirmInstallation):
            assert attempt(confirm, stranger, project_id)
            time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
            assert attempt(market.release, stranger, project_id)
        assert attempt(energy.registerCooperative, operator, operator, ALL_REGIONS, 0)
        assert attempt(energy.commission, operator, project_id, account_key(new_meter()), 0, 0, TE4_HASH)
        time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
        assert attempt(market.release, stranger, project_id)


def test_rogue_operator_shuts_people_out(attack, attempt, market, operator, funders, matched_project, time_travel):
    """The operator closes all regions and classes, and names a list of financiers that has none.

    Nobody new comes in; whoever is in leaves: projects expire, and are refunded in full."""
    victim = funders[0]
    funding = matched_project(crowdfunded=True)
    market.fund(funding, 1_000, sender=victim)
    with attack(operator):
        assert attempt(market.setRegions, operator, 0)
        assert attempt(market.setEligibility, operator, market)  # which answers no such question
        assert not attempt(market.fund, victim, funding, 1)
        time_travel(seconds=CROWD_FUNDING_SECONDS + 1)
        assert attempt(market.expire, victim, funding)
        assert attempt(market.refund, victim, funding)


# ISSUER AND ATTESTOR


def test_rogue_issuer_alone(attack, attempt, token, attestor, issuer, owner):
    """The issuer mints pesos that nobody deposited, and has the bank pay them out.

    Never beyond the reserve that the attestor, another, last published: the most is the pesos in the bank that are not
    yet on chain, here 10,000. The pesos that are on chain stay backed."""
    token.publishReserve(token.totalSupply() + 10_000, DOCUMENT, sender=attestor)
    with attack(issuer, bound=10_000) as it:
        assert not attempt(token.mint, issuer, issuer, 10_001, b"false 1".ljust(32))
        assert attempt(token.mint, issuer, issuer, 10_000, b"false 2".ljust(32))
        assert not attempt(token.mint, issuer, issuer, 1, b"false 3".ljust(32))
        it.goods_moved(owner, None, 10_000)  # the deposit whose pesos can no longer be minted


def test_rogue_attestor_alone(attack, attempt, token, attestor, owner):
    """The attestor publishes a reserve that is not there, or none, so that pesos lose their backing or nobody leaves.

    It mints nothing; and redeeming does not ask for the reserve."""
    with attack(attestor) as it:
        assert attempt(token.publishReserve, attestor, 0, DOCUMENT)
        assert attempt(token.redeem, owner, 1, DOCUMENT)
        it.goods_moved(None, owner, 1)  # which the bank pays
        assert attempt(token.publishReserve, attestor, 2**255, DOCUMENT)
        assert not attempt(token.mint, attestor, attestor, 1, DOCUMENT)


def test_rogue_issuer_and_attestor(attack, attempt, token, issuer, attestor, owner):
    """Issuer and attestor together mint without end, and take out at the bank whatever it has.

    Nothing on chain bounds them: the most is all deposits, whoever's pesos they back. Two separate keys, and a bank
    that looks at withdrawals, are what there is against it."""
    deposits = token.totalSupply()
    with attack(issuer, attestor, bound=deposits) as it:
        assert attempt(token.publishReserve, attestor, 2 * deposits, DOCUMENT)
        assert attempt(token.mint, issuer, issuer, deposits, b"false".ljust(32))
        it.goods_moved(
            owner, None, deposits
        )  # theirs and the others' pesos are the same; they are the first at the bank


# INDEXER


def test_rogue_indexer(
    attack, attempt, energy, uf, indexer, owner, stranger, token, market, mint_clp, building_at, commission,
    advance_to, new_month, sign_reading, time_travel, now,
):  # fmt: skip
    """The indexer leaves a year out and then publishes the highest value that it may; the shares are its accomplice's.

    3 % for each month since the last value, twelve at most: 36 % of what the owner uses from then on, until the next
    value. The cooperative's price does not follow the UF."""
    mint_clp(stranger, GOAL)
    token.approve(market, GOAL, sender=stranger)
    energy.deposit(10**7, sender=owner)
    project_id = building_at(State.CONNECTING, crowdfunded=True, payments=[(stranger, GOAL)], terms=(0, True))
    _, base = new_month()
    commission(project_id)
    advance_to(project_id, State.OPERATING)
    time_travel(days=366)
    used = 10**6
    energy.report(sign_reading(project_id, used), sender=stranger)
    highest = base + base * 12 * MAX_CHANGE_BPS // 10_000
    with attack(indexer, stranger, bound=used // 1_000 * ENERGY_PRICE * 12 * MAX_CHANGE_BPS // 10_000) as it:
        assert not attempt(uf.publish, indexer, month_of(now()), highest + 1)
        assert attempt(uf.publish, indexer, month_of(now()), highest)
        time_travel(days=60)
        assert attempt(energy.report, stranger, sign_reading(project_id, 2 * used))
        it.goods_moved(stranger, owner, used // 1_000 * ENERGY_PRICE)  # the energy itself
    assert base >= FIRST_UF // 2


# GUARDIAN


def test_rogue_guardian_pauses_for_ever(
    attack, attempt, market, shares, energy, token, guardian, owner, vendor, funders, stranger, expired_project,
    building_at, operating_project, sign_reading, time_travel,
):  # fmt: skip
    """The guardian pauses everything and never ends it.

    What lets money out is never paused: refunds, claims, withdrawals, settling, releases, redeeming. What is being
    funded expires and is refunded."""
    victim = funders[0]
    expired = expired_project(crowdfunded=True, payments=[(victim, 1_000)])
    operating = operating_project(crowdfunded=True)
    building = building_at(State.DELIVERED)
    energy.deposit(1_000, sender=owner)
    time_travel(days=3)
    energy.report(sign_reading(operating, 10_000), sender=stranger)
    with attack(guardian) as it:
        assert attempt(market.pause, guardian)
        assert attempt(energy.pause, guardian)
        it.goods_moved(vendor, None, BASE_CASE.vendor)  # delivered, and paid now
        for way in (
            (market.refund, victim, expired),
            (shares.claim, victim, [operating]),
            (shares.transfer, victim, stranger, operating, 0),
            (energy.settle, owner, operating, owner, 10),
            (market.release, vendor, building),
            (token.redeem, victim, 1_000, DOCUMENT),
        ):
            assert attempt(*way)
        it.goods_moved(None, victim, 1_000)  # what the bank pays out
        time_travel(seconds=DAY)
        for way in ((energy.deposit, owner, 1), (market.postDemand, stranger, 0, 13, GOAL, 150, True)):
            assert not attempt(*way)
