"""The plot of how gas grows: a panel for each of some kinds of work, ours flat beside what 2019 took."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from antu.reports.growth import Growth, GrowthReport
from antu.reports.pictures import GOLD, GREY, INK, canvas, plain, save
from antu.text import Language, number, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INCHES = (10, 6)
COLUMNS = 3
LOWEST, HIGHEST = 10_000, 10_000_000  # gas of the axis that all panels share
LABEL_GAP = 6  # points between a line and its label
SMALL = 9


class Line(NamedTuple):
    """A kind of work by its key; `label`, of `antu.text`, says what its figure is of where there are two lines."""

    key: str
    above: bool = False  # where its label is
    label: str = ""


class Panel(NamedTuple):
    """Kinds of work together, the first of which has the figures of 2019; title and axis are keys of `antu.text`."""

    title: str
    axis: str
    lines: tuple[Line, ...]


PANELS = (
    Panel("grown_fund", "funders", (Line("fund/funders"),)),
    Panel("grown_fund_final", "funders", (Line("fund_final/funders"),)),
    Panel("grown_reading", "holders", (Line("reading/holders"),)),
    Panel("grown_payout", "holders", (Line("payout/holders", above=True),)),
    Panel(
        "growth_match",
        "growth_offers",
        (Line("match_single/offers", True, "growth_alone"), Line("match_batch50/offers", False, "growth_of_50")),
    ),
    Panel("grown_post_demand", "growth_demands", (Line("post_demand/demands"),)),
)


def draw_growth(report: GrowthReport, path: Path, lang: Language) -> None:
    """Draws a report. The same report gives the same file. `AntuError` if it cannot be written, or is no picture."""
    save(lambda: growth_figure(report, lang), path)


def growth_figure(report: GrowthReport, lang: Language) -> "Figure":
    """The plot that `draw_growth` writes."""
    figure = canvas(*INCHES)
    figure.suptitle(text("growth_plot_title", lang), color=INK, fontweight="bold")
    figure.supxlabel(text("growth_legend", lang), color=GREY, fontsize=SMALL)
    panes = figure.subplots(len(PANELS) // COLUMNS, COLUMNS, sharex=True, sharey=True)
    for place, (axes, panel) in enumerate(zip(panes.flat, PANELS, strict=True)):
        _frame(axes, panel, report, lang)
        growths = [report.of(line.key) for line in panel.lines]
        _draw_2019(axes, growths[0], max(report.sizes), below=panel.lines[0].above and len(growths) == 1, lang=lang)
        for line, growth in zip(panel.lines, growths, strict=True):
            _draw_ours(axes, line, growth, lang)
        if place % COLUMNS == 0:
            axes.set_ylabel(text("growth_gas", lang))
    return figure


def _frame(axes: "Axes", panel: Panel, report: GrowthReport, lang: Language) -> None:
    axes.set_title(_capital(text(panel.title, lang)), fontsize=11, color=INK)
    axes.set_xlabel(text(panel.axis, lang))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(min(report.sizes) * 0.7, max(report.sizes) * 1.5)
    axes.set_ylim(LOWEST, HIGHEST)
    axes.set_xticks(report.sizes)
    axes.tick_params(labelbottom=True, labelsize=SMALL)
    axes.minorticks_off()
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: number(round(value), lang))
    plain(axes)


def _draw_ours(axes: "Axes", line: Line, growth: Growth, lang: Language) -> None:
    axes.plot(list(growth.gas), list(growth.gas.values()), "-o", color=GOLD, markersize=4, zorder=3)
    size, gas = max(growth.gas.items())
    words = number(gas, lang) + (f" {text(line.label, lang)}" if line.label else "")
    _label(axes, words, (size, gas), GOLD, above=line.above)


def _draw_2019(axes: "Axes", growth: Growth, most: int, below: bool, lang: Language) -> None:
    """Measured points by size; or, where 2019 has one figure for all, a dashed line as far as the panel goes."""
    taken = growth.reference
    if isinstance(taken, Mapping):
        axes.plot(list(taken), list(taken.values()), "-s", color=GREY, markersize=4)
        size, gas = max(taken.items())
        words = text("growth_2019_with", lang).format(gas=number(gas, lang), size=number(size, lang))
        _label(axes, words, (most, gas), GREY, above=True)
    elif taken is not None:
        axes.axhline(taken, color=GREY, linestyle="--", linewidth=1)
        _label(axes, f"2019: {number(taken, lang)}", (most, taken), GREY, above=not below)


def _label(axes: "Axes", words: str, at: tuple[float, float], colour: str, above: bool) -> None:
    """Writes above or below a point at the right edge, up to it."""
    axes.annotate(
        words,
        at,
        (0, LABEL_GAP if above else -LABEL_GAP),
        textcoords="offset points",
        ha="right",
        va="bottom" if above else "top",
        color=colour,
        fontsize=SMALL,
        fontweight="bold" if colour == GOLD else "normal",
    )


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
