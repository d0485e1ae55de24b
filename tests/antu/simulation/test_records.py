"""Tables as files: what is written is read, and the same tables are the same bytes."""

from pathlib import Path

import pandas as pd
import pytest

from antu.errors import AntuError
from antu.simulation.records import TABLES, ReadingRow, Tables, read_tables, table, write_tables

READING = ReadingRow(1, 1_800_000_000, 3, 100, 40, 100, 40, True, 0, 9, 3, 12)


@pytest.fixture
def some() -> Tables:
    empty = Tables(*(table([], kind) for kind in TABLES.values()))
    return empty._replace(readings=table([READING, READING._replace(project=2)], ReadingRow))


def test_tables_are_read_as_they_were_written(tmp_path: Path, some: Tables) -> None:
    write_tables(tmp_path, some)
    for before, after in zip(some, read_tables(tmp_path), strict=True):
        pd.testing.assert_frame_equal(before, after)


def test_the_same_tables_are_the_same_bytes(tmp_path: Path, some: Tables) -> None:
    first, second = (write_tables(tmp_path / name, some) for name in ("a", "b"))
    assert [path.name for path in first] == [f"{name}.parquet" for name in TABLES]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no table"])
def test_read_tables_refuses_what_is_no_table(tmp_path: Path, some: Tables, content: bytes) -> None:
    write_tables(tmp_path, some)
    (tmp_path / "readings.parquet").write_bytes(content)
    with pytest.raises(AntuError, match=r"readings\.parquet"):
        read_tables(tmp_path)


def test_read_tables_refuses_missing_files_and_other_columns(tmp_path: Path, some: Tables) -> None:
    write_tables(tmp_path, some)
    some.readings.drop(columns="paid").to_parquet(tmp_path / "readings.parquet")
    with pytest.raises(AntuError, match="columns"):
        read_tables(tmp_path)
    (tmp_path / "readings.parquet").unlink()
    with pytest.raises(AntuError, match="cannot be read"):
        read_tables(tmp_path)
