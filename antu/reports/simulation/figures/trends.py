"""Gas against how many others there are, point by point, as the transactions show it.

Each frame has `size` (how many there are) and `gas` (of one unit of work) and `units` (of the transaction), a row per
transaction, in the order in which they were mined.
"""

import pandas as pd

from antu.simulation.records import NEVER, Tables

FUND = ("fund", "fundWithPermit")
REPORT = ("report", "reportBatch")
FULL = 8  # units from which on a batch's fixed cost is a small part of each


def funding_order(tables: Tables) -> pd.DataFrame:
    """Payments into crowdfunded projects, with the index of their transactions: `gas`, `units`, `before` (payments into
    the project before it), `last` (whether it reached the goal)."""
    crowd = tables.projects[tables.projects.crowdfunded]
    sent = tables.transactions
    paid = sent.loc[sent.function.isin(FUND) & sent.project.isin(crowd.project), ["project", "gas", "units"]]
    funded = crowd.project[crowd.funded_day != NEVER]
    reached = ~paid.duplicated("project", keep="last") & paid.project.isin(funded)
    return paid.assign(before=paid.groupby("project").cumcount(), last=reached)


def funding(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Payments into crowdfunded projects by the number of payments before each (those that open a project left out, for
    they pay for its first slot), and the payments that reached the goal by how many there were."""
    paid = funding_order(tables)
    middle, last = paid[~paid["last"] & (paid.before > 0)], paid[paid["last"] & (paid.before > 0)]
    return _points(middle, middle.before), _points(last, last.before + 1)


def readings(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Readings brought alone by the holders of their project, and those of small and of full batches by the mean number
    of holders of the projects that were read that day. Alone, a meter's first reading is left out: it opens slots."""
    sent = tables.transactions
    held = tables.projects.set_index("project").funders
    alone = sent[(sent.function == "report") & sent.project.isin(held.index) & (sent.units == 1)]
    alone = alone[alone.duplicated("project")]
    of_day = tables.readings.assign(holders=tables.readings.project.map(held)).groupby("day").holders.mean()
    batch = sent[(sent.function == "reportBatch") & (sent.units > 0) & sent.day.isin(of_day.index)]
    return _points(alone, alone.project.map(held)), *batches(_points(batch, batch.day.map(of_day)))


def crowding(tables: Tables, function: str) -> pd.DataFrame:
    """Gas per unit of a function by how many participants there were by then."""
    sent = tables.transactions
    chosen = sent[(sent.function == function) & (sent.units > 0)]
    arrived = tables.participants.arrived_day.sort_values().to_numpy()
    return _points(chosen, pd.Series(arrived.searchsorted(chosen.day.to_numpy(), side="right"), index=chosen.index))


def batches(points: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Those of batches of fewer than `FULL` units, and the others."""
    return points[points.units < FULL], points[points.units >= FULL]


def thinned(points: pd.DataFrame, most: int = 200) -> pd.DataFrame:
    """At most so many of the points, evenly by size and always the smallest and the largest."""
    if len(points) <= most:
        return points
    ordered = points.sort_values("size", kind="stable")
    places = [round(step * (len(ordered) - 1) / (most - 1)) for step in range(most)]
    return ordered.iloc[places]


def _points(sent: pd.DataFrame, size: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {"size": size.astype(float), "gas": sent.gas / sent.units, "units": sent.units},
    ).reset_index(drop=True)


def spread(points: pd.DataFrame) -> float | None:
    """How much more gas the largest sizes take than the smallest, as a ratio of medians of a third of the points each;
    None of fewer than six points or a single size. Below 0 it is less."""
    ordered = points.sort_values("size", kind="stable")
    third = len(ordered) // 3
    if third < 2 or ordered["size"].iloc[0] == ordered["size"].iloc[-1]:
        return None
    return float(ordered.gas.iloc[-third:].median() / ordered.gas.iloc[:third].median() - 1)
