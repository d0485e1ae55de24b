"""The arbiter gone rogue, alone and with whoever profits: the most that it can take, measured."""

import pytest
from eth_account import Account

from antu.catalog import ALL_REGIONS
from antu.enums import BUILDING_STEP_SECONDS, CHALLENGE_WINDOW_SECONDS, DAY, State
from antu.money import BASE_CASE
from tests.fixtures.market import ENERGY_PRICE
from tests.fixtures.system import COOPERATIVE_PRICE, TOLERANCE_BPS
from tests.helpers import account_key

GOAL = BASE_CASE.goal
DUST = 3  # pesos: each of three holders' refunds is rounded down
DOCUMENT = b"a document".ljust(32)
MONTH = 30  # days, that a wrong meter goes unnoticed
MOST_WH = 24 * MONTH * 1_000 * TOLERANCE_BPS // 10_000  # of 1 kWp, day and night


@pytest.fixture(scope="module")
def bought(energy, owner, stranger, token, market, mint_clp, operating_project):
    """A project that operates and whose shares are all a stranger's; its owner has prepaid."""
    mint_clp(stranger, GOAL)
    token.approve(market, GOAL, sender=stranger)
    energy.deposit(10**6, sender=owner)
    return operating_project(crowdfunded=True, payments=[(stranger, GOAL)], terms=(1_000, False))


def test_rogue_arbiter_alone(attack, attempt, market, shares, energy, arbiter, building_at, bought):
    """The arbiter cancels, freezes, lets go on, pays itself and spends a reserve that nobody asked it to.

    It decides of what parties ask; it begins nothing and is paid nothing."""
    project_id = building_at(State.DELIVERED, crowdfunded=True)
    with attack(arbiter):
        for each in (project_id, bought):
            assert not attempt(market.resolve, arbiter, each, False)
            assert not attempt(market.resolve, arbiter, each, True)
            assert not attempt(market.uphold, arbiter, each, DOCUMENT)
            assert not attempt(market.cancel, arbiter, each)
            assert not attempt(shares.approveSpending, arbiter, each, arbiter, 0, DOCUMENT)
            assert not attempt(shares.askSpending, arbiter, each, arbiter, 1, DOCUMENT)
            assert not attempt(shares.claim, arbiter, [each]) or not shares.claimable(arbiter, each)
        assert not attempt(energy.acceptProject, arbiter, bought)


@pytest.mark.parametrize("stage", [State.DELIVERED, State.INSTALLED], ids=["delivered", "installed"])
def test_rogue_arbiter_cancels_earned_stage(
    attack, attempt, market, arbiter, owner, vendor, installer, building_at, stage
):
    """An owner has its goods or its work, disputes, and its accomplice, the arbiter, cancels instead of letting it be
    paid.

    The most is the price of the stage that was done and not paid: those before it are paid, later ones not begun."""
    who, price, had = {
        State.DELIVERED: (vendor, BASE_CASE.vendor, 0),
        State.INSTALLED: (installer, BASE_CASE.installer, BASE_CASE.vendor),  # equipment that is paid for
    }[stage]
    project_id = building_at(stage)
    with attack(arbiter, owner, bound=price) as it:
        it.goods_moved(who, owner, price)
        it.goods_moved(None, owner, had)
        assert attempt(market.dispute, owner, project_id, DOCUMENT)
        assert attempt(market.resolve, arbiter, project_id, False)
        assert attempt(market.refund, owner, project_id)


def test_rogue_arbiter_and_phantom_team(
    attack, attempt, market, arbiter, funders, stranger, funded_project, post_team, time_travel
):
    """Owner and team are one stranger who builds nothing; the crowd objects in time, and the arbiter lets it go on.

    Each stage is heard once. They get what is paid on the team's own word, vendor and installer; the rest waits for the
    cooperative and is refunded."""
    project_id = funded_project(crowdfunded=True, sender=stranger, team=post_team(sender=stranger))
    with attack(arbiter, stranger, bound=BASE_CASE.vendor + BASE_CASE.installer + DUST):
        for confirm in (market.confirmDelivery, market.confirmInstallation):
            assert attempt(confirm, stranger, project_id)
            assert attempt(market.dispute, funders[0], project_id, DOCUMENT)
            assert attempt(market.resolve, arbiter, project_id, True)
            time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
            assert attempt(market.release, stranger, project_id)
        time_travel(seconds=BUILDING_STEP_SECONDS + 1)
        assert attempt(market.cancel, funders[0], project_id)
        assert all(attempt(market.refund, funder, project_id) for funder in funders[:3])


def test_rogue_arbiter_and_manager_take_reserve(
    attack, attempt, energy, shares, owner, manager, arbiter, stranger, operating_project, sign_reading, time_travel
):
    """The manager asks for all that a project keeps for maintenance, for itself, and the arbiter consents.

    Two must agree, in public; what they can take is the reserve of projects that have one, at most 30 % of revenue."""
    energy.deposit(10**6, sender=owner)
    project_id = operating_project(crowdfunded=True, terms=(3_000, False))
    time_travel(days=60)
    energy.report(sign_reading(project_id, 10**6), sender=stranger)
    reserve = shares.reserveOf(project_id)
    assert reserve == 10**3 * ENERGY_PRICE * 3 // 10
    with attack(arbiter, manager, bound=reserve):
        assert attempt(shares.askSpending, manager, project_id, manager, reserve, DOCUMENT)
        assert attempt(shares.approveSpending, arbiter, project_id, manager, reserve, DOCUMENT)
        assert not attempt(shares.askSpending, manager, project_id, manager, 1, DOCUMENT)


