"""What is published of a file, and that the contract's rules are those of the plan (the Python model has them too)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.billing import UFIndex, month_start
from antu.errors import AntuError
from antu.indexation import Latest, MonthValue, Plan, plan
from antu.indexation.plan import Status, pesos

NOW = 680
BOUND = 300
VALUE = 4_000_000


def months(*values: tuple[int, int]) -> list[MonthValue]:
    return [MonthValue(month, value, line) for line, (month, value) in enumerate(values, start=2)]


def planned(*values: tuple[int, int], published: dict[int, int] | None = None) -> Plan:
    published = published or {}
    last = max(published, default=0)
    return plan(months(*values), published, Latest(last, published.get(last, 0), BOUND), NOW)


def test_plan_passes_over_what_is_published() -> None:
    found = planned((600, VALUE), (601, VALUE + 1), published={600: VALUE})
    assert [step.status for step in found.steps] == [Status.PUBLISHED, Status.NEXT]
    assert [step.month for step in found.to_publish] == [601]


def test_plan_refuses_another_value_than_was_published() -> None:
    (error,) = planned((600, VALUE + 1), published={600: VALUE}).errors
    assert error.reason.startswith("is not what was published for 2020-01, 40,000.00")


def test_plan_tells_of_months_left_out() -> None:
    found = planned((602, VALUE), (605, VALUE), published={600: VALUE, 604: VALUE})
    assert [step.status for step in found.steps] == [Status.TOO_LATE, Status.NEXT]
    assert planned((607, VALUE), published={604: VALUE}).steps[0].left_out == 2


def test_plan_allows_more_change_where_months_are_left_out() -> None:
    most = VALUE + 2 * VALUE * BOUND // 10_000
    assert planned((602, most), published={600: VALUE}).errors == ()
    (error,) = planned((602, most + 1), published={600: VALUE}).errors
    assert f"may be {pesos(VALUE * 94 // 100)} to {pesos(most)}" in error.reason


def test_plan_refuses_what_is_ahead() -> None:
    assert planned((NOW + 1, VALUE)).errors == ()
    (error,) = planned((NOW + 2, VALUE)).errors
    assert error.reason.startswith("is later than the month after this one")


def test_the_first_value_may_be_any() -> None:
    (step,) = planned((600, VALUE)).steps
    assert (step.change, step.left_out) == (None, 0)


@given(
    st.dictionaries(st.integers(590, NOW + 2), st.integers(VALUE * 9 // 10, VALUE * 11 // 10), max_size=8),
    st.integers(0, 4),
)
def test_what_is_planned_is_what_the_contract_takes(values: dict[int, int], already: int) -> None:
    index, published = UFIndex(BOUND), dict[int, int]()
    for month in sorted(values)[:already]:
        if month <= NOW + 1 and index_takes(index, month, values[month]):
            published[month] = values[month]
    found = planned(*sorted(values.items()), published=published)
    for step in found.steps:
        if step.status is Status.NEXT:
            assert index_takes(index, step.month, step.value)
    for error in found.errors:
        month = sorted(values)[error.line - 2]
        assert month not in published
    assert [step.value for step in found.steps if step.status is Status.PUBLISHED] == list(published.values())


def index_takes(index: UFIndex, month: int, value: int) -> bool:
    try:
        index.publish(month, value, month_start(NOW))
    except AntuError:
        return False
    return True


@pytest.mark.parametrize(("hundredths", "shown"), [(3_948_565, "39,485.65"), (100_000_000, "1,000,000.00")])
def test_pesos_are_shown_with_their_cents(hundredths: int, shown: str) -> None:
    assert pesos(hundredths) == shown
