"""What became of the projects, in time and by region, and what they yield."""

from functools import partial

from antu.reports.simulation.figures import returns
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import NOTHING, Voice, section, table
from antu.reports.simulation.plots.market import places_figure, stages_figure
from antu.reports.simulation.plots.returns import irr_figure, payback_figure

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def market(found: Findings, voice: Voice) -> str:
    """Projects by stage over time, and how many reached each."""
    s = found.summary
    picture = voice.picture("stages", voice.say("stages_caption"), partial(stages_figure, found.stages, voice.lang))
    steps = (
        ("posted", s.projects_posted),
        ("matched", s.projects_matched),
        ("funded", s.projects_funded),
        ("operating", s.projects_operating),
        ("withdrawn", s.projects_withdrawn),
        ("expired", s.projects_expired),
        ("cancelled", s.projects_cancelled),
    )
    lines = [
        (
            voice.said(step),
            voice.count(count),
            voice.percent(count / s.projects_posted) if s.projects_posted else NOTHING,
        )
        for step, count in steps
    ]
    listed = table([voice.say(f"head_{head}") for head in ("reached", "projects", "of_posted")], lines)
    return section("market", _heading(found, voice), voice.say("market_lead"), picture, listed)


def country(found: Findings, voice: Voice) -> str:
    """Projects from north to south."""
    picture = voice.picture("places", voice.say("places_caption"), partial(places_figure, found.places, voice.lang))
    lines = [
        (
            voice.raw(row.name),
            voice.count(row.posted),
            voice.count(row.matched),
            voice.count(row.operating),
            voice.decimal(row.operating_kwp, 0),
        )
        for row in found.places
        if row.posted
    ]
    heads = ("region", "posted", "matched", "operating", "kwp")
    listed = table([voice.say(f"head_{head}") for head in heads], lines)
    heading = voice.say(
        "places_heading", regions=voice.count(sum(place.operating > 0 for place in found.places)), all=len(found.places)
    )
    return section("country", heading, voice.say("places_lead"), picture, listed)


def yields(found: Findings, voice: Voice) -> str:
    """What financiers earn, and when plants have paid for themselves."""
    rates = returns.financiers_irr(found.tables.holders)
    owners, crowds = (returns.paybacks(found.projects, crowdfunded) for crowdfunded in (False, True))
    pictures = (
        voice.picture("irr", voice.say("irr_caption"), partial(irr_figure, rates, voice.lang)),
        voice.picture("payback", voice.say("payback_caption"), partial(payback_figure, owners, crowds, voice.lang)),
    )
    rows = [
        ("row_irr", [voice.percent(returns.quantile(rates, q)) for q in QUANTILES] if len(rates) else [], len(rates)),
        (
            "row_owner",
            [voice.decimal(returns.quantile(owners, q)) for q in QUANTILES] if len(owners) else [],
            len(owners),
        ),
        (
            "row_crowd",
            [voice.decimal(returns.quantile(crowds, q)) for q in QUANTILES] if len(crowds) else [],
            len(crowds),
        ),
    ]
    lines = [(voice.say(key), voice.count(count), *(cells or [NOTHING] * len(QUANTILES))) for key, cells, count in rows]
    heads = [voice.say("head_quantity"), voice.say("head_count")]
    heads += [voice.say("head_median") if q == 0.5 else voice.percent(q, 0) for q in QUANTILES]
    listed = f'<div class="wide">{table(heads, lines, voice.say("quantiles_caption"))}</div>'
    return section("yields", _yield_heading(found, voice), voice.say("yields_lead"), *pictures, listed)


def _yield_heading(found: Findings, voice: Voice) -> str:
    rate, years = found.summary.financiers_median_irr, found.summary.owners_median_payback_years
    earned = voice.say("yields_rate", rate=voice.percent(rate)) if rate is not None else ""
    paid = voice.say("yields_years", years=voice.decimal(years)) if years is not None else ""
    if earned and paid:
        return f"{earned}; {paid[:1].lower()}{paid[1:]}"
    return earned or paid or voice.say("yields_none")


def _heading(found: Findings, voice: Voice) -> str:
    s = found.summary
    if not s.projects_matched:
        return voice.say("market_none")
    return voice.say("market_heading", share=voice.percent(s.projects_operating / s.projects_matched, 0))
