"""What the meters of a million projects cost a year, and how often they may report."""

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from antu.reports.pictures import GOLD, INK
from antu.reports.simulation.plots.style import HALF, SMALL, figures, heat, panel, plain, powers
from antu.reports.simulation.summary import DayCosts
from antu.text import Language, decimal, number, text

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def million_figure(costs: Mapping[str, DayCosts], names: Mapping[str, str], lang: Language) -> "Figure":
    """Millions of pesos a year: a line per platform from the low to the spike day, with a dot on the typical one."""
    figure, axes = panel(HALF, 3.6)
    rows = np.arange(len(names))
    days = [costs[name] for name in names]
    axes.set_xscale("log")
    axes.hlines(rows, [d.low / 1e6 for d in days], [d.spike / 1e6 for d in days], color=GOLD, linewidth=4, alpha=0.4)
    axes.scatter([d.typical / 1e6 for d in days], rows, s=46, color=GOLD, zorder=3, linewidth=0)
    for row, day in enumerate(days):
        words = _short(day.typical / 1e6, lang)
        axes.annotate(
            words, (day.typical / 1e6, row), (0, 6), textcoords="offset points", ha="center", va="bottom",
            fontsize=SMALL, fontweight="bold", color=GOLD,
        )  # fmt: skip
    axes.set_yticks(rows, list(names.values()), color=INK)
    axes.set_ylim(len(names) - 0.4, -0.7)
    axes.set_xlabel(text("sim_millions_per_year", lang))
    plain(axes, "x")
    powers(axes.xaxis)
    figures(axes.xaxis, lang)
    return figure


def intervals_figure(days: pd.DataFrame, names: Mapping[str, str], lang: Language) -> "Figure":
    """A heat map of a frame of `shortest_interval`: sizes of batches upwards, platforms to the right."""
    figure, axes = panel(HALF, 3.9)
    values = days[list(names)].to_numpy(dtype=float)
    heat(axes, values, lambda value: _interval(value, lang), most=1_000)
    axes.set_xticks(np.arange(len(names)) + 0.5, list(names.values()), rotation=28, ha="right", rotation_mode="anchor")
    axes.set_yticks(np.arange(len(days)) + 0.5, [number(int(size), lang) for size in days.index])
    axes.set_ylabel(text("sim_batch", lang))
    return figure


def _short(value: float, lang: Language) -> str:
    return number(round(value), lang) if value >= 10 else decimal(value, lang, 1 if value >= 1 else 2)


def _interval(value: float, lang: Language) -> str:
    if value == inf:
        return text("sim_too_large", lang)
    return number(round(value), lang) if value >= 10 else decimal(value, lang, 1 if value >= 0.1 else 2)
