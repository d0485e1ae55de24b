"""The transactions of a round under way, one a line, beside the record of its run; the record gets them at its end.

The record of a large book takes a second to write. After each transaction that would be longer than to send them all.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from antu.errors import AntuError
from antu.files import read_bytes, remove
from antu.keeper.record import SUFFIX, Transaction

JOURNAL = ".transactions.jsonl"


def journal_path(record: Path) -> Path:
    """Where the journal of a record lies."""
    return record.with_name(f"{record.stem}{JOURNAL}")


def journalled(folder: Path) -> Iterator[Path]:
    """The records of a folder beside which a journal lies."""
    for path in folder.glob(f"*{JOURNAL}"):
        yield path.with_name(path.name.removesuffix(JOURNAL) + SUFFIX)


def add(record: Path, sent: Transaction) -> None:
    """Adds a transaction to a record's journal, so that it is there whatever happens next."""
    path = journal_path(record)
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{sent.model_dump_json()}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise AntuError(
            f"{path} cannot be written: {error.strerror}.", "Check the folder's permissions and the space left."
        ) from error


def read(record: Path) -> list[Transaction]:
    """The transactions in a record's journal. The last line may have been cut off as its process died."""
    path, found = journal_path(record), list[Transaction]()
    for line in read_bytes(path).splitlines() if path.exists() else ():
        try:
            found.append(Transaction.model_validate_json(line))
        except ValidationError:
            break
    return found


def close(record: Path) -> None:
    """Removes a record's journal, whose transactions are in the record by now."""
    remove(journal_path(record))
