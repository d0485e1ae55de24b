"""Sending things, one transaction after another, so that a crash at any moment sends none twice.

Before a transaction is sent, a note of its place among the account's transactions (`nonce`) is left beside the file
that the things are of, and removed once it is mined. The next run first waits until the noted transaction is mined, if
the node knows it, and only then asks the chain what is done. If the node does not know it, its place is still free, and
the account's next transaction takes it: should the lost one reappear, only one of the two can be mined.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from antu.errors import AntuError
from antu.sending.note import Note, note_path, read_note, remove_note, write_note
from antu.sending.sizing import Sizer, with_margin

PATIENCE_SECONDS = 180
POLL_SECONDS = 1.0

Item = TypeVar("Item")
Told = TypeVar("Told")
Sent = TypeVar("Sent", contravariant=True)
Answer = TypeVar("Answer", covariant=True)


class SendingPort(Protocol[Sent, Answer]):
    """A chain, a contract's method that takes many things at once, and the account that sends.

    Methods raise `AntuError` if the node refuses."""

    @property
    def chain_id(self) -> int: ...

    @property
    def contract(self) -> str:
        """The contract's address."""
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

    def estimate(self, items: Sequence[Sent]) -> int:
        """Gas that a batch would take."""
        ...

    def send(self, items: Sequence[Sent], gas: int, nonce: int) -> Answer:
        """Sends a batch as the account's `nonce`th transaction, and waits for what becomes of it."""
        ...


def await_pending(
    source: Path,
    port: SendingPort[Item, Told],
    pause: Callable[[float], None] = time.sleep,
    observe: Callable[[Note], None] = lambda note: None,
) -> bool:
    """Waits for the transaction that an earlier run of this file left under way; whether there was a note of one.

    `observe` is told of it when the wait is over, and before the note is removed."""
    note = read_note(source)
    if note is None:
        return False
    if (note.chain_id, note.contract) != (port.chain_id, port.contract):
        raise AntuError(
            f"{note_path(source)} is of a run on chain {note.chain_id}, contract {note.contract}, not on this network.",
            "End that run first, with the same command on its network; or remove the note if the chain is gone.",
        )
    waited = 0.0
    while port.mined(note.account) <= note.nonce < port.sent(note.account):
        if waited >= PATIENCE_SECONDS:
            raise AntuError(
                f"Transaction {note.nonce} of {note.account}, sent for {source}, is not mined yet.",
                "Run the same command again later. If its gas price is too low, replace it from your wallet.",
            )
        pause(POLL_SECONDS)
        waited += POLL_SECONDS
    observe(note)
    remove_note(source)
    return True


def send_batches(
    source: Path, port: SendingPort[Item, Told], items: Sequence[Item]
) -> Iterator[tuple[Sequence[Item], Told]]:
    """Sends things in their order, in as few transactions as fit the gas limit.

    Yields each batch with what became of it, once it is mined. Its note is removed only when the next one is asked for,
    so that whoever writes down what became of it may die before that is done."""
    sizer, left = Sizer(port.gas_limit), items
    while left:
        count, gas = sizer.cut(left, port.estimate)
        batch, left = left[:count], left[count:]
        nonce = port.sent(port.account)
        write_note(source, Note(port.chain_id, port.contract, port.account, nonce))
        told = port.send(batch, with_margin(gas), nonce)
        yield batch, told
        remove_note(source)
