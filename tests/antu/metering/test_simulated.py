"""A simulated plant gives its region's yield, with the seasons, and never more than it can."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.catalog import regions, size_classes
from antu.metering import MONTH_SECONDS, Plant, Registers

NEW_YEAR = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())

plants = st.builds(
    Plant,
    cut=st.integers(1, 16),
    capacity_wp=st.sampled_from([size_class.capacity_wp for size_class in size_classes()]),
    seed=st.text(max_size=3),
    self_use=st.floats(0, 1),
)
starts = st.builds(
    lambda time, exported, more: Registers(time, exported + more, exported),
    st.integers(NEW_YEAR, NEW_YEAR + 25 * 365 * 86_400),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
)


@given(plants, starts, st.integers(0, 24))
def test_months_are_what_the_contract_takes(plant: Plant, start: Registers, count: int) -> None:
    shown = [start, *plant.months(start, count)]
    assert len(shown) == count + 1
    for before, after in pairwise(shown):
        generated = after.generated_wh - before.generated_wh
        exported = after.exported_wh - before.exported_wh
        assert after.time - before.time == MONTH_SECONDS
        assert 0 <= exported <= generated
        assert 0 < generated * 3_600 <= plant.capacity_wp * MONTH_SECONDS


@pytest.mark.parametrize("region", regions(), ids=lambda region: region.name)
def test_a_year_gives_the_regions_yield(region) -> None:
    *_, end = Plant(region.cut, 10_000, "seed").months(Registers(NEW_YEAR, 0, 0), 12)
    assert end.generated_wh == pytest.approx(region.yield_kwh_per_kwp * 10_000, rel=0.03)


def test_summer_gives_more_than_winter() -> None:
    year = [Registers(NEW_YEAR, 0, 0), *Plant(13, 10_000, "seed").months(Registers(NEW_YEAR, 0, 0), 12)]
    by_month = [after.generated_wh - before.generated_wh for before, after in pairwise(year)]
    assert min(by_month[11], by_month[0]) > 2 * max(by_month[5], by_month[6])


def test_self_use_is_what_is_not_exported() -> None:
    (month,) = Plant(13, 10_000, "seed", self_use=0.25).months(Registers(NEW_YEAR, 500, 400), 1)
    assert month.exported_wh - 400 == pytest.approx((month.generated_wh - 500) * 0.75, abs=1)


def test_the_same_plant_has_the_same_weather() -> None:
    start = Registers(NEW_YEAR, 0, 0)
    assert list(Plant(13, 1_000, "a").months(start, 12)) == list(Plant(13, 1_000, "a").months(start, 12))
    assert list(Plant(13, 1_000, "a").months(start, 12)) != list(Plant(13, 1_000, "b").months(start, 12))
