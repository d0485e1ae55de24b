"""Clouds that come and go as clouds do, before a sun that knows where it is; and homes that use most in the evening."""

import numpy as np
import pytest

from antu.catalog import regions
from antu.metering.climate import climate
from antu.metering.household import use
from antu.metering.panels import power
from antu.metering.sunshine import clear_sky, clouded, weather


def correlation(series: np.ndarray, lag: int) -> float:
    return float(np.corrcoef(series[:-lag], series[lag:])[0, 1])


def test_weather_persists_for_hours_and_days_and_is_then_forgotten() -> None:
    series = np.concatenate([weather("a", 13, year) for year in range(2020, 2030)])
    assert correlation(series, 1) > 0.8
    assert 0.3 < correlation(series, 24) < 0.8
    assert abs(correlation(series, 24 * 14)) < 0.1


def test_weather_is_evenly_spread() -> None:
    series = np.concatenate([weather(seed, 13, 2026) for seed in "abcdefghij"])
    assert np.quantile(series, [0.1, 0.25, 0.5, 0.75, 0.9]) == pytest.approx([0.1, 0.25, 0.5, 0.75, 0.9], abs=0.03)
    assert 0 <= series.min() <= series.max() <= 1


def test_weather_is_the_regions_and_the_years_own() -> None:
    assert abs(np.corrcoef(weather("a", 13, 2026), weather("a", 14, 2026))[0, 1]) < 0.25
    assert abs(np.corrcoef(weather("a", 13, 2026), weather("a", 13, 2027))[0, 1]) < 0.25


def test_an_open_sky_is_clear_and_a_covered_one_has_no_beam() -> None:
    clear = clear_sky(13, 2026)
    hours = len(clear.zenith)
    opened = clouded(clear, np.zeros(hours), 1.0)
    assert opened.beam == pytest.approx(clear.beam)
    assert opened.diffuse == pytest.approx(clear.diffuse)
    covered = clouded(clear, np.ones(hours), 1.0)
    assert not covered.beam.any()
    assert covered.diffuse == pytest.approx(clear.global_ / 4)


def test_the_sun_shines_as_often_as_the_climate_says() -> None:
    sky = clear_sky(13, 2026)
    shining = np.mean(
        [1 - clouded(sky, weather(seed, 13, 2026), 1.0).beam / np.maximum(sky.beam, 1e-9) for seed in "abcdefgh"],
        axis=0,
    )
    january, june = slice(0, 31 * 24), slice(151 * 24, 181 * 24)
    for month in (january, june):
        up = sky.beam[month] > 0
        assert 1 - shining[month][up].mean() == pytest.approx(sky.sunny[month].mean(), abs=0.1)


def test_the_clearer_the_more_power() -> None:
    sky, drawn = clear_sky(10, 2026), weather("a", 10, 2026)
    energies = [power(clouded(sky, drawn, clearness), 30).sum() for clearness in (0.1, 0.5, 1, 2, 10)]
    assert energies == sorted(energies)


def test_cold_panels_give_more() -> None:
    sky = clear_sky(13, 2026)
    frosty = type(sky)(**(vars(sky) | {"air": sky.air - 20}))
    assert 1.02 < power(frosty, 27).sum() / power(sky, 27).sum() < 1.1


def test_the_sun_stands_in_the_north_at_noon() -> None:
    """At Santiago's longitude the sun's noon is at 16:43 UTC, in the mean."""
    sky = clear_sky(13, 2026)
    highest = sky.zenith.reshape(-1, 24).argmin(axis=1)
    assert set(highest) <= {16, 17}
    noon = sky.azimuth.reshape(-1, 24)[np.arange(365), highest]
    assert (np.cos(np.radians(noon)) > 0.5).all()


def test_at_a_station_the_climate_is_its_own_and_between_two_in_between() -> None:
    santiago, puerto_montt = climate(-33.45), climate(-41.47)
    assert (santiago.day[0], santiago.night[6]) == (29, 3)
    assert santiago.sunny[0] == pytest.approx(11 / 14.1, abs=0.02)  # Santiago's January has days of 14 hours
    between = climate((-33.45 - 41.47) / 2)
    assert between.day == pytest.approx((santiago.day + puerto_montt.day) / 2)
    assert climate(-60).sunny == pytest.approx(climate(-53.16).sunny)


def test_the_sky_has_the_climates_seasons_and_warm_afternoons() -> None:
    sky = clear_sky(13, 2026)
    days = sky.air.reshape(-1, 24)
    assert set(days.argmax(axis=1)) == {19}  # three in the afternoon by the sun
    assert set(days.argmin(axis=1)) == {7}
    assert days[15].max() == pytest.approx(29, abs=0.5)
    assert sky.sunny[15 * 24] == pytest.approx(climate(-33.45).sunny[0], abs=0.01)
    assert sky.sunny[165 * 24] < sky.sunny[15 * 24] / 2


@pytest.mark.parametrize("region", regions(), ids=lambda region: region.name)
def test_the_climate_of_every_region_is_possible(region) -> None:
    local = climate(region.latitude)
    assert ((local.sunny > 0.1) & (local.sunny < 0.9)).all()
    assert (local.day > local.night).all()
    assert local.day[0] > local.day[6]


def test_a_home_uses_what_it_is_said_to_use_most_of_it_in_the_evening() -> None:
    for year, hours in ((2026, 8_760), (2028, 8_784)):
        used = use("a", year, 2_077)
        assert len(used) == hours
        assert used.sum() == pytest.approx(2_077_000, rel=0.001)
        by_hour = used.reshape(-1, 24).mean(axis=0)
        assert by_hour.argmax() in (23, 0, 1)  # about nine in the evening in Chile
        assert by_hour.argmin() in range(5, 10)  # before dawn
        winter = used[120 * 24 : 212 * 24].mean()
        assert winter / used[: 59 * 24].mean() == pytest.approx(220 / 187, rel=0.1)


def test_homes_differ_by_their_seed() -> None:
    assert (use("a", 2026, 2_077) == use("a", 2026, 2_077)).all()
    assert (use("a", 2026, 2_077) != use("b", 2026, 2_077)).mean() > 0.9
