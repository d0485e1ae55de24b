"""The UF is published month by month, in order, and never far from the last one: that much is the indexer's to say."""

import pytest

from tests.helpers import emitted, month_of, reverts, start_of

VALUE = 3_981_203  # hundredths of a peso
CHANGE = VALUE * 300 // 10_000  # of a month, at most; rounded down
MOST_UF = 2**32 - 1


@pytest.fixture
def begun(publish, current):
    """The month in which the first value was published: three months ago."""
    publish(current - 3, VALUE)
    return current - 3


# THE FIRST


def test_a_new_index_knows_nothing_and_allows_3_percent(uf_index, now):
    assert uf_index.latest() == (0, 0, 300)
    assert [uf_index.valueAt(time) for time in (0, now(), 2**64)] == [0, 0, 0]


@pytest.mark.parametrize("value", [1, VALUE, MOST_UF])
def test_publish_takes_any_first_value(uf_index, publish, current, now, value):
    receipt = publish(current, value)
    assert emitted(receipt, uf_index.UFPublished) == [{"month": current, "value": value}]
    assert uf_index.latest() == (current, value, 300)
    assert uf_index.valueAt(now()) == value


def test_publish_takes_any_first_month(uf_index, publish, current):
    publish(0, VALUE)
    assert uf_index.valueAt(0) == VALUE


def test_publish_reverts_when_it_is_nothing(uf_index, publish, current, begun):
    with reverts(uf_index.ZeroValue):
        publish(current, 0)


def test_publish_reverts_when_caller_is_not_the_indexer(uf_index, stranger, current):
    with reverts(uf_index.AccessManagedUnauthorized, caller=stranger):
        uf_index.publish(current, VALUE, sender=stranger)


# IN ORDER


def test_publish_goes_as_far_as_the_next_month(uf_index, publish, current):
    """Which the central bank makes known on the ninth."""
    with reverts(uf_index.MonthAhead, month=current + 2, last=current + 1):
        publish(current + 2, VALUE)
    publish(current + 1, VALUE)


def test_publish_knows_the_month_to_the_second(uf_index, publish, current, next_block_at):
    next_block_at(start_of(current + 1) - 1)
    with reverts(uf_index.MonthAhead, month=current + 2, last=current + 1):
        publish(current + 2, VALUE)
    next_block_at(start_of(current + 1))
    publish(current + 2, VALUE)


@pytest.mark.parametrize("months", [0, -1, -100])
def test_publish_reverts_when_the_month_is_not_after_the_last(uf_index, publish, begun, months):
    with reverts(uf_index.MonthNotNext, month=begun + months, last=begun):
        publish(begun + months, VALUE)


def test_publish_never_makes_up_for_a_month(uf_index, publish, begun):
    publish(begun + 2, VALUE)
    with reverts(uf_index.MonthNotNext, month=begun + 1, last=begun + 2):
        publish(begun + 1, VALUE)


# WITHIN BOUNDS


@pytest.mark.parametrize("months", [1, 2, 3])
@pytest.mark.parametrize("sign", [1, -1])
def test_publish_goes_to_its_bounds(uf_index, publish, begun, months, sign):
    """For each month since the last value, 3 % of that."""
    change = VALUE * 300 * months // 10_000
    refusal = {"least": VALUE - change, "most": VALUE + change}
    beyond = VALUE + sign * (change + 1)
    with reverts(uf_index.ChangeTooLarge, value=beyond, **refusal):
        publish(begun + months, beyond)
    publish(begun + months, VALUE + sign * change)
    assert uf_index.latest().value == VALUE + sign * change


def test_publish_bounds_from_the_last_value(uf_index, publish, begun):
    """Steps do not add up: each is bounded from the one before."""
    publish(begun + 1, VALUE + CHANGE)
    least, most = VALUE + CHANGE - (VALUE + CHANGE) * 3 // 100, VALUE + CHANGE + (VALUE + CHANGE) * 3 // 100
    with reverts(uf_index.ChangeTooLarge, value=most + 1, least=least, most=most):
        publish(begun + 2, most + 1)


