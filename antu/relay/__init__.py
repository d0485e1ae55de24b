"""Bringing files of signed readings to a chain, so that each counts once, whatever happens on the way.

`sifting` tells beforehand what `EnergySales` would say to each reading; `sizing` cuts the rest into transactions that a
block takes; `relaying` sends them, one after another, with a note (`note`) beside the file while one is under way;
`rejected` is the file of the lines that were not taken.

What was counted is asked of the chain alone, never of a file: a reading whose meter has a later one already was counted
or came too late, and the events say which. The note is needed only for a transaction that was sent and not yet mined.
"""

from antu.relay.note import Note
from antu.relay.rejected import write_rejected
from antu.relay.relaying import RelayPort, await_pending, relay
from antu.relay.sifting import Counted, Meter, Sifted, Signatures, Verdict, late_projects, sift, stored_key
from antu.relay.sizing import Sizer, with_margin

__all__ = [
    "Counted",
    "Meter",
    "Note",
    "RelayPort",
    "Sifted",
    "Signatures",
    "Sizer",
    "Verdict",
    "await_pending",
    "late_projects",
    "relay",
    "sift",
    "stored_key",
    "with_margin",
    "write_rejected",
]
