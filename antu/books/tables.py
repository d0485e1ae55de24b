"""Tables of millions of rows from CSV or Parquet, whose cells are text that was not looked at yet."""

import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from antu.csv_rows import header_names, taken_rows
from antu.errors import AntuError, RowError
from antu.files import read_bytes

BOM = b"\xef\xbb\xbf"
SUFFIXES = (".csv", ".parquet")
SKIPPED = re.compile(rb"\n(?:#|[ \t]*(?:\n|\Z))")  # a comment or a blank line begins

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """The cells of a column: row `n` has the text `texts[codes[n]]`, stripped."""

    texts: "pa.StringArray"
    codes: Integers


@dataclass(frozen=True)
class Cells:
    """A table. Row `n` is the file's line or row `places[n]`, from 1; `unit` says which of the two."""

    path: Path
    columns: dict[str, Column]
    places: Integers
    unit: str

    def error(self, row: int, problem: RowError, more: str = "") -> AntuError:
        """What is wrong with a row, as a sentence."""
        value = f" {problem.value!r}" if problem.value else ""
        return AntuError(
            f"{self.path}, {self.unit} {self.places[row]}, {problem.column}{value}: {problem.reason}.",
            f"{problem.hint}.{more}",
        )


def require_table(path: Path) -> None:
    """Raises an `AntuError` unless a table can be written to a path by its name; `-` is the standard output."""
    if path.suffix.lower() not in SUFFIXES and str(path) != "-":
        raise AntuError(f"{path} is neither CSV nor Parquet.", f"End its name with one of: {', '.join(SUFFIXES)}")


def table_bytes(table: pd.DataFrame, path: Path) -> bytes:
    """What the file of a table contains."""
    content, made = io.BytesIO(), pa.Table.from_pandas(table, preserve_index=False)
    if path.suffix.lower() == ".parquet":
        pyarrow.parquet.write_table(made, content)
    else:
        pyarrow.csv.write_csv(made, content, pyarrow.csv.WriteOptions(quoting_style="needed", quoting_header="none"))
    return content.getvalue()


def read_cells(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Cells:
    """Reads a table that must have `columns`, and may have others; of the `optional` ones those that it has.

    An `AntuError` names the file, and the first line that is no row of the table."""
    content = read_bytes(path)
    if path.suffix.lower() == ".parquet" or content.startswith(b"PAR1"):
        return _parquet(path, content, columns, optional)
    return _csv(path, content, columns, optional)


def _csv(path: Path, content: bytes, columns: Sequence[str], optional: Sequence[str]) -> Cells:
    text = content.removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line, start, end = _header(text)
    _refuse(path, text[:end], columns, optional)
    names, delimiter = header_names(text[start:end].decode())
    wanted = [name for name in (*columns, *optional) if name in names]
    body, places = _rows(text[end + 1 :], line + 1)
    if not len(places):
        nothing = Column(pa.array([], pa.string()), np.empty(0, np.int64))
        return Cells(path, dict.fromkeys(wanted, nothing), places, "line")
    # Of columns that nobody asks for, even the names may be twice.
    unique = [name if name in wanted else f"{name}#{place}" for place, name in enumerate(names)]
    try:
        read = pyarrow.csv.read_csv(
            io.BytesIO(body),
            pyarrow.csv.ReadOptions(column_names=unique),
            pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=False),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, pa.string()), include_columns=wanted, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        _refuse(path, text, columns, optional)
        raise AntuError(f"{path} is no table: {error}.", "Save it as CSV UTF-8.") from error
    if len(read) != len(places):
        raise AntuError(f"{path} has {len(read)} rows in {len(places)} lines.", "Check its quotes.")
    return Cells(path, {name: _column(read[name]) for name in wanted}, places, "line")


def _header(text: bytes) -> tuple[int, int, int]:
    """The number of the first line that is no comment and not blank, where it starts, and where it ends."""
    line, start = 1, 0
    while True:
        end = text.find(b"\n", start)
        end = len(text) if end < 0 else end
        found = text[start:end]
        if (found.strip() and not found.startswith(b"#")) or end == len(text):
            return line, start, end
        line, start = line + 1, end + 1


def _rows(body: bytes, first: int) -> tuple[bytes, Integers]:
    """The lines that are rows, and their numbers."""
    body = body.rstrip(b" \t\n")
    if not body:
        return body, np.empty(0, np.int64)
    if not body.startswith((b"#", b"\n", b" ", b"\t")) and not SKIPPED.search(body):
        return body, first + np.arange(body.count(b"\n") + 1)
    kept = [
        (number, line)
        for number, line in enumerate(body.split(b"\n"), start=first)
        if line.strip() and not line.startswith(b"#")
    ]
    return b"\n".join(line for _, line in kept), np.array([number for number, _ in kept], dtype=np.int64)


def _refuse(path: Path, text: bytes, columns: Sequence[str], optional: Sequence[str]) -> None:
    """Raises an `AntuError` with the first mistake in what a CSV file is made of, if there is one."""
    _, errors = taken_rows(BOM + text, columns, lambda _, line: line, optional)
    if errors:
        raise AntuError(f"{path}, {errors[0]}.")


def _parquet(path: Path, content: bytes, columns: Sequence[str], optional: Sequence[str]) -> Cells:
    try:
        read = pyarrow.parquet.read_table(pa.BufferReader(content))
    except (pa.ArrowInvalid, OSError) as error:
        raise AntuError(f"{path} is no Parquet file: {error}.", "Write it again, or use CSV.") from error
    missing = [name for name in columns if name not in read.column_names]
    if missing:
        raise AntuError(f"{path} has no column {missing[0]!r}.", f"Its columns must be: {', '.join(columns)}")
    wanted = [name for name in (*columns, *optional) if name in read.column_names]
    cells = {name: _column(_text(path, name, read[name])) for name in wanted}
    return Cells(path, cells, 1 + np.arange(len(read)), "row")


def _text(path: Path, name: str, column: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """A column as CSV would have it: whole numbers, which pandas makes fractions where some are missing, in digits."""
    try:
        if pa.types.is_floating(column.type):
            with suppress(pa.ArrowInvalid):  # a cell with a fraction will be named
                column = pc.cast(column, pa.int64())
        return pc.fill_null(pc.cast(column, pa.string()), "")
    except pa.ArrowException as error:
        raise AntuError(
            f"{path}: the column {name!r} is of {column.type}.", "It must be text or whole numbers."
        ) from error


def _column(column: "pa.ChunkedArray") -> Column:
    encoded = pc.utf8_trim_whitespace(column).combine_chunks().dictionary_encode()
    return Column(encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64))
