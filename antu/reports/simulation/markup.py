"""The page's building blocks in a language. What comes from outside (names, settings, sources) is escaped here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import isinf
from typing import TYPE_CHECKING

from antu.reports.simulation.plots.style import svg
from antu.text import Language, decimal, money, number, percent, text
from antu.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

NOTHING = "·"  # easier to pass over than a zero


@dataclass(frozen=True)
class Voice:
    """A language, and whose identifiers the page's elements have (`scope`: a scenario's place and the language)."""

    lang: Language
    scope: str

    def say(self, key: str, **values: object) -> str:
        """Words of `antu.text`, escaped, with values put in."""
        return escape(text(f"sim_{key}", self.lang).format(**values), quote=False)

    def plain(self, kind: str, name: str) -> str:
        """Words for one of an open set of names, as `sim_trouble_late`, for a plot; the name itself if there are
        none."""
        key = f"sim_{kind}_{name}"
        return text(key, self.lang) if key in WORDS else name

    def unescaped(self, key: str, **values: object) -> str:
        """As `say`, for a plot, which escapes what it is given."""
        return text(f"sim_{key}", self.lang).format(**values)

    def raw(self, value: object) -> str:
        """Anything that comes from outside, as it is."""
        return escape(str(value))

    def said(self, key: str) -> str:
        """As `say`, with a capital."""
        return capital(self.say(key))

    def date(self, day: date) -> str:
        return f"{day:%Y-%m-%d}" if self.lang is Language.EN else f"{day:%d-%m-%Y}"

    def named(self, kind: str, name: str) -> str:
        """As `plain`, escaped."""
        return escape(self.plain(kind, name), quote=False)

    def agent(self, agent: str) -> str:
        """A kind of agent, with a capital."""
        return capital(self.named("agent", agent))

    # FIGURES

    def count(self, value: float) -> str:
        return number(round(value), self.lang)

    def pesos(self, value: float) -> str:
        """Whole pesos; of less than ten, so many decimals that two digits are seen, up to four."""
        if value == 0 or abs(value) >= 9.95:
            return money(round(value), self.lang)
        places = next((places for places in range(1, 4) if abs(value) >= 0.995 / 10 ** (places - 1)), 4)
        shown = decimal(value, self.lang, places)
        return shown if self.lang is Language.EN else f"${shown}"

    def percent(self, ratio: float, places: int = 1) -> str:
        return percent(ratio, self.lang, places)

    def decimal(self, value: float, places: int = 1) -> str:
        """With decimals below a hundred, grouped whole above; infinity is never."""
        if isinf(value):
            return self.say("never")
        return decimal(value, self.lang, places) if abs(value) < 100 else self.count(value)

    def times(self, ratio: float) -> str:
        """How many times: 3.4, or 28."""
        return self.decimal(ratio, 0 if ratio >= 9.95 else 1)

    # ELEMENTS

    def picture(self, name: str, label: str, draw: "Callable[[], Figure]", wide: bool = False) -> str:
        """A plot with its caption, which is also its label; both escaped already."""
        kind = ' class="wide"' if wide else ""
        drawn = svg(draw, f"{self.scope}-{name}", label)
        return f'<figure{kind}><div class="plot">{drawn}</div><figcaption>{label}</figcaption></figure>\n'


def section(name: str, heading: str, lead: str, *contents: str) -> str:
    """A part of the page: the finding as its heading, a sentence of what is seen, and what shows it."""
    return (
        f'<section class="{name}">\n<h3>{heading}</h3>\n<p class="lead">{lead}</p>\n'
        f'<div class="parts">\n{"".join(contents)}</div>\n</section>\n'
    )


def table(
    heads: Sequence[str], lines: Iterable[Sequence[str]], caption: str = "", words: int = 1, kind: str = ""
) -> str:
    """A table of cells that are escaped already; the first `words` columns are words, the others figures."""
    classes = f' class="{kind}"' if kind else ""
    top = "".join(f"<th{_cell(place, words)}>{head}</th>" for place, head in enumerate(heads))
    body = "".join(
        "<tr>" + "".join(f"<td{_cell(place, words)}>{cell}</td>" for place, cell in enumerate(line)) + "</tr>\n"
        for line in lines
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    whole = f"<table{classes}>{title}<thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody></table>"
    return f'<div class="scroll">{whole}</div>\n'


def cards(figures: Iterable[tuple[str, str]], worrying: str = "") -> str:
    """Headline figures as large numbers, each with its words; `worrying` are the words of one that is shown in red."""
    shown = "".join(
        f"<div><b{_BAD if words == worrying else ''}>{value}</b><span>{words}</span></div>\n"
        for value, words in figures
    )
    return f'<div class="cards">\n{shown}</div>\n'


_BAD = ' class="bad"'


def note(words: str) -> str:
    """A remark below what it is about."""
    return f'<p class="note">{words}</p>\n'


def capital(words: str) -> str:
    """With a capital first letter."""
    return words[:1].upper() + words[1:]


def _cell(place: int, words: int) -> str:
    return "" if place < words else ' class="n"'
