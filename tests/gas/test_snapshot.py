"""Whether all figures were measured. The last file of its folder: the others measure them."""

from pathlib import Path

import pytest

from antu.reports.snapshots import compare, read
from tests.gas.measuring import SNAPSHOT, WRITING

ALL = set(Path(__file__).parent.glob("test_*.py"))


def test_every_figure_was_measured_and_is_in_the_snapshot(request, figures):
    if ALL - {item.path for item in request.session.items}:
        pytest.skip("only a part of tests/gas is run")
    assert figures.missing() == []
    if not WRITING:
        on_one_side = compare(read(SNAPSHOT), figures.rounded(), tolerance=float("inf"))
        assert not on_one_side, "\n".join(map(str, on_one_side))
