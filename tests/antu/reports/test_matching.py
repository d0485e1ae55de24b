"""Matching's tables and the frontier's plot, in either language."""

from itertools import combinations
from pathlib import Path

import pytest

from antu.book import frame
from antu.errors import AntuError
from antu.matching.comparison import Result
from antu.matching.frontier import Point
from antu.reports.frontier_plot import draw_frontier, frontier_figure
from antu.reports.matching import comparison_table, frontier_table
from antu.reports.pictures import require_picture
from antu.text import Language
from tests.antu.reports.test_tables import cells_with, shown

EN, ES = Language.EN, Language.ES

COMPARED = frame(
    [
        Result("first_fit", 6, 10, 2_000_000),
        Result("cheapest_in_turn", 5, 10, 3_000_000),
        Result("best_teams", 5, 10, 4_000_000),
    ],
    Result,
)
IN_TURN = COMPARED[:2]


def point(policy: str, matched: int, savings: int, objective: int = 1_000, bound: int = 1_000) -> Point:
    return Point(policy, matched, matched / 10_000, savings, savings / 61_000_000_000, objective, bound, 1.25)


POINTS = (
    point("savings", 5_012, 61_000_000_000),
    point("0.05", 5_412, 60_700_000_000),
    point("0.1", 5_899, 59_900_000_000),
    point("0.25", 6_801, 53_900_000_000, 999_999, 1_000_000),
    point("0.5", 8_503, 30_900_000_000),
    point("1", 9_998, 900_000_000),
    point("projects", 10_000, 400_000_000, 10_000, 10_001),
)


def test_comparison_table_says_what_part_of_the_best_is_saved() -> None:
    assert cells_with(comparison_table(COMPARED, EN), "2,000,000")[1:] == ["6", "60.0 %", "2,000,000", "50.0 %"]
    assert cells_with(comparison_table(COMPARED, ES), "$3.000.000")[1:] == ["5", "50,0 %", "$3.000.000", "75,0 %"]


def test_comparison_table_of_nothing_has_no_parts() -> None:
    nothing = frame([Result("first_fit", 0, 0, 0), Result("best_teams", 0, 0, 0)], Result)
    assert "%" not in shown(comparison_table(nothing, EN))


def test_frontier_table_has_shares_bound_and_gap() -> None:
    assert cells_with(frontier_table(POINTS, EN), "6,801") == [
        *("0.25", "6,801", "68.0 %", "53,900,000,000", "88.4 %", "1,000,000", "0.0001 %", "1.2")
    ]
    most = cells_with(frontier_table(POINTS, ES), "10.001")
    assert (most[0], most[5], most[6]) == ("proyectos", "10.001 proyectos", "0,0100 %")
    assert cells_with(frontier_table(POINTS, EN), "5,012")[6] == "0 %"


def test_plot_names_axes_and_points_in_the_language(tmp_path: Path) -> None:
    for lang, words in (
        (EN, ("Projects matched", "(millions of pesos)", "w = 0.25", "w = 1, projects", "first fit", "56,000")),
        (ES, ("Proyectos calzados", "(millones de pesos)", "w = 0,25", "w = 1, proyectos", "más barato")),
    ):
        path = tmp_path / f"{lang}.svg"
        draw_frontier(POINTS, IN_TURN, path, lang)
        drawn = path.read_text(encoding="utf-8")
        assert [word for word in words if word not in drawn] == []


def test_plot_of_the_same_points_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        draw_frontier(POINTS, IN_TURN, tmp_path / name, EN)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", Language)
def test_plot_has_no_label_upon_another(lang: Language) -> None:
    (axes,) = frontier_figure(POINTS, IN_TURN, lang).axes
    boxes = [label.get_window_extent() for label in axes.texts]
    assert len(boxes) >= 7
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []


def test_plot_of_little_money_is_in_pesos() -> None:
    (axes,) = frontier_figure([point("savings", 3, 900)], frame([], Result), EN).axes
    assert axes.get_ylabel() == "Owners' savings (pesos)"


def test_plot_of_nothing_is_empty(tmp_path: Path) -> None:
    draw_frontier([], frame([], Result), tmp_path / "nothing.png", EN)
    assert (tmp_path / "nothing.png").stat().st_size > 1_000


def test_plot_refuses_what_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(AntuError, match=r"no picture.\nPictures end in .png or .svg"):
        require_picture(tmp_path / "frontier.pdf")
