"""Bringing signed readings to the chain, and telling which of them it refused, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from antu.enums import Refusal
from antu.metering import SignedReading
from scripts._chain.market import Market


@dataclass(frozen=True)
class Verdict:
    """What became of a reading: its bills in pesos, or why it was refused."""

    signed: SignedReading
    refusal: Refusal = Refusal.NONE
    value: int = 0  # what broke the limit; `IEnergySales.ReadingRefused` says what both mean
    limit: int = 0
    owner_bill: int = 0
    cooperative_bill: int = 0
    paid: int = 0


def verdicts(market: Market, readings: Sequence[SignedReading], receipt: Any) -> list[Verdict]:
    """The readings of a batch with what became of each. The contract tells in their order, an event for each."""
    accepted, skipped = market.energy.ReadingAccepted, market.energy.ReadingSkipped
    events = receipt.decode_logs([accepted.abi, skipped.abi])
    told = sorted(events, key=lambda log: log.log_index)
    return [_verdict(signed, log) for signed, log in zip(readings, told, strict=True)]


def _verdict(signed: SignedReading, log: Any) -> Verdict:
    found = log.event_arguments
    if log.event_name == "ReadingAccepted":
        return Verdict(
            signed,
            owner_bill=int(found["ownerBill"]),
            cooperative_bill=int(found["cooperativeBill"]),
            paid=int(found["paid"]),
        )
    return Verdict(signed, Refusal(found["reason"]), int(found["value"]), int(found["limit"]))
