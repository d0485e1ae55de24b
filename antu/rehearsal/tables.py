"""A rehearsal as a table for people."""

from collections import Counter

from rich.table import Table

from antu.enums import State
from antu.rehearsal.exits import ExitKind
from antu.rehearsal.report import Phase, Report
from antu.rehearsal.words import say
from antu.text import Language, decimal, number, state_name


def phases_table(report: Report, lang: Language) -> Table:
    """A row for each phase: what was done, and which exits people took meanwhile."""
    title = say("title", lang, contract=report.contract, network=report.network)
    made = Table(title=title, title_justify="left")
    for column in ("phase", "done", "out", "wait"):
        made.add_column(say(column, lang))
    for phase in Phase:
        taken = report.phases.get(phase)
        done = say(
            f"did_{phase}", lang, contract=report.contract, symptom=report.symptom, work=number(report.work, lang)
        )
        exits = (_counted(taken.done, lang), _counted(taken.blocked, lang)) if taken else ("", "")
        made.add_row(say(phase, lang), done, *exits)
    return made


def verdict(report: Report, lang: Language) -> str:
    """Whether the market is what it was."""
    compared = report.comparison
    if not compared.equal:
        return say("unequal", lang)
    figures = {
        "projects": report.projects,
        "accounts": report.accounts,
        "kept": compared.kept,
        "moved": compared.moved,
        "slots": compared.slots,
    }
    shown = {name: number(figure, lang) for name, figure in figures.items()}
    return say("equal", lang, **shown, seconds=decimal(report.seconds, lang))


def states_line(report: Report, lang: Language) -> str:
    """How many projects are in each state."""
    counted = (f"{state_name(State[name], lang)} {number(count, lang)}" for name, count in report.states.items())
    return say("states", lang, states=", ".join(counted))


def _counted(exits: Counter[ExitKind], lang: Language) -> str:
    return ", ".join(say(kind, lang, count=number(exits[kind], lang)) for kind in ExitKind if exits[kind])
