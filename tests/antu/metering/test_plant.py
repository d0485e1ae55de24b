"""A simulated plant gives its region's yield, by day and season, within its capacity, whoever asks when."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.catalog import Region, regions, size_classes
from antu.errors import AntuError
from antu.metering import Plant, Registers, month_ends, plant

NEW_YEAR = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
HOUR, DAY = 3_600, 86_400
EVERY_REGION = pytest.mark.parametrize("region", regions(), ids=lambda region: region.name)

# A few plants of one year each, so that Hypothesis asks for what is cached.
plants = st.sampled_from([Plant(13, 1_000, "a"), Plant(2, 10_000, "b"), Plant(12, 300_000, "c", consumption_kwh=9_000)])
starts = st.builds(
    lambda time, exported, more: Registers(NEW_YEAR + time, exported + more, exported),
    st.integers(0, 200 * DAY),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
)
steps = st.lists(st.integers(0, 20 * DAY), max_size=8)


def by_hour(plant: Plant, year: int) -> np.ndarray:
    """Wh, a row per day (UTC) and a column per hour."""
    return plant.year(year).generated_wh.reshape(-1, 24)


@EVERY_REGION
@pytest.mark.parametrize("year", [2026, 2028, 2051])
def test_every_year_gives_the_regions_yield(region: Region, year: int) -> None:
    for seed in ("a", "b", "c"):
        energy = Plant(region.cut, 5_000, seed).year(year).generated_wh.sum()
        assert energy == pytest.approx(region.yield_kwh_per_kwp * 5_000, rel=0.02)


def test_years_differ() -> None:
    energies = {int(Plant(13, 1_000, "a").year(year).generated_wh.sum()) // 1_000 for year in range(2026, 2036)}
    assert len(energies) > 5


@pytest.mark.parametrize("size_class", size_classes(), ids=lambda one: str(one.capacity_wp))
def test_a_year_of_any_class_gives_the_yield_and_never_more_than_the_capacity(size_class) -> None:
    hours = Plant(3, size_class.capacity_wp, "a").year(2027).generated_wh
    assert hours.sum() == pytest.approx(1_851 * size_class.capacity_wp, rel=0.02)
    assert size_class.capacity_wp / 2 < hours.max() <= size_class.capacity_wp


def test_a_yield_of_its_own_is_that_years_energy() -> None:
    """The pilot of February 2026: 10 kWp, 11,140 kWh a year."""
    for year in (2025, 2026, 2028):
        energy = Plant(13, 10_000, "pilot", yield_kwh_per_kwp=1_114).year(year).generated_wh.sum()
        assert energy == pytest.approx(11_140_000, rel=0.02)


@pytest.mark.parametrize("impossible", [0, 100, 3_000])
def test_a_yield_that_no_sky_gives_is_refused_with_what_could_be(impossible: int) -> None:
    plant = Plant(2, 1_000, "a", yield_kwh_per_kwp=impossible)
    with pytest.raises(AntuError, match=f"{impossible:,} kWh a year per kWp is out of reach in Antofagasta"):
        plant.year(2026)


@EVERY_REGION
def test_nights_give_nothing_and_every_noon_something(region: Region) -> None:
    days = by_hour(Plant(region.cut, 10_000, "a"), 2026)
    assert not days[:, 3:8].any()  # eleven in the evening to four in the morning, by the sun of Santiago
    assert days[:, 16].all()


@EVERY_REGION
def test_summer_gives_more_than_winter(region: Region) -> None:
    days = by_hour(Plant(region.cut, 10_000, "a"), 2026)
    summer, winter = days[:31].sum(), days[151:182].sum()
    assert summer > 1.2 * winter


def test_the_south_has_longer_days_in_summer_and_shorter_ones_in_winter() -> None:
    north, south = (by_hour(Plant(cut, 10_000, "a"), 2026).astype(bool).sum(axis=1) for cut in (15, 12))
    assert (south[:31] > north[:31]).all()
    assert (south[151:182] < north[151:182]).all()


def test_a_leap_year_has_its_day() -> None:
    leap, common = Plant(13, 10_000, "a").year(2028), Plant(13, 10_000, "a").year(2027)
    assert (len(leap.generated_wh), len(common.generated_wh)) == (8_784, 8_760)
    start = Registers(int(datetime(2028, 2, 29, tzinfo=UTC).timestamp()), 0, 0)
    (end,) = Plant(13, 10_000, "a").registers(start, [start.time + DAY])
    assert end.generated_wh == leap.generated_wh[59 * 24 : 60 * 24].sum() > 0
    assert leap.end == int(datetime(2029, 1, 1, tzinfo=UTC).timestamp())


def test_what_is_used_was_generated_and_needed() -> None:
    year = Plant(13, 10_000, "a").year(2026)
    assert (year.used_wh >= 0).all()
    assert (year.exported_wh >= 0).all()
    assert 0.3 < year.used_wh.sum() / year.generated_wh.sum() < 0.5
    modest = Plant(13, 10_000, "a", consumption_kwh=2_000).year(2026)
    assert (modest.generated_wh == year.generated_wh).all()
    assert modest.used_wh.sum() < year.used_wh.sum() / 2
    assert not Plant(13, 10_000, "a", consumption_kwh=0).year(2026).used_wh.any()
    insatiable = Plant(13, 10_000, "a", consumption_kwh=10_000_000).year(2026)
    assert not insatiable.exported_wh.any()


def test_nobody_uses_less_than_nothing() -> None:
    with pytest.raises(AntuError, match="Nobody uses -1"):
        Plant(13, 10_000, "a", consumption_kwh=-1)


def test_by_default_a_small_plants_owner_is_a_home_and_a_large_ones_uses_what_it_gives() -> None:
    assert Plant(13, 1_000, "a") != Plant(13, 1_000, "a", consumption_kwh=2_077)
    for capacity, consumption in ((1_000, 2_077), (10_000, 14_630)):
        default = Plant(13, capacity, "a").year(2026)
        named = Plant(13, capacity, "a", consumption_kwh=consumption).year(2026)
        assert (default.used_wh == named.used_wh).all()


def test_the_same_plant_is_the_same_when_computed_again() -> None:
    first = Plant(10, 5_000, "a").year(2026)
    plant._year.cache_clear()
    again = Plant(10, 5_000, "a").year(2026)
    assert again is not first
    assert (again.used_wh == first.used_wh).all()
    assert (again.exported_wh == first.exported_wh).all()


def test_another_seed_is_another_weather() -> None:
    one, other = (Plant(10, 5_000, seed).year(2026).generated_wh for seed in ("a", "b"))
    assert (one != other).sum() > 2_000


def test_march_is_the_same_whoever_asks_for_the_year() -> None:
    subject, start = Plant(9, 30_000, "a"), Registers(NEW_YEAR, 0, 0)
    march = range(NEW_YEAR + 59 * DAY, NEW_YEAR + 90 * DAY, HOUR)
    year = {shown.time: shown for shown in subject.registers(start, range(NEW_YEAR, NEW_YEAR + 365 * DAY, HOUR))}
    plant._year.cache_clear()
    alone = subject.registers(year[march[0]], march)
    assert [year[time] for time in march] == list(alone)


def test_months_make_the_year() -> None:
    subject, start = Plant(13, 10_000, "a"), Registers(NEW_YEAR, 500, 400)
    *_, end = subject.registers(start, month_ends(NEW_YEAR, 24))
    assert end.time == int(datetime(2028, 1, 1, tzinfo=UTC).timestamp())
    years = [subject.year(2026), subject.year(2027)]
    assert end.generated_wh == 500 + sum(year.generated_wh.sum() for year in years)
    assert end.exported_wh == 400 + sum(year.exported_wh.sum() for year in years)
    assert [end] == list(subject.registers(start, [end.time]))
    middle = Registers(NEW_YEAR + 300 * DAY, 0, 0)
    (after,) = subject.registers(middle, [NEW_YEAR + 400 * DAY])
    both = np.concatenate([year.generated_wh for year in years])
    assert after.generated_wh == both[300 * 24 : 400 * 24].sum()


@given(plants, starts, steps)
def test_registers_are_what_the_contract_takes_however_time_is_cut(
    subject: Plant, start: Registers, steps: list[int]
) -> None:
    times = [int(time) for time in start.time + np.cumsum(steps, dtype=np.int64)]
    shown = [start, *subject.registers(start, times)]
    assert [registers.time for registers in shown[1:]] == times
    for before, after in pairwise(shown):
        generated = after.generated_wh - before.generated_wh
        exported = after.exported_wh - before.exported_wh
        assert 0 <= exported <= generated
        # Two registers in whole Wh, each up to 1 Wh late.
        assert (generated - 2) * HOUR <= subject.capacity_wp * (after.time - before.time)
    assert shown[-1:] == list(subject.registers(start, times[-1:])) or not times


def test_within_an_hour_registers_grow_evenly() -> None:
    subject = Plant(13, 10_000, "a")
    noon = 16
    used, exported = (int(hours[noon]) for hours in (subject.year(2026).used_wh, subject.year(2026).exported_wh))
    start = Registers(NEW_YEAR + noon * HOUR, 0, 0)
    third, whole = subject.registers(start, [start.time + HOUR // 3, start.time + HOUR])
    assert third == Registers(start.time + HOUR // 3, used // 3 + exported // 3, exported // 3)
    assert whole == Registers(start.time + HOUR, used + exported, exported)


def test_registers_do_not_run_back() -> None:
    with pytest.raises(AntuError, match=f"{NEW_YEAR - 1} comes after {NEW_YEAR}"):
        list(Plant(13, 1_000, "a").registers(Registers(NEW_YEAR, 0, 0), [NEW_YEAR, NEW_YEAR - 1]))


def test_month_ends_are_the_calendars() -> None:
    first = datetime(2027, 11, 17, 5, tzinfo=UTC)
    expected = [(2027, 12), (2028, 1), (2028, 2), (2028, 3)]
    assert [datetime.fromtimestamp(end, UTC) for end in month_ends(int(first.timestamp()), 4)] == [
        datetime(year, month, 1, tzinfo=UTC) for year, month in expected
    ]


def test_month_ends_after_an_end_begin_with_the_next() -> None:
    (end,) = month_ends(NEW_YEAR, 1)
    assert end - NEW_YEAR == timedelta(days=31).total_seconds()
    assert month_ends(NEW_YEAR - 1, 1) == [NEW_YEAR]
