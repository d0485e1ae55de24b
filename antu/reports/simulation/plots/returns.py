"""How what financiers earn, and how soon plants pay for themselves, are spread."""

from math import inf, isfinite
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from antu.reports.pictures import GOLD, INK
from antu.reports.simulation.plots.style import HALF, SLATE, SMALL, integers, panel, say_nothing, whole
from antu.text import Language, decimal, number, percent, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BINS = 24


def irr_figure(rates: pd.Series, lang: Language) -> "Figure":
    """Financiers' stakes by their yearly rate."""
    figure, axes = panel(HALF, 3.1)
    axes.set_ylabel(text("sim_stakes", lang))
    axes.set_xlabel(text("sim_irr_axis", lang))
    if rates.empty:
        say_nothing(axes, text("sim_none_operates", lang))
        return figure
    within = rates.clip(*rates.quantile((0.005, 0.995)))
    edges = _edges(within, least=0.02)
    counts, _, bars = axes.hist(within, bins=edges, color=GOLD, rwidth=0.92)
    for bar, edge in zip(bars, edges, strict=False):  # type: ignore[arg-type, unused-ignore]
        if edge < 0:
            bar.set_color("#7f1d1d")
    axes.xaxis.set_major_formatter(lambda value, _: percent(value, lang, 0))
    middle = float(rates.median())
    _median(axes, middle, text("sim_median", lang).format(value=percent(middle, lang)))
    _count_axis(axes, float(np.max(counts)), lang)
    return figure


def payback_figure(owners: pd.Series, crowds: pd.Series, lang: Language) -> "Figure":
    """Plants by years to payback, those that owners paid for and those that crowds did."""
    figure, axes = panel(HALF, 3.1)
    axes.set_ylabel(text("sim_plants", lang))
    axes.set_xlabel(text("sim_payback_axis", lang))
    never = int(np.isinf(owners).sum() + np.isinf(crowds).sum())
    middle = float(owners.median()) if len(owners) else inf  # of all, also of those that are not drawn
    owners, crowds = owners[np.isfinite(owners)], crowds[np.isfinite(crowds)]
    both = pd.concat([owners, crowds])
    if both.empty:
        say_nothing(axes, text("sim_none_operates", lang))
        return figure
    edges = _edges(both, least=2)
    counts, _, _ = axes.hist(
        [owners, crowds],
        bins=edges,
        stacked=True,
        color=[GOLD, SLATE],
        rwidth=0.92,
        label=[text("sim_paid_by_owner", lang), text("sim_paid_by_crowd", lang)],
    )
    title = text("sim_never_paid", lang).format(count=number(never, lang)) if never else None
    axes.legend(loc="upper right", handlelength=1, handleheight=1, title=title)
    axes.xaxis.set_major_formatter(lambda value, _: decimal(value, lang, 0 if value == round(value) else 1))
    if isfinite(middle):
        _median(axes, middle, text("sim_median_owner", lang).format(value=decimal(middle, lang)))
    _count_axis(axes, float(np.max(counts)), lang)
    return figure


def _edges(values: pd.Series, least: float) -> list[float]:
    """Of bins from the smallest to the largest value, which together are at least so wide."""
    low, high = float(values.min()), float(values.max())
    spare = max(least - (high - low), 0) / 2
    return [float(edge) for edge in np.linspace(low - spare, high + spare, BINS + 1)]


def _median(axes: "Axes", at: float, words: str) -> None:
    axes.axvline(at, color=INK, linewidth=1)
    axes.annotate(
        words, (at, 1), (5, -3), xycoords=("data", "axes fraction"), textcoords="offset points",
        va="top", fontsize=SMALL, fontweight="bold", color=INK,
    )  # fmt: skip


def _count_axis(axes: "Axes", most: float, lang: Language) -> None:
    axes.set_ylim(0, most * 1.25)
    integers(axes.yaxis)
    whole(axes.yaxis, lang)
