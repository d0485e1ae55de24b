"""A project's whole life in gas, step by step, who pays for each, and what the same work took in 2019.

One demand and its three offers, the match, the payments for it, two confirmations, three releases, the meter, and a
year in which there is a reading each month and every holder is paid each month.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from typing import Any

from antu.reports.gas.references import Entries, total

MONTHS = 12
FUNDERS = 64
PERMITS = "permits"  # gas of the payments if all are made by permits, which no allowance comes before


class Payer(StrEnum):
    """Who pays the gas: the operator, or those who take part (owner, suppliers, financiers, cooperative)."""

    OPERATOR = "operator"
    PARTIES = "parties"


@dataclass(frozen=True)
class Step:
    """`times` a kind of work, and the entries of data/reference-gas.json that were the same work, with how often."""

    name: str
    payer: Payer
    times: int
    reference: Entries = field(default_factory=dict)

    @property
    def reference_gas(self) -> int:
        """What it took in 2019, all together; 0 if there was no such step."""
        return total(self.reference)


_POSTING = (
    Step("post_demand", Payer.PARTIES, 1, {"newDemand": 1}),
    Step("post_offers", Payer.PARTIES, 3, {"newProvider": 1, "newInstaller": 1, "newManager": 1}),
)
_BUILDING = (
    Step("confirm", Payer.PARTIES, 2),
    Step("release", Payer.PARTIES, 3),
    Step("commission", Payer.PARTIES, 1),
)

# In 2019 the match itself moved the owner's money.
DIRECT = (
    *_POSTING,
    Step("match", Payer.OPERATOR, 1, {"Matching(direct)": 1}),
    Step("approve", Payer.PARTIES, 1),
    Step("fund", Payer.PARTIES, 1),
    *_BUILDING,
    Step("readings", Payer.OPERATOR, MONTHS, {"Generate/1 first": 1, "Generate/1 again": MONTHS - 1}),
    Step("payouts", Payer.OPERATOR, MONTHS, {"Pay": MONTHS}),
)

# In 2019 a crowdsale was opened with the team, and `safeWithdrawal` made the project of it (for one funder that took as
# much as a direct match). So no match is counted beside them, nor a contract per crowdsale, and those whose money
# it was are taken to have closed it: each the reading that is kinder to 2019.
CROWDFUNDED_64 = (
    *_POSTING,
    Step("match", Payer.OPERATOR, 1, {"Crowdsale": 1}),
    Step("approve", Payer.PARTIES, FUNDERS),
    Step("fund", Payer.PARTIES, FUNDERS, {"Fund": FUNDERS, "checkGoalReached": 1, "safeWithdrawal/64": 1}),
    *_BUILDING,
    Step("prepay", Payer.PARTIES, 1),  # the owner's allowance and deposit for its energy
    Step("readings", Payer.OPERATOR, MONTHS, {"Generate/64 first": 1, "Generate/64 again": MONTHS - 1}),
    Step("payouts", Payer.OPERATOR, MONTHS * FUNDERS, {"Pay": MONTHS * FUNDERS}),
)

LIFECYCLES: Mapping[str, Sequence[Step]] = {"lifecycle_direct": DIRECT, "lifecycle_crowdfunded_64": CROWDFUNDED_64}


def reference_total(steps: Sequence[Step]) -> int:
    """What a life took in 2019."""
    return sum(step.reference_gas for step in steps)


def breakdown(steps: Sequence[Step], gas: Mapping[str, float]) -> dict[str, Any]:
    """A life as the report has it. `gas` is what all of each step took, by its name, and `PERMITS`.

    `operator_to_operation` is what the operator pays until the project operates, and `operator_if_holders_claim` in all
    if holders fetch what they earn themselves."""
    operator = [step for step in steps if step.payer is Payer.OPERATOR]
    return {
        "steps": {
            step.name: {"paid_by": step.payer.value, "times": step.times} | _beside([step], gas) for step in steps
        },
        "total": _beside(steps, gas),
        "total_with_permits": _beside(
            steps,
            {**gas, "approve": 0, "fund": gas[PERMITS]},
        ),
        "operator": _beside(operator, gas),
        "parties": _beside([step for step in steps if step.payer is Payer.PARTIES], gas),
        "operator_to_operation": _beside([step for step in operator if step.name == "match"], gas),
        "operator_if_holders_claim": _beside([step for step in operator if step.name != "payouts"], gas),
    }


def _beside(steps: Sequence[Step], gas: Mapping[str, float]) -> dict[str, Any]:
    taken, reference = sum(gas[step.name] for step in steps), reference_total(steps)
    return {
        "gas": ceil(taken),
        "reference_2019": reference or None,
        "ratio": round(reference / taken, 1) if reference else None,
    }
