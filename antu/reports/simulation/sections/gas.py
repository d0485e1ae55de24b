"""What each kind of work takes, beside 2019, and how little that grows."""

from functools import partial

from antu.catalog import reference_gas
from antu.reports.simulation.figures import trends
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import DASH, Voice, note, section, table
from antu.reports.simulation.plots.gas import (
    COLOURS,
    Beside,
    Cloud,
    beside_figure,
    cloud_figure,
    final_reference,
    reading_reference,
)


def gas(found: Findings, voice: Voice) -> str:
    """Gas per function beside 2019's."""
    kinds = found.work
    compared = [
        Beside(voice.plain("function", kind.function), kind.gas_per_unit, kind.reference)
        for kind in kinds.itertuples()
        if kind.reference > 0 and kind.gas_per_unit > 0
    ]
    picture = voice.picture("beside", voice.say("beside_caption"), partial(beside_figure, compared, voice.lang))
    lines = [
        (
            capitalised(voice, kind.function),
            voice.count(kind.transactions),
            voice.count(kind.units),
            voice.count(kind.gas_per_transaction),
            voice.count(kind.gas_per_unit),
            voice.count(kind.reference) if kind.reference > 0 else DASH,
            voice.times(kind.reference / kind.gas_per_unit) if kind.reference > 0 and kind.gas_per_unit else DASH,
        )
        for kind in kinds.sort_values("gas", ascending=False, kind="stable").itertuples()
    ]
    heads = ("work", "transactions", "units", "gas_transaction", "gas_unit", "gas_2019", "times_2019")
    listed = table([voice.say(f"head_{head}") for head in heads], lines)
    return section("gas", _heading(found, voice), voice.say("gas_lead"), picture, listed, note(voice.say("gas_note")))


def growth(found: Findings, voice: Voice) -> str:
    """Gas against the number of funders, holders and participants."""
    payments, finals = trends.funding(found.tables)
    alone, batches = trends.readings(found.tables)
    matches = trends.crowding(found.tables, "matchBatch", trends.FULL)
    demands = trends.crowding(found.tables, "postDemand")
    offers = trends.crowding(found.tables, "postOffer")
    past = reference_gas().measured
    goal = [
        Cloud(voice.unescaped("cloud_fund"), payments, COLOURS[1]),
        Cloud(voice.unescaped("cloud_final"), finals, COLOURS[0]),
    ]
    read = [
        Cloud(voice.unescaped("cloud_alone"), alone, COLOURS[1]),
        Cloud(voice.unescaped("cloud_batch"), batches, COLOURS[0]),
    ]
    match = [Cloud(voice.unescaped("cloud_match"), matches, COLOURS[0])]
    post = [
        Cloud(voice.unescaped("cloud_demand"), demands, COLOURS[1]),
        Cloud(voice.unescaped("cloud_offer"), offers, COLOURS[0]),
    ]
    pictures = (
        voice.picture("funders", voice.say("funders_caption"), partial(
            cloud_figure, goal, final_reference(), "funders", voice.lang)),
        voice.picture("holders", voice.say("holders_caption"), partial(
            cloud_figure, read, reading_reference(), "holders", voice.lang)),
        voice.picture("matching", voice.say("matching_caption", units=trends.FULL), partial(
            cloud_figure, match, past["Matching(direct)"], "sim_participants_axis", voice.lang)),
        voice.picture("posting", voice.say("posting_caption"), partial(
            cloud_figure, post, past["newDemand"], "sim_participants_axis", voice.lang)),
    )  # fmt: skip
    spread = trends.spread(finals)
    heading = (
        voice.say("growth_unknown")
        if spread is None
        else voice.say("growth_heading", most=voice.count(finals["size"].max()), apart=voice.percent(spread, 0))
    )
    return section("growth", heading, voice.say("growth_lead"), *pictures)


def capitalised(voice: Voice, function: str) -> str:
    """What a function does, with its name."""
    words = voice.named("function", function)
    name = f' <span class="path">{voice.raw(function)}</span>'
    return (words[:1].upper() + words[1:] + name) if words != function else voice.raw(function)


def _heading(found: Findings, voice: Voice) -> str:
    """That of a match, if there was any and it differs; else what there is."""
    matched = found.work[found.work.function == "matchBatch"]
    if matched.empty or not matched.gas_per_unit.iloc[0]:
        return voice.say("gas_plain")
    ratio = matched.reference.iloc[0] / matched.gas_per_unit.iloc[0]
    if ratio >= 1:
        return voice.say("gas_less", times=voice.times(ratio))
    return voice.say("gas_more", times=voice.times(1 / ratio))
