"""A promised price that follows the UF: from its value at commissioning, by the value of each reading's month."""

from itertools import pairwise
from types import SimpleNamespace

import pytest

from antu.enums import State
from tests.helpers import emitted, month_of, reverts, start_of

HOUR = 3_600
PRICE = 150  # pesos per kWh
INDEXED = (0, True)  # the terms of a demand


@pytest.fixture(scope="module")
def indexed_connecting_id(building_at):
    """A project whose price is to follow the UF, and whose meter the cooperative is to commission."""
    return building_at(State.CONNECTING, crowdfunded=True, terms=INDEXED)


@pytest.fixture(scope="module")
def indexed(energy, owner, cooperative, indexed_connecting_id, new_month, commission, advance_to):
    """It operates: `id`; `month` and `uf` are those of its commissioning, three days ago. All can pay."""
    month, uf = new_month()
    commission(indexed_connecting_id)
    advance_to(indexed_connecting_id, State.OPERATING)
    for account in (owner, cooperative):
        energy.deposit(10**6, sender=account)
    return SimpleNamespace(id=indexed_connecting_id, month=month, uf=uf)


@pytest.fixture
def bill(energy, indexed, sign_reading, stranger):
    """`bill(generated_wh, exported_wh, time=now)`: reports it, and returns the owner's bill and the cooperative's."""

    def report(*reading):
        receipt = energy.report(sign_reading(indexed.id, *reading), sender=stranger)
        (accepted,) = emitted(receipt, energy.ReadingAccepted)
        return accepted["ownerBill"], accepted["cooperativeBill"]

    return report


# THE BASE


def test_commission_begins_with_the_uf_of_its_month(energy, indexed_connecting_id, new_month, commission):
    new_month()
    _, value = new_month(bps=200)
    receipt = commission(indexed_connecting_id)
    (commissioned,) = emitted(receipt, energy.MeterCommissioned)
    assert commissioned["baseUf"] == energy.meter(indexed_connecting_id).baseUf == value


def test_commission_begins_with_the_last_uf_when_its_month_has_none(
    energy, indexed_connecting_id, new_month, commission
):
    _, value = new_month()
    new_month(published=False)
    commission(indexed_connecting_id)
    assert energy.meter(indexed_connecting_id).baseUf == value > 0


def test_commission_indexes_no_price_that_does_not_follow(energy, connecting_id, new_month, commission):
    new_month()
    commission(connecting_id)
    assert energy.meter(connecting_id).baseUf == 0


def test_commission_indexes_nothing_of_an_owner_that_paid_for_the_project(energy, building_at, new_month, commission):
    """It will owe nothing for what it uses."""
    direct_id = building_at(State.CONNECTING, terms=INDEXED)
    new_month()
    commission(direct_id)
    assert energy.meter(direct_id).baseUf == 0


def test_commission_reverts_when_no_uf_is_known(energy, uf, indexer, indexed_connecting_id, commission, now):
    """Nor when all that is known is the next month's."""
    if uf.latest().value:
        pytest.skip("On a market that lives the UF is known.")
    with reverts(energy.UFNotPublished):
        commission(indexed_connecting_id)
    uf.publish(month_of(now()) + 1, 4_000_000, sender=indexer)
    with reverts(energy.UFNotPublished):
        commission(indexed_connecting_id)


# THE PRICE


@pytest.mark.parametrize("bps", [300, 1, -300])
def test_report_bills_at_the_uf_of_its_month(indexed, bill, new_month, bps):
    _, value = new_month(bps)
    assert value != indexed.uf
    assert bill(5_000, 2_000) == (3_000 * PRICE * value // (1_000 * indexed.uf), 120)


def test_report_bills_as_promised_in_the_month_of_commissioning(indexed, bill):
    assert bill(5_000, 2_000) == (450, 120)


def test_report_bills_differences_of_cumulative_amounts(indexed, bill, new_month, time_travel):
    """At the same UF it does not matter into how many readings a period is cut."""
    _, value = new_month(bps=299)
    time_travel(days=1)
    registers = [0, 333, 1_111, 1_777]
    cumulative = [wh * PRICE * value // (1_000 * indexed.uf) for wh in registers]
    begins = start_of(indexed.month + 1)
    bills = [bill(wh, 0, begins + HOUR * place)[0] for place, wh in enumerate(registers[1:])]
    assert bills == [after - before for before, after in pairwise(cumulative)]


def test_report_bills_at_the_last_uf_when_its_month_has_none(indexed, bill, new_month):
    _, value = new_month(bps=300)
    new_month(published=False)
    assert bill(5_000, 2_000)[0] == 3_000 * PRICE * value // (1_000 * indexed.uf) > 450


@pytest.mark.parametrize(("months", "seconds", "known"), [(1, -1, 0), (1, 0, 1), (2, -1, 1), (2, 0, 2)])
def test_report_that_is_late_bills_at_the_uf_of_its_time(indexed, bill, new_month, months, seconds, known):
    """To the second, whatever was published since."""
    values = [indexed.uf, *(new_month(bps=300)[1] for _ in range(3))]
    time = start_of(indexed.month + months) + seconds
    assert bill(5_000, 2_000, time)[0] == 3_000 * PRICE * values[known] // (1_000 * indexed.uf)


def test_report_leaves_a_price_that_does_not_follow(energy, project_id, new_month, sign_reading, stranger):
    new_month(bps=300)
    receipt = energy.report(sign_reading(project_id, 5_000, 2_000), sender=stranger)
    assert emitted(receipt, energy.ReadingAccepted)[0]["ownerBill"] == 450
