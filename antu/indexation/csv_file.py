"""The file that `ape run index` reads: a CSV with a header, UTF-8, one month per row, oldest first.

    month;value
    2026-01;39.485,65

| column | what                                                                                             |
|--------|--------------------------------------------------------------------------------------------------|
| month  | the year and the month, as 2026-01                                                               |
| value  | pesos, the UF of the month's first day: as in Chile (39.485,65) or with a point (39485.65)       |

Between the cells is `;` or `,`; with `,` a value that has a comma must be quoted, as spreadsheets do. Lines that are
blank, or begin with `#`, don't count. Months may be left out, and then take the last value before them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from antu.billing.months import iso
from antu.csv_rows import taken_rows
from antu.errors import RowError, RowProblem
from antu.files import read_bytes

COLUMNS = ("month", "value")
# Hundredths of a peso. It was 10,000 pesos in 1993; what is beyond these is a slip, such as a misplaced point.
LEAST, MOST = 1_000_000, 100_000_000

MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
# Thousands grouped by points, or none; then up to two decimals after a comma. And the same with a decimal point.
CHILEAN = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9})(?:,([0-9]{1,2}))?", re.ASCII)
PLAIN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.([0-9]{1,2}))?", re.ASCII)


@dataclass(frozen=True)
class MonthValue:
    """A month, counted from January 1970 as 0, its UF in hundredths of a peso, and the line that says so."""

    month: int
    value: int
    line: int


@dataclass(frozen=True)
class Parsed:
    """The good rows of a file, in ascending months, and, apart, what is wrong with the others."""

    values: tuple[MonthValue, ...]
    errors: tuple[RowError, ...]


def read(path: Path) -> Parsed:
    """Reads a file of values. A bad row is an error among others; only a file that cannot be opened raises."""
    return parse(read_bytes(path))


def parse(content: bytes) -> Parsed:
    """Reads what such a file contains. Never raises."""
    found, errors = taken_rows(content, COLUMNS, _value)
    values: list[MonthValue] = []
    disorder: list[RowError] = []
    for each in found:
        if values and each.month <= values[-1].month:
            reason = "is there twice" if each.month == values[-1].month else f"comes after {iso(values[-1].month)}"
            problem = RowProblem("month", iso(each.month), reason, "Write each month once, the oldest first")
            disorder.append(problem.at(each.line))
        else:
            values.append(each)
    return Parsed(tuple(values), tuple(sorted((*errors, *disorder), key=lambda error: error.line)))


def _value(cells: Mapping[str, str], line: int) -> MonthValue:
    return MonthValue(_month(cells["month"]), _hundredths(cells["value"]), line)


def _month(text: str) -> int:
    found = MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise RowProblem("month", text, "is no month" if text else "is empty", "Write the year and the month: 2026-01")
    month = (int(found[1]) - 1970) * 12 + int(found[2]) - 1
    if not 0 <= month <= 0xFFFF:
        raise RowProblem("month", text, "is out of bounds", "Months are counted from 1970-01")
    return month


def _hundredths(text: str) -> int:
    found = CHILEAN.fullmatch(text) or PLAIN.fullmatch(text)
    if not found:
        hint = "Write it as 39.485,65 or 39485.65, with two decimals at most"
        raise RowProblem("value", text, "is no amount of pesos" if text else "is empty", hint)
    pesos, cents = found[1].replace(".", "").replace(",", ""), (found[2] or "").ljust(2, "0")
    value = int(pesos) * 100 + int(cents)
    if not LEAST <= value <= MOST:
        hint = f"The UF is a value of {LEAST // 100:,} to {MOST // 100:,} pesos; check the point and the comma"
        raise RowProblem("value", text, "cannot be the UF", hint)
    return value
