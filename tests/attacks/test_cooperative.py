"""A cooperative gone rogue: readings by its own key, games with its price, corrections. And others' games with it."""

import pytest
from eth_account import Account

from antu.enums import DAY, State
from antu.money import BASE_CASE
from tests.fixtures.market import ENERGY_PRICE
from tests.fixtures.system import COOPERATIVE_PRICE, TOLERANCE_BPS

GOAL = BASE_CASE.goal
DOCUMENT = b"a document".ljust(32)
MONTH = 30  # days
MOST_WH = 24 * MONTH * 1_000 * TOLERANCE_BPS // 10_000  # of 1 kWp, day and night
EXPORTED = 100_000  # Wh in a month


@pytest.fixture(scope="module")
def operating(energy, owner, cooperative, operating_project):
    """A crowd's project whose owner and cooperative have prepaid."""
    energy.deposit(10**7, sender=owner)
    energy.deposit(10**7, sender=cooperative)
    return operating_project(crowdfunded=True)


def test_rogue_cooperative_signs_readings_itself(
    attack, attempt, energy, token, market, mint_clp, owner, cooperative, stranger, building_at, advance_to, commission,
    sign_reading, time_travel,
):  # fmt: skip
    """The cooperative connects a key of its own as the meter, and reports full power day and night, none of it
    exported, so that the owner pays all and itself nothing; the shares are its accomplice's.

    No more than the plant's capacity with the tolerance, here for 30 days; the owner sees its bills and suspends the
    meter, and pays only what it has prepaid."""
    mint_clp(stranger, GOAL)
    token.approve(market, GOAL, sender=stranger)
    energy.deposit(10**7, sender=owner)
    project_id = building_at(State.CONNECTING, crowdfunded=True, payments=[(stranger, GOAL)])
    commission(project_id, Account.create())
    advance_to(project_id, State.OPERATING)
    energy.report(sign_reading(project_id, 0), sender=stranger)
    with attack(cooperative, stranger, bound=MOST_WH // 1_000 * ENERGY_PRICE):
        time_travel(days=MONTH)
        assert not attempt(energy.report, cooperative, sign_reading(project_id, MOST_WH + 1_000))
        assert attempt(energy.report, cooperative, sign_reading(project_id, MOST_WH))


def test_rogue_cooperative_drops_its_price(
    attack, attempt, energy, cooperative, funders, stranger, operating, sign_reading, time_travel
):
    """The cooperative announces a price of 0 and takes a month's energy for it.

    A price holds after 30 days' notice, in which the arbiter moves the project to another cooperative. The most is the
    energy from then until it does: here a month's."""
    with attack(cooperative, bound=EXPORTED // 1_000 * COOPERATIVE_PRICE) as it:
        assert attempt(energy.announcePrice, cooperative, 0)
        time_travel(days=30)
        assert attempt(energy.report, stranger, sign_reading(operating, 0))
        time_travel(days=MONTH)
        it.goods_moved(funders[0], cooperative, EXPORTED // 1_000 * COOPERATIVE_PRICE)
        assert attempt(energy.report, stranger, sign_reading(operating, EXPORTED, EXPORTED))


def test_rogue_cooperative_drops_its_price_for_old_readings(
    attack, attempt, energy, cooperative, funders, operating, sign_reading, time_travel
):
    """The cooperative keeps a month's readings back until its lower price holds, and brings them then.

    A reading is billed at the price of the time that the meter signed, whoever brings it when."""
    with attack(cooperative) as it:
        assert attempt(energy.announcePrice, cooperative, 0)
        time_travel(days=29)
        late = sign_reading(operating, EXPORTED, EXPORTED)
        it.goods_moved(funders[0], cooperative, EXPORTED // 1_000 * COOPERATIVE_PRICE)
        time_travel(days=2)
        assert attempt(energy.report, cooperative, late)


def test_rogue_cooperative_suspends_until_its_price_falls(
    attack, attempt, energy, cooperative, arbiter, funders, operating, sign_reading, time_travel
):
    """The cooperative announces a price of 0 and suspends the meter until it holds, so that a month's energy is billed
    at it; the arbiter restores the meter too late.

    A suspended meter's energy is billed at the price of the first reading that counts again. The most is the energy of
    the notice's 30 days; nothing, if the arbiter restores before the price holds and brings the readings."""
    with attack(cooperative, bound=EXPORTED // 1_000 * COOPERATIVE_PRICE) as it:
        assert attempt(energy.announcePrice, cooperative, 0)
        assert attempt(energy.suspendMeter, cooperative, operating, DOCUMENT)
        time_travel(days=29)
        in_time = sign_reading(operating, EXPORTED, EXPORTED)
        it.goods_moved(funders[0], cooperative, EXPORTED // 1_000 * COOPERATIVE_PRICE)
        assert not attempt(energy.report, funders[0], in_time)
        time_travel(days=2)
        energy.restoreMeter(operating, sender=arbiter)
        assert attempt(energy.report, cooperative, sign_reading(operating, EXPORTED, EXPORTED))


def test_rogue_cooperative_flickers_its_price(attack, attempt, energy, cooperative, operating, time_travel):
    """The cooperative announces a price for a moment, and another on top of it before it holds.

    One announcement at a time, and each holds 30 days at least."""
    with attack(cooperative):
        assert attempt(energy.announcePrice, cooperative, 0)
        for _ in range(3):
            assert not attempt(energy.announcePrice, cooperative, COOPERATIVE_PRICE)
            time_travel(days=9)
    assert energy.priceAt(energy.cooperativeIdOf(cooperative), energy.meter(operating).time) == COOPERATIVE_PRICE


def test_rogue_cooperative_corrects_what_it_owes(
    attack, attempt, energy, cooperative, funders, stranger, operating, sign_reading, time_travel, new_month
):
    """The cooperative corrects every bill downwards, as far as it may.

    A correction takes nothing back: it is a credit that pays a quarter of each next bill at most. A month's is at most
    3 % of full power: 21.9 kWh of 1 kWp."""
    most = 730 * 3 * COOPERATIVE_PRICE // 100
    month, _ = new_month()
    energy.report(sign_reading(operating, 0), sender=stranger)
    bill = EXPORTED // 1_000 * COOPERATIVE_PRICE
    with attack(cooperative, bound=most) as it:
        assert not attempt(energy.correct, cooperative, operating, month - 1, -(most + 1), DOCUMENT)
        assert attempt(energy.correct, cooperative, operating, month - 1, -most, DOCUMENT)
        assert not attempt(energy.correct, cooperative, operating, month - 1, -1, DOCUMENT)
        assert not attempt(energy.correct, cooperative, operating, month, -1, DOCUMENT)
        time_travel(days=25)
        it.goods_moved(funders[0], cooperative, bill)
        assert attempt(energy.report, stranger, sign_reading(operating, EXPORTED, EXPORTED))
        assert bill // 4 > most


def test_correction_by_another(attack, attempt, energy, owner, stranger, vendor, operator, operating, new_month):
    """An owner, a stranger and another cooperative correct what a cooperative was billed.

    Only the project's own cooperative corrects, and only what it was billed itself."""
    month, _ = new_month()
    energy.registerCooperative(vendor, 0xFFFF, COOPERATIVE_PRICE, sender=operator)
    with attack(owner, stranger, vendor):
        for account in (owner, stranger, vendor):
            for amount in (1_000, -1_000):
                assert not attempt(energy.correct, account, operating, month - 1, amount, DOCUMENT)


def test_readings_withheld_for_a_better_price(
    attack, attempt, energy, cooperative, stranger, funders, operating, sign_reading, time_travel
):
    """Shareholders who know of a higher announced price bring no reading until it holds, and then all at once.

    Energy is billed at the price of the reading's time, all since the last one. The most is that energy times the rise:
    the cooperative reads its meter itself the day before, and loses nothing."""
    with attack(*funders, bound=EXPORTED // 1_000 * COOPERATIVE_PRICE) as it:
        assert attempt(energy.announcePrice, cooperative, 2 * COOPERATIVE_PRICE)
        time_travel(days=30, seconds=1)
        it.goods_moved(funders[0], cooperative, EXPORTED // 1_000 * COOPERATIVE_PRICE)  # at the price of its day
        assert attempt(energy.report, stranger, sign_reading(operating, EXPORTED, EXPORTED))


def test_sandwich_of_a_reading(
    attack, attempt, energy, shares, cooperative, funders, stranger, operating, sign_reading, time_travel
):
    """A buyer takes shares at a peso each just before a month's reading is brought, and sells them so just after.

    Revenue is whose shares they are when it comes. A share is worth what was not yet read, too: who sells it for a peso
    all the same gives its part of the bill away, and that is the most."""
    part = GOAL // 2 // 2  # of the first funder's half
    bill = EXPORTED // 1_000 * COOPERATIVE_PRICE
    with attack(stranger, bound=bill * part // GOAL) as it:
        time_travel(seconds=MONTH * DAY)
        reading = sign_reading(operating, EXPORTED, EXPORTED)
        it.goods_moved(funders[0], cooperative, bill)
        assert attempt(shares.transfer, funders[0], stranger, operating, part)
        assert attempt(energy.report, stranger, reading)
        assert attempt(shares.claim, stranger, [operating])
        assert attempt(shares.transfer, stranger, funders[0], operating, part)
