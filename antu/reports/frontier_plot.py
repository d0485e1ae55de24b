"""The plot of a frontier: projects against savings, a point for each policy, labelled with its weight."""

from collections.abc import Iterable, Iterator, Sequence
from math import dist
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from antu.book import rows
from antu.matching.comparison import Result
from antu.matching.frontier import Point
from antu.reports.matching import weight
from antu.reports.pictures import GOLD, GREY, INK, canvas, plain, save
from antu.text import Language, number, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation
    from matplotlib.transforms import Bbox

INCHES = (7.5, 4.5)
FRAME_ROOM = 0.08  # of the axes' width and height, beyond the outermost marks
MARK = 14  # a mark's width, in dots
MILLION = 1_000_000

# Where a label may begin, in points from its mark; the first that is free.
OFFSETS = (
    (8, 6),
    (0, 10),
    (8, -14),
    (0, -20),
    (-8, 6),
    (-8, -14),
    (10, -4),
    (-10, -4),
    (20, 18),
    (20, -26),
    (-20, -20),
)


class Mark(NamedTuple):
    """A point of the plot."""

    projects: int
    savings: float  # pesos, or millions of them
    label: str
    of_frontier: bool  # or of what the frontier is seen beside
    turn: int  # its place among labels, where they stand together


def draw_frontier(points: Sequence[Point], beside: pd.DataFrame, path: Path, lang: Language) -> None:
    """Draws the points and, in grey, a frame of `Result`. The same points give the same file.

    `AntuError` if the path is neither a PNG's nor an SVG's, or cannot be written."""
    save(lambda: frontier_figure(points, beside, lang), path)


def frontier_figure(points: Iterable[Point], beside: pd.DataFrame, lang: Language) -> "Figure":
    """The plot that `draw_frontier` writes."""
    figure = canvas(*INCHES)
    _draw(figure, [*_frontier_marks(points, lang), *_other_marks(beside, lang)], lang)
    return figure


def _frontier_marks(points: Iterable[Point], lang: Language) -> list[Mark]:
    """From the fewest projects to the most, as the line goes."""
    marks = (
        Mark(point.matched, point.savings, weight(point.policy, lang), of_frontier=True, turn=turn)
        for turn, point in enumerate(points)
    )
    return sorted(marks, key=lambda mark: (mark.projects, -mark.savings))


def _other_marks(beside: pd.DataFrame, lang: Language) -> Iterator[Mark]:
    for turn, each in enumerate(rows(beside, Result)):
        yield Mark(each.matched, each.savings, text(f"{each.way}_point", lang), of_frontier=False, turn=turn)


def _draw(figure: "Figure", marks: Sequence[Mark], lang: Language) -> None:
    from matplotlib.ticker import MaxNLocator

    spread = max((m.savings for m in marks), default=0) - min((m.savings for m in marks), default=0)
    millions = spread >= 10 * MILLION
    if millions:
        marks = [mark._replace(savings=mark.savings / MILLION) for mark in marks]
    axes = figure.add_subplot(title=text("frontier_title", lang))
    axes.set_xlabel(text("frontier_projects", lang))
    axes.set_ylabel(text("frontier_savings_millions" if millions else "frontier_savings", lang))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
        axis.set_major_formatter(lambda value, _: number(round(value), lang))
    axes.margins(FRAME_ROOM)
    plain(axes)

    for of_frontier, style, colour in ((True, "-o", GOLD), (False, "s", GREY)):
        shown = [mark for mark in marks if mark.of_frontier is of_frontier]
        axes.plot([m.projects for m in shown], [m.savings for m in shown], style, color=colour, markersize=5)
    _label(figure, axes, marks)


def _label(figure: "Figure", axes: "Axes", marks: Sequence[Mark]) -> None:
    """Names the marks, where their names cover no mark, no line between marks and no other name."""
    from matplotlib.path import Path as Line
    from matplotlib.transforms import Bbox

    figure.draw_without_rendering()  # so that everything has its place
    places = axes.transData.transform([(mark.projects, mark.savings) for mark in marks]).tolist() if marks else []
    line = Line([place for mark, place in zip(marks, places, strict=True) if mark.of_frontier] or [(0, 0)])
    covered = [Bbox.from_bounds(x - MARK / 2, y - MARK / 2, MARK, MARK) for x, y in places]
    for mark, words in _named(marks, places):
        label = axes.annotate(words, (mark.projects, mark.savings), OFFSETS[0], textcoords="offset points", fontsize=9)
        label.set_color(INK if mark.of_frontier else GREY)
        label.set_in_layout(False)
        faults = {}
        for offset in OFFSETS:
            box = _moved(label, offset)
            inside = axes.bbox.x0 < box.x0 and box.x1 < figure.bbox.x1 and axes.bbox.y0 < box.y0
            faults[offset] = box.count_overlaps(covered) + line.intersects_bbox(box, filled=False) + (not inside)
        covered.append(_moved(label, min(OFFSETS, key=faults.__getitem__)))


def _moved(label: "Annotation", offset: tuple[int, int]) -> "Bbox":
    """The box that a label covers at an offset."""
    label.set_position(offset)
    label.set_horizontalalignment("left" if offset[0] > 0 else "right" if offset[0] < 0 else "center")
    box: Bbox = label.get_window_extent()
    return box


def _named(marks: Sequence[Mark], places: Sequence[Sequence[float]]) -> list[tuple[Mark, str]]:
    """Marks and what to write beside them; those that cover each other have one name together."""
    found: list[tuple[Sequence[float], list[Mark]]] = []
    for mark, place in zip(marks, places, strict=True):
        if found and found[-1][1][0].of_frontier is mark.of_frontier and dist(found[-1][0], place) < MARK:
            found[-1][1].append(mark)
        else:
            found.append((place, [mark]))
    return [(together[0], _name(together)) for _, together in found]


def _name(together: Sequence[Mark]) -> str:
    labels = ", ".join(mark.label for mark in sorted(together, key=lambda mark: mark.turn))
    return f"w = {labels}" if together[0].of_frontier else labels
