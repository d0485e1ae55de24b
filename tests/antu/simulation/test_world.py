"""Time as people look at it: a period begins once, on its day or at the first step after it, whatever the steps."""

import pytest

from tests.antu.simulation.worlds import world


@pytest.mark.parametrize("step", [1, 3, 7])
def test_each_period_begins_once(step: int) -> None:
    here, began = world(), []
    for day in range(0, 200, step):
        here.begin(day)
        if here.turned(30, phase=10):
            began.append(day)
    assert began == [-(-day // step) * step for day in range(10, 200, 30)]


def test_a_period_that_begins_on_the_first_day_begins_then() -> None:
    here = world()
    here.begin(0)
    assert here.turned(30)
    here.begin(3)
    assert not here.turned(30)
