"""A figure that changes cannot pass its snapshot unseen."""

import json
from pathlib import Path

import pytest

from antu.errors import AntuError
from antu.reports.snapshots import SnapshotError, compare, hold, read, write

WRITING = {"ANTU_SNAPSHOTS": "write"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "snapshots" / "gas.json"


@pytest.mark.parametrize(
    ("kept", "measured", "sentence"),
    [
        (1_000, 1_006, "fund: 1,000 before, 1,006 now (+0.60%); it has risen."),
        (1_000, 994, "fund: 1,000 before, 994 now (-0.60%); it has fallen: take the snapshot down."),
        (100.5, 101.5, "fund: 100.5 before, 101.5 now (+1.00%); it has risen."),
        (0, 1, "fund: 0 before, 1 now (+100.00%); it has risen."),
    ],
)
def test_compare_tells_of_a_change_beyond_the_tolerance(kept: float, measured: float, sentence: str) -> None:
    (difference,) = compare({"fund": kept}, {"fund": measured})
    assert str(difference) == sentence


@pytest.mark.parametrize("measured", [995, 1_000, 1_005])
def test_compare_lets_small_changes_pass(measured: int) -> None:
    assert compare({"fund": 1_000}, {"fund": measured}) == []


def test_compare_takes_another_tolerance() -> None:
    assert compare({"fund": 1_000}, {"fund": 1_001}, tolerance=0)
    assert not compare({"fund": 1_000}, {"fund": 1_100}, tolerance=0.1)


def test_compare_tells_of_figures_that_one_side_lacks() -> None:
    new, gone = compare({"rate": 1_000}, {"fund": 2_000})
    assert str(new) == "fund: 2,000, and no snapshot to compare it with."
    assert str(gone) == "rate: the snapshot has 1,000, but nothing of that name was measured."


def test_hold_accepts_what_the_snapshot_says(path: Path) -> None:
    write(path, {"fund": 1_000})
    hold(path, {"fund": 1_004}, {})
    assert read(path) == {"fund": 1_000}


def test_hold_refuses_with_every_difference_and_what_to_do(path: Path) -> None:
    write(path, {"fund": 1_000, "rate": 5})
    with pytest.raises(SnapshotError) as caught:
        hold(path, {"fund": 1_100, "match": 7}, {})
    assert str(caught.value).splitlines() == [
        f"{path} differs from what was measured.",
        "fund: 1,000 before, 1,100 now (+10.00%); it has risen.",
        "match: 7, and no snapshot to compare it with.",
        "rate: the snapshot has 5, but nothing of that name was measured.",
        "Run: make snapshots, and commit the change with its reason.",
    ]


def test_hold_writes_when_asked_to_and_leaves_alone_what_hardly_changed(path: Path) -> None:
    hold(path, {"rate": 5, "fund": 1_000, "gone": 1}, WRITING)
    hold(path, {"rate": 6, "fund": 1_001, "match": 7}, WRITING)
    assert read(path) == {"fund": 1_000, "match": 7, "rate": 6}
    hold(path, {"rate": 6, "fund": 1_001, "match": 7}, {})


def test_write_sorts_by_name(path: Path) -> None:
    write(path, {"rate": 5, "fund": 1.5})
    assert list(json.loads(path.read_text())) == ["fund", "rate"]
    assert path.read_text().endswith("}\n")


def test_read_explains_a_missing_file(path: Path) -> None:
    with pytest.raises(AntuError, match="There is no snapshot") as caught:
        hold(path, {"fund": 1}, {})
    assert "make snapshots" in caught.value.hint


@pytest.mark.parametrize("content", ["", "[]", '{"fund": "many"}', '{"fund": -1}', '{"fund": true}', '{"fund": NaN}'])
def test_read_explains_what_is_no_snapshot(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(AntuError, match="is no snapshot"):
        read(path)
