"""Files that are read whole, and written whole or not at all."""

import os
import tempfile
from pathlib import Path

from antu.errors import AntuError


def read_bytes(path: Path) -> bytes:
    """What a file contains, or an `AntuError` that names it."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise AntuError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


def write_atomically(path: Path, text: str) -> None:
    """Writes a file so that whoever reads it, whenever this program is killed, finds the old content or the new.

    Raises an `AntuError` that names it if that is not possible."""
    try:
        _write(path, text)
    except OSError as error:
        raise AntuError(
            f"{path} cannot be written: {error.strerror}.", "Check the folder's permissions and the space left."
        ) from error


def remove(path: Path) -> None:
    """Removes a file if it is there, or raises an `AntuError` that names it."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise AntuError(f"{path} cannot be removed: {error.strerror}.", "Check the folder's permissions.") from error


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", text=True)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.chmod(0o644)  # a temporary file is its owner's only
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
