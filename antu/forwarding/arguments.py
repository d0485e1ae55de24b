"""Arguments as people write them, read as a function's parameters ask.

Whole numbers are digits; an enum's members go by name; `yes` and `no`; what has parts or several values is written with
commas between them, as `7,1,2,3`; regions are CUT codes with commas between them, or `all`; bytes are 0x and
hexadecimal digits.
"""

import re
from collections.abc import Sequence
from typing import Any

from eth_utils.address import is_address, is_checksum_address, is_checksum_formatted_address, to_checksum_address

from antu.catalog import ALL_REGIONS, regions, regions_mask
from antu.enums import DAY
from antu.errors import AntuError
from antu.forwarding.calls import Function, Parameter

YES, NO = ("yes", "true", "sí", "si"), ("no", "false")
REGIONS, ALL = "regions", "all"

_WHOLE = re.compile(r"-?[0-9]{1,78}", re.ASCII)
_NUMBER_TYPE = re.compile(r"(u?)int([0-9]+)")
_UNITS = {"m": 60, "h": 3_600, "d": DAY}
_LONGEST = 365 * DAY


def arguments(function: Function, texts: Sequence[str]) -> list[Any]:
    """The values of a function's parameters. Raises `AntuError` that says which text is none, and why."""
    wanted = function.parameters
    if len(texts) != len(wanted):
        takes = ", ".join(f"{parameter.name} ({_kind(parameter)})" for parameter in wanted) or "nothing"
        given = f" ({' '.join(texts)})" if texts else ""
        raise AntuError(
            f"{function.contract} {function.name} takes {len(wanted)} arguments, and {len(texts)} were given{given}.",
            f"They are, in this order: {takes}.",
        )
    return [value(parameter, text) for parameter, text in zip(wanted, texts, strict=True)]


def value(parameter: Parameter, text: str) -> Any:
    """One parameter's value."""
    name, kind = parameter.name, parameter.kind
    if name == REGIONS:
        return _regions(text)
    if parameter.parts:
        return _parts(parameter, text)
    if kind.endswith("[]"):
        element = Parameter(name, kind.removesuffix("[]"))
        return [value(element, each.strip()) for each in text.split(",")]
    if parameter.choices:
        return _choice(parameter, text)
    if kind == "bool":
        return _answer(name, text)
    if kind == "address":
        return address(name, text)
    if kind.startswith("bytes"):
        return _bytes(name, kind, text)
    return _number(name, kind, text)


def seconds(text: str) -> int:
    """A duration as `90m`, `24h` or `3d`, in seconds. Raises `AntuError` if it is none, or longer than a year."""
    number, unit = text[:-1], text[-1:]
    if unit not in _UNITS or not number.isascii() or not number.isdecimal() or len(number) > 6 or int(number) == 0:
        raise AntuError(f"{text!r} is no duration.", "Write minutes, hours or days, such as 90m, 24h or 3d.")
    found = int(number) * _UNITS[unit]
    if found > _LONGEST:
        raise AntuError(
            f"{text} is longer than a year.", "What is signed should soon be brought, or be good for nothing."
        )
    return found


def _number(name: str, kind: str, text: str) -> int:
    found = _NUMBER_TYPE.fullmatch(kind)
    if found is None:
        raise AntuError(f"{name} is of type {kind}, which cannot be written here.")
    bits = int(found[2])
    least, most = (0, 2**bits - 1) if found[1] else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    if not _WHOLE.fullmatch(text):
        raise AntuError(f"{name} is {text!r}, which is no whole number.", "Write digits only, such as 50000.")
    number = int(text)
    if not least <= number <= most:
        raise AntuError(f"{name} is {number:,}.", f"It must be {least:,} to {most:,} ({kind}).")
    return number


def _choice(parameter: Parameter, text: str) -> int:
    choices = parameter.choices
    assert choices is not None
    try:
        return int(choices[text.upper()])
    except KeyError:
        names = ", ".join(member.name.lower() for member in choices)
        raise AntuError(f"{parameter.name} is {text!r}.", f"It must be one of: {names}.") from None


def _answer(name: str, text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise AntuError(f"{name} is {text!r}.", "It must be yes or no.")


def address(name: str, text: str) -> str:
    """An address, checksummed. Raises `AntuError` if it is none, or if a digit of it was changed."""
    if is_checksum_formatted_address(text) and not is_checksum_address(text):
        raise AntuError(
            f"{name} is {text}, which is no address: its capitals do not fit its digits.",
            "Copy it again: a digit of it was changed.",
        )
    if not is_address(text):
        raise AntuError(f"{name} is {text!r}, which is no address.", "An address is 0x and 40 hexadecimal digits.")
    return str(to_checksum_address(text))


def _bytes(name: str, kind: str, text: str) -> bytes:
    digits = text.removeprefix("0x")
    length = int(kind.removeprefix("bytes") or 0)
    if not text.startswith("0x") or not re.fullmatch("([0-9a-fA-F]{2})*", digits):
        raise AntuError(f"{name} is {text!r}.", "It is written as 0x and hexadecimal digits, two a byte.")
    found = bytes.fromhex(digits)
    if length and len(found) != length:
        raise AntuError(f"{name} has {len(found)} bytes.", f"It must have {length}: 0x and {2 * length} digits.")
    return found


def _regions(text: str) -> int:
    if text.lower() == ALL:
        return ALL_REGIONS
    known = {region.cut for region in regions()}
    cuts = [part.strip() for part in text.split(",")]
    for cut in cuts:
        if not cut.isascii() or not cut.isdecimal() or int(cut) not in known:
            raise AntuError(
                f"{REGIONS} has {cut!r}, which is no region of Chile.",
                f"Write CUT codes with commas between them, such as 5,13, or {ALL}.",
            )
    return regions_mask(map(int, cuts))


def _parts(parameter: Parameter, text: str) -> tuple[Any, ...]:
    texts = [part.strip() for part in text.split(",")]
    if len(texts) != len(parameter.parts):
        raise AntuError(
            f"{parameter.name} is {text!r}, which has {len(texts)} parts instead of {len(parameter.parts)}.",
            f"Write {_kind(parameter)}.",
        )
    return tuple(value(part, each) for part, each in zip(parameter.parts, texts, strict=True))


def _kind(parameter: Parameter) -> str:
    """What a parameter wants, in a few words."""
    if parameter.name == REGIONS:
        return "CUT codes with commas between them, or all"
    if parameter.parts:
        return ",".join(part.name for part in parameter.parts) + " with commas between them"
    if parameter.choices:
        return " or ".join(member.name.lower() for member in parameter.choices)
    if parameter.kind.endswith("[]"):
        return "several with commas between them"
    return {"bool": "yes or no", "bytes32": "a hash: 0x and 64 digits"}.get(parameter.kind, parameter.kind)
