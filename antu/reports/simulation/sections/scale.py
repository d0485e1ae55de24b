"""To internet scale: the meters of a million projects."""

from functools import partial
from math import isnan

from antu.platforms.prices import NAMES
from antu.reports.simulation.figures.scale import BATCH, BATCHES, KINDS, SHARE, Scale
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import NOTHING, Voice, note, section, table
from antu.reports.simulation.plots.scale import intervals_figure, million_figure

MONTH = 365.25 / 12


def scale(found: Findings, voice: Voice) -> str:
    """What they cost a year, what they take of each chain's limits, and how often they may report within a part of
    it."""
    it = found.scale
    if it is None:
        return section("scale", voice.say("scale_unknown"), voice.say("scale_needs"))
    costs, parts, most = it.costs(), it.shares(), it.largest()
    lines = [
        (
            name,
            voice.pesos(costs[platform].low / 1e6),
            voice.pesos(costs[platform].typical / 1e6),
            voice.pesos(costs[platform].spike / 1e6),
            *(_part(parts[platform][kind], voice) for kind in KINDS),
            voice.count(most[platform]),
        )
        for platform, name in NAMES.items()
    ]
    heads = ("platform", "low", "typical", "spike", *(f"part_{kind}" for kind in KINDS), "largest")
    listed = table([voice.say(f"head_{head}") for head in heads], lines, voice.say("scale_table", batch=BATCH))
    return section(
        "scale",
        _heading(it, voice),
        voice.say("scale_lead"),
        voice.picture(
            "million", voice.say("million_caption", batch=BATCH), partial(million_figure, costs, NAMES, voice.lang)
        ),
        voice.picture(
            "intervals",
            voice.say("intervals_caption", share=voice.percent(SHARE, 0)),
            partial(intervals_figure, it.intervals(), NAMES, voice.lang),
        ),
        f'<div class="wide">{listed}</div>',
        note(voice.say("scale_note", date=voice.date(it.limits.as_of))),
    )


def _part(part: float, voice: Voice) -> str:
    """A part of a limit; in red if there is not enough."""
    if isnan(part):
        return NOTHING
    shown = voice.percent(part, 2 if part < 0.1 else 0)
    return f'<span class="bad">{shown}</span>' if part > 1 else shown


def _heading(it: Scale, voice: Voice) -> str:
    """How many platforms can take a million meters that report every month, in some batch."""
    within = it.intervals().min() <= MONTH
    return voice.say(
        "scale_heading", share=voice.percent(SHARE, 0), count=int(within.sum()), all=len(NAMES), batch=max(BATCHES)
    )
