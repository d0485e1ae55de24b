"""A summary for the terminal."""

from rich.table import Table

from antu.platforms.prices import NAMES
from antu.reports.simulation.summary import ScenarioSummary
from antu.reports.tables import Cell, red, table
from antu.text import Language, decimal, money, number, percent, text

NOTHING = "·"


def summary_table(summary: ScenarioSummary, lang: Language) -> Table:
    """What came of a scenario, and what it cost the operator; losses of honest people in red."""
    lines: list[tuple[Cell, Cell]] = [
        (text(f"sim_table_{key}", lang), value)
        for key, value in (
            ("participants", number(summary.participants, lang)),
            ("transactions", number(summary.transactions, lang)),
            ("projects", _projects(summary, lang)),
            ("honest_loss", _loss(summary.honest_loss_clp, lang)),
            ("unpaid", money(summary.unpaid_to_honest_clp, lang)),
            ("irr", NOTHING if summary.financiers_median_irr is None else percent(summary.financiers_median_irr, lang)),
            ("payback", _years(summary.owners_median_payback_years, lang)),
            ("gas", number(round(summary.operator_gas_per_project), lang)),
            ("gas_times", _times(summary.gas_ratio_to_reference, lang)),
        )
    ]
    words = text("sim_table_clp", lang)
    for platform, costs in summary.operator_clp_per_project.items():
        shown = decimal(costs.typical, lang, 2) if costs.typical < 100 else number(round(costs.typical), lang)
        lines.append((words.format(platform=NAMES.get(platform, platform)), shown))
    lines.append((text("sim_table_seconds", lang), number(round(summary.seconds), lang)))
    lines.append((text("sim_table_memory", lang), number(round(summary.peak_memory_mb), lang)))
    return table("sim_table_title", ("sim_table_figure", "value"), lines, lang, right="value")


def _projects(summary: ScenarioSummary, lang: Language) -> str:
    counts = (summary.projects_posted, summary.projects_matched, summary.projects_funded, summary.projects_operating)
    return " / ".join(number(count, lang) for count in counts)


def _loss(pesos: int, lang: Language) -> Cell:
    return red(money(pesos, lang)) if pesos else money(pesos, lang)


def _years(years: float | None, lang: Language) -> str:
    return NOTHING if years is None else decimal(years, lang)


def _times(ratio: float, lang: Language) -> str:
    return decimal(1 / ratio, lang) if ratio else NOTHING
