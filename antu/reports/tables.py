"""Tables for the terminal, in either language, from the frames and rows of the other modules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from rich.table import Table
from rich.text import Text

from antu.accounting import Finance, Solvency
from antu.book import rows
from antu.building import next_action
from antu.enums import State
from antu.errors import RowError
from antu.matching import Explanation, MatchedTeam, explanation
from antu.reports.gas.log import GasRow
from antu.text import Language, money, number, percent, state_name, terms, text
from antu.vocabulary import WORDS

Cell = str | Text


@dataclass(frozen=True)
class Flow:
    """What a group of people paid and received in all, in pesos; `who` is a key of `antu.text`."""

    who: str
    paid: int
    received: int


def table(
    title: str, columns: Sequence[str], lines: Iterable[Sequence[Cell]], lang: Language, right: str = ""
) -> Table:
    """A table whose title and columns are keys of `antu.text`; `right` names the columns of figures, with spaces."""
    built = Table(title=text(title, lang), title_justify="left", title_style="bold")
    for column in columns:
        # Where the terminal is narrow, words are broken into lines; a figure is never cut.
        figures = column in right.split()
        built.add_column(text(column, lang), justify="right" if figures else "left", no_wrap=figures, overflow="fold")
    for line in lines:
        # Plain strings stay plain, whatever brackets somebody's file has in them.
        built.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in line))
    return built


def red(cell: str) -> Text:
    """A cell that somebody should look at."""
    return Text(cell, style="red")


def errors_table(errors: Iterable[RowError], lang: Language) -> Table:
    """The bad rows of a file."""
    lines = ((str(e.line or ""), e.column, e.value, e.reason, e.hint) for e in errors)
    return table("errors_title", ("line", "column", "value", "reason", "hint"), lines, lang, right="line")


def teams_table(teams: pd.DataFrame, lang: Language) -> Table:
    """A frame of `MatchedTeam`."""
    lines = (
        (
            *(str(each) for each in team.team),
            money(team.cost, lang),
            money(team.fee, lang),
            money(team.cost + team.fee, lang),
        )
        for team in rows(teams, MatchedTeam)
    )
    columns = ("demand", "vendor", "installer", "manager", "cost", "fee", "total")
    return table("teams_title", columns, lines, lang, right=" ".join(columns))


def unmatched_table(unmatched: pd.DataFrame, lang: Language) -> Table:
    """A frame of `Explanation`, all of demands."""
    lines = ((str(row.id), explanation(row, lang)) for row in rows(unmatched, Explanation))
    return table("unmatched_title", ("demand", "reason"), lines, lang, right="demand")


def projects_table(projects: pd.DataFrame, lang: Language) -> Table:
    """A frame of `Finance`, with what each project waits for."""
    lines = []
    for row in rows(projects, Finance):
        action = next_action(State(row.state))
        amounts = (money(amount, lang) for amount in (row.goal, row.shares, row.revenue, row.reserve))
        waits = f"{action.method} ({text(action.actor, lang)})" if action else ""
        lines.append((str(row.id), state_name(row.state, lang), *amounts, waits))
    columns = ("project", "state", "goal", "paid_in", "revenue", "reserve", "next_step")
    return table("projects_title", columns, lines, lang, right="project goal paid_in revenue reserve")


def terms_table(projects: pd.DataFrame, lang: Language) -> Table:
    """The terms of those projects of a frame of `Finance` that have any."""
    agreed = projects[(projects.reserve_bps > 0) | projects.follows_uf]
    lines = ((str(row.id), terms(row.reserve_bps, row.follows_uf, lang)) for row in rows(agreed, Finance))
    return table("terms_title", ("project", "terms"), lines, lang, right="project")


def states_table(projects: pd.DataFrame, lang: Language) -> Table:
    """How many projects of a frame of `Finance` are in each state, and their money."""
    names = ("goal", "escrowed", "revenue", "reserve")
    lines = []
    for state in State:
        group = projects[projects.state == state]
        if not group.empty:
            sums = (money(int(group[name].sum()), lang) for name in names)
            lines.append((state_name(state, lang), number(len(group), lang), *sums))
    return table("states_title", ("state", "projects", *names), lines, lang, right=" ".join(("projects", *names)))


def solvency_table(checked: Iterable[Solvency], lang: Language) -> Table:
    """What contracts owe beside what they hold, what is missing in red."""
    lines = (
        (
            text(row.contract, lang),
            money(row.owed, lang),
            money(row.held, lang),
            money(row.rounding, lang) if row.solvent else red(money(row.rounding, lang)),
        )
        for row in checked
    )
    return table("solvency_title", ("contract", "owed", "held", "rounding"), lines, lang, right="owed held rounding")


def flows_table(flows: Iterable[Flow], lang: Language) -> Table:
    """Who paid and received what."""
    lines = ((text(flow.who, lang), money(flow.paid, lang), money(flow.received, lang)) for flow in flows)
    return table("flows_title", ("who", "paid", "received"), lines, lang, right="paid received")


def gas_table(steps: Iterable[GasRow], lang: Language) -> Table:
    """Gas of each step beside 2019's; a step without words of its own goes by its name."""
    lines = (
        (
            text(f"step_{row.step}", lang) if f"step_{row.step}" in WORDS else row.step,
            number(row.units, lang),
            number(row.gas, lang),
            "" if row.reference is None else number(row.reference, lang),
            "" if row.ratio is None else percent(row.ratio, lang),
        )
        for row in steps
    )
    columns = ("step", "times", "gas", "gas_2019", "ratio")
    return table("gas_title", columns, lines, lang, right="times gas gas_2019 ratio")
