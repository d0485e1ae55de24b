"""The operator against a centralized alternative: what a year costs, and from how many projects on Antu costs less."""

from functools import partial
from math import isfinite

import pandas as pd

from antu.economics import BreakEven
from antu.economics.comparison import CENTRALIZED, CHAIN
from antu.platforms import Day
from antu.platforms.prices import NAMES
from antu.reports.simulation.figures.alternative import PROJECTS, TYPICAL, Alternative
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import NOTHING, Voice, note, section, table
from antu.reports.simulation.plots.alternative import saving_figure, sensitivity_figure, year_figure

SHOWN = ("base", "ethereum")  # the cheapest kind of platform with the most users, and the dearest


def alternative(found: Findings, voice: Voice) -> str:
    """A year's costs, break-evens by platform and day, and how they depend on prices."""
    if found.alternative is None:
        return section("alternative", voice.say("alternative_none"), voice.say("alternative_lead"))
    it = found.alternative
    crossings = {NAMES[name]: it.break_even(name, Day.TYPICAL).first for name in SHOWN}
    year = partial(
        year_figure,
        PROJECTS,
        it.year(None, Day.TYPICAL, PROJECTS),
        {NAMES[name]: it.year(name, Day.TYPICAL, PROJECTS) for name in SHOWN},
        crossings,
        voice.lang,
    )
    near = _around(list(crossings.values()))
    savings = partial(
        saving_figure,
        near,
        {NAMES[name]: it.savings(name, Day.TYPICAL, near) for name in SHOWN},
        crossings,
        voice.lang,
    )
    maps = [
        voice.picture(
            f"sensitivity-{name}",
            voice.say("sensitivity_caption", platform=NAMES[name]),
            partial(
                sensitivity_figure,
                it.sensitivity(found.outside.prices, name),
                TYPICAL,
                found.outside.prices.platform(name).token,
                voice.lang,
            ),
        )
        for name in SHOWN
    ]
    return section(
        "alternative",
        _heading(it, voice),
        voice.say("alternative_lead"),
        voice.picture("year", voice.say("year_caption"), year),
        voice.picture("savings", voice.say("savings_caption"), savings),
        *maps,
        _break_evens(it, voice),
        _items(it, voice),
        note(voice.say("alternative_note")),
    )


def _around(crossings: list[float]) -> list[float]:
    """Numbers of projects from 0 to beyond every break-even that there is, evenly."""
    known = [at for at in crossings if isfinite(at) and at > 0]
    most = min(max(known, default=1_000.0) * 1.6, 2_500_000.0)
    return [most * step / 40 for step in range(41)]


def _break_evens(it: Alternative, voice: Voice) -> str:
    lines = [
        (NAMES[platform], *(_words(days[day], voice) for day in Day)) for platform, days in it.break_evens().items()
    ]
    heads = [voice.say(f"head_{head}") for head in ("platform", *Day)]
    return table(heads, lines, voice.say("break_even_table"))


def _items(it: Alternative, voice: Voice) -> str:
    """What is paid for on either side, per project and per year."""
    lines = []
    for kind, frame in (("project", it.of_project(SHOWN[0], Day.TYPICAL)), ("year", it.of_year())):
        lines += [
            (voice.said(f"item_{item}"), voice.say(f"per_{kind}"), *_sides(frame.loc[item], voice))
            for item in frame.index
        ]
        lines.append((f"<b>{voice.said('all_together')}</b>", voice.say(f"per_{kind}"), *_sides(frame.sum(), voice)))
    heads = ("item", "for", "database", "antu")
    title = voice.say("items_table", platform=NAMES[SHOWN[0]])
    return table([voice.say(f"head_{head}") for head in heads], lines, title, words=2)


def _sides(row: "pd.Series[float]", voice: Voice) -> tuple[str, str]:
    database, chain = float(row[CENTRALIZED]), float(row[CHAIN])
    return (voice.pesos(database) if database else NOTHING), (voice.pesos(chain) if chain else NOTHING)


def _words(found: BreakEven, voice: Voice) -> str:
    """From 120 on, never, always, up to 120."""
    if found.never:
        return f'<span class="bad">{voice.say("never")}</span>'
    if found.always:
        return voice.say("always")
    if isfinite(found.last):
        return voice.say("up_to", count=voice.count(found.last))
    return voice.count(found.first)


def _heading(it: Alternative, voice: Voice) -> str:
    """Of the first platform on a typical day."""
    name, found = NAMES[SHOWN[0]], it.break_even(SHOWN[0], Day.TYPICAL)
    if found.never:
        return voice.say("alternative_never", platform=name)
    if found.always:
        return voice.say("alternative_always", platform=name)
    if isfinite(found.last):
        return voice.say("alternative_up_to", platform=name, count=voice.count(found.last))
    return voice.say("alternative_from", platform=name, count=voice.count(found.first))
