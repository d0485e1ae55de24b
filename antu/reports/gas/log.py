"""Gas that each kind of work used, beside what the 2019 contracts used for the same."""

from collections import defaultdict
from dataclasses import dataclass

from antu.catalog import reference_gas

# Our step -> the same work in data/reference-gas.json.
REFERENCES = {
    "post_demand": "newDemand",
    "post_offer": "newProvider",
    "update_demand": "updatemaxPrice",
    "update_offer": "updatePrice",
    "withdraw_demand": "deleteDemand",
    "match": "Matching(direct)",
    "fund": "Fund",
    "fund_reaching_goal": "safeWithdrawal/64",
    "report": "Generate/64 again",
    "report_in_batch": "Generate/64 again",
    "payout": "Pay",
    "transfer": "transfer",
    "rate": "Rate",
}


@dataclass(frozen=True)
class GasRow:
    """Gas per unit of a step, the mean over `units` of them; `reference` is 2019's, None if it had no such step."""

    step: str
    gas: int
    units: int
    reference: int | None

    @property
    def ratio(self) -> float | None:
        """Our gas as a part of 2019's."""
        return None if self.reference is None else self.gas / self.reference


class GasLog:
    """Gathers receipts. A transaction that does several units of work, such as a batch, counts as that many."""

    def __init__(self) -> None:
        self._gas: dict[str, int] = defaultdict(int)
        self._units: dict[str, int] = defaultdict(int)

    def add(self, step: str, gas: int, units: int = 1) -> None:
        """Adds a transaction's gas; one that did no unit of work is not counted."""
        if units:
            self._gas[step] += gas
            self._units[step] += units

    def means(self) -> dict[str, int]:
        """Step -> gas per unit, rounded, in the order of first appearance."""
        return {step: round(gas / self._units[step]) for step, gas in self._gas.items()}

    def rows(self) -> tuple[GasRow, ...]:
        """The steps beside the 2019 reference."""
        measured = reference_gas().measured
        return tuple(
            GasRow(step, gas, self._units[step], measured[REFERENCES[step]] if step in REFERENCES else None)
            for step, gas in self.means().items()
        )
