"""What the report assumes: every figure from outside, with its date and source, ours plainly marked."""

from collections.abc import Sequence
from datetime import date

from antu.economics import assumption_sources
from antu.economics.limits import limit_sources
from antu.platforms import price_sources
from antu.platforms.figures import Leaf, Sourced
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import Voice, section, table


def sources(found: Findings, voice: Voice) -> str:
    """Prices of platforms, what an operator pays beside gas, and what chains can take."""
    groups = (
        ("sources_prices", price_sources(found.outside.prices)),
        ("sources_assumptions", assumption_sources(found.outside.assumptions)),
        ("sources_limits", limit_sources(found.outside.limits)),
    )
    every = [each for _, group in groups for each in group]
    changed = sum(each.changed for each in every)
    heading = voice.say(
        "sources_heading",
        count=voice.count(len(every)),
        ours=voice.count(sum(each.ours and not each.changed for each in every)),
    )
    if changed:
        heading += voice.say("sources_changed", changed=voice.count(changed))
    listed = (
        f'<details class="wide" open><summary>{voice.say(title)}</summary>\n{_table(figures, voice)}</details>\n'
        for title, figures in groups
    )
    return section("sources", heading, voice.say("sources_lead"), *listed)


def _table(figures: Sequence[Sourced], voice: Voice) -> str:
    lines = (
        (
            f'<span class="path">{voice.raw(each.path)}</span>',
            value(each.value, voice),
            "" if each.changed else voice.date(each.as_of),
            _source(each, voice),
        )
        for each in figures
    )
    heads = [voice.say(f"head_{head}") for head in ("figure", "its_value", "as_of", "source")]
    return table(heads, lines, words=4, kind="sources")


def value(figure: Leaf, voice: Voice) -> str:
    """A figure with the decimals that it has."""
    if isinstance(figure, date):
        return voice.date(figure)
    if isinstance(figure, str):
        return voice.raw(figure)
    if figure == round(figure):
        return voice.count(figure)
    written = f"{figure:.10f}".rstrip("0") if abs(figure) >= 1e-6 else f"{figure:g}"
    return voice.decimal(figure, len(written.partition(".")[2])) if "e" not in written else voice.raw(written)


def _source(each: Sourced, voice: Voice) -> str:
    if each.changed:
        return f'<span class="ours">{voice.say("changed")}</span>'
    mark = f'<span class="ours">{voice.say("ours")}</span> ' if each.ours else ""
    return mark + voice.raw(each.source)
