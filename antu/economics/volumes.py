"""What passes through a platform for a project, as a simulation measured it: payments in and out, by their number and
pesos."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from antu.errors import AntuError
from antu.simulation.records import NEVER, Tables

FUNDING = ("fund", "fundWithPermit")
PREPAYING = ("deposit", "depositWithPermit", "settle")


@dataclass(frozen=True)
class Volumes:
    """Per project that was matched, over the time that was simulated.

    `payments`, `paid_clp`: by funders, by owners and cooperatives for energy, ahead as well, and by buyers of shares,
    each of which a centralized platform would collect; `payouts`: to suppliers and sellers, of refunds and of prepaid
    balances; `holder_payouts`: of revenue, one for all that a holder claims at once. With Antu only what crosses
    between banks and the chain costs: `minted` times and pesos in, `redeemed` times out."""

    projects: int
    payments: float
    paid_clp: float
    payouts: float
    holder_payouts: float
    minted: float
    minted_clp: float
    redeemed: float


def volumes(tables: Tables) -> Volumes:
    """Measures a simulation. `AntuError` if it matched no project."""
    sent, projects = tables.transactions, tables.projects
    matched = int((projects["matched_day"] != NEVER).sum())
    if not matched:
        raise AntuError("The simulation matched no project.", "Take a scenario in which some are.")

    def sent_of(contract: str, functions: Sequence[str]) -> pd.DataFrame:
        return sent[(sent["contract"] == contract) & sent["function"].isin(functions)]

    def count(contract: str, *functions: str) -> int:
        return len(sent_of(contract, functions))

    collected = pd.concat([sent_of("market", FUNDING), sent_of("energy", PREPAYING)])
    sales = count("shares", "transfer")
    paid_out = int(sent_of("shares", ["payout", "payoutPairs"])["units"].sum())
    return Volumes(
        projects=matched,
        payments=(len(collected) + sales) / matched,
        paid_clp=int(collected["pesos"].sum() + tables.holders["bought"].sum()) / matched,
        payouts=(count("market", "release", "refund") + count("energy", "withdraw") + sales) / matched,
        holder_payouts=(paid_out + count("shares", "claim")) / matched,
        minted=count("token", "mint") / matched,
        minted_clp=int(tables.participants["brought"].sum()) / matched,
        redeemed=count("token", "redeem") / matched,
    )
