"""Tables of matching: before and after, and how projects trade against savings."""

from collections.abc import Iterable

import pandas as pd
from rich.table import Table

from antu.book import rows
from antu.matching.comparison import Result
from antu.matching.frontier import Point
from antu.matching.policy import PROJECTS, SAVINGS
from antu.reports.tables import table
from antu.text import Language, decimal, money, number, percent, text


def comparison_table(compared: pd.DataFrame, lang: Language) -> Table:
    """A frame of `Result`, whose last row is what the others are compared with."""
    results = rows(compared, Result)
    best = results[-1].savings
    lines = (
        (
            text(each.way, lang),
            number(each.matched, lang),
            percent(each.matched / each.demands, lang) if each.demands else "",
            money(each.savings, lang),
            percent(each.savings / best, lang) if best else "",
        )
        for each in results
    )
    columns = ("way", "projects", "of_demands", "savings", "of_best")
    return table("comparison_title", columns, lines, lang, right="projects of_demands savings of_best")


def frontier_table(points: Iterable[Point], lang: Language) -> Table:
    """What each policy achieves; the gap is a part of the bound."""
    lines = (
        (
            weight(point.policy, lang),
            number(point.matched, lang),
            percent(point.matched_share, lang),
            money(point.savings, lang),
            percent(point.savings_share, lang),
            _bound(point, lang),
            percent(point.gap, lang, 4 if point.gap else 0),
            decimal(point.seconds, lang),
        )
        for point in points
    )
    columns = ("policy", "projects", "of_most", "savings", "of_most", "upper_bound", "gap", "seconds")
    return table("frontier_title", columns, lines, lang, right=" ".join(columns))


def weight(policy: str, lang: Language) -> str:
    """A policy's weight: 0, 0.25 or 0,25, projects."""
    if policy in (SAVINGS.name, PROJECTS.name):
        return text(f"policy_{policy}", lang)
    return policy if lang is Language.EN else policy.replace(".", ",")


def _bound(point: Point, lang: Language) -> str:
    if point.policy == PROJECTS.name:
        return f"{number(point.upper_bound, lang)} {text('projects', lang)}"
    return money(point.upper_bound, lang)