def test_manager_alone_takes_no_reserve(
    attack, attempt, energy, shares, owner, manager, arbiter, stranger, operating_project, sign_reading, time_travel
):
    """The manager has a spending consented to, and changes payee and amount before the consent is mined.

    The arbiter consents to exactly what it saw."""
    energy.deposit(10**6, sender=owner)
    project_id = operating_project(crowdfunded=True, terms=(3_000, False))
    time_travel(days=60)
    energy.report(sign_reading(project_id, 10**6), sender=stranger)
    seen = (stranger, 100, DOCUMENT)
    shares.askSpending(project_id, *seen, sender=manager)
    with attack(manager, stranger):
        assert attempt(shares.askSpending, manager, project_id, manager, shares.reserveOf(project_id), DOCUMENT)
        assert not attempt(shares.approveSpending, arbiter, project_id, *seen)
        for account in (manager, stranger):
            assert not attempt(shares.approveSpending, account, project_id, manager, 100, DOCUMENT)
            assert not attempt(shares.closeReserve, account, project_id)


def test_rogue_arbiter_names_its_own_meter(
    attack, attempt, energy, arbiter, stranger, bought, sign_reading, time_travel
):
    """The arbiter puts a key of its own in the place of a meter, and bills the owner for what nobody generated; the
    shares are its accomplice's.

    No more than the plant at full power, day and night, with the tolerance, here for 30 days; the owner stops it at any
    time by suspending the meter, and pays only what it has prepaid."""
    false = Account.create()
    with attack(arbiter, stranger, bound=MOST_WH // 1_000 * ENERGY_PRICE):
        assert attempt(energy.replaceMeter, arbiter, bought, account_key(false), 0, 0)
        time_travel(days=MONTH)
        assert not attempt(energy.report, arbiter, sign_reading(bought, 2 * MOST_WH, meter=false))
        assert attempt(energy.report, arbiter, sign_reading(bought, MOST_WH, meter=false))


def test_rogue_arbiter_names_its_own_meter_and_owner_looks(
    attack, attempt, energy, arbiter, owner, stranger, bought, sign_reading, time_travel
):
    """The same, and the owner suspends the meter that it does not know.

    A suspended meter's readings count no more; when the arbiter restores it, the owner suspends it again."""
    false = Account.create()
    with attack(arbiter, stranger):
        assert attempt(energy.replaceMeter, arbiter, bought, account_key(false), 0, 0)
        for _ in range(2):
            assert attempt(energy.suspendMeter, owner, bought, DOCUMENT)
            time_travel(days=1)
            assert not attempt(energy.report, arbiter, sign_reading(bought, 20_000, meter=false))
            assert attempt(energy.restoreMeter, arbiter, bought)


def test_rogue_arbiter_gives_energy_away(
    attack, attempt, energy, arbiter, operator, vendor, funders, operating_project, sign_reading, time_travel
):
    """The arbiter moves a project to a cooperative that pays nothing, which takes a month's energy.

    What was billed stays; the most is what the project exports until there is another arbiter: here 720 kWh, all that
    1 kWp can in 30 days. The accomplice has to be a cooperative that the operator registered."""
    exported = MONTH * 24 * 1_000
    project_id = operating_project(crowdfunded=True)
    energy.registerCooperative(vendor, ALL_REGIONS, 0, sender=operator)
    with attack(arbiter, vendor, bound=exported // 1_000 * COOPERATIVE_PRICE) as it:
        assert attempt(energy.moveProject, arbiter, project_id, energy.cooperativeIdOf(vendor))
        assert attempt(energy.acceptProject, vendor, project_id)
        time_travel(days=MONTH)
        it.goods_moved(funders[0], vendor, exported // 1_000 * COOPERATIVE_PRICE)
        assert attempt(energy.report, vendor, sign_reading(project_id, exported, exported))


def test_rogue_arbiter_retires_meter(
    attack, attempt, energy, shares, owner, arbiter, funders, operating_project, sign_reading, time_travel
):
    """The arbiter ends a project's readings for good, before a month's energy was read.

    Nobody profits but who would have been billed; what was earned is claimed as ever. The most is all energy since the
    last reading, here 100 kWh of a month, and what comes after it until an upgrade brings the meter back."""
    energy.deposit(10**6, sender=owner)
    project_id = operating_project(crowdfunded=True)
    time_travel(days=MONTH)
    with attack(arbiter, owner, bound=100 * ENERGY_PRICE) as it:
        it.goods_moved(funders[0], owner, 100 * ENERGY_PRICE)
        reading = sign_reading(project_id, 100_000)
        assert attempt(energy.retireMeter, arbiter, project_id)
        assert not attempt(energy.report, funders[0], reading)
        time_travel(seconds=DAY)
        assert attempt(shares.claim, funders[0], [project_id])
