"""Files that are read whole, and written whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from antu.errors import AntuError


def read_bytes(path: Path) -> bytes:
    """What a file contains, or an `AntuError` that names it."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise AntuError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


def write_atomically(path: Path, content: str | bytes) -> None:
    """Writes a file so that whoever reads it, whenever this program is killed, finds the old content or the new.

    Raises an `AntuError` that names it if that is not possible."""
    write_together({path: content})


def write_together(contents: Mapping[Path, str | bytes]) -> None:
    """Writes several files as `write_atomically` does; if one cannot be written, none is."""
    prepared: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            try:
                prepared[path] = _prepared(path, content.encode() if isinstance(content, str) else content)
            except OSError as error:
                raise _unwritable(path, error) from error
        for path in contents:
            try:
                prepared[path].replace(path)
            except OSError as error:
                raise _unwritable(path, error) from error
    finally:
        for temporary in prepared.values():
            temporary.unlink(missing_ok=True)


def create_atomically(path: Path, text: str) -> bool:
    """As `write_atomically`, but only if there is no such file yet; whether it was written.

    Of several programs that do so at once, one writes it."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    write_atomically(made, text)
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        remove(made)
    return True


def remove(path: Path) -> None:
    """Removes a file if it is there, or raises an `AntuError` that names it."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise AntuError(f"{path} cannot be removed: {error.strerror}.", "Check the folder's permissions.") from error


def _unwritable(path: Path, error: OSError) -> AntuError:
    return AntuError(
        f"{path} cannot be written: {error.strerror}.", "Check the folder's permissions and the space left."
    )


def _prepared(path: Path, content: bytes) -> Path:
    """A new file beside a path, with its content."""
    if path.exists() and not path.is_file():  # to put a file in its place would end a device such as /dev/null
        raise OSError(errno.EISDIR if path.is_dir() else errno.EINVAL, "It is a folder, a device or a pipe")
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)  # a temporary file is its owner's only
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
