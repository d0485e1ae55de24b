"""Who lost what: honest participants and adversaries, plainly."""

from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import Voice, note, section, table


def losses(found: Findings, voice: Voice) -> str:
    """A row per kind of agent, and what befell projects."""
    lines = [
        (
            voice.agent(row.agent),
            voice.say("honest") if row.honest else f'<span class="bad">{voice.say("adversary")}</span>',
            voice.count(row.people),
            voice.count(row.losers),
            _worrying(voice.pesos(row.loss), bool(row.loss and row.honest)),
            voice.pesos(row.gain),
            voice.pesos(row.unpaid_to),
            voice.count(row.gas / row.people),
        )
        for row in found.losses
    ]
    heads = ("agent", "kind", "people", "losers", "loss", "gain", "unpaid", "gas_each")
    listed = table([voice.say(f"head_{head}") for head in heads], lines, words=2)
    parts = [f'<div class="wide">{listed}</div>']
    if found.troubles:
        befell = [(voice.named("trouble", name), voice.count(count)) for name, count in found.troubles.items()]
        parts.append(table([voice.say("head_trouble"), voice.say("head_projects")], befell))
    if more := found.summary.rescues_dearer_clp:
        parts.append(note(voice.say("losses_dearer", pesos=voice.pesos(more))))
    parts.append(note(voice.say("losses_note")))
    return section("losses", _heading(found, voice), voice.say("losses_lead"), *parts)


def _worrying(cell: str, worries: bool) -> str:
    return f'<span class="bad">{cell}</span>' if worries else cell


def _heading(found: Findings, voice: Voice) -> str:
    lost, owed = found.summary.honest_loss_clp, found.summary.unpaid_to_honest_clp
    if lost:
        return voice.say("losses_some", pesos=voice.pesos(lost))
    if owed:
        return voice.say("losses_owed", pesos=voice.pesos(owed))
    return voice.say("losses_none")
