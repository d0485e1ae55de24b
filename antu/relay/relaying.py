"""Sending readings, one transaction after another, so that a crash at any moment sends none twice.

Before a transaction is sent, a note of its place among the account's transactions (`nonce`) is left beside the file,
and removed once it is mined. The next run first waits until the noted transaction is mined, if the node knows it, and
only then asks the chain what was counted. If the node does not know it, its place is still free, and the account's next
transaction takes it: should the lost one reappear, only one of the two can be mined.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from antu.errors import AntuError
from antu.metering import Domain, SignedReading
from antu.relay.note import Note, note_path, read_note, remove_note, write_note
from antu.relay.sifting import Verdict
from antu.relay.sizing import Sizer, with_margin

PATIENCE_SECONDS = 180
POLL_SECONDS = 1.0


class RelayPort(Protocol):
    """A chain, and the account that sends. Methods raise `AntuError` if the node refuses."""

    @property
    def domain(self) -> Domain:
        """The chain, and the address of its EnergySales."""
        ...

    @property
    def account(self) -> str: ...

    @property
    def gas_limit(self) -> int:
        """The most that a transaction may take."""
        ...

    def mined(self, account: str) -> int:
        """How many of an account's transactions are mined."""
        ...

    def sent(self, account: str) -> int:
        """The same, and those that wait at the node."""
        ...

    def estimate(self, readings: Sequence[SignedReading]) -> int:
        """Gas that a batch would take."""
        ...

    def send(self, readings: Sequence[SignedReading], gas: int, nonce: int) -> list[Verdict]:
        """Sends a batch as the account's `nonce`th transaction, and waits for what becomes of each reading."""
        ...


def await_pending(source: Path, port: RelayPort, pause: Callable[[float], None] = time.sleep) -> bool:
    """Waits for the transaction that an earlier run of this file left under way; whether there was a note of one."""
    note = read_note(source)
    if note is None:
        return False
    domain = port.domain
    if (note.chain_id, note.contract) != (domain.chain_id, domain.contract):
        raise AntuError(
            f"{note_path(source)} is of a run on chain {note.chain_id}, contract {note.contract}, not on this network.",
            "End that run first, with the same command on its network; or remove the note if the chain is gone.",
        )
    waited = 0.0
    while port.mined(note.account) <= note.nonce < port.sent(note.account):
        if waited >= PATIENCE_SECONDS:
            raise AntuError(
                f"Transaction {note.nonce} of {note.account}, with readings of {source}, is not mined yet.",
                "Run the same command again later. If its gas price is too low, replace it from your wallet.",
            )
        pause(POLL_SECONDS)
        waited += POLL_SECONDS
    remove_note(source)
    return True


def relay(
    source: Path,
    port: RelayPort,
    readings: Sequence[SignedReading],
    observe: Callable[[int, list[Verdict]], None] = lambda sent, verdicts: None,
) -> list[Verdict]:
    """Sends readings in their order, in as few transactions as fit the gas limit; what became of each.

    `observe` is told after each transaction how many readings went with it, and what became of them."""
    sizer, told, left = Sizer(port.gas_limit), list[Verdict](), readings
    while left:
        count, gas = sizer.cut(left, port.estimate)
        batch, left = left[:count], left[count:]
        nonce = port.sent(port.account)
        write_note(source, Note(port.domain.chain_id, port.domain.contract, port.account, nonce))
        verdicts = port.send(batch, with_margin(gas), nonce)
        remove_note(source)
        told += verdicts
        observe(len(told), verdicts)
    return told
