"""Cooperatives: named by the operator, each with a price that changes 30 days after it says so."""

import pytest

from antu.enums import DAY
from tests.helpers import emitted, reverts

NOBODY = "0x" + "0" * 40
NOTICE = 30 * DAY


@pytest.fixture
def other(register, stranger):
    """A cooperative of Tarapacá, region 1, at 80 pesos per kWh."""
    return register(stranger, regions=0b1, price=80)


# REGISTERING


def test_registerCooperative_gives_the_next_number(energy, operator, stranger):
    count = energy.cooperativeCount()
    assert energy.cooperativeIdOf(stranger) == 0
    receipt = energy.registerCooperative(stranger, 0b11, 80, sender=operator)
    assert emitted(receipt, energy.CooperativeRegistered) == [
        {"cooperativeId": count + 1, "account": stranger, "regions": 0b11, "price": 80}
    ]
    assert energy.cooperativeCount() == energy.cooperativeIdOf(stranger) == count + 1
    found = energy.cooperative(count + 1)
    assert (found.account, found.regions, found.price, found.priceFrom) == (stranger, 0b11, 80, 0)


def test_registerCooperative_reverts_when_it_is_one(energy, operator, cooperative):
    with reverts(energy.AlreadyCooperative, account=cooperative):
        energy.registerCooperative(cooperative, 1, 1, sender=operator)


def test_registerCooperative_reverts_when_it_is_nobody(energy, operator):
    with reverts(energy.ZeroAddress):
        energy.registerCooperative(NOBODY, 1, 1, sender=operator)


def test_registerCooperative_reverts_when_it_is_a_meter(energy, operator, project_id, meters):
    """Else a project could be moved to the very key that reports its energy."""
    key = meters[project_id].address
    with reverts(energy.AccountIsMeter, account=key):
        energy.registerCooperative(key, 1, 1, sender=operator)


def test_setCooperativeRegions_replaces_them(energy, operator, other):
    receipt = energy.setCooperativeRegions(other, 0b100, sender=operator)
    assert emitted(receipt, energy.CooperativeRegionsSet) == [{"cooperativeId": other, "regions": 0b100}]
    assert energy.cooperative(other).regions == 0b100


@pytest.mark.parametrize("beyond", [False, True])
def test_setCooperativeRegions_reverts_when_there_is_no_such_cooperative(energy, operator, beyond):
    unknown = energy.cooperativeCount() + 1 if beyond else 0
    with reverts(energy.UnknownCooperative, cooperativeId=unknown):
        energy.setCooperativeRegions(unknown, 1, sender=operator)


# PRICES


def test_announcePrice_holds_30_days_later(energy, other, stranger, next_block_at, now):
    at = now() + 10
    next_block_at(at)
    receipt = energy.announcePrice(50, sender=stranger)
    start = at + NOTICE
    assert emitted(receipt, energy.PriceAnnounced) == [{"cooperativeId": other, "price": 50, "from": start}]
    assert [energy.priceAt(other, time) for time in (0, at, start - 1, start, 2**48)] == [80, 80, 80, 50, 50]


def test_announcePrice_leaves_the_prices_of_the_past(energy, other, stranger, time_travel):
    """A reading that comes late is billed at the price of its own time, whatever was announced since."""
    begins = []
    for price in (50, 90, 10):
        receipt = energy.announcePrice(price, sender=stranger)
        begins.append(receipt.timestamp + NOTICE)
        time_travel(days=31)
    first, second, third = begins
    times = [first - 1, first, second - 1, second, third - 1, third]
    assert [energy.priceAt(other, time) for time in times] == [80, 50, 50, 90, 90, 10]


def test_announcePrice_reverts_while_one_is_pending(energy, other, stranger, next_block_at):
    """So every price holds for 30 days at least, and none for the moment of one reading."""
    start = energy.announcePrice(50, sender=stranger).timestamp + NOTICE
    next_block_at(start - 1)
    with reverts(energy.AnnouncementPending, **{"from": start}):
        energy.announcePrice(70, sender=stranger)
    next_block_at(start)
    energy.announcePrice(70, sender=stranger)
    times = [start - 1, start, start + NOTICE - 1, start + NOTICE]
    assert [energy.priceAt(other, time) for time in times] == [80, 50, 50, 70]


def test_announcePrice_is_of_the_callers_price_alone(energy, other, stranger, cooperative, time_travel):
    energy.announcePrice(50, sender=stranger)
    later = time_travel(days=31)
    assert energy.priceAt(energy.cooperativeIdOf(cooperative), later) == 60


def test_announcePrice_reverts_when_caller_is_no_cooperative(energy, operator):
    with reverts(energy.NotCooperative, account=operator):
        energy.announcePrice(1, sender=operator)


def test_priceAt_of_no_cooperative_is_0(energy):
    assert energy.priceAt(0, 2**40) == 0
