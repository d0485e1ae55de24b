"""Files of signed readings: JSON Lines, UTF-8, one reading per line.

    {"project": 7, "generated_wh": 153200, "exported_wh": 61280, "time": 1767225600, "signature": "0x…"}

| key          | what                                                                                             |
|--------------|--------------------------------------------------------------------------------------------------|
| project      | the project's number, 1 to 4294967295                                                            |
| generated_wh | Wh generated since the meter was made                                                            |
| exported_wh  | Wh exported since then, at most those generated                                                  |
| time         | seconds since 1970 (UTC)                                                                         |
| signature    | over the reading as EIP-712 (`typed_data`), in hexadecimal: of an account's key 65 bytes r, s, v;|
|              | of a smart account what its EIP-1271 takes, 1 to 1024 bytes; of a P-256 key 64 bytes r, s        |
| key          | only if the meter's key is no account's: its ERC-7913 signer in hexadecimal, 21 to 1024 bytes;   |
|              | of a P-256 key the address of the verifier, x and y, 84 bytes (`keys`)                           |

A P-256 signature may have either s; what is read has the lower one. Blank lines don't count.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antu.errors import RowError, RowProblem
from antu.files import read_bytes, write_atomically
from antu.lines import decoded_lines, taken
from antu.metering.keys import ADDRESS_BYTES, P256_KEY_BYTES, P256_SIGNATURE_BYTES, low_s
from antu.metering.typed_data import Reading, SignedReading

EXAMPLE = '{"project": 7, "generated_wh": 153200, "exported_wh": 61280, "time": 1767225600, "signature": "0x…"}'
LIMITS = {"project": 2**32 - 1, "generated_wh": 2**48 - 1, "exported_wh": 2**48 - 1, "time": 2**40 - 1}
REQUIRED = (*LIMITS, "signature")
MOST_BYTES = 1_024  # of a key or a signature; a smart account's owners may be a dozen
LONGEST_LINE = 4 * MOST_BYTES + 400  # both in hexadecimal, and the rest
HEXADECIMAL = re.compile(r"(0x)?([0-9a-fA-F]{2})*", re.ASCII)


@dataclass(frozen=True)
class Parsed:
    """The good readings of a file and, apart, what is wrong with the other lines."""

    readings: tuple[SignedReading, ...]
    errors: tuple[RowError, ...]


def read(path: Path) -> Parsed:
    """Reads a file of readings. A bad line is an error among others; only a file that cannot be opened raises."""
    return parse(read_bytes(path))


def parse(content: bytes) -> Parsed:
    """Reads what such a file contains. Never raises. Signatures are not verified; the contract does."""
    lines, errors = decoded_lines(content)
    return Parsed(*taken(((number, line) for number, line in lines if line.strip()), errors, _reading))


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
    for key in REQUIRED:
        if key not in content:
            raise RowProblem(key, "", "is missing", f"A reading is: {EXAMPLE}")
    for key in content:
        if key not in (*REQUIRED, "key"):
            raise RowProblem(key, str(content[key]), "is unknown", f"A reading is: {EXAMPLE}")
    return content


def _reading(line: str, number: int) -> SignedReading:
    content = _object(line)
    reading = Reading(**{key: _whole(key, content[key], most) for key, most in LIMITS.items()})
    if reading.project == 0:
        raise RowProblem("project", "0", "is no project", "Projects are numbered from 1")
    if reading.exported_wh > reading.generated_wh:
        reason = f"is more than the {reading.generated_wh} Wh generated"
        raise RowProblem("exported_wh", str(reading.exported_wh), reason, "Check that the registers are not swapped")
    signature = _bytes("signature", content["signature"], 1)
    if "key" not in content:
        return SignedReading(reading, signature, line=number)
    key = _bytes("key", content["key"], ADDRESS_BYTES + 1)
    if len(key) == P256_KEY_BYTES:
        signature = _p256(signature)
    return SignedReading(reading, signature, key, number)


def _whole(key: str, value: Any, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise RowProblem(key, str(value), "is no whole number", "Write digits only, without quotes")
    if not 0 <= value <= most:
        raise RowProblem(key, str(value), "is out of bounds", f"It must be 0 to {most}")
    return value


def _bytes(key: str, value: Any, least: int) -> bytes:
    if not isinstance(value, str) or not HEXADECIMAL.fullmatch(value):
        raise RowProblem(key, str(value), "is not hexadecimal", 'Write bytes as "0x…", with two digits each')
    found = bytes.fromhex(value.removeprefix("0x"))
    if len(found) == ADDRESS_BYTES and key == "key":
        raise RowProblem(key, value, "is an account's address", "Leave the key out: an account's signature is enough")
    if not least <= len(found) <= MOST_BYTES:
        raise RowProblem(key, value, f"has {len(found)} bytes", f"It must have {least} to {MOST_BYTES}")
    return found


def _p256(signature: bytes) -> bytes:
    if len(signature) != P256_SIGNATURE_BYTES:
        shown, reason = f"0x{signature.hex()}", f"has {len(signature)} bytes, and a P-256 signature 64"
        raise RowProblem("signature", shown, reason, "Write r and s, 32 bytes each, without DER's wrapping")
    return low_s(signature)


def _line(signed: SignedReading) -> str:
    fields = {key: getattr(signed.reading, key) for key in LIMITS} | {"signature": f"0x{signed.signature.hex()}"}
    return json.dumps(fields | ({"key": f"0x{signed.key.hex()}"} if signed.key else {}))
