"""Sending readings, in their order, as `antu.sending` does it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from antu.metering import SignedReading
from antu.relay.sifting import Verdict
from antu.sending import SendingPort, send_batches

RelayPort = SendingPort[SignedReading, list[Verdict]]


def relay(
    source: Path,
    port: RelayPort,
    readings: Sequence[SignedReading],
    observe: Callable[[int, list[Verdict]], None] = lambda sent, verdicts: None,
) -> list[Verdict]:
    """Sends a file's readings, in as few transactions as fit the gas limit; what became of each.

    `observe` is told after each transaction how many readings went with it, and what became of them."""
    told = list[Verdict]()
    for _, verdicts in send_batches(source, port, readings):
        told += verdicts
        observe(len(told), verdicts)
    return told
