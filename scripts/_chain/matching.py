"""Matching on the chain: teams go in by batches, and the receipts say which of them held."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from antu.enums import Mismatch
from antu.matching.interface import Team
from scripts._chain.market import Market


@dataclass(frozen=True)
class Skipped:
    """A team that did not hold when its turn came; `offer_id` is the one at fault, 0 if it is none of them."""

    demand_id: int
    reason: Mismatch
    offer_id: int


def teams_argument(teams: Sequence[Team]) -> list[tuple[int, ...]]:
    """Teams as `matchBatch` takes them."""
    return [tuple(team) for team in teams]


def matched_and_skipped(market: Market, receipt: Any) -> tuple[list[int], list[Skipped]]:
    """The projects that a batch made, and the teams that it skipped."""
    matched = [int(log.event_arguments["projectId"]) for log in receipt.decode_logs(market.market.Matched.abi)]
    skipped = [
        Skipped(int(found["demandId"]), Mismatch(found["reason"]), int(found["offerId"]))
        for found in (log.event_arguments for log in receipt.decode_logs(market.market.MatchSkipped.abi))
    ]
    return matched, skipped
