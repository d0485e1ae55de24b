"""What was simulated, and the figures that matter first."""

from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import NOTHING, Voice, cards, section, table

KWH = 1_000


def overview(found: Findings, voice: Voice) -> str:
    """Who took part, for how long, and what came of it."""
    s = found.summary
    working = found.projects[found.projects.operating_day >= 0]
    irr = NOTHING if s.financiers_median_irr is None else voice.percent(s.financiers_median_irr)
    payback = NOTHING if s.owners_median_payback_years is None else voice.decimal(s.owners_median_payback_years)
    figures = [
        (voice.count(s.participants), voice.say("card_participants")),
        (voice.count(s.projects_matched), voice.say("card_matched", posted=voice.count(s.projects_posted))),
        (voice.count(s.projects_operating), voice.say("card_operating")),
        (voice.count(working.capacity_wp.sum() / 1_000), voice.say("card_kwp")),
        (voice.count(found.projects.generated_wh.sum() / KWH), voice.say("card_kwh")),
        (voice.count(found.projects.paid_in.sum() / 1e6), voice.say("card_millions")),
        (voice.count(s.transactions), voice.say("card_transactions")),
        (_times(s.gas_ratio_to_reference, voice), voice.say("card_ratio")),
        (irr, voice.say("card_irr")),
        (payback, voice.say("card_payback")),
        (voice.pesos(s.honest_loss_clp), voice.say("card_honest")),
    ]
    worrying = voice.say("card_honest") if s.honest_loss_clp else ""
    lead = voice.say(
        "overview_lead",
        participants=voice.count(s.participants),
        days=voice.count(s.days),
        seed=s.seed,
        transactions=voice.count(s.transactions),
        seconds=voice.count(s.seconds),
        memory=voice.count(s.peak_memory_mb),
    )
    return section("overview", _heading(found, voice), lead, cards(figures, worrying))


def settings(found: Findings, voice: Voice) -> str:
    """All settings of the scenario, folded away, and the files that the figures were made of."""
    listed = table(
        (voice.say("setting"), voice.say("value")),
        ((voice.raw(name), voice.raw(value)) for name, value in found.run.settings.items()),
        words=2,
        kind="settings",
    )
    files = table(
        (voice.say("file"), "SHA-256"),
        (
            (voice.raw(name), f'<span class="path">{voice.raw(sha)}</span>')
            for name, sha in found.summary.tables.items()
        ),
        words=2,
    )
    return (
        f"<details>\n<summary>{voice.say('settings_title')}</summary>\n{listed}</details>\n"
        f"<details>\n<summary>{voice.say('files_title')}</summary>\n{files}</details>\n"
    )


def _heading(found: Findings, voice: Voice) -> str:
    s = found.summary
    if not s.projects_posted:
        return voice.say("overview_empty")
    return voice.say(
        "overview_heading",
        matched=voice.count(s.projects_matched),
        posted=voice.count(s.projects_posted),
        operating=voice.count(s.projects_operating),
    )


def _times(ratio: float, voice: Voice) -> str:
    return voice.times(1 / ratio) if ratio else NOTHING
