"""Sending many things as few transactions, one after another, so that a crash at any moment sends none twice.

`sizing` cuts the things into transactions that a block takes; `note` is what lies beside a file while a transaction of
it is under way; `batches` sends them.
"""

from antu.sending.batches import SendingPort, await_pending, send_batches
from antu.sending.note import Note, note_path, noted, read_note
from antu.sending.sizing import MOST_GAS, Sizer, with_margin

__all__ = [
    "MOST_GAS",
    "Note",
    "SendingPort",
    "Sizer",
    "await_pending",
    "note_path",
    "noted",
    "read_note",
    "send_batches",
    "with_margin",
]
