"""CSV files that people wrote, in whatever spreadsheet: a header, then rows, with commas or semicolons."""

import csv
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from antu.errors import RowError, RowProblem
from antu.lines import decoded_lines, taken

Item = TypeVar("Item")


def taken_rows(
    content: bytes,
    columns: Sequence[str],
    take: Callable[[Mapping[str, str], int], Item],
    optional: Sequence[str] = (),
) -> tuple[tuple[Item, ...], tuple[RowError, ...]]:
    """What `take` makes of each row (column -> cell) and its line's number, and what is wrong with the other rows.

    The header must have all `columns`, in any order, and may have others; `take` sees each of the `optional` ones that
    is missing as empty. Lines that are blank, or begin with `#`, don't count. Never raises."""
    header_hint = f"The first line must be: {','.join(columns)}"
    if optional:
        header_hint += f"; and it may have: {','.join(optional)}"
    lines, errors = decoded_lines(content)
    numbered = [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]
    if not errors and not numbered:
        errors.append(RowError(0, "", "", "has no header", header_hint))
    if not numbered or (errors and errors[0].line < numbered[0][0]):
        return (), tuple(errors)  # without a header that can be read, no row can

    (first, header), *body = numbered
    names, delimiter = header_names(header)
    problem = _header_problem(names, columns, optional, header_hint)
    if problem:
        return (), (*errors, problem.at(first))
    left_out = dict.fromkeys(optional, "")
    return taken(body, errors, lambda line, number: take(left_out | _cells(names, line, delimiter), number))


def header_names(header: str) -> tuple[list[str], str]:
    """The columns of a header, and what stands between cells."""
    delimiter = ";" if header.count(";") > header.count(",") else ","
    try:
        names = next(csv.reader([header], delimiter=delimiter))
    except csv.Error:
        names = header.split(delimiter)
    return [name.strip().lower() for name in names], delimiter


def _header_problem(names: list[str], columns: Sequence[str], optional: Sequence[str], hint: str) -> RowProblem | None:
    for name in (*columns, *optional):
        if names.count(name) > 1:
            return RowProblem(name, "", "is twice in the header", hint)
        if name in columns and name not in names:
            return RowProblem(name, "", "is missing from the header", hint)
    return None


def _cells(names: list[str], line: str, delimiter: str) -> dict[str, str]:
    # Line by line, for no cell has a line break in it: a forgotten quote then spoils its own row only.
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RowProblem("", line, f"is no row of a CSV: {error}", "Check its quotes") from error
    if len(cells) != len(names):
        raise RowProblem(
            "",
            line,
            f"has {len(cells)} cells, and the header {len(names)}",
            f"Write one cell per column, empty where it does not apply, with {delimiter!r} between them",
        )
    return {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
