"""Projects over time, and by region."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from antu.reports.pictures import GOLD, GREY, INK, canvas
from antu.reports.simulation.figures.places import Place
from antu.reports.simulation.figures.stages import Stage
from antu.reports.simulation.plots.style import (
    AMBER,
    HALF,
    PALE,
    RED,
    SLATE,
    SMALL,
    integers,
    panel,
    plain,
    whole,
)
from antu.text import Language, number, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {
    Stage.OPERATING: GOLD,
    Stage.BUILDING: AMBER,
    Stage.FUNDING: PALE,
    Stage.OPEN: "#e2e8f0",
    Stage.WITHDRAWN: SLATE,
    Stage.EXPIRED: "#94a3b8",
    Stage.CANCELLED: RED,
}
DAYS_PER_MONTH = 365.25 / 12


def stages_figure(counted: pd.DataFrame, lang: Language) -> "Figure":
    """Areas, one on the other, of a frame of `stages`; those that are never entered are not shown."""
    figure, axes = panel(HALF, 3.6)
    used = [stage for stage in COLOURS if counted[stage].any()]
    months = counted.index.to_numpy() / DAYS_PER_MONTH
    below = np.zeros(len(counted))
    for stage in used:
        above = below + counted[stage].to_numpy()
        axes.fill_between(
            months, below, above, step="post", color=COLOURS[stage], label=text(f"sim_{stage}", lang), linewidth=0
        )
        below = above
    axes.set_xlim(0, months[-1] if months[-1] else 1)
    axes.set_ylim(0, max(below.max(), 1))
    axes.set_xlabel(text("sim_months", lang))
    axes.set_ylabel(text("sim_projects", lang))
    integers(axes.yaxis)
    whole(axes.yaxis, lang)
    handles, labels = axes.get_legend_handles_labels()
    # In the order of the areas, from above.
    axes.legend(handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(1, 0.5), handlelength=1, handleheight=1)
    return figure


def places_figure(found: Sequence[Place], lang: Language) -> "Figure":
    """The country from north to south: its regions where they are, and what each has."""
    figure = canvas(HALF, 5.2)
    country, bars = figure.subplots(1, 2, width_ratios=(1, 2.6), sharey=True)
    rows = np.arange(len(found))
    _country(country, found)
    bars.barh(rows, [place.posted for place in found], 0.72, color="#e2e8f0", label=text("sim_posted", lang))
    bars.barh(rows, [place.matched for place in found], 0.72, color=PALE, label=text("sim_matched", lang))
    bars.barh(rows, [place.operating for place in found], 0.4, color=GOLD, label=text("sim_operating", lang))
    most = max(max(place.posted for place in found), 1)
    for row, place in enumerate(found):
        if place.posted:
            words = f"{number(place.operating, lang)} / {number(place.posted, lang)}"
            bars.text(place.posted + most * 0.015, row, words, va="center", fontsize=SMALL, color=GREY)
    bars.set_ylim(len(found) - 0.4, -0.6)
    bars.set_xlim(0, most * 1.18)
    bars.set_yticks(rows, [place.name for place in found], color=INK)
    bars.tick_params(labelleft=True)
    plain(bars, "x")
    integers(bars.xaxis)
    whole(bars.xaxis, lang)
    bars.set_xlabel(text("sim_projects", lang))
    bars.legend(loc="lower right", handlelength=1, handleheight=1)
    return figure


def _country(axes: "Axes", found: Sequence[Place]) -> None:
    """Capitals where they lie, along the strip that the country is, each with a thread to its row."""
    north, south = found[0].latitude, found[-1].latitude
    height = [(north - place.latitude) / (north - south) * (len(found) - 1) for place in found]
    east = [place.longitude for place in found]
    axes.plot(east, height, color="#e2e8f0", linewidth=11, solid_capstyle="round", solid_joinstyle="round")
    edge = max(east) + 1.6
    for row, (longitude, at) in enumerate(zip(east, height, strict=True)):
        axes.plot((longitude, edge), (at, row), color=SLATE, linewidth=0.7, clip_on=False)
    most = max(max(place.operating for place in found), 1)
    sizes = [14 + 130 * place.operating / most for place in found]
    colours = [GOLD if place.operating else SLATE for place in found]
    axes.scatter(east, height, s=sizes, c=colours, zorder=3, linewidth=0)
    axes.set_xlim(min(east) - 1, edge)
    axes.axis("off")
