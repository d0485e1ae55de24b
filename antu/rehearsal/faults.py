"""Faults to rehearse with: a contract whose code no longer honours some of its functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from antu.rehearsal.exits import ExitKind


@dataclass(frozen=True)
class Fault:
    """What breaks. `functions` are refused or, if `silent`, do nothing and answer 0.

    A fault shows by `probe`, a call that anybody can try and that changes nothing: function and arguments. `blocks` are
    the exits that wait for the upgrade; all others must work throughout."""

    contract: str
    functions: tuple[str, ...]
    silent: bool
    probe: str
    arguments: tuple[Any, ...]
    blocks: frozenset[ExitKind]


FAULTS: Mapping[str, Fault] = {
    fault.contract: fault
    for fault in (
        # Nobody gets money back any more.
        Fault("market", ("refund(uint256)",), False, "refund", (0,), frozenset({ExitKind.REFUND})),
        # Holders are told that they were paid, and are not.
        Fault(
            "shares",
            ("claim(uint256[])", "payout(address[],uint256[])", "payoutPairs(address[],uint256[])"),
            True,
            "payoutPairs",
            ([], [1]),
            frozenset({ExitKind.CLAIM}),
        ),
        # No reading counts, and nobody's prepaid pesos come back.
        Fault(
            "energy",
            (
                "report((uint32,uint48,uint48,uint40,bytes))",
                "reportBatch((uint32,uint48,uint48,uint40,bytes)[])",
                "withdraw(uint256)",
            ),
            False,
            "reportBatch",
            ([],),
            frozenset({ExitKind.WITHDRAW}),
        ),
    )
}
