"""Rates and paybacks by hand, of flows that end well and of others."""

from math import inf, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.economics import Plant, default_assumptions, irr, irr_of, payback, payback_of, yearly_flows

STEADY = Plant(degradation=0.0, years=25)


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        ([-100, 110], 0.1),
        ([-100, 0, 121], 0.1),
        ([-100, 60, 60], 0.130662386),  # 60 x + 60 x² = 100: x = (-1 + sqrt(1 + 20 / 3)) / 2 = 0.884437
        ([100, -110], 0.1),  # borrowed
        ([-100, 50], -0.5),
        ([-5, 5], 0.0),
        ([0, 0, -100, 110, 0], 0.1),
        ([-1, 1_000], 999.0),
    ],
)
def test_irr_of_flows(flows: list[float], rate: float) -> None:
    assert irr_of(flows) == pytest.approx(rate, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize(
    "flows", [[], [-1], [0, 0], [1, 1], [-1, -2], [nan, 1], [-1, inf], [1, -2, 2]]
)  # the last is worth something at every rate: 1 - 2 x + 2 x² has no root
def test_irr_of_flows_without_a_rate_is_none(flows: list[float]) -> None:
    assert isnan(irr_of(flows))


def test_irr_of_several_rates_is_the_one_nearest_to_zero() -> None:
    """-1 + 3.7 x - 2.7 x² is nothing at x = 1 and at x = 10 / 27."""
    assert irr_of([-1, 3.7, -2.7]) == pytest.approx(0, abs=1e-9)


@given(st.floats(0.001, 0.5), st.floats(10, 1e9), st.integers(1, 300))
def test_irr_of_a_loan_is_its_rate(rate: float, lent: float, periods: int) -> None:
    paid_back = lent * rate / (1 - (1 + rate) ** -periods)
    assert irr_of([-lent, *[paid_back] * periods]) == pytest.approx(rate, rel=1e-6)


def test_irr_of_a_plant_takes_its_age_into_account() -> None:
    """A perpetuity that shrinks by d yields first / cost - d; in 25 years somewhat less."""
    assert irr(1_000, 120, Plant(degradation=0.01, years=500)) == pytest.approx(0.12 - 0.01, rel=1e-9)
    assert irr(1_000, 120, STEADY) > irr(1_000, 120) > irr(1_000, 120, Plant(degradation=0.01, years=25))


@pytest.mark.parametrize(("cost", "first_year"), [(1_000, 0), (0, 10), (-5, 10), (nan, 10), (10, nan)])
def test_irr_of_a_plant_without_a_rate_is_none(cost: float, first_year: float) -> None:
    assert isnan(irr(cost, first_year))


def test_irr_of_a_plant_that_loses_is_below_zero() -> None:
    assert irr(1_000, 20) < 0


def test_yearly_flows_shrink_as_panels_age() -> None:
    flows = yearly_flows(1_000)
    plant = default_assumptions().plant
    assert len(flows) == plant.years == 25
    assert flows[:2] == [1_000, 995]
    assert flows[-1] == pytest.approx(1_000 * 0.995**24)


@pytest.mark.parametrize(
    ("cost", "flows", "periods"),
    [
        (100, [40, 40, 40], 2.5),
        (100, [100], 1.0),
        (100, [50, 0, 100], 2.5),
        (0, [1], 0.0),
        (-3, [], 0.0),
        (100, [40, 40], inf),
        (100, [], inf),
        (inf, [1], nan),
    ],
)
def test_payback_of_flows(cost: float, flows: list[float], periods: float) -> None:
    assert payback_of(cost, flows) == pytest.approx(periods, nan_ok=True)


def test_payback_of_a_plant_is_later_for_its_age() -> None:
    assert payback(1_000, 100, STEADY) == pytest.approx(10)
    assert payback(1_000, 100) == pytest.approx(10.2334, abs=1e-4)
    assert payback(1_000, 30, STEADY) == inf
