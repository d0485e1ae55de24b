"""What the project's plots have in common: colours, resolution, and how they become files."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from antu.errors import AntuError
from antu.files import write_atomically

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = (".png", ".svg")

# Those of docs/antu.svg. They differ in lightness too, for whoever sees no colours.
INK, GREY, GOLD = "#0f172a", "#64748b", "#b45309"
DOTS_PER_INCH = 160


def require_picture(path: Path) -> None:
    """Raises an `AntuError` unless a plot could be drawn there."""
    if path.suffix not in FORMATS:
        raise AntuError(f"{path} would be no picture.", f"Pictures end in {' or '.join(FORMATS)}.")


def save(draw: Callable[[], "Figure"], path: Path) -> None:
    """Writes what `draw` draws. The same figure gives the same file, and an SVG has its words as text.

    `AntuError` if the path is neither a PNG's nor an SVG's, or cannot be written."""
    require_picture(path)
    import matplotlib  # it takes half a second, which nobody else should wait for

    svg = path.suffix == ".svg"
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "antu"}):
        picture = BytesIO()
        draw().savefig(picture, format=path.suffix[1:], metadata={"Date": None} if svg else None)
    write_atomically(path, picture.getvalue())


def canvas(width: float, height: float) -> "Figure":
    """An empty figure of so many inches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure((width, height), DOTS_PER_INCH, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def plain(axes: "Axes") -> None:
    """No frame, and a grid that stays behind what is drawn."""
    axes.grid(color=GREY, alpha=0.2)
    axes.spines[["top", "right"]].set_visible(False)
