"""Figures that come from outside: files that are wrong are named, and so are changes; sources stay with figures."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from antu.errors import AntuError
from antu.platforms.figures import Count, Figures, NotBelow, read_figures, sourced


class Inner(Figures):
    price: NotBelow


class Tree(Figures):
    name: str
    inner: Inner
    count: Count


GOOD = """\
figures: {name: a, inner: {price: 1.5}, count: 3}
sources:
  - {of: name, as_of: 2026-01-01, source: ours, ours: true}
  - {of: count, as_of: 2026-01-02, source: counted}
  - {of: inner, as_of: 2026-01-03, source: a page}
"""


def written(folder: Path, content: str) -> Path:
    path = folder / "tree.yaml"
    path.write_text(content)
    return path


def test_read_figures_takes_figures_and_sources(tmp_path: Path) -> None:
    tree, sources = read_figures(written(tmp_path, GOOD), Tree)
    assert tree == Tree(name="a", inner=Inner(price=1.5), count=3)
    assert [each.ours for each in sources] == [True, False, False]


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("count: 3", "count: 0", "count"),
        ("count: 3", "count: three", "count"),
        ("price: 1.5", "price: -1", r"inner\.price"),
        ("price: 1.5", "price: .nan", r"inner\.price"),
        ("price: 1.5", "price: 1.0e+19", r"inner\.price"),
        ("count: 3", "count: 10000000000000000000", "count"),
        ("price: 1.5", "cost: 1.5", r"inner\.(price|cost)"),
        ("of: inner", "of: inn", r"no source for inner\.price"),
        ("2026-01-02", "soon", r"'1'\.as_of"),
        ("sources:", "source:", "`sources`"),
        ("figures: {", "figures: [", "YAML"),
    ],
)
def test_read_figures_names_what_is_wrong(tmp_path: Path, before: str, after: str, named: str) -> None:
    with pytest.raises(AntuError, match=named):
        read_figures(written(tmp_path, GOOD.replace(before, after)), Tree)


def test_read_figures_names_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(AntuError, match=r"none\.yaml"):
        read_figures(tmp_path / "none.yaml", Tree)


def test_changed_replaces_a_part_and_leaves_the_rest() -> None:
    tree = Tree(name="a", inner=Inner(price=1.5), count=3)
    changed = tree.changed({"inner": {"price": 2}})
    assert changed.leaves() == {"name": "a", "inner.price": 2.0, "count": 3}
    assert tree.inner.price == 1.5


@pytest.mark.parametrize(
    ("overrides", "path"),
    [
        ({"inner": {"cost": 1}}, ("inner", "cost")),
        ({"inner": {"price": "dear"}}, ("inner", "price")),
        ({"inner": 3}, ("inner",)),
        ({"outer": 3}, ("outer",)),
        ({"count": True}, ("count",)),
    ],
)
def test_changed_refuses_what_is_wrong_by_its_path(overrides: dict[str, object], path: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as refused:
        Tree(name="a", inner=Inner(price=1.5), count=3).changed(overrides)
    assert [error["loc"] for error in refused.value.errors()] == [path]


def test_sourced_marks_what_was_changed(tmp_path: Path) -> None:
    tree, sources = read_figures(written(tmp_path, GOOD), Tree)
    shown = {each.path: each for each in sourced(tree.changed({"count": 4}), tree, sources)}
    assert [each.changed for each in shown.values()] == [False, False, True]
    assert shown["inner.price"].source == "a page"
    assert shown["inner.price"].as_of == date(2026, 1, 3)
