"""What a project costs in pesos: the operator and each kind of agent, on each platform and day."""

from functools import partial

from antu.platforms import PLATFORMS, Day
from antu.platforms.prices import NAMES
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import NOTHING, Voice, note, section, table
from antu.reports.simulation.plots.costs import parts_figure, payers_figure, people_figure, ranges_figure
from antu.simulation.records import Agent


def costs(found: Findings, voice: Voice) -> str:
    """What the operator pays, beside 2019: low, typical and spike days, execution and data apart."""
    s = found.summary
    ranges = partial(ranges_figure, s.operator_clp_per_project, s.reference_clp_per_project, NAMES, voice.lang)
    execution, data = found.costs.operator_parts(Day.TYPICAL)
    lines = []
    for platform, name in NAMES.items():
        ours, past = s.operator_clp_per_project[platform], s.reference_clp_per_project[platform]
        lines.append(
            (
                name,
                voice.pesos(ours.low),
                voice.pesos(ours.typical),
                voice.pesos(ours.spike),
                voice.pesos(execution[platform]),
                voice.pesos(data[platform]) if data[platform] else NOTHING,
                voice.pesos(past.low),
                voice.pesos(past.typical),
                voice.pesos(past.spike),
                voice.times(past.typical / ours.typical) if ours.typical else NOTHING,
            )
        )
    heads = (
        "platform", "low", "typical", "spike", "execution", "data", "past_low", "past_typical", "past_spike",
        "times_2019",
    )  # fmt: skip
    listed = table([voice.say(f"head_{head}") for head in heads], lines, voice.say("platforms_table"))
    return section(
        "costs",
        _heading(found, voice),
        voice.say("costs_lead", date=voice.date(found.outside.prices.as_of)),
        voice.picture("ranges", voice.say("ranges_caption"), ranges),
        voice.picture("parts", voice.say("parts_caption"), partial(parts_figure, execution, data, NAMES, voice.lang)),
        f'<div class="wide">{listed}</div>',
        note(voice.say("platforms_note")),
    )


def payers(found: Findings, voice: Voice) -> str:
    """Who pays how much, and what it costs one person to take part."""
    paid = found.costs.table(Day.TYPICAL)
    agents = list(paid[PLATFORMS[0]])
    words = [voice.plain("agent", agent) for agent in agents]
    each = found.costs.each(Day.TYPICAL, found.tables.participants)
    people = [voice.plain("agent", agent) for agent in each.columns]
    lines = [(voice.agent(agent), *(voice.pesos(paid[name][agent]) for name in PLATFORMS)) for agent in agents]
    lines.append((voice.said("all_together"), *(voice.pesos(sum(paid[name].values())) for name in PLATFORMS)))
    listed = table([voice.say("head_payer"), *NAMES.values()], lines, voice.say("payers_table"))
    return section(
        "payers",
        _payers_heading(found, voice),
        voice.say("payers_lead"),
        voice.picture(
            "payers",
            voice.say("payers_caption"),
            partial(payers_figure, found.costs.shares(Day.TYPICAL), words, NAMES, voice.lang),
        ),
        voice.picture("people", voice.say("people_caption"), partial(people_figure, each, people, NAMES, voice.lang)),
        f'<div class="wide">{listed}</div>',
    )


def _heading(found: Findings, voice: Voice) -> str:
    ratios = found.summary.ratio_to_reference
    if not found.summary.projects_matched or not all(ratios.values()):
        return voice.say("costs_none")
    times = [1 / ratio for ratio in ratios.values()]
    least, most = min(times), max(times)
    if least < 1:
        return voice.say("costs_mixed", least=voice.decimal(least, 2), most=voice.times(most))
    if voice.times(least) == voice.times(most):
        return voice.say("costs_same", times=voice.times(least))
    return voice.say("costs_less", least=voice.times(least), most=voice.times(most))


def _payers_heading(found: Findings, voice: Voice) -> str:
    typical = {name: costs.typical for name, costs in found.summary.operator_clp_per_project.items()}
    if not any(typical.values()):
        return voice.say("payers_none")
    shares = found.costs.shares(Day.TYPICAL)[Agent.OPERATOR]
    cheapest, dearest = min(typical, key=typical.__getitem__), max(typical, key=typical.__getitem__)
    least, most = voice.percent(float(shares.min()), 0), voice.percent(float(shares.max()), 0)
    return voice.say(
        "payers_heading" if least == most else "payers_between",
        least=least,
        most=most,
        cheapest=NAMES[cheapest],
        low=voice.pesos(typical[cheapest]),
        dearest=NAMES[dearest],
        high=voice.pesos(typical[dearest]),
    )
