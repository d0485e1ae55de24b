"""What plots write beside what they draw."""

from math import inf

import pandas as pd
import pytest

from antu.reports.simulation.figures.returns import median
from antu.reports.simulation.plots.returns import payback_figure
from antu.text import Language


@pytest.mark.parametrize("years", [[4.0, 6.0, 8.0], [4.0, 6.0, 8.0, inf, inf], [4.0, 6.0, inf, inf, inf], [inf]])
def test_payback_marks_the_median_of_all_plants_that_is_told_elsewhere(years: list[float]) -> None:
    owners = pd.Series(years)
    (axes,) = payback_figure(owners, pd.Series([5.0]), Language.EN).axes
    said = [each.get_text() for each in axes.texts]
    middle = median(owners)
    assert said == ([] if middle is None else [f"owners' median {middle:.1f}"])
