"""What is said of a JSON file that is not what it should be."""

from pathlib import Path

from pydantic import ValidationError

from antu.errors import AntuError


def invalid(path: Path, what: str, error: ValidationError, hint: str) -> AntuError:
    """That a file is no `what`, and the first place in it that shows this."""
    first = error.errors()[0]
    # A key that a stranger chose is shown as it is only if it cannot write to the terminal anything but itself.
    where = ".".join(name if name.isidentifier() else ascii(name) for name in map(str, first["loc"])) or "the file"
    return AntuError(f"{path} is no {what}: {where}: {first['msg']}.", hint)
