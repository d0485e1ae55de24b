"""Gas beside that of 2019: by kind of work, and by how many others there are."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from antu.reports.growth import reference
from antu.reports.pictures import GOLD, GREY, INK
from antu.reports.simulation.figures.trends import thinned
from antu.reports.simulation.plots.style import AMBER, HALF, SLATE, SMALL, panel, plain, say_nothing, whole
from antu.text import Language, decimal, number, percent, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class Beside(NamedTuple):
    """A kind of work: its words, and gas of one, ours and that of 2019."""

    words: str
    gas: float
    reference: float


class Cloud(NamedTuple):
    """Transactions of a kind: a frame of `trends`, and its words."""

    words: str
    points: pd.DataFrame
    colour: str


def beside_figure(kinds: Sequence[Beside], lang: Language) -> "Figure":
    """A line per kind of work from what it took in 2019 to what it takes now, the greatest difference first."""
    figure, axes = panel(HALF, 1.1 + 0.36 * max(len(kinds), 4))
    if not kinds:
        say_nothing(axes, text("sim_nothing", lang))
        return figure
    ordered = sorted(kinds, key=lambda kind: kind.reference / kind.gas, reverse=True)
    rows = np.arange(len(ordered))
    axes.set_xscale("log")
    for row, kind in zip(rows, ordered, strict=True):
        axes.plot((kind.gas, kind.reference), (row, row), color=SLATE, linewidth=3, solid_capstyle="round", zorder=1)
        edge = max(kind.gas, kind.reference)
        axes.annotate(
            _times(kind.reference / kind.gas, lang), (edge, row), (8, 0), textcoords="offset points",
            va="center", fontsize=SMALL, color=GOLD if kind.reference > kind.gas else GREY, fontweight="bold",
        )  # fmt: skip
    axes.scatter([k.reference for k in ordered], rows, s=42, color=GREY, zorder=2, label="2019")
    axes.scatter([k.gas for k in ordered], rows, s=42, color=GOLD, zorder=3, label="Antu")
    axes.set_yticks(rows, [kind.words for kind in ordered], color=INK)
    axes.set_ylim(len(ordered) - 0.4, -0.6)
    values = [value for kind in ordered for value in (kind.gas, kind.reference)]
    axes.set_xlim(min(values) / 1.5, max(values) * 9)
    _thousands(axes, "x", lang)
    plain(axes, "x")
    axes.set_xlabel(text("sim_gas_of_one", lang))
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1), ncols=2, handletextpad=0.2)
    return figure


class Part(NamedTuple):
    """A kind of work: its words, and what gas of it the operator paid and what the others did."""

    words: str
    operator: float
    others: float


MOST_PARTS = 10


def where_figure(parts: Sequence[Part], lang: Language) -> "Figure":
    """The kinds of work that took most gas, as parts of all, by who paid; the others together."""
    from matplotlib.ticker import MaxNLocator

    most = MOST_PARTS if len(parts) > MOST_PARTS + 1 else len(parts)
    shown = list(parts[:most])
    if rest := parts[most:]:
        words = text("sim_the_rest", lang).format(count=len(rest))
        shown.append(Part(words, sum(part.operator for part in rest), sum(part.others for part in rest)))
    figure, axes = panel(HALF, 1.1 + 0.36 * max(len(shown), 4))
    total = sum(part.operator + part.others for part in parts)
    if not total:
        say_nothing(axes, text("sim_nothing", lang))
        return figure
    rows = np.arange(len(shown))
    paid = np.array([(part.operator, part.others) for part in shown]) / total
    axes.barh(rows, paid[:, 0], 0.62, color=GOLD, label=text("sim_paid_operator", lang))
    axes.barh(rows, paid[:, 1], 0.62, left=paid[:, 0], color=SLATE, label=text("sim_paid_parties", lang))
    for row, share in enumerate(paid.sum(axis=1)):
        axes.annotate(
            percent(float(share), lang), (share, row), (5, 0), textcoords="offset points", va="center",
            fontsize=SMALL, color=GREY,
        )  # fmt: skip
    axes.set_yticks(rows, [part.words for part in shown], color=INK)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(0, paid.sum(axis=1).max() * 1.15)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: percent(value, lang, 0))
    plain(axes, "x")
    axes.set_xlabel(text("sim_of_all_gas", lang))
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1), ncols=2, handlelength=1, handleheight=1)
    return figure


def cloud_figure(clouds: Sequence[Cloud], past: Mapping[int, int] | int | None, axis: str, lang: Language) -> "Figure":
    """Gas of one unit against how many there are, a dot per transaction, on logarithmic scales; `axis` is a key of
    `antu.text`. `past` is what 2019 took, by size or one figure for all sizes."""
    figure, axes = panel(HALF, 3.4)
    axes.set_xlabel(text(axis, lang))
    axes.set_ylabel(text("sim_gas_of_one", lang))
    filled = [cloud for cloud in clouds if len(cloud.points)]
    if not filled:
        say_nothing(axes, text("sim_nothing", lang))
        return figure
    axes.set_xscale("log")
    axes.set_yscale("log")
    for cloud in filled:
        points = thinned(cloud.points)
        axes.scatter(
            points["size"].clip(lower=1), points.gas, s=16, color=cloud.colour, alpha=0.55, linewidth=0,
            label=f"{cloud.words}: {number(round(cloud.points.gas.median()), lang)}",
        )  # fmt: skip
    most = max(cloud.points["size"].max() for cloud in filled)
    gas = [float(value) for cloud in filled for value in (cloud.points.gas.min(), cloud.points.gas.max())]
    gas += _draw_past(axes, past, lang)
    known = max(past) if isinstance(past, Mapping) else 1
    least = min(cloud.points["size"].clip(lower=1).min() for cloud in filled)
    least = min(least, min(past)) if isinstance(past, Mapping) else least
    axes.set_xlim(least / 1.2, max(most, known) * 1.25)
    # Room above for the legend.
    axes.set_ylim(min(gas) / 2.5, max(gas) * 5)
    _thousands(axes, "x", lang)
    _thousands(axes, "y", lang)
    legend = axes.legend(loc="upper left", handletextpad=0.2, fontsize=SMALL)
    for handle in legend.legend_handles:
        if handle is not None:
            handle.set_alpha(1)
    return figure


def _draw_past(axes: "Axes", past: Mapping[int, int] | int | None, lang: Language) -> list[float]:
    if past is None:
        return []
    if isinstance(past, Mapping):
        size, gas = max(past.items())
        axes.plot(list(past), list(past.values()), "-s", color=GREY, markersize=4, linewidth=1.2, zorder=1)
        words = text("growth_2019_with", lang).format(gas=number(gas, lang), size=number(size, lang))
        axes.annotate(
            words, (size, gas), (0, 5), textcoords="offset points", ha="right", va="bottom",
            color=GREY, fontsize=SMALL,
        )  # fmt: skip
        return [float(value) for value in past.values()]
    axes.axhline(past, color=GREY, linestyle="--", linewidth=1)
    axes.annotate(
        f"2019: {number(past, lang)}", (1, past), (0, 3), xycoords=("axes fraction", "data"),
        textcoords="offset points", ha="right", va="bottom", color=GREY, fontsize=SMALL,
    )  # fmt: skip
    return [float(past)]


def final_reference() -> Mapping[int, int]:
    """What the payment that reached the goal took in 2019, by funders."""
    found = reference("safeWithdrawal/{}")
    assert isinstance(found, dict)
    return found


def reading_reference() -> Mapping[int, int]:
    """What a reading took in 2019, by holders."""
    found = reference("Generate/{} again")
    assert isinstance(found, dict)
    return found


COLOURS = (GOLD, AMBER, INK)


def _times(ratio: float, lang: Language) -> str:
    if ratio >= 1:
        return text("sim_times_less", lang).format(times=_ratio(ratio, lang))
    return text("sim_times_more", lang).format(times=_ratio(1 / ratio, lang))


def _ratio(ratio: float, lang: Language) -> str:
    return decimal(ratio, lang, 0 if ratio >= 10 else 1)


def _thousands(axes: "Axes", along: str, lang: Language) -> None:
    """Whole numbers at powers of ten, and at 2 and 5 of each if there are few of them."""
    from matplotlib.ticker import LogLocator, NullLocator

    axis = axes.xaxis if along == "x" else axes.yaxis
    low, high = axes.get_xlim() if along == "x" else axes.get_ylim()
    few = np.log10(high / low) < (2.4 if along == "y" else 1.6)
    axis.set_major_locator(LogLocator(base=10, subs=(1, 2, 5) if few else (1,), numticks=12))
    axis.set_minor_locator(NullLocator())
    whole(axis, lang)
