"""What `make bench-matching` shows on the terminal."""

from collections.abc import Iterable, Sequence

from rich.table import Table

from benchmarks.end_to_end import EndToEnd
from benchmarks.measuring import Measurement
from benchmarks.targets import Growth, Target

MET = {True: "met", False: "[bold red]MISSED[/]", None: "not measured"}


def instances(measured: Iterable[Measurement]) -> Table:
    """A line per instance; money in millions of pesos."""
    made = _table(
        "Instances; savings in millions of pesos",
        ">demands",
        "regime",
        "policy",
        ">matched",
        ">savings",
        ">gap",
        ">of the bound",
        ">seconds",
        ">CPU s",
        ">MB",
        ">check s",
        "proof",
    )
    for each in measured:
        made.add_row(
            f"{each.demands:,}",
            each.regime,
            each.policy,
            f"{each.matched:,}",
            f"{each.savings / 10**6:,.1f}",
            f"{each.gap:,}",
            f"{each.share:.4%}",
            f"{each.seconds:.2f}",
            f"{each.cpu_seconds:.2f}",
            f"{each.peak_memory_mb:,.0f}",
            f"{each.check_seconds:.2f}",
            "holds" if each.verified else f"[bold red]{each.wrong}[/]",
        )
    return made


def comparisons(measured: Iterable[Measurement]) -> Table:
    """Before and after: what matching in order of arrival matches and saves, as parts of ours."""
    made = _table(
        "Before and after", ">demands", "regime", "policy", "beside", ">matched", ">of ours", ">savings of ours"
    )
    for each in measured:
        for other in each.compared:
            made.add_row(
                f"{each.demands:,}",
                each.regime,
                each.policy,
                other.way.replace("_", " "),
                f"{other.matched:,}",
                f"{other.matched / each.matched:.1%}" if each.matched else "",
                f"{other.savings / each.savings:.1%}" if each.savings else "",
            )
    return made


def growth(found: Iterable[Growth]) -> Table:
    """The exponents."""
    made = _table("Time grows as demands to the power of", "regime", "policy", ">exponent")
    for each in found:
        made.add_row(each.regime, each.policy, f"{each.exponent:.2f}")
    return made


def chain(found: EndToEnd) -> Table:
    """Both ways on the chain."""
    title = f"On a chain, {found.demands} demands and {found.offers} offers: {found.times_faster:,.0f} times faster"
    made = _table(title, "way", ">matched", ">savings", ">seconds", ">for projects", ">per project")
    for name, way in (("2019's loops", found.loop_2019), ("ape run match", found.ours)):
        made.add_row(
            name,
            str(way.matched),
            f"{way.savings:,}",
            f"{way.seconds:.2f}",
            str(way.timed),
            f"{way.seconds_per_project:.3f}",
        )
    large = found.large_book
    made.caption = f"A book of {large.demands:,} demands and {large.offers:,} offers was read in {large.seconds:.1f} s."
    return made


def promises(found: Sequence[Target]) -> Table:
    """Each target, and whether it is met."""
    made = _table("Targets", "target", ">bound", ">measured", "")
    for each in found:
        bound = f"{'≥' if each.at_least else '≤'} {each.bound:,}"
        made.add_row(each.name, bound, "" if each.measured is None else _figure(each.measured), MET[each.met])
    return made


def _figure(value: float) -> str:
    """Six digits at most, but all nines of a share."""
    return f"{value:,}" if isinstance(value, int) else f"{value:.6f}" if value < 1 else f"{value:,.6g}"


def _table(title: str, *columns: str) -> Table:
    made = Table(title=title, title_justify="left", title_style="bold", caption_justify="left")
    for column in columns:
        made.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left", no_wrap=True)
    return made
