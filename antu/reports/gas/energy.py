"""`reports/energy.json`: gas of readings and payments, and how little it matters how many hold a project's shares.

`make gas` writes it, and `make energy-report`, which measures nothing else.
"""

from collections.abc import Mapping
from math import ceil
from typing import Any

from antu.errors import AntuError
from antu.reports.gas.figures import FIGURES

# Name in this report -> figure.
NAMES = {"reading_alone": "reading_alone_64_holders"} | {
    name: name
    for name in (
        "reading_batch50_each",
        "reading_p256_batch50_each",
        "reading_p256_batch50_each_without_precompile",
        "payout_batch50_each",
        "payout_12_projects_one_holder",
    )
}
HOLDERS = (1, 64, 10_000)
MOST_DIFFERENCE = 0.01  # between readings of projects of so many holders


def difference(by_holders: Mapping[int, int]) -> float:
    """How much more the dearest of these takes than the cheapest, as a ratio."""
    return max(by_holders.values()) / min(by_holders.values()) - 1


def lacking(gas: Mapping[str, float], by_holders: Mapping[int, int]) -> list[str]:
    """The names of figures, and the numbers of holders, that were not measured."""
    return [*(key for key in NAMES.values() if key not in gas), *(str(n) for n in HOLDERS if n not in by_holders)]


def report(gas: Mapping[str, float], by_holders: Mapping[int, int]) -> dict[str, Any]:
    """The report: each figure rounded up, the budgets, and which of them are met.

    `gas` is by figure, `by_holders` that of a reading alone by the number of holders. Raises `AntuError` if anything is
    missing."""
    if missing := lacking(gas, by_holders):
        raise AntuError(f"The report lacks {', '.join(missing)}.", "Measure all of them: make energy-report")
    figures = {name: ceil(gas[key]) for name, key in NAMES.items()}
    budgets = {name: budget for name, key in NAMES.items() if (budget := FIGURES[key].budget)}
    return figures | {
        "reading_alone_by_holders": {str(count): by_holders[count] for count in HOLDERS},
        "reading_alone_difference": round(difference(by_holders), 6),
        "budgets": budgets | {"reading_alone_difference": MOST_DIFFERENCE},
        "met": {name: figures[name] <= budget for name, budget in budgets.items()}
        | {"reading_alone_difference": difference(by_holders) <= MOST_DIFFERENCE},
    }
