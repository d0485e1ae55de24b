"""Several scenarios side by side."""

from collections.abc import Sequence

from antu.platforms.prices import NAMES
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import NOTHING, Voice, section, table

PLATFORM = "base"


def compare(found: Sequence[Findings], voice: Voice) -> str:
    """A line per scenario."""
    lines = []
    for each in found:
        s = each.summary
        lost = voice.pesos(s.honest_loss_clp)
        irr = s.financiers_median_irr
        lines.append(
            (
                voice.raw(each.run.name),
                voice.count(s.participants),
                voice.count(s.projects_matched),
                voice.count(s.projects_operating),
                voice.pesos(s.operator_clp_per_project[PLATFORM].typical),
                voice.times(1 / s.gas_ratio_to_reference) if s.gas_ratio_to_reference else NOTHING,
                voice.percent(irr) if irr is not None else NOTHING,
                f'<span class="bad">{lost}</span>' if s.honest_loss_clp else lost,
                voice.count(s.seconds),
                voice.count(s.peak_memory_mb),
            )
        )
    heads = (
        "scenario", "participants", "matched", "operating", "clp_project", "gas_times", "irr",
        "honest_loss", "seconds", "memory",
    )  # fmt: skip
    listed = f'<div class="wide">{table([voice.say(f"head_{head}") for head in heads], lines)}</div>'
    lead = voice.say("compare_lead", platform=NAMES[PLATFORM])
    return section("compare", voice.say("compare_heading"), lead, listed)
