"""The operator's cost of a year with Antu, beside that of a platform which keeps the books in a database.

A year in which so many projects are matched costs what runs whatever happens, and for each project what the simulation
measured of one: payments between banks and the platform, hours, and with Antu gas. Columns of frames are `SIDES`.
"""

from dataclasses import dataclass
from math import ceil, floor, inf

import pandas as pd

from antu.economics.assumptions import Assumptions, Running
from antu.economics.volumes import Volumes

CENTRALIZED, CHAIN = "centralized", "chain"
SIDES = (CENTRALIZED, CHAIN)

# What is paid for a project, and what a year costs beside. With Antu the first two are the token's on- and off-ramp.
PROJECT_ITEMS = ("pay_ins", "payouts", "gas", "support")
YEAR_ITEMS = ("hosting", "database", "node", "review", "audit", "upkeep")

MONTHS = 12


@dataclass(frozen=True)
class BreakEven:
    """With `first` to `last` projects a year Antu costs no more: always from 0 to infinity, never from infinity on."""

    first: float
    last: float

    @property
    def always(self) -> bool:
        return self.first == 0 and self.last == inf

    @property
    def never(self) -> bool:
        return self.first == inf


def project_costs(volumes: Volumes, assumptions: Assumptions, gas_clp: float) -> pd.DataFrame:
    """Pesos for each project, a row for each of `PROJECT_ITEMS`.

    `gas_clp`: what transactions of the operator and of the token's issuer cost for one, on some platform and day."""
    ramp, vat = assumptions.ramp, assumptions.with_vat
    hours = {side: _running(assumptions, side).hours_per_project for side in SIDES}
    paid_out = volumes.payouts + volumes.holder_payouts / assumptions.payouts_gathered
    rows = {
        "pay_ins": (
            vat * (ramp.pay_in_rate * volumes.paid_clp + ramp.pay_in_clp * volumes.payments),
            vat * (ramp.pay_in_rate * volumes.minted_clp + ramp.pay_in_clp * volumes.minted),
        ),
        "payouts": (vat * ramp.payout_clp * paid_out, vat * ramp.payout_clp * volumes.redeemed),
        "gas": (0.0, gas_clp),
        "support": tuple(hours[side] * assumptions.clp_per_hour for side in SIDES),
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(SIDES))


def year_costs(assumptions: Assumptions) -> pd.DataFrame:
    """Pesos a year whatever the number of projects, a row for each of `YEAR_ITEMS`."""
    return pd.DataFrame({side: _year(assumptions, _running(assumptions, side)) for side in SIDES}, list(YEAR_ITEMS))


def yearly(projects: float, of_project: pd.DataFrame, of_year: pd.DataFrame) -> pd.DataFrame:
    """Pesos of a year with so many projects, a row for each item, of frames by `project_costs` and `year_costs`."""
    return pd.concat([of_project * projects, of_year])


def break_even(of_project: pd.DataFrame, of_year: pd.DataFrame) -> BreakEven:
    """The whole numbers of projects a year with which Antu costs no more."""
    dearer_year = float((of_year[CHAIN] - of_year[CENTRALIZED]).sum())
    saved = float((of_project[CENTRALIZED] - of_project[CHAIN]).sum())
    if saved > 0:
        return BreakEven(max(0.0, float(ceil(dearer_year / saved))), inf)
    if dearer_year > 0:
        return BreakEven(inf, inf)
    return BreakEven(0.0, float(floor(dearer_year / saved)) if saved else inf)


def break_evens(volumes: Volumes, assumptions: Assumptions, gas_clp: pd.DataFrame) -> pd.DataFrame:
    """`BreakEven.first` for each cell of a frame of pesos of gas per project; infinity is never."""
    of_year = year_costs(assumptions)
    return gas_clp.map(lambda pesos: break_even(project_costs(volumes, assumptions, pesos), of_year).first)


def _running(assumptions: Assumptions, side: str) -> Running:
    return assumptions.chain if side == CHAIN else assumptions.centralized


def _year(assumptions: Assumptions, running: Running) -> dict[str, float]:
    dollar = assumptions.clp_per_dollar * assumptions.with_vat
    return {
        "hosting": running.hosting_usd_per_month * MONTHS * dollar,
        "database": running.database_usd_per_month * MONTHS * dollar,
        "node": running.node_usd_per_month * MONTHS * dollar,
        "review": running.review_usd_per_year * dollar,
        "audit": running.audit_usd / running.audit_years * dollar,
        "upkeep": running.hours_per_month * MONTHS * assumptions.clp_per_hour,
    }
