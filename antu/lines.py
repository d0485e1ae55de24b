"""The lines of a file that came from anywhere."""

import codecs
from collections.abc import Callable, Iterable
from typing import TypeVar

from antu.errors import RowError, RowProblem

Item = TypeVar("Item")

ENCODING_HINT = "Save the file as UTF-8 (in Excel: CSV UTF-8)"


def decoded_lines(content: bytes) -> tuple[list[tuple[int, str]], list[RowError]]:
    """The lines of a UTF-8 file with their numbers from 1, and an error for each that is not UTF-8 and so left out.

    A byte-order mark and the lines' ends, whichever these are, are taken off."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content:
        return [], [RowError(0, "", "", "is not UTF-8 text", ENCODING_HINT)]
    lines, errors = [], []
    for number, line in enumerate(_split(content), start=1):
        try:
            lines.append((number, line.decode("utf-8")))
        except UnicodeDecodeError as error:
            readable = line.decode("utf-8", errors="replace")
            reason = f"is not UTF-8 at its byte {error.start + 1}"
            errors.append(RowError(number, "", readable[:60], reason, ENCODING_HINT))
    return lines, errors


def readable_lines(content: bytes) -> list[str]:
    """All lines of a file, for showing them; what is not UTF-8 becomes the replacement character."""
    return [line.decode("utf-8", errors="replace") for line in _split(content)]


def _split(content: bytes) -> list[bytes]:
    return content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def taken(
    lines: Iterable[tuple[int, str]], errors: Iterable[RowError], take: Callable[[str, int], Item]
) -> tuple[tuple[Item, ...], tuple[RowError, ...]]:
    """What `take` makes of each line and its number, and all errors by line: those so far, and its `RowProblem`s."""
    items, found = [], list(errors)
    for number, line in lines:
        try:
            items.append(take(line, number))
        except RowProblem as problem:
            found.append(problem.at(number))
    return tuple(items), tuple(sorted(found, key=lambda error: error.line))
