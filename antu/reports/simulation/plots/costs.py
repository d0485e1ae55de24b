"""Pesos per project: by platform and day, and by who pays."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from antu.reports.pictures import GOLD, GREY, INK
from antu.reports.simulation.plots.style import (
    AMBER,
    HALF,
    PALE,
    RED,
    SLATE,
    SMALL,
    figures,
    panel,
    plain,
    powers,
    say_nothing,
)
from antu.reports.simulation.summary import DayCosts
from antu.text import Language, percent, text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PLATFORMS = (INK, GOLD, RED, "#475569", AMBER, "#94a3b8", "#fcd34d")
PAYERS = (GOLD, AMBER, PALE, "#94a3b8", SLATE, "#475569", RED, INK)


def ranges_figure(
    ours: Mapping[str, DayCosts], past: Mapping[str, DayCosts], names: Mapping[str, str], lang: Language
) -> "Figure":
    """A line per platform from the low to the spike day with a dot on the typical one, ours above that of 2019."""
    figure, axes = panel(HALF, 0.8 + 0.46 * len(names))
    axes.set_xscale("log")
    axes.set_xlabel(text("sim_pesos_per_project", lang))
    ends = [value for costs in (*ours.values(), *past.values()) for value in (costs.low, costs.spike)]
    if not ends or min(ends) <= 0:
        say_nothing(axes, text("sim_nothing", lang))
        return figure
    rows = np.arange(len(names))
    for costs, colour, shift, label in ((ours, GOLD, -0.15, "Antu"), (past, GREY, 0.15, "2019")):
        days = [costs[name] for name in names]
        axes.hlines(rows + shift, [d.low for d in days], [d.spike for d in days], color=colour, linewidth=3, alpha=0.45)
        axes.scatter([d.typical for d in days], rows + shift, s=38, color=colour, label=label, zorder=3, linewidth=0)
    axes.set_yticks(rows, list(names.values()), color=INK)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(min(ends) / 1.8, max(ends) * 1.8)
    plain(axes, "x")
    powers(axes.xaxis)
    figures(axes.xaxis, lang)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, handletextpad=0.2)
    return figure


def payers_figure(shares: pd.DataFrame, payers: Sequence[str], names: Mapping[str, str], lang: Language) -> "Figure":
    """A bar per platform, divided by who pays; `shares` has a column per payer, whose words are `payers`, and a row per
    platform, each with the sum 1."""
    figure, axes = panel(HALF, 1.35 + 0.36 * len(names))
    rows = np.arange(len(names))
    if not shares.to_numpy().any():
        say_nothing(axes, text("sim_nothing", lang))
        return figure
    left = np.zeros(len(names))
    for place, (column, words) in enumerate(zip(shares.columns, payers, strict=True)):
        part = shares.loc[list(names), column].to_numpy()
        axes.barh(rows, part, 0.66, left=left, color=PAYERS[place % len(PAYERS)], label=words)
        for row, (start, width) in enumerate(zip(left, part, strict=True)):
            if width > 0.085:
                dark = PAYERS[place % len(PAYERS)] in (GOLD, RED, "#475569", INK)
                axes.text(
                    start + width / 2, row, percent(width, lang, 0), ha="center", va="center", fontsize=SMALL - 0.5,
                    color="white" if dark else INK,
                )  # fmt: skip
        left += part
    axes.set_yticks(rows, list(names.values()), color=INK)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: percent(value, lang, 0))
    axes.grid(visible=False)
    axes.legend(loc="lower center", bbox_to_anchor=(0.42, 1), ncols=4, handlelength=1, handleheight=1, columnspacing=1)
    return figure


def people_figure(each: pd.DataFrame, agents: Sequence[str], names: Mapping[str, str], lang: Language) -> "Figure":
    """What taking part costs a person: a row per kind of agent, a dot per platform. `each` has pesos of one person, a
    column per kind of agent, whose words are `agents`, and a row per platform."""
    figure, axes = panel(HALF, 1.35 + 0.42 * max(len(agents), 3))
    axes.set_xscale("log")
    axes.set_xlabel(text("sim_pesos_per_person", lang))
    shown = each.loc[list(names)]
    if shown.empty or not shown.shape[1] or float(shown.to_numpy().min()) <= 0:
        say_nothing(axes, text("sim_nothing", lang))
        return figure
    rows = np.arange(len(agents))
    axes.hlines(rows, shown.min(), shown.max(), color=SLATE, linewidth=3, zorder=1)
    for place, (name, words) in enumerate(names.items()):
        axes.scatter(shown.loc[name], rows, s=36, color=PLATFORMS[place % len(PLATFORMS)], label=words, zorder=2)
    axes.set_yticks(rows, list(agents), color=INK)
    axes.set_ylim(len(agents) - 0.4, -0.6)
    values = shown.to_numpy()
    axes.set_xlim(values.min() / 2, values.max() * 2)
    plain(axes, "x")
    powers(axes.xaxis)
    figures(axes.xaxis, lang)
    axes.legend(loc="lower center", bbox_to_anchor=(0.42, 1), ncols=4, handletextpad=0.2, columnspacing=1)
    return figure


def parts_figure(
    execution: Mapping[str, float], data: Mapping[str, float], names: Mapping[str, str], lang: Language
) -> "Figure":
    """What part of the operator's cost is for data, per platform on a typical day."""
    figure, axes = panel(HALF, 1.0 + 0.36 * len(names))
    rows = np.arange(len(names))
    total = np.array([execution[name] + data[name] for name in names])
    if not total.all():
        say_nothing(axes, text("sim_nothing", lang))
        return figure
    part = np.array([data[name] for name in names]) / total
    axes.barh(rows, 1 - part, 0.62, color=GOLD, label=text("sim_execution", lang))
    axes.barh(rows, part, 0.62, left=1 - part, color=SLATE, label=text("sim_data", lang))
    for row, share in enumerate(part):
        if share >= 0.005:
            axes.text(1.01, row, percent(float(share), lang, 0), va="center", fontsize=SMALL, color=GREY, clip_on=False)
    axes.set_yticks(rows, list(names.values()), color=INK)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: percent(value, lang, 0))
    axes.grid(visible=False)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, handlelength=1, handleheight=1)
    return figure
