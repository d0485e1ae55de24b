"""The returns that a simulation's tables tell."""

from math import isnan

import pytest

from antu.economics import irr
from antu.enums import State
from antu.simulation import tables
from antu.simulation.tables import _irr
from tests.antu.simulation.worlds import GOAL, project, world


@pytest.mark.parametrize(("revenue", "least", "most"), [(0, -1.0, -1.0), (1, -0.9, -0.2), (GOAL, 0.5, 3.0)])
def test_irr_of_a_plant_that_earns_nothing_is_a_loss_not_left_out(revenue: int, least: float, most: float) -> None:
    made = project(world(), State.OPERATING)
    made.generated_wh, made.exported_wh, made.revenue = 1_600_000, 800_000, revenue
    assert [least <= _irr(made, stake) <= most for stake in made.stakes.values()] == [True, True]


def test_irr_has_no_digits_in_which_processors_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(world(), State.OPERATING)
    made.generated_wh, made.exported_wh, made.revenue = 1_600_000, 800_000, GOAL // 7
    found = [_irr(made, stake) for stake in made.stakes.values()]
    tables._irr_of.cache_clear()
    monkeypatch.setattr(tables, "irr", lambda cost, yearly: irr(cost, yearly) + 2e-15)
    assert [_irr(made, stake) for stake in made.stakes.values()] == found


def test_irr_before_the_first_reading_is_unknown() -> None:
    made = project(world(), State.OPERATING)
    assert all(isnan(_irr(made, stake)) for stake in made.stakes.values())
