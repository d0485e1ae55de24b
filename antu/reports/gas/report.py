"""`reports/gas.json`: each figure in gas of receipts, beside 2019's and DESIGN.md's budgets (`make gas`)."""

import json
import tomllib
from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import Any

from antu.errors import AntuError
from antu.files import write_atomically
from antu.reports.gas.figures import FIGURES, FIRST, missing
from antu.reports.gas.lifecycle import LIFECYCLES, breakdown

HOW = "gas used by transactions, of their receipts, on Anvil, through the proxies, with roles and pause on"


def report(
    gas: Mapping[str, float], lives: Mapping[str, Mapping[str, float]], how: Mapping[str, Any]
) -> dict[str, Any]:
    """The report, figures rounded up.

    `gas` is by the names of figures, first-time cases included; `lives` the gas of each step of each lifecycle; `how`
    is `settings`. Raises `AntuError` if anything is missing."""
    if lacking := [*missing(gas), *(name for name in LIFECYCLES if name not in lives)]:
        raise AntuError(f"The report lacks {', '.join(lacking)}.", "Measure all of them: make gas")
    steady = {key: ceil(gas[key]) for key in FIGURES}
    compared = {key: figure.reference for key, figure in FIGURES.items() if figure.reference}
    budgets = {key: figure.budget for key, figure in FIGURES.items() if figure.budget}
    return steady | {
        "first_time": {key: ceil(gas[key + FIRST]) for key, figure in FIGURES.items() if figure.first},
        "reference_2019": compared,
        "reference_2019_first_time": {
            key: figure.first_reference for key, figure in FIGURES.items() if figure.first_reference
        },
        "ratio": {key: round(reference / steady[key], 1) for key, reference in compared.items()},
        "budgets": budgets,
        "met": {key: steady[key] <= budget for key, budget in budgets.items()},
        "lifecycle": {name: breakdown(steps, lives[name]) for name, steps in LIFECYCLES.items()},
        "what": {key: figure.what for key, figure in FIGURES.items()},
        "first_time_is": {key: figure.first for key, figure in FIGURES.items() if figure.first},
        "measured": {"how": HOW, **how},
    }


def settings(root: Path) -> dict[str, Any]:
    """What the contracts are compiled with and run on, from the checkout's foundry.toml and package-lock.json."""
    try:
        forge = tomllib.loads((root / "foundry.toml").read_text(encoding="utf-8"))["profile"]["default"]
        packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        return {
            "evm": forge["evm_version"],
            "compiler": Path(forge["solc"]).name,
            "optimizer": forge["optimizer"],
            "optimizer_runs": forge["optimizer_runs"],
            "via_ir": forge["via_ir"],
            "openzeppelin": packages["node_modules/@openzeppelin/contracts"]["version"],
        }
    except (OSError, ValueError, KeyError) as error:
        raise AntuError(
            "foundry.toml or package-lock.json is missing or spoilt.", "Restore it: git checkout -- <file>"
        ) from error


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Writes the report as JSON."""
    write_atomically(path, json.dumps(content, indent=2) + "\n")