@pytest.mark.parametrize("gap", [12, 13, 670])
def test_publish_after_a_long_gap_goes_as_far_as_after_a_year(uf_index, publish, current, gap):
    """Else a first value of long ago, or months left out, would buy a jump of any size."""
    publish(current - gap, 1_000_000)
    with reverts(uf_index.ChangeTooLarge, value=1_360_001, least=640_000, most=1_360_000):
        publish(current, 1_360_001)
    publish(current, 1_360_000)
    assert uf_index.latest().value == 1_360_000


# THE BOUND


@pytest.mark.parametrize("bps", [50, 1_000])
def test_setMaxChange_goes_to_its_bounds(uf_index, operator, publish, begun, bps):
    receipt = uf_index.setMaxChange(bps, sender=operator)
    assert emitted(receipt, uf_index.MaxChangeSet) == [{"maxChangeBps": bps}]
    assert uf_index.latest() == (begun, VALUE, bps)
    change = VALUE * bps // 10_000
    with reverts(uf_index.ChangeTooLarge, value=VALUE + change + 1, least=VALUE - change, most=VALUE + change):
        publish(begun + 1, VALUE + change + 1)
    publish(begun + 1, VALUE + change)


@pytest.mark.parametrize("bps", [0, 49, 1_001, 65_535])
def test_setMaxChange_reverts_when_out_of_bounds(uf_index, operator, bps):
    with reverts(uf_index.MaxChangeOutOfBounds, maxChangeBps=bps):
        uf_index.setMaxChange(bps, sender=operator)


def test_setMaxChange_reverts_when_caller_is_not_the_operator(uf_index, stranger):
    with reverts(uf_index.AccessManagedUnauthorized, caller=stranger):
        uf_index.setMaxChange(1_000, sender=stranger)


# THE VALUE OF A TIME


def test_valueAt_is_of_the_last_month_that_has_one(uf_index, publish, begun):
    publish(begun + 2, VALUE + 7)
    times = {
        0: 0,
        start_of(begun) - 1: 0,
        start_of(begun): VALUE,
        start_of(begun + 1): VALUE,  # it has none
        start_of(begun + 2) - 1: VALUE,
        start_of(begun + 2): VALUE + 7,
        start_of(begun + 300): VALUE + 7,
        2**255: VALUE + 7,
    }
    assert {time: uf_index.valueAt(time) for time in times} == times


# Each with the month after it: leap years, years that are none, the turn of a year, the turn of a century.
EDGES = [(1970, 1), (1972, 2), (1973, 2), (1999, 12), (2000, 2), (2001, 2), (2023, 2), (2024, 2), (2024, 4), (2025, 12)]


def test_valueAt_knows_the_civil_months(uf_index, indexer, send_many):
    """To the second, as Python's calendar does."""
    months = [(year - 1970) * 12 + month - 1 for year, month in EDGES]
    values = {month: VALUE + month for first in months for month in (first, first + 1)}
    send_many((uf_index.publish, indexer, month, value) for month, value in values.items())
    for month in months:
        last = start_of(month + 1) - 1
        assert [uf_index.valueAt(time) for time in (start_of(month), last, last + 1)] == [
            values[month],
            values[month],
            values[month + 1],
        ]


@pytest.mark.parametrize(("year", "month"), [(2096, 2), (2096, 3), (2100, 1), (2100, 3)])
def test_publish_knows_the_months_to_come(uf_index, publish, next_block_at, year, month):
    """For longer than projects last: 2096 is a leap year, 2100 is none."""
    begins = start_of((year - 1970) * 12 + month - 1)
    for time in (begins - 1, begins):
        next_block_at(time)
        with reverts(uf_index.MonthAhead, month=65_535, last=month_of(time) + 1):
            publish(65_535, VALUE)
