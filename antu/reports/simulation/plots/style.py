"""What the plots of the page have in common, and how a figure becomes a part of it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from antu.reports.pictures import GOLD, GREY, INK, canvas
from antu.text import Language, decimal, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

# Beside those of `pictures`: lighter and darker of the same gold, and what went wrong.
PALE, AMBER, SLATE, RED = "#fde68a", "#f59e0b", "#cbd5e1", "#991b1b"
HALF, WHOLE = 5.6, 11.4  # inches: half the page's width, and all of it
SMALL = 8.5

_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "font.size": 9.5,
    "axes.labelcolor": GREY,
    "axes.edgecolor": GREY,
    "axes.labelsize": 9.5,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "text.color": INK,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "axes.axisbelow": True,
}
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_FONT = re.compile(r"'DejaVu Sans'[^;\"]*")
_IDENTIFIER = re.compile(r'(\bid="|href="#|url\(#)')


@contextmanager
def styled(name: str) -> Iterator[None]:
    """Within it, figures are drawn as the page's are; `name` is what their identifiers are derived from."""
    import matplotlib

    settings: Any = _SETTINGS | {"svg.hashsalt": f"antu {name}"}
    with matplotlib.rc_context(settings):
        yield


def svg(draw: Callable[[], "Figure"], name: str, label: str) -> str:
    """What `draw` draws as an element of a page: it fetches nothing, its words are text in the page's own font, and its
    identifiers begin with `name`, unlike any other picture's. `label` is what a screen reader says."""
    with styled(name):
        written = StringIO()
        draw().savefig(written, format="svg", transparent=True, metadata=_NO_METADATA)
    _, start, rest = written.getvalue().partition("<svg ")
    attributes, _, body = rest.partition(">")
    [box] = re.findall(r'viewBox="[^"]*"', attributes)
    body = _FONT.sub("system-ui, sans-serif", body)
    body = _IDENTIFIER.sub(rf"\g<1>{name}-", body)
    return f'{start}{box} role="img" aria-label="{escape(label)}">{body.strip()}'


def panel(width: float = HALF, height: float = 3.3) -> tuple["Figure", "Axes"]:
    """A figure with one plot, of so many inches."""
    figure = canvas(width, height)
    axes = figure.subplots()
    plain(axes)
    return figure, axes


def plain(axes: "Axes", along: Literal["both", "x", "y"] = "y") -> None:
    """No frame, and faint lines across the axis whose values are to be read."""
    axes.grid(axis=along, color=GREY, alpha=0.18, linewidth=0.8)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(SLATE)
    axes.tick_params(length=0)


def integers(axis: "Axis") -> None:
    """Ticks at whole numbers only."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True, nbins="auto"))


def powers(axis: "Axis") -> None:
    """Ticks at powers of ten, so few that they do not touch: every one, every second, or every third."""
    from matplotlib.ticker import LogLocator, NullLocator

    axis.set_major_locator(LogLocator(base=10, numticks=7))
    axis.set_minor_locator(NullLocator())


def whole(axis: "Axis", lang: Language) -> None:
    """Whole numbers at the ticks of an axis, as the language writes them."""
    axis.set_major_formatter(lambda value, _: number(round(value), lang) if value >= 1 or value == 0 else "")


def figures(axis: "Axis", lang: Language) -> None:
    """Any numbers at the ticks of an axis, with no more decimals than they have, as the language writes them."""
    axis.set_major_formatter(lambda value, _: shown(value, lang))


def shown(value: float, lang: Language) -> str:
    """A number for a tick: 12,000, 1.5, 0.02."""
    if abs(value) >= 10 or value == round(value):
        return number(round(value), lang)
    places = next((places for places in range(1, 7) if abs(round(value, places) - value) < abs(value) * 1e-6), 6)
    return decimal(value, lang, places)


def heat(axes: "Axes", values: "np.ndarray[Any, Any]", words: Callable[[float], str], most: float) -> None:
    """Fields of a grid, the first row below, with what `words` makes of each value: the darker the larger, by
    logarithm, from the least to `most` times the least; infinite ones grey."""
    from matplotlib.colors import LinearSegmentedColormap

    known = values[np.isfinite(values) & (values > 0)]
    low = float(np.log10(known.min())) if known.size else 0.0
    high = max(min(float(np.log10(known.max())), low + np.log10(most)), low + 0.1) if known.size else 1.0
    height = np.log10(np.where(np.isfinite(values) & (values > 0), values, 10**low))
    colours = LinearSegmentedColormap.from_list("antu", ["#fffbeb", PALE, AMBER, GOLD]).with_extremes(bad="#e2e8f0")
    shaded = np.ma.masked_array(height, ~np.isfinite(values))
    axes.pcolormesh(shaded, cmap=colours, vmin=low, vmax=high, edgecolor="white", linewidth=1.5)
    for (row, column), value in np.ndenumerate(values):
        known_here = bool(np.isfinite(value))
        dark = known_here and height[row, column] > low + 0.75 * (high - low)
        axes.text(
            column + 0.5, row + 0.5, words(float(value)), ha="center", va="center", fontsize=SMALL,
            color="white" if dark else INK if known_here else RED,
        )  # fmt: skip
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)


def say_nothing(axes: "Axes", words: str) -> None:
    """What stands in a plot that has nothing to show."""
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=GREY)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
