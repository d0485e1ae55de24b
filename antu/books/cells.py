"""Cells of a large table as numbers: each text is read once, however many rows have it; the first bad row is named."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from antu.books.tables import Cells, Column, Integers
from antu.cells import whole
from antu.errors import RowProblem

Flags = NDArray[np.bool_]
Reader = Callable[[str], int]


class Numbers:
    """Reads columns of a table, one by one, and remembers the rows that could not be read."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._bad = np.zeros(len(cells.places), dtype=bool)
        self._first: tuple[int, RowProblem] | None = None

    def take(self, name: str, rows: Flags, read: Reader) -> Integers:
        """What `read` makes of a column's texts, in some rows; 0 in the others, and where it raised a `RowProblem`."""
        column = self._cells.columns[name]
        used = _used(column, rows)
        found = np.zeros(len(column.texts), dtype=np.int64)
        wrong = np.zeros(len(column.texts), dtype=bool)
        problems: dict[int, RowProblem] = {}
        for place, text in zip(used.tolist(), column.texts.take(pa.array(used)).to_pylist(), strict=True):
            try:
                found[place] = read(text)
            except RowProblem as problem:
                wrong[place], problems[place] = True, problem
        if problems:
            at = np.flatnonzero(rows & wrong[column.codes])
            self._bad[at] = True
            self._note(int(at[0]), problems[int(column.codes[at[0]])])
        return np.where(rows, found[column.codes], 0)

    def whole(self, name: str, rows: Flags, least: int, most: int, empty: int | None = None) -> Integers:
        """A column of whole numbers within bounds; an empty cell is `empty`, if that is given."""
        column = self._cells.columns.get(name)
        if column is None and empty is not None:
            return np.full(len(rows), empty, dtype=np.int64)
        assert column is not None
        used = _used(column, rows)
        texts = column.texts.take(pa.array(used))
        plain = pc.all(pc.match_substring_regex(texts, "^[0-9]{1,18}$"), min_count=0).as_py()
        if plain:
            numbers = pc.cast(texts, pa.int64()).to_numpy(zero_copy_only=False)
            if not len(numbers) or (numbers.min() >= least and numbers.max() <= most):
                found = np.zeros(len(column.texts), dtype=np.int64)
                found[used] = numbers
                return np.where(rows, found[column.codes], 0)
        return self.take(
            name, rows, lambda text: empty if text == "" and empty is not None else whole(name, text, least, most)
        )

    def once(self, name: str, numbers: Integers, rows: Flags, what: str) -> None:
        """Notes the first of some rows whose number an earlier one has."""
        at = np.flatnonzero(rows & ~self._bad)
        order = at[np.argsort(numbers[at], kind="stable")]
        again = order[1:][np.diff(numbers[order]) == 0]
        if len(again):
            first = int(again.min())
            before = int(at[np.argmax(numbers[at] == numbers[first])])
            self._bad[again] = True
            where = f"{self._cells.unit} {self._cells.places[before]}"
            self._note(
                first,
                RowProblem(name, str(numbers[first]), f"is twice: {where} has it too", f"Give each {what} its own"),
            )

    def require(self) -> None:
        """Raises an `AntuError` that names the first bad row, and says how many there are."""
        if self._first is not None:
            row, problem = self._first
            count = int(self._bad.sum())
            more = f" {count} rows have mistakes; this is the first." if count > 1 else ""
            raise self._cells.error(row, problem.at(int(self._cells.places[row])), more) from problem

    def _note(self, row: int, problem: RowProblem) -> None:
        if self._first is None or row < self._first[0]:
            self._first = row, problem


def _used(column: Column, rows: Flags) -> Integers:
    return np.flatnonzero(np.bincount(column.codes[rows], minlength=len(column.texts)))
