"""What each kind of work takes, beside 2019, and how little that grows."""

from functools import partial

from antu.catalog import reference_gas
from antu.reports.simulation.figures import trends
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import NOTHING, Voice, capital, note, section, table
from antu.reports.simulation.plots.gas import (
    COLOURS,
    Beside,
    Cloud,
    Part,
    beside_figure,
    cloud_figure,
    final_reference,
    reading_reference,
    where_figure,
)
from antu.vocabulary import WORDS

SAME = 0.01  # what differs by less is called the same


def gas(found: Findings, voice: Voice) -> str:
    """Gas per function beside 2019's."""
    kinds = found.work
    compared = [
        Beside(voice.plain("function", kind.function), kind.gas_per_unit, kind.reference)
        for kind in kinds
        if kind.times_less is not None
    ]
    parts = [
        Part(voice.plain("function", kind.function), kind.operator_gas, kind.gas - kind.operator_gas) for kind in kinds
    ]
    lines = [
        (
            capitalised(voice, kind.function),
            voice.count(kind.transactions),
            voice.count(kind.units),
            voice.count(kind.gas_per_transaction),
            voice.count(kind.gas_per_unit),
            voice.count(kind.reference) if kind.reference else NOTHING,
            voice.times(kind.times_less) if kind.times_less is not None else NOTHING,
        )
        for kind in kinds
    ]
    heads = ("work", "transactions", "units", "gas_transaction", "gas_unit", "gas_2019", "times_2019")
    listed = f'<div class="wide">{table([voice.say(f"head_{head}") for head in heads], lines)}</div>'
    return section(
        "gas",
        _heading(found, voice),
        voice.say("gas_lead"),
        voice.picture("beside", voice.say("beside_caption"), partial(beside_figure, compared, voice.lang)),
        voice.picture("where", voice.say("where_caption"), partial(where_figure, parts, voice.lang)),
        listed,
        note(voice.say("gas_note")),
    )


def growth(found: Findings, voice: Voice) -> str:
    """Gas against the number of funders, holders and participants."""
    payments, finals = trends.funding(found.tables)
    alone, few, many = trends.readings(found.tables)
    small, full = trends.batches(trends.crowding(found.tables, "matchBatch"))
    demands = trends.crowding(found.tables, "postDemand")
    offers = trends.crowding(found.tables, "postOffer")
    past = reference_gas().measured
    matched = next((kind.reference for kind in found.work if kind.function == "matchBatch"), past["Matching(direct)"])
    goal = [
        Cloud(voice.unescaped("cloud_fund"), payments, COLOURS[1]),
        Cloud(voice.unescaped("cloud_final"), finals, COLOURS[0]),
    ]
    read = [
        Cloud(voice.unescaped("cloud_alone"), alone, COLOURS[1]),
        Cloud(voice.unescaped("cloud_few", units=trends.FULL), few, COLOURS[2]),
        Cloud(voice.unescaped("cloud_many", units=trends.FULL), many, COLOURS[0]),
    ]
    match = [
        Cloud(voice.unescaped("cloud_few", units=trends.FULL), small, COLOURS[1]),
        Cloud(voice.unescaped("cloud_many", units=trends.FULL), full, COLOURS[0]),
    ]
    post = [
        Cloud(voice.unescaped("cloud_demand"), demands, COLOURS[1]),
        Cloud(voice.unescaped("cloud_offer"), offers, COLOURS[0]),
    ]
    pictures = (
        voice.picture("funders", voice.say("funders_caption"), partial(
            cloud_figure, goal, final_reference(), "funders", voice.lang)),
        voice.picture("holders", voice.say("holders_caption"), partial(
            cloud_figure, read, reading_reference(), "holders", voice.lang)),
        voice.picture("matching", voice.say("matching_caption"), partial(
            cloud_figure, match, matched, "sim_participants_axis", voice.lang)),
        voice.picture("posting", voice.say("posting_caption"), partial(
            cloud_figure, post, past["newDemand"], "sim_participants_axis", voice.lang)),
    )  # fmt: skip
    spread = trends.spread(finals)
    return section("growth", _growth_heading(spread, finals["size"].max(), voice), voice.say("growth_lead"), *pictures)


def capitalised(voice: Voice, function: str) -> str:
    """What a function does, with its name."""
    words, name = voice.named("function", function), voice.raw(function)
    if f"sim_function_{function}" not in WORDS:
        return name
    return f'{capital(words)} <span class="path">{name}</span>'


def _growth_heading(spread: float | None, most: float, voice: Voice) -> str:
    if spread is None:
        return voice.say("growth_unknown")
    if abs(spread) < SAME:
        return voice.say("growth_same", most=voice.count(most))
    more = "growth_more" if spread > 0 else "growth_less"
    return voice.say(more, most=voice.count(most), apart=voice.percent(abs(spread), 0))


def _heading(found: Findings, voice: Voice) -> str:
    """That of a match, if there was any and it differs; else what there is."""
    ratio = next((kind.times_less for kind in found.work if kind.function == "matchBatch"), None)
    if ratio is None:
        return voice.say("gas_plain")
    if ratio >= 1:
        return voice.say("gas_less", times=voice.times(ratio))
    return voice.say("gas_more", times=voice.times(1 / ratio))
