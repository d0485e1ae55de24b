"""Files of readings: good lines go in, bad ones are explained, and nothing raises."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.errors import AntuError
from antu.metering import Reading, SignedReading, json_lines, parse, read, write
from antu.metering.keys import P256_ORDER, low_s

GOOD: dict[str, Any] = {
    "project": 7,
    "generated_wh": 153_200,
    "exported_wh": 61_280,
    "time": 1_767_225_600,
    "signature": "0x" + "ab" * 65,
}
READING = Reading(7, 153_200, 61_280, 1_767_225_600)


def line(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def test_parse_reads_a_reading() -> None:
    parsed = parse(line().encode())
    assert parsed.errors == ()
    assert parsed.readings == (SignedReading(READING, b"\xab" * 65),)
    assert parsed.readings[0].line == 1


def test_parse_takes_what_a_smart_accounts_eip_1271_may_take() -> None:
    for length in (1, 64, 66, 1_024):
        (signed,) = parse(line(signature="ab" * length).encode()).readings
        assert signed == SignedReading(READING, b"\xab" * length)


def test_parse_reads_a_key_and_lowers_the_s_of_p256() -> None:
    r, s = b"\x01" * 32, 5
    for written in (s, P256_ORDER - s):
        signature = r + written.to_bytes(32, "big")
        (signed,) = parse(line(signature=signature.hex(), key="0x" + "cd" * 84).encode()).readings
        assert signed == SignedReading(READING, r + s.to_bytes(32, "big"), b"\xcd" * 84)
        assert signed.as_tuple()[4] == b"\xcd" * 84 + signed.signature


def test_parse_leaves_the_signature_of_any_other_key_alone() -> None:
    high = b"\xff" * 64
    (signed,) = parse(line(signature=high.hex(), key="0x" + "cd" * 85).encode()).readings
    assert signed == SignedReading(READING, high, b"\xcd" * 85)
    (signed,) = parse(line(signature=high.hex()).encode()).readings
    assert signed == SignedReading(READING, high)


def test_the_longest_key_and_signature_fit_a_line() -> None:
    longest = SignedReading(Reading(2**32 - 1, 2**48 - 1, 2**48 - 1, 2**40 - 1), b"\xff" * 1_024, b"\xff" * 1_024)
    (signed,) = parse(json_lines._line(longest).encode()).readings
    assert signed == longest


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        ("{", "", "is not JSON"),
        ("[1]", "", "is no object"),
        ("nonsense", "", "is not JSON"),
        ("[" * 1_000, "", "is not JSON"),
        ("[" * 4_496, "", "is not JSON"),
        ("[" * 4_497, "", "is longer than 4496 characters"),
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
        (line(signature=7), "signature", "is not hexadecimal"),
        (line(signature="0x123"), "signature", "is not hexadecimal"),
        (line(signature="0x٣٣"), "signature", "is not hexadecimal"),
        (line(signature=""), "signature", "has 0 bytes"),
        (line(signature="0x" + "12" * 1_025), "signature", "has 1025 bytes"),
        (line(key=None), "key", "is not hexadecimal"),
        (line(key="0x" + "12" * 19), "key", "has 19 bytes"),
        (line(key="0x" + "12" * 20), "key", "is an account's address"),
        (line(key="0x" + "12" * 1_025), "key", "has 1025 bytes"),
        (line(key="0x" + "12" * 84), "signature", "has 65 bytes, and a P-256 signature 64"),
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


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
values = st.recursive(
    scalars | st.just(GOOD["signature"]) | st.just("0x" + "ab" * 84),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.fixed_dictionaries(dict.fromkeys(GOOD, values), optional={"key": values}))
def test_what_parse_accepts_fits_the_contract(content: dict[str, Any]) -> None:
    parsed = parse(json.dumps(content).encode())
    assert len(parsed.readings) + len(parsed.errors) == 1
    for signed in parsed.readings:
        assert 0 < signed.reading.project < 2**32
        assert signed.reading.exported_wh <= signed.reading.generated_wh < 2**48


@given(st.sampled_from(["project", "generated_wh", "time", "signature", "key"]), values)
def test_parse_explains_whatever_stands_in_a_field(field: str, value: Any) -> None:
    parsed = parse(line(**{field: value}).encode())
    assert len(parsed.readings) + len(parsed.errors) == 1
    for error in parsed.errors:
        assert error.column
        assert error.reason
        assert error.hint


registers = st.integers(0, 2**48 - 1)
readings = st.builds(
    lambda project, ones, others, time: Reading(project, max(ones, others), min(ones, others), time),
    st.integers(1, 2**32 - 1),
    registers,
    registers,
    st.integers(0, 2**40 - 1),
)
by_account = st.builds(SignedReading, readings, st.binary(min_size=1, max_size=1_024))
by_p256 = st.builds(
    SignedReading,
    readings,
    st.binary(min_size=64, max_size=64).map(low_s),
    st.binary(min_size=84, max_size=84),
)
by_others = st.builds(
    SignedReading,
    readings,
    st.binary(min_size=1, max_size=1_024),
    st.binary(min_size=21, max_size=1_024).filter(lambda key: len(key) != 84),
)


@given(st.lists(by_account | by_p256 | by_others, max_size=5))
def test_write_and_read_are_inverse(readings: list[SignedReading]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "readings.jsonl"
        write(path, readings)
        parsed = read(path)
    assert parsed.readings == tuple(readings)
    assert parsed.errors == ()


def test_read_explains_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(AntuError, match="cannot be read"):
        read(tmp_path / "absent.jsonl")
