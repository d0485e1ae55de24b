"""Gas by function, beside what the same work took in 2019."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from antu.catalog import reference_gas
from antu.platforms.reference import reference_work
from antu.reports.growth import reference as by_size
from antu.reports.simulation.figures.trends import FUND, funding_order
from antu.simulation.records import Agent, Tables

# Functions that two contracts have: the shares' go by both names.
_SHARED = ("approve", "transfer", "transferFrom")

# What the parties send -> the same work in data/reference-gas.json. What the operator sends is `platforms.reference`'s.
ENTRIES = {
    "postDemand": "newDemand",
    "postDemandWithTerms": "newDemand",
    "updateDemand": "updatemaxPrice",
    "withdrawDemand": "deleteDemand",
    "postOffer": "newProvider",
    "updateOffer": "updatePrice",
    "matchOwn": "Matching(direct)",
    "expire": "checkGoalReached",
    "claim": "Pay",
    "payout": "Pay",
    "shares.transfer": "transfer",
    "rate": "Rate",
}
OFFERS = {Agent.VENDOR: "newProvider", Agent.INSTALLER: "newInstaller", Agent.MANAGER: "newManager"}


class Work(NamedTuple):
    """A function: how often it was sent, units of work, gas in all, the part of it that the operator paid, and gas of
    one unit in 2019, the mean; 0 if there was no such work."""

    function: str
    transactions: int
    units: int
    gas: int
    operator_gas: int
    reference: int

    @property
    def gas_per_transaction(self) -> int:
        return round(self.gas / self.transactions)

    @property
    def gas_per_unit(self) -> int:
        return round(self.gas / max(self.units, 1))

    @property
    def times_less(self) -> float | None:
        """How many times what it takes now it took in 2019, if there was such work."""
        return self.reference / self.gas_per_unit if self.reference and self.gas_per_unit else None


def work(tables: Tables) -> list[Work]:
    """All functions that were sent, that which took most gas first."""
    sent = tables.transactions
    names, past = function_names(sent), past_gas(tables)
    found = []
    for name in sorted(set(names)):
        rows = sent[names == name]
        units = int(rows.units.sum())
        found.append(
            Work(
                function=name,
                transactions=len(rows),
                units=units,
                gas=int(rows.gas.sum()),
                operator_gas=int(rows.gas[rows.payer == Agent.OPERATOR].sum()),
                reference=round(float(past[rows.index].sum()) / max(units, 1)),
            )
        )
    return sorted(found, key=lambda each: -each.gas)


def function_names(transactions: pd.DataFrame) -> pd.Series:
    """A name for each transaction's function that no other contract's has: `transfer` is of pesos, `shares.transfer` of
    shares."""
    shared = (transactions.contract == "shares") & transactions.function.isin(_SHARED)
    return transactions.function.where(~shared, "shares." + transactions.function)


def past_gas(tables: Tables) -> pd.Series:
    """Gas that 2019 took for the work of each transaction, with its index; 0 if there was no such work.

    A payment into a crowdfunded project that reaches its goal closed the crowdsale: `safeWithdrawal`, on the line
    between the numbers of funders that were measured. A payment into a project of one's own was part of its match; a
    crowd's match only opened its crowdsale."""
    sent = tables.transactions
    crowd = sent.project.isin(tables.projects.project[tables.projects.crowdfunded])
    measured = reference_gas().measured
    past = function_names(sent).map({name: float(measured[entry]) for name, entry in ENTRIES.items()}).fillna(0.0)
    past *= sent.units
    for agent, entry in OFFERS.items():
        past[(sent.function == "postOffer") & (sent.payer == agent)] = float(measured[entry])
    past[(sent.function == "matchOwn") & crowd] = float(measured["Crowdsale"])
    paid = funding_order(tables)
    past[sent.function.isin(FUND)] = 0.0
    past[paid.index] = float(measured["Fund"])
    closing = by_size("safeWithdrawal/{}")
    assert isinstance(closing, dict)
    sizes = sorted(closing)
    last = paid[paid["last"]]
    past[last.index] += (
        np.interp(last.before + 1, sizes, [closing[size] for size in sizes]) + measured["checkGoalReached"]
    )
    operators = reference_work(tables)
    past[operators.index] = operators.gas
    return past
