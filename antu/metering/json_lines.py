"""Files of signed readings: JSON Lines, UTF-8, one reading per line.

    {"project": 7, "generated_wh": 153200, "exported_wh": 61280, "time": 1767225600, "signature": "0x…"}

| key          | what                                                         |
|--------------|--------------------------------------------------------------|
| project      | the project's number, 1 to 4294967295                        |
| generated_wh | Wh generated since the meter was made                        |
| exported_wh  | Wh exported since then, at most those generated              |
| time         | seconds since 1970 (UTC)                                     |
| signature    | 65 bytes r, s, v in hexadecimal: EIP-712, as `typed_data`    |

Blank lines don't count.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from antu.errors import AntuError, RowError, RowProblem
from antu.files import write_atomically
from antu.lines import decoded_lines
from antu.metering.typed_data import Reading, SignedReading

EXAMPLE = '{"project": 7, "generated_wh": 153200, "exported_wh": 61280, "time": 1767225600, "signature": "0x…"}'
LIMITS = {"project": 2**32 - 1, "generated_wh": 2**48 - 1, "exported_wh": 2**48 - 1, "time": 2**40 - 1}
LONGEST_LINE = 1_000
SIGNATURE = re.compile(r"(0x)?[0-9a-fA-F]{130}", re.ASCII)


@dataclass(frozen=True)
class Parsed:
    """The good readings of a file and, apart, what is wrong with the other lines."""

    readings: tuple[SignedReading, ...]
    errors: tuple[RowError, ...]


def read(path: Path) -> Parsed:
    """Reads a file of readings. A bad line is an error among others; only a file that cannot be opened raises."""
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise AntuError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


def parse(content: bytes) -> Parsed:
    """Reads what such a file contains. Never raises. Signatures are not verified; the contract does."""
    lines, errors = decoded_lines(content)
    readings = []
    for number, line in lines:
        if not line.strip():
            continue
        try:
            readings.append(replace(_reading(_object(line)), line=number))
        except RowProblem as problem:
            errors.append(problem.at(number))
    return Parsed(tuple(readings), tuple(sorted(errors, key=lambda error: error.line)))


def write(path: Path, readings: Iterable[SignedReading]) -> None:
    """Writes readings in the format that `read` takes."""
    write_atomically(path, "".join(f"{_line(signed)}\n" for signed in readings))


def _object(line: str) -> dict[str, Any]:
    # Nobody means a line so long.
    if len(line) > LONGEST_LINE:
        raise RowProblem("", line, f"is longer than {LONGEST_LINE} characters", f"A reading is: {EXAMPLE}")
    try:
        content = json.loads(line)
    except (ValueError, RecursionError) as error:  # the latter by brackets alone, where the stack is deep already
        raise RowProblem("", line, "is not JSON", f"Write one reading per line: {EXAMPLE}") from error
    if not isinstance(content, dict):
        raise RowProblem("", line, "is no object", f"Write one reading per line: {EXAMPLE}")
    return content


def _reading(content: dict[str, Any]) -> SignedReading:
    known = {*LIMITS, "signature"}
    for key in (*LIMITS, "signature"):
        if key not in content:
            raise RowProblem(key, "", "is missing", f"A reading is: {EXAMPLE}")
    for key in content:
        if key not in known:
            raise RowProblem(key, str(content[key]), "is unknown", f"A reading is: {EXAMPLE}")
    reading = Reading(**{key: _whole(key, content[key], most) for key, most in LIMITS.items()})
    if reading.project == 0:
        raise RowProblem("project", "0", "is no project", "Projects are numbered from 1")
    if reading.exported_wh > reading.generated_wh:
        reason = f"is more than the {reading.generated_wh} Wh generated"
        raise RowProblem("exported_wh", str(reading.exported_wh), reason, "Check that the registers are not swapped")
    signature = content["signature"]
    if not isinstance(signature, str) or not SIGNATURE.fullmatch(signature):
        raise RowProblem("signature", str(signature), "is no signature", "It is 65 bytes in hexadecimal: r, s, v")
    return SignedReading(reading, bytes.fromhex(signature.removeprefix("0x")))


def _whole(key: str, value: Any, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise RowProblem(key, str(value), "is no whole number", "Write digits only, without quotes")
    if not 0 <= value <= most:
        raise RowProblem(key, str(value), "is out of bounds", f"It must be 0 to {most}")
    return value


def _line(signed: SignedReading) -> str:
    fields = {key: getattr(signed.reading, key) for key in LIMITS}
    return json.dumps(fields | {"signature": "0x" + signed.signature.hex()})
