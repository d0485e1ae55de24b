"""Files of UF values: good rows go in, bad ones are explained, and nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.catalog import DATA
from antu.indexation import MonthValue, parse, read

JANUARY_2026 = 56 * 12


@pytest.mark.parametrize(
    ("written", "hundredths"),
    [
        ("39.485,65", 3_948_565),
        ("39485,65", 3_948_565),
        ("39485.65", 3_948_565),
        ('"39,485.65"', 3_948_565),
        ("39485", 3_948_500),
        ("39.485", 3_948_500),
        ("39485,6", 3_948_560),
        ("1.000.000,00", 100_000_000),
    ],
)
def test_values_are_read_as_chile_writes_them_and_with_a_point(written: str, hundredths: int) -> None:
    parsed = parse(f"month;value\n2026-01;{written}\n".encode())
    assert parsed.errors == ()
    assert parsed.values == (MonthValue(JANUARY_2026, hundredths, 2),)


def test_a_comma_between_cells_is_understood() -> None:
    assert parse(b'Value , Month\n"39.485,65",2026-01').values == (MonthValue(JANUARY_2026, 3_948_565, 2),)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("2026-02;", "value", "is empty"),
        ("2026-02;forty", "value", "is no amount of pesos"),
        ("2026-02;39.485,655", "value", "is no amount of pesos"),
        ("2026-02;-39485", "value", "is no amount of pesos"),
        ("2026-02;39.48", "value", "cannot be the UF"),
        ("2026-02;3948565", "value", "cannot be the UF"),
        ("2026-13;39485", "month", "is no month"),
        ("2026-2;39485", "month", "is no month"),
        ("1969-12;39485", "month", "is out of bounds"),
        ("9999-12;39485", "month", "is out of bounds"),
        (";39485", "month", "is empty"),
        ("2026-01;39485", "month", "is there twice"),
        ("2025-12;39485", "month", "comes after 2026-01"),
        ("2026-02", "", "has 1 cells, and the header 2"),
    ],
)
def test_parse_explains_a_bad_row_and_keeps_the_others(row: str, column: str, reason: str) -> None:
    parsed = parse(f"month;value\n2026-01;39485\n{row}\n2026-03;39500\n".encode())
    assert [each.month - JANUARY_2026 for each in parsed.values] == [0, 2]
    (error,) = parsed.errors
    assert (error.line, error.column, error.reason) == (3, column, reason)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"month\n2026-01", b"month;month;value\n", b"\xff\xfe", b"# this"])
def test_parse_explains_a_missing_header(content: bytes) -> None:
    parsed = parse(content)
    assert parsed.values == ()
    assert len(parsed.errors) == 1


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet="month;value,2026-01.\n\"#'\r", max_size=200).map(str.encode))
def test_parse_never_raises(content: bytes) -> None:
    for start in (b"", b"month;value\n2026-01;39485\n"):
        months = [each.month for each in parse(start + content).values]
        assert months == sorted(set(months))


def test_the_sample_is_good() -> None:
    parsed = read(DATA / "uf.csv")
    assert parsed.errors == ()
    assert len(parsed.values) == 12
