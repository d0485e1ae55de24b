"""Gas by function, beside what the same work took in 2019."""

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


def work(tables: Tables) -> pd.DataFrame:
    """A row per function, in alphabetical order: `function`, `transactions`, `units`, `gas` (all), `gas_per_transaction`,
    `gas_per_unit`, `reference` (gas of one unit in 2019, the mean; 0 if there was no such work)."""
    sent = tables.transactions
    names = function_names(sent)
    past = past_gas(tables)
    summed = pd.DataFrame({"units": sent.units, "gas": sent.gas, "past": past}).groupby(names.to_numpy()).sum()
    summed.insert(0, "transactions", names.value_counts().reindex(summed.index))
    per_unit = summed.units.clip(lower=1)
    return pd.DataFrame(
        {
            "function": summed.index,
            "transactions": summed.transactions,
            "units": summed.units,
            "gas": summed.gas,
            "gas_per_transaction": (summed.gas / summed.transactions).round().astype("int64"),
            "gas_per_unit": (summed.gas / per_unit).round().astype("int64"),
            "reference": (summed.past / per_unit).round().astype("int64"),
        }
    ).reset_index(drop=True)


def function_names(transactions: pd.DataFrame) -> pd.Series:
    """A name for each transaction's function that no other contract's has: `transfer` is of pesos, `shares.transfer` of
    shares."""
    shared = (transactions.contract == "shares") & transactions.function.isin(_SHARED)
    return transactions.function.where(~shared, "shares." + transactions.function)


def past_gas(tables: Tables) -> pd.Series:
    """Gas that 2019 took for the work of each transaction, with its index; 0 if there was no such work.

    A payment into a crowdfunded project that reaches its goal closed the crowdsale: `safeWithdrawal`, on the line between
    the numbers of funders that were measured. A payment into a project of one's own was part of its match."""
    sent = tables.transactions
    measured = reference_gas().measured
    past = function_names(sent).map({name: float(measured[entry]) for name, entry in ENTRIES.items()}).fillna(0.0)
    past *= sent.units
    for agent, entry in OFFERS.items():
        past[(sent.function == "postOffer") & (sent.payer == agent)] = float(measured[entry])
    paid = funding_order(tables)
    past[sent.function.isin(FUND)] = 0.0
    past[paid.index] = float(measured["Fund"])
    closing = by_size("safeWithdrawal/{}")
    assert isinstance(closing, dict)
    sizes = sorted(closing)
    last = paid[paid["last"]]
    past[last.index] += np.interp(last.before + 1, sizes, [closing[size] for size in sizes]) + measured["checkGoalReached"]
    operators = reference_work(tables)
    past[operators.index] = operators.gas
    return past
