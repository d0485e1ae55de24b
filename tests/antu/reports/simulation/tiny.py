"""A market so small that its figures can be added up by hand."""

from typing import Any

import pandas as pd

from antu.enums import State
from antu.simulation.records import (
    NEVER,
    Agent,
    HolderRow,
    ParticipantRow,
    ProjectRow,
    ReadingRow,
    Tables,
    TransactionRow,
    table,
)

NAN = float("nan")
OWNER, VENDOR, FINANCIER, OTHER, LIAR = range(1, 6)


def row(kind: type[Any], **values: Any) -> Any:
    """A row of these values; all others are 0, days never."""
    named = {name: NEVER if name.endswith("_day") else 0 for name in kind.__annotations__}
    others = {"trouble": "", "irr": NAN, "payback_years": NAN}
    return kind(**(named | {name: value for name, value in others.items() if name in named} | values))


def sent(day: int, contract: str, function: str, payer: Agent, gas: int, **values: Any) -> TransactionRow:
    """A transaction of 500 bytes, of one unit if it is not said."""
    given = {"units": 1, "size": 500, "zeros": 100, "fastlz": 300, "brotli": 250, "slots": 2} | values
    made: TransactionRow = row(
        TransactionRow, day=day, time=day * 86_400, contract=contract, function=function, payer=payer, gas=gas, **given
    )
    return made


def tiny() -> Tables:
    """Three demands. 1: paid by two, operates since day 40. 2: by its owner, operates since day 50. 3: still open."""
    market, energy, shares = "market", "energy", "shares"
    transactions = [
        sent(1, market, "postDemand", Agent.OWNER, 82_000, project=1),
        sent(1, market, "postDemand", Agent.OWNER, 82_000, project=2),
        sent(2, market, "postDemand", Agent.OWNER, 82_000, project=3),
        sent(2, market, "postOffer", Agent.VENDOR, 58_000),
        sent(3, market, "matchBatch", Agent.OPERATOR, 100_000, units=2),
        sent(4, market, "fund", Agent.FINANCIER, 130_000, project=1),
        sent(5, market, "fund", Agent.OWNER, 130_000, project=2),
        sent(6, market, "fund", Agent.FINANCIER, 108_000, project=1),
        sent(70, energy, "reportBatch", Agent.OPERATOR, 90_000, units=2),
        sent(71, shares, "payout", Agent.OPERATOR, 60_000, units=2, project=1),
        sent(100, energy, "report", Agent.OPERATOR, 80_000, project=1),
    ]
    operating = int(State.OPERATING)
    ready = {"honest": True, "region": 13, "max_price": 1_200, "goal": 1_000, "paid_in": 1_000, "state": operating}
    projects = [
        row(ProjectRow, project=1, owner=OWNER, crowdfunded=True, posted_day=1, matched_day=3, funded_day=6,
            operating_day=40, capacity_wp=1_000, funders=2, revenue=90, payback_years=8.0, **ready),
        row(ProjectRow, project=2, owner=OWNER, crowdfunded=False, posted_day=1, matched_day=3, funded_day=5,
            operating_day=50, capacity_wp=2_000, funders=1, revenue=30, payback_years=6.0, **ready),
        row(ProjectRow, project=3, owner=LIAR, crowdfunded=False, honest=False, region=15, posted_day=2,
            state=int(State.OPEN), trouble="late"),
    ]  # fmt: skip
    holders = [
        row(HolderRow, project=1, holder=FINANCIER, agent=Agent.FINANCIER, honest=True, paid=600, shares=600, irr=0.08),
        row(HolderRow, project=1, holder=OTHER, agent=Agent.FINANCIER, honest=True, paid=400, shares=400, irr=0.10),
        row(HolderRow, project=2, holder=OWNER, agent=Agent.OWNER, honest=True, paid=1_000, shares=1_000, irr=0.5),
    ]
    readings = [
        row(ReadingRow, project=1, time=1, day=70, accepted=True),
        row(ReadingRow, project=2, time=1, day=70, accepted=True),
        row(ReadingRow, project=1, time=2, day=100, accepted=True),
    ]
    participants = [
        row(ParticipantRow, participant=OWNER, agent=Agent.OWNER, honest=True, arrived_day=0, loss=70, gas=1_000),
        row(ParticipantRow, participant=VENDOR, agent=Agent.VENDOR, honest=True, arrived_day=2),
        row(ParticipantRow, participant=FINANCIER, agent=Agent.FINANCIER, honest=True, arrived_day=3, unpaid_to=5),
        row(ParticipantRow, participant=OTHER, agent=Agent.FINANCIER, honest=True, arrived_day=3, unpaid_to=7),
        row(ParticipantRow, participant=LIAR, agent=Agent.OWNER, honest=False, arrived_day=1, loss=11, gain=40),
    ]
    return Tables(
        table(transactions, TransactionRow),
        table(projects, ProjectRow),
        table(holders, HolderRow),
        table(readings, ReadingRow),
        table(participants, ParticipantRow),
    )


def empty() -> Tables:
    """A market in which nobody did anything."""
    return Tables(*(frame.iloc[:0] for frame in tiny()))


def without_matches() -> Tables:
    """Demands and an offer, no team."""
    found = tiny()
    projects: pd.DataFrame = found.projects[found.projects.project == 3]
    sent_by = found.transactions[found.transactions.function.isin(["postDemand", "postOffer"])]
    return Tables(
        sent_by.reset_index(drop=True),
        projects.reset_index(drop=True),
        found.holders.iloc[:0],
        found.readings.iloc[:0],
        found.participants,
    )
