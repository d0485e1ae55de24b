"""One run of an account at a time, of those on this machine: two would take the same place among its transactions."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from antu.errors import AntuError


@contextmanager
def turn(folder: Path, account: str) -> Iterator[None]:
    """Waits until no other run of the account is going on. The system ends a turn with its process, however it dies."""
    path = folder / f".{account}.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as error:
        raise AntuError(
            f"{path} cannot be written: {error.strerror}.", "Check the folder's permissions and the space left."
        ) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
