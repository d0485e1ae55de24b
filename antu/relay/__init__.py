"""Bringing files of signed readings to a chain, so that each counts once, whatever happens on the way.

`sifting` tells beforehand what `EnergySales` would say to each reading; `relaying` sends the rest, with `antu.sending`;
`rejected` is the file of the lines that were not taken.

What was counted is asked of the chain alone, never of a file: a reading whose meter has a later one already was counted
or came too late, and the events say which. The note is needed only for a transaction that was sent and not yet mined.
"""

from antu.relay.rejected import write_rejected
from antu.relay.relaying import RelayPort, relay
from antu.relay.sifting import Counted, Meter, Sifted, Signatures, Verdict, late_projects, sift, stored_key

__all__ = [
    "Counted",
    "Meter",
    "RelayPort",
    "Sifted",
    "Signatures",
    "Verdict",
    "late_projects",
    "relay",
    "sift",
    "stored_key",
    "write_rejected",
]
