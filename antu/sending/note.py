"""The note beside a file while a transaction of it is under way."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from antu.errors import AntuError
from antu.files import read_bytes, remove, write_atomically

SUFFIX = ".sending.json"


@dataclass(frozen=True)
class Note:
    """A transaction about to be sent: on a chain, to a contract, as an account's `nonce`th. Addresses are checksummed.

    It is written before the transaction is sent, and removed when that is mined. Whoever finds it asks the node how
    many of the account's transactions are mined and how many wait, and so knows whether this one is mined."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    chain_id: int
    contract: str
    account: str
    nonce: int


def note_path(source: Path) -> Path:
    """Where the note of a file lies."""
    return source.with_name(f"{source.stem}{SUFFIX}")


def noted(folder: Path, suffix: str) -> Iterator[Path]:
    """The files of a folder, all with this suffix, beside which a note lies; they need not be there."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        yield path.with_name(path.name.removesuffix(SUFFIX) + suffix)


def read_note(source: Path) -> Note | None:
    """The note beside a file, if one was left."""
    path = note_path(source)
    if not path.exists():
        return None
    try:
        return TypeAdapter(Note).validate_json(read_bytes(path))
    except ValidationError as error:
        raise AntuError(
            f"{path} is not what an interrupted run leaves.",
            "If no transaction of this file is under way any more, remove it and run again.",
        ) from error


def write_note(source: Path, note: Note) -> None:
    """Leaves a note beside a file."""
    write_atomically(note_path(source), TypeAdapter(Note).dump_json(note, indent=2).decode() + "\n")


def remove_note(source: Path) -> None:
    """Removes the note beside a file."""
    remove(note_path(source))
