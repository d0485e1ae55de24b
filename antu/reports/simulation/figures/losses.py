"""Who lost what, of honest participants and of adversaries."""

import pandas as pd

from antu.simulation.records import Agent

_SUMS = ("loss", "gain", "unpaid_to", "brought", "taken", "gas", "transactions")


def losses(participants: pd.DataFrame) -> pd.DataFrame:
    """A row per kind of agent and honesty that there is, honest first: `agent`, `honest`, `people`, `losers` (who lost a peso
    or more), and sums of `loss`, `gain`, `unpaid_to`, `brought`, `taken` (pesos), `gas`, `transactions`."""
    rows = []
    for honest in (True, False):
        for agent in Agent:
            kind = participants[(participants.agent == agent) & (participants.honest == honest)]
            if len(kind):
                sums = {name: int(kind[name].sum()) for name in _SUMS}
                rows.append(
                    {"agent": str(agent), "honest": honest, "people": len(kind), "losers": int((kind.loss > 0).sum())}
                    | sums
                )
    return pd.DataFrame(rows, columns=["agent", "honest", "people", "losers", *_SUMS])


def troubles(projects: pd.DataFrame) -> pd.Series:
    """How many projects each kind of trouble befell, the most frequent first; the index is `scenario.Trouble`."""
    befallen = projects.trouble[projects.trouble != ""]
    return befallen.value_counts().sort_index().sort_values(ascending=False, kind="stable")
