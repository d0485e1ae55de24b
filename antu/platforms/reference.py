"""What the contracts of 2019 would have cost the operator for the same work on the same platforms.

They did one unit a transaction. What a unit took is measured (`data/reference-gas.json`), and where it is not certain
what the same work was, the reading kinder to 2019 is taken, as in `antu.reports.gas.lifecycle`:

- a match of a project that its owner pays for moved the money; of a crowdfunded one it opened a crowdsale, which its
  financiers closed at their own cost; what nobody had to close was not closed;
- readings took gas for each holder, in proportion, so what was not measured is on the line through what was; refused
  readings are not counted;
- paying suppliers, which 2019 did by the match, and all else that the operator does, took nothing;
- each transaction was as small as any that the platform charges for, and changed one slot.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from antu.catalog import reference_gas
from antu.platforms.fees import parts
from antu.platforms.prices import Day, Prices
from antu.reports.growth import reference
from antu.simulation.records import NEVER, Agent, Tables

MATCHES = ("matchBatch",)
READINGS = ("report", "reportBatch")
PAYOUTS = ("payout", "payoutPairs")
CLOSINGS = ("expire",)
OWN_MATCH = "matchOwn"

# The bytes of the smallest transaction: what OP chains charge at least, and a slot, without which it would be no work.
_SMALLEST = {"fastlz": 0, "brotli": 100, "slots": 1}


def reference_work(tables: Tables) -> pd.DataFrame:
    """For each of the operator's transactions, with its index: `gas` of 2019 for its work, and in how many `times`.

    A batch names no projects: what a day's matches and readings took is divided among that day's by their units, or
    among all if the day has none."""
    work = tables.transactions.assign(times=0.0, gas=0.0)[["day", "function", "units", "payer", "times", "gas"]]
    each = reference_gas().measured
    # Only a crowdsale had to be closed: a match moved the money of whoever paid alone.
    crowd = tables.transactions["project"].isin(tables.projects.loc[tables.projects["crowdfunded"], "project"])
    for rows, entry in (
        (work["function"].isin(PAYOUTS), "Pay"),
        (work["function"].isin(CLOSINGS) & crowd, "checkGoalReached"),
    ):
        work.loc[rows, "times"] = work.loc[rows, "units"].astype(float)
        work.loc[rows, "gas"] = work.loc[rows, "units"] * float(each[entry])
    _divide(work, MATCHES, _matches(tables))
    _divide(work, READINGS, _readings(tables))
    return work.loc[work["payer"] == Agent.OPERATOR, ["times", "gas"]]


def reference_costs(tables: Tables, prices: Prices, day: Day) -> pd.DataFrame:
    """Pesos of that work, a row for each of the operator's transactions and a column for each platform."""
    work = reference_work(tables)
    execution, _ = parts(
        pd.DataFrame({"gas": work["gas"].round().astype("int64")} | dict.fromkeys(_SMALLEST, 0)), prices, day
    )
    alone = parts(pd.DataFrame([{"gas": 0} | _SMALLEST]), prices, day)
    for_each = (
        alone.data.iloc[0] + alone.execution.iloc[0]
    )  # an operator's fee may have a part that gas does not change
    fixed = alone.execution.iloc[0]
    return execution - fixed + np.outer(work["times"], for_each)


def reading_gas(holders: NDArray[np.int64], first: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Gas of a reading in 2019, by the number of holders of its project, and whether it was its first."""
    again = _on_line("Generate/{} again", holders)
    again[first] = _on_line("Generate/{} first", holders[first])
    return again


def _on_line(entries: str, sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Gas of entries by size: on the line through the two nearest that were measured, beyond the last as well."""
    measured = reference(entries)
    assert isinstance(measured, Mapping)
    known, gas = np.array(sorted(measured.items()), dtype=np.float64).T
    below = np.clip(np.searchsorted(known, sizes) - 1, 0, len(known) - 2)
    steep = np.diff(gas) / np.diff(known)
    line: NDArray[np.float64] = gas[below] + (sizes - known[below]) * steep[below]
    return line


def _matches(tables: Tables) -> pd.DataFrame:
    """Matches that no owner made itself: a day and gas for each."""
    own = tables.transactions.loc[tables.transactions["function"] == OWN_MATCH, "project"]
    projects = tables.projects
    matched = projects[(projects["matched_day"] != NEVER) & ~projects["project"].isin(own)]
    each = reference_gas().measured
    gas = np.where(matched["crowdfunded"], each["Crowdsale"], each["Matching(direct)"])
    return pd.DataFrame({"day": matched["matched_day"], "gas": gas.astype(float)})


def _readings(tables: Tables) -> pd.DataFrame:
    """Readings that were accepted: a day and gas for each."""
    accepted = tables.readings[tables.readings["accepted"]].sort_values(["project", "time"], kind="stable")
    holders = tables.projects.set_index("project")["funders"].clip(lower=1)
    gas = reading_gas(
        accepted["project"].map(holders).to_numpy(dtype=np.int64), ~accepted["project"].duplicated().to_numpy()
    )
    return pd.DataFrame({"day": accepted["day"], "gas": gas})


def _divide(work: pd.DataFrame, functions: tuple[str, ...], done: pd.DataFrame) -> None:
    """Gives what was done on each day to that day's transactions of some functions, by their units."""
    rows = work[work["function"].isin(functions)]
    if rows.empty:
        return
    day = done["day"].where(done["day"].isin(rows["day"]), NEVER)
    of_day = done.groupby(day)["gas"].agg(["count", "sum"])
    of_its_day = rows["units"] / rows.groupby("day")["units"].transform("sum")
    of_all = rows["units"] / rows["units"].sum()
    for name, of in (("times", "count"), ("gas", "sum")):
        work.loc[rows.index, name] = of_its_day * rows["day"].map(of_day[of]).fillna(0.0)
        work.loc[rows.index, name] += of_all * of_day[of].get(NEVER, 0.0)
