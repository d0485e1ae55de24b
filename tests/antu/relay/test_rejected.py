"""The file of rejected lines: whole or not there, and each line as it was."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.errors import AntuError, RowError
from antu.metering import parse
from antu.relay import write_rejected
from antu.relay.rejected import rejected_path


def test_write_rejected_keeps_the_lines_as_they_were(tmp_path: Path) -> None:
    source = tmp_path / "readings.jsonl"
    errors = [RowError(3, "time", "x", "is no whole number", "…"), RowError(1, "", "", "is not JSON", "…")]
    path = write_rejected(source, "\ufeffuno\r\ndos\r\n tres ñ\n".encode(), errors)
    assert path == tmp_path / "readings.rejected.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(row["line"], row["text"], row["reason"]) for row in rows] == [
        (1, "uno", "is not JSON"),
        (3, " tres ñ", "is no whole number"),
    ]


def test_write_rejected_removes_the_file_of_an_earlier_run(tmp_path: Path) -> None:
    source = tmp_path / "readings.jsonl"
    path = write_rejected(source, b"x", [RowError(1, "", "", "is not JSON", "")])
    assert path is not None
    assert write_rejected(source, b"x", []) is None
    assert not path.exists()


def test_write_rejected_names_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    rejected_path(tmp_path / "readings.jsonl").mkdir()
    error = RowError(1, "", "", "is not JSON", "")
    with pytest.raises(AntuError, match=r"readings\.rejected\.jsonl cannot be written"):
        write_rejected(tmp_path / "readings.jsonl", b"x", [error])
    with pytest.raises(AntuError, match=r"readings\.rejected\.jsonl cannot be removed"):
        write_rejected(tmp_path / "readings.jsonl", b"x", [])
    assert len(list(tmp_path.iterdir())) == 1


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_files_rejected_lines_can_be_written_and_read(content: bytes) -> None:
    errors = parse(content).errors
    with tempfile.TemporaryDirectory() as folder:
        path = write_rejected(Path(folder, "readings.jsonl"), content, errors)
        assert (path is None) == (not errors)
        if path:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
            assert [row["line"] for row in rows] == [error.line for error in errors]
            assert [entry.name for entry in Path(folder).iterdir()] == [path.name]
