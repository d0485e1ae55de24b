"""The operator's year with Antu beside one with a database, and on what the break-even depends."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from antu.reports.pictures import GOLD, GREY, INK
from antu.reports.simulation.plots.style import HALF, SMALL, heat, panel, plain, powers, shown, whole
from antu.text import Language, number, text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHAINS = (GOLD, INK)


def year_figure(
    projects: Sequence[float],
    database: Sequence[float],
    chains: Mapping[str, Sequence[float]],
    crossings: Mapping[str, float],
    lang: Language,
) -> "Figure":
    """Millions of pesos a year by the number of projects: a database's in grey, ours on some platforms (by their
    names), with a dot where a platform's first costs no more (`crossings`; infinity if nowhere)."""
    figure, axes = panel(HALF, 3.6)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.plot(
        projects, [value / 1e6 for value in database], color=GREY, linewidth=2.2, label=text("sim_database", lang)
    )
    for (name, values), colour in zip(chains.items(), CHAINS, strict=False):
        label = text("sim_antu_on", lang).format(platform=name)
        # The first on top, and narrower, so that both are seen where they lie on each other.
        first = colour == CHAINS[0]
        width, order = (1.8, 3) if first else (4.0, 2)
        axes.plot(projects, [value / 1e6 for value in values], color=colour, linewidth=width, zorder=order, label=label)
        at = crossings[name]
        if isfinite(at) and projects[0] <= at <= projects[-1]:
            height = float(np.interp(at, projects, values)) / 1e6
            axes.scatter([at], [height], s=46, color=colour, zorder=4, edgecolor="white")
            axes.annotate(
                number(round(at), lang), (at, height), (0, 8 if colour == GOLD else -8), textcoords="offset points",
                ha="right" if colour == GOLD else "left", va="bottom" if colour == GOLD else "top",
                color=colour, fontweight="bold", fontsize=SMALL,
            )  # fmt: skip
    axes.set_xlim(projects[0], projects[-1])
    plain(axes, "both")
    powers(axes.xaxis)
    powers(axes.yaxis)
    whole(axes.xaxis, lang)
    whole(axes.yaxis, lang)
    axes.set_xlabel(text("sim_projects_per_year", lang))
    axes.set_ylabel(text("sim_millions_per_year", lang))
    axes.legend(loc="best")
    return figure


def saving_figure(
    projects: Sequence[float], savings: Mapping[str, Sequence[float]], crossings: Mapping[str, float], lang: Language
) -> "Figure":
    """Millions of pesos a year that Antu saves beside a database, by platform (their names); below zero it costs
    more."""
    figure, axes = panel(HALF, 3.6)
    axes.axhline(0, color=GREY, linewidth=1)
    for (name, values), colour in zip(savings.items(), CHAINS, strict=False):
        label = text("sim_antu_on", lang).format(platform=name)
        axes.plot(projects, [value / 1e6 for value in values], color=colour, linewidth=2.2, label=label)
        at = crossings[name]
        if isfinite(at) and projects[0] <= at <= projects[-1]:
            axes.scatter([at], [0], s=46, color=colour, zorder=4, edgecolor="white")
            axes.annotate(
                number(round(at), lang), (at, 0), (0, 9 if colour == GOLD else -9), textcoords="offset points",
                ha="right" if colour == GOLD else "left", va="bottom" if colour == GOLD else "top",
                color=colour, fontweight="bold", fontsize=SMALL,
            )  # fmt: skip
    axes.set_xlim(projects[0], projects[-1])
    axes.xaxis.set_major_formatter(lambda value, _: number(round(value), lang))
    axes.yaxis.set_major_formatter(lambda value, _: shown(round(value, 6), lang))
    axes.set_xlabel(text("sim_projects_per_year", lang))
    axes.set_ylabel(text("sim_millions_saved", lang))
    axes.legend(loc="best")
    return figure


def sensitivity_figure(grid: pd.DataFrame, typical: tuple[int, int], token: str, lang: Language) -> "Figure":
    """A heat map of a frame of `economics.sensitivity`: the price of gas upwards, that of the token to the right.
    `typical` is the row and column of today's prices, which are framed; `token` its id."""
    from matplotlib.patches import Rectangle

    figure, axes = panel(HALF, 3.6)
    heat(axes, grid.to_numpy(dtype=float), lambda value: _cell(value, lang), most=10)
    row, column = typical
    axes.add_patch(Rectangle((column, row), 1, 1, fill=False, edgecolor=INK, linewidth=2, zorder=5))
    tokens = [float(price) for price in grid.columns.to_numpy()]
    in_millions = max(tokens) >= 1e6
    axes.set_yticks(np.arange(len(grid)) + 0.5, [_significant(float(price), lang) for price in grid.index.to_numpy()])
    axes.set_xticks(
        np.arange(len(tokens)) + 0.5,
        [shown(round(price / 1e6, 3), lang) if in_millions else number(round(price), lang) for price in tokens],
    )
    words = text("sim_token_millions" if in_millions else "sim_token_pesos", lang)
    axes.set_xlabel(words.format(token=text(f"sim_token_{token}", lang)))
    axes.set_ylabel(text("sim_gas_gwei", lang))
    return figure


def _cell(value: float, lang: Language) -> str:
    return number(round(value), lang) if isfinite(value) else text("sim_never", lang)


def _significant(value: float, lang: Language) -> str:
    """Three digits, for a price of gas."""
    return shown(float(f"{value:.3g}"), lang)
