"""Files of readings: good lines go in, bad ones are explained, and nothing raises."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.errors import AntuError
from antu.metering import Reading, SignedReading, parse, read, write

GOOD: dict[str, Any] = {
    "project": 7,
    "generated_wh": 153_200,
    "exported_wh": 61_280,
    "time": 1_767_225_600,
    "signature": "0x" + "ab" * 65,
}


def line(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def test_parse_reads_a_reading() -> None:
    parsed = parse(line().encode())
    assert parsed.errors == ()
    assert parsed.readings == (SignedReading(Reading(7, 153_200, 61_280, 1_767_225_600), b"\xab" * 65),)


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        ("{", "", "is not JSON"),
        ("[1]", "", "is no object"),
        ("nonsense", "", "is not JSON"),
        ("[" * 1_000, "", "is not JSON"),
        ("[" * 1_001, "", "is longer than 1000 characters"),
        (json.dumps({key: value for key, value in GOOD.items() if key != "time"}), "time", "is missing"),
        (line(power=3), "power", "is unknown"),
        (line(project=0), "project", "is no project"),
        (line(project=2**32), "project", "is out of bounds"),
        (line(generated_wh=-1), "generated_wh", "is out of bounds"),
        (line(generated_wh=1.5), "generated_wh", "is no whole number"),
        (line(generated_wh="153200"), "generated_wh", "is no whole number"),
        (line(generated_wh=True), "generated_wh", "is no whole number"),
        (line(time=None), "time", "is no whole number"),
        (line().replace("153200", "9" * 700), "generated_wh", "is out of bounds"),
        (line(exported_wh=153_201), "exported_wh", "is more than the 153200 Wh generated"),
        (line(signature="0x12"), "signature", "is no signature"),
        (line(signature=7), "signature", "is no signature"),
    ],
)
def test_parse_explains_a_bad_line_and_keeps_the_others(bad: str, column: str, reason: str) -> None:
    parsed = parse("\n".join([line(), bad, line(project=8), ""]).encode())
    assert [signed.reading.project for signed in parsed.readings] == [7, 8]
    (error,) = parsed.errors
    assert (error.line, error.column, error.reason) == (2, column, reason)
    assert error.hint
    assert len(str(error)) < 400


def test_parse_takes_byte_order_marks_blank_lines_and_any_line_ends() -> None:
    content = b"\xef\xbb\xbf" + f"{line()}\r\n\r\n{line(project=8)}\r".encode()
    assert [signed.reading.project for signed in parse(content).readings] == [7, 8]


@given(st.binary(max_size=200))
def test_parse_never_raises_on_bytes(content: bytes) -> None:
    parse(content)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(GOOD["signature"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.fixed_dictionaries(dict.fromkeys(GOOD, values)))
def test_what_parse_accepts_fits_the_contract(content: dict[str, Any]) -> None:
    parsed = parse(json.dumps(content).encode())
    assert len(parsed.readings) + len(parsed.errors) == 1
    for signed in parsed.readings:
        assert 0 < signed.reading.project < 2**32
        assert signed.reading.exported_wh <= signed.reading.generated_wh < 2**48


def test_write_and_read_are_inverse(tmp_path: Path) -> None:
    readings = [SignedReading(Reading(n, 2 * n, n, 10**9 + n), bytes([n]) * 65) for n in range(1, 9)]
    write(tmp_path / "readings.jsonl", readings)
    parsed = read(tmp_path / "readings.jsonl")
    assert parsed.readings == tuple(readings)
    assert parsed.errors == ()


def test_read_explains_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(AntuError, match="cannot be read"):
        read(tmp_path / "absent.jsonl")
