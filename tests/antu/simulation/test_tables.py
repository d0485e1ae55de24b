"""The returns that a simulation's tables tell."""

from math import isnan

import pytest

from antu.enums import State
from antu.simulation.tables import _irr
from tests.antu.simulation.worlds import GOAL, project, world


@pytest.mark.parametrize(("revenue", "least", "most"), [(0, -1.0, -1.0), (1, -0.9, -0.2), (GOAL, 0.5, 3.0)])
def test_irr_of_a_plant_that_earns_nothing_is_a_loss_not_left_out(revenue: int, least: float, most: float) -> None:
    made = project(world(), State.OPERATING)
    made.generated_wh, made.exported_wh, made.revenue = 1_600_000, 800_000, revenue
    assert [least <= _irr(made, stake) <= most for stake in made.stakes.values()] == [True, True]


def test_irr_before_the_first_reading_is_unknown() -> None:
    made = project(world(), State.OPERATING)
    assert all(isnan(_irr(made, stake)) for stake in made.stakes.values())
