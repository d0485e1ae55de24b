"""The tables of `make gas`, from the report; for a terminal of 100 columns."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table

LIVES = {
    "lifecycle_direct": "A project that its owner pays for, and a year of it",
    "lifecycle_crowdfunded_64": "A project of 64 financiers, and a year of it",
}
SUMS = {
    "total": "all of it",
    "total_with_permits": "  if paid for by permits",
    "parties": "the parties",
    "operator": "the operator",
    "operator_to_operation": "  until it operates",
    "operator_if_holders_claim": "  if holders claim themselves",
}


def tables(report: Mapping[str, Any]) -> list[Table]:
    """All figures, then each life step by step. `report` is what `antu.reports.gas.report` makes."""
    return [figures_table(report), *(life_table(LIVES[name], life) for name, life in report["lifecycle"].items())]


def figures_table(report: Mapping[str, Any]) -> Table:
    """A line per figure; a missed budget in red."""
    table = _table("Gas of receipts", "work", "gas", "first time", "budget", "2019", "2019 / gas")
    for key in report["what"]:
        met = report["met"].get(key, True)
        table.add_row(
            key,
            _number(report[key]),
            _number(report["first_time"].get(key)),
            _number(report["budgets"].get(key)) if met else f"[red]{_number(report['budgets'][key])}[/red]",
            _number(report["reference_2019"].get(key)),
            _ratio(report["ratio"].get(key)),
        )
    return table


def life_table(title: str, life: Mapping[str, Any]) -> Table:
    """A line per step, then the sums by who pays."""
    table = _table(title, "step", "paid by", "times", "gas", "2019", "2019 / gas")
    for name, step in life["steps"].items():
        table.add_row(name, step["paid_by"], _number(step["times"]), *_beside(step))
    table.add_section()
    for name, words in SUMS.items():
        table.add_row(words, "", "", *_beside(life[name]))
    return table


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="left" if name == "paid by" else "right", no_wrap=True)
    return table


def _beside(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return _number(row["gas"]), _number(row["reference_2019"]), _ratio(row["ratio"])


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}"
