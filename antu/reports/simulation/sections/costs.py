"""What a project costs in pesos: the operator and each kind of agent, on each platform and day."""

from functools import partial

from antu.platforms import PLATFORMS, Day
from antu.platforms.prices import NAMES
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import DASH, Voice, note, section, table
from antu.reports.simulation.plots.costs import parts_figure, payers_figure, ranges_figure


def costs(found: Findings, voice: Voice) -> str:
    """The operator beside 2019, and who else pays how much."""
    s = found.summary
    ranges = partial(ranges_figure, s.operator_clp_per_project, s.reference_clp_per_project, NAMES, voice.lang)
    typical = found.costs.by_payer(Day.TYPICAL)
    words = [voice.unescaped(f"agent_{agent}") for agent in typical.columns]
    payers = partial(payers_figure, found.costs.shares(Day.TYPICAL), words, NAMES, voice.lang)
    lines = [
        (voice.agent(agent), *(voice.pesos(typical.loc[platform, agent]) for platform in PLATFORMS))
        for agent in typical.columns
    ]
    lines.append((voice.say("all_together"), *(voice.pesos(typical.loc[name].sum()) for name in PLATFORMS)))
    listed = table([voice.say("head_payer"), *NAMES.values()], lines, voice.say("payers_table"))
    return section(
        "costs",
        _heading(found, voice),
        voice.say("costs_lead"),
        voice.picture("ranges", voice.say("ranges_caption"), ranges),
        voice.picture("payers", voice.say("payers_caption"), payers),
        f'<div class="wide">{listed}</div>',
    )


def platforms(found: Findings, voice: Voice) -> str:
    """Low, typical and spike days, execution and data apart."""
    s = found.summary
    execution, data = found.costs.operator_parts(Day.TYPICAL)
    picture = voice.picture(
        "parts", voice.say("parts_caption"), partial(parts_figure, execution, data, NAMES, voice.lang)
    )
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
                voice.pesos(data[platform]) if data[platform] else DASH,
                voice.pesos(past.typical),
                voice.times(past.typical / ours.typical) if ours.typical else DASH,
            )
        )
    heads = ("platform", "low", "typical", "spike", "execution", "data", "past_typical", "times_2019")
    listed = table([voice.say(f"head_{head}") for head in heads], lines, voice.say("platforms_table"))
    return section(
        "platforms",
        _platforms_heading(found, voice),
        voice.say("platforms_lead", date=voice.date(found.prices.as_of)),
        picture,
        listed,
        note(voice.say("platforms_note")),
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


def _platforms_heading(found: Findings, voice: Voice) -> str:
    typical = {name: costs.typical for name, costs in found.summary.operator_clp_per_project.items()}
    if not any(typical.values()):
        return voice.say("costs_none")
    cheapest, dearest = min(typical, key=typical.__getitem__), max(typical, key=typical.__getitem__)
    return voice.say(
        "platforms_heading",
        cheapest=NAMES[cheapest],
        low=voice.pesos(typical[cheapest]),
        dearest=NAMES[dearest],
        high=voice.pesos(typical[dearest]),
    )


