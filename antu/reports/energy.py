"""`reports/energy.json`: gas of readings and payments, of receipts, beside DESIGN.md's budgets.

`make energy-report` measures and writes it (`tests/gas/test_energy_budgets.py`).
"""

import json
from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import Any

from antu.errors import AntuError
from antu.files import write_atomically

# What is measured, and DESIGN.md's budget in gas; None where it has none.
BUDGETS: Mapping[str, int | None] = {
    "reading_alone": 100_000,  # of a project of 64 holders
    "reading_batch50_each": 36_000,  # 50 projects, each of another owner
    "reading_p256_batch50_each": None,  # with the curve's precompile (EIP-7951), which Ethereum has since Fusaka
    "reading_p256_batch50_each_without_precompile": None,
    "payout_batch50_each": 20_000,  # 50 holders of one project
    "payout_12_projects_one_holder": None,  # all together
}
HOLDERS = (1, 64, 10_000)
MOST_DIFFERENCE = 0.01  # between readings of projects of so many holders


def difference(by_holders: Mapping[int, int]) -> float:
    """How much more the dearest of these takes than the cheapest, as a ratio."""
    return max(by_holders.values()) / min(by_holders.values()) - 1


def report(gas: Mapping[str, float], by_holders: Mapping[int, int]) -> dict[str, Any]:
    """The report: each figure rounded up, the budgets, and which of them are met.

    `by_holders` is the gas of a reading alone by the number of holders. Raises `AntuError` if anything is missing."""
    missing = sorted((BUDGETS.keys() - gas.keys()) | {str(count) for count in HOLDERS if count not in by_holders})
    if missing:
        raise AntuError(f"The report lacks {', '.join(missing)}.", "Measure all of them: make energy-report")
    figures = {name: ceil(gas[name]) for name in BUDGETS}
    budgets = {name: budget for name, budget in BUDGETS.items() if budget is not None}
    return figures | {
        "reading_alone_by_holders": {str(count): by_holders[count] for count in HOLDERS},
        "reading_alone_difference": round(difference(by_holders), 6),
        "budgets": budgets | {"reading_alone_difference": MOST_DIFFERENCE},
        "met": {name: figures[name] <= budget for name, budget in budgets.items()}
        | {"reading_alone_difference": difference(by_holders) <= MOST_DIFFERENCE},
    }


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Writes the report as JSON."""
    write_atomically(path, json.dumps(content, indent=2) + "\n")
