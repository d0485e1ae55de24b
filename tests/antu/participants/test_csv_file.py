"""Files of participants: good rows go in, bad ones are explained, and nothing raises."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.catalog import ALL_REGIONS, DATA, regions_mask
from antu.errors import AntuError
from antu.matching import CheapestMatcher
from antu.participants import COLUMNS, TERMS, Kind, Participant, draw, parse, read, write
from tests.antu.books import posted

HEADER = ",".join(COLUMNS)
OWNER = "owner,TEST::1,0,13,1400000,,direct,180"
VENDOR = "vendor,TEST::2,2,5;13,5000000,3,,"


def lines(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def with_terms(*rows: str) -> bytes:
    """A file that has the two columns of terms as well."""
    return lines(*rows, header=",".join((*COLUMNS, *TERMS)))


def test_parse_reads_every_kind() -> None:
    parsed = parse(lines(OWNER, VENDOR, "Manager,alias,6,all,10000,1,,"))
    assert parsed.errors == ()
    assert parsed.participants == (
        Participant(
            Kind.OWNER, "TEST::1", 0, regions_mask([13]), 1_400_000, crowdfunded=False, energy_price=180, line=2
        ),
        Participant(Kind.VENDOR, "TEST::2", 2, regions_mask([5, 13]), 5_000_000, stock=3, line=3),
        Participant(Kind.MANAGER, "alias", 6, ALL_REGIONS, 10_000, stock=1, line=4),
    )
    assert parsed.participants[0].region == 13


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        ("painter,a,0,13,1,,direct,1", "kind", "painter", "is unknown"),
        (",a,0,13,1,,direct,1", "kind", "", "is empty"),
        ("owner,,0,13,1,,direct,1", "account", "", "is empty"),
        ("owner,a,7,13,1,,direct,1", "class", "7", "is out of bounds"),
        ("owner,a,x,13,1,,direct,1", "class", "x", "is no whole number"),
        ("owner,a,0,17,1,,direct,1", "regions", "17", "is out of bounds"),
        ("owner,a,0,,1,,direct,1", "regions", "", "is empty"),
        ("owner,a,0,5;13,1,,direct,1", "regions", "5;13", "is more than one region"),
        ("owner,a,0,all,1,,direct,1", "regions", "all", "is more than one region"),
        ('owner,a,0,13,"1.400.000",,direct,1', "price", "1.400.000", "is no whole number"),
        ("owner,a,0,13,-5,,direct,1", "price", "-5", "is no whole number"),
        ("owner,a,0,13,0,,direct,1", "price", "0", "is out of bounds"),
        ("owner,a,0,13,1099511627776,,direct,1", "price", "1099511627776", "is out of bounds"),
        ("owner,a,0,13,1,,bank,1", "funding", "bank", "is unknown"),
        ("owner,a,0,13,1,,direct,65536", "energy_price", "65536", "is out of bounds"),
        ("owner,a,0,13,1,4,direct,1", "stock", "4", "is only for vendors, installers and managers"),
        ("vendor,a,0,5;x,1,1,,", "regions", "x", "is no whole number"),
        ("vendor,a,0,5,1,0,,", "stock", "0", "is out of bounds"),
        ("vendor,a,0,5,1,,,", "stock", "", "is empty"),
        ("vendor,a,0,5,1,1,crowd,", "funding", "crowd", "is only for owners"),
        ("vendor,a,0,5,1,1,,9", "energy_price", "9", "is only for owners"),
        ("vendor,a,0,5,1", "", "vendor,a,0,5,1", "has 5 cells, and the header 8"),
        ('vendor,"a,0,5,1,1,,', "", 'vendor,"a,0,5,1,1,,', "is no row of a CSV: unexpected end of data"),
        ("owner,a,0,13,٣,,direct,1", "price", "٣", "is no whole number"),
    ],
)
def test_parse_explains_a_bad_row_and_keeps_the_others(row: str, column: str, value: str, reason: str) -> None:
    parsed = parse(lines(OWNER, row, VENDOR))
    assert [participant.line for participant in parsed.participants] == [2, 4]
    (error,) = parsed.errors
    assert (error.line, error.column, error.value, error.reason) == (3, column, value, reason)
    assert error.hint


@pytest.mark.parametrize(
    ("written", "reserve_bps", "follows_uf"),
    [
        (",", 0, False),
        ("0,no", 0, False),
        ("500,", 500, False),
        (",yes", 0, True),
        ("3000,Yes", 3_000, True),
        ("1, NO ", 1, False),
    ],
)
def test_parse_reads_terms(written: str, reserve_bps: int, follows_uf: bool) -> None:
    parsed = parse(with_terms(f"{OWNER},{written}", f"{VENDOR},,"))
    assert parsed.errors == ()
    owner, vendor = parsed.participants
    assert (owner.reserve_bps, owner.follows_uf) == (reserve_bps, follows_uf)
    assert owner.has_terms == (reserve_bps > 0 or follows_uf)
    assert not vendor.has_terms


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        (f"{OWNER},3001,", "reserve_bps", "3001", "is out of bounds"),
        (f"{OWNER},-1,", "reserve_bps", "-1", "is no whole number"),
        (f"{OWNER},5 %,", "reserve_bps", "5 %", "is no whole number"),
        (f"{OWNER},,maybe", "follows_uf", "maybe", "is unknown"),
        (f"{OWNER},,1", "follows_uf", "1", "is unknown"),
        (f"{VENDOR},500,", "reserve_bps", "500", "is only for owners"),
        (f"{VENDOR},0,", "reserve_bps", "0", "is only for owners"),
        (f"{VENDOR},,no", "follows_uf", "no", "is only for owners"),
        (OWNER, "", OWNER, "has 8 cells, and the header 10"),
    ],
)
def test_parse_explains_bad_terms_and_keeps_the_other_rows(row: str, column: str, value: str, reason: str) -> None:
    parsed = parse(with_terms(f"{OWNER},500,yes", row, f"{VENDOR},,"))
    assert [participant.line for participant in parsed.participants] == [2, 4]
    (error,) = parsed.errors
    assert (error.line, error.column, error.value, error.reason) == (3, column, value, reason)
    assert error.hint


@pytest.mark.parametrize(
    ("name", "cell", "terms"), [("reserve_bps", "250", (250, False)), ("follows_uf", "yes", (0, True))]
)
def test_parse_takes_one_column_of_terms_without_the_other(name: str, cell: str, terms: tuple[int, bool]) -> None:
    (owner,) = parse(lines(f"{cell},{OWNER}", header=f"{name},{HEADER}")).participants
    assert (owner.reserve_bps, owner.follows_uf) == terms


@pytest.mark.parametrize("name", TERMS)
def test_parse_refuses_a_column_of_terms_that_is_twice(name: str) -> None:
    parsed = parse(lines(f"{OWNER},,", header=f"{HEADER},{name},{name}"))
    assert parsed.participants == ()
    (error,) = parsed.errors
    assert (error.line, error.column, error.reason) == (1, name, "is twice in the header")
    assert error.hint == f"The first line must be: {HEADER}; and it may have: reserve_bps,follows_uf"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + lines(OWNER, VENDOR),
        lines(OWNER, VENDOR).replace(b"\n", b"\r\n"),
        lines(OWNER, VENDOR).replace(b"\n", b"\r"),
        lines("", "# a remark", OWNER, "   ", VENDOR),
        lines(OWNER, VENDOR).replace(b",", b" , "),
        lines(OWNER, VENDOR.replace("5;13", '"5;13"')).replace(b",", b";"),
        b"\n" + lines(OWNER, VENDOR),
    ],
    ids=["byte-order mark", "CRLF", "CR", "blank lines", "spaces", "semicolons", "blank first line"],
)
def test_parse_takes_what_spreadsheets_write(content: bytes) -> None:
    parsed = parse(content)
    assert parsed.errors == ()
    assert [participant.kind for participant in parsed.participants] == [Kind.OWNER, Kind.VENDOR]


def test_parse_takes_columns_in_any_order() -> None:
    parsed = parse(b"price,class,kind,account,regions,energy_price,funding,stock\n9,1,owner,a,13,180,crowd,\n")
    assert parsed.errors == ()
    assert parsed.participants[0].crowdfunded
    assert parsed.participants[0].price == 9


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 0, "has no header"),
        (b"\n \n", 0, "has no header"),
        (b"kind,account\nowner,a\n", 1, "is missing from the header"),
        (lines(OWNER).replace(b"stock", b"kind"), 1, "is twice in the header"),
        (lines(OWNER).decode().encode("utf-16"), 0, "is not UTF-8 text"),
    ],
)
def test_parse_explains_a_file_that_is_none(content: bytes, line: int, reason: str) -> None:
    parsed = parse(content)
    assert parsed.participants == ()
    assert (parsed.errors[0].line, parsed.errors[0].reason) == (line, reason)


def test_parse_explains_a_header_that_is_not_utf8() -> None:
    (error,) = parse(b"\xff" + lines(OWNER)).errors
    assert (error.line, error.reason) == (1, "is not UTF-8 at its byte 1")


def test_parse_finds_the_line_that_is_not_utf8() -> None:
    parsed = parse(lines(OWNER, "owner,Ñuñoa,0,13,1,,direct,1", VENDOR).decode().encode("latin-1"))
    assert [participant.line for participant in parsed.participants] == [2, 4]
    (error,) = parsed.errors
    assert (error.line, error.reason) == (3, "is not UTF-8 at its byte 7")
    assert "UTF-8" in error.hint


@given(st.binary(max_size=300))
def test_parse_never_raises_on_bytes(content: bytes) -> None:
    parse(content)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=10).map(",".join), max_size=5))
def test_parse_never_raises_on_rows_and_answers_each(rows: list[str]) -> None:
    parsed = parse(lines(*rows))
    answered = [participant.line for participant in parsed.participants] + [error.line for error in parsed.errors]
    assert len(answered) == len(set(answered))


cells = st.one_of(
    st.sampled_from(["owner", "vendor", "TEST::1", "0", "6", "13", "all", "5;8", "", "crowd", "direct", "180"]),
    st.text(max_size=6),
)
terms = st.sampled_from(["", "0", "no", "yes", "3000", "3001"])
# Rows that are good but for their terms, or are whatever it may be.
rows = st.tuples(
    st.one_of(st.sampled_from([OWNER, VENDOR]), st.lists(cells, min_size=8, max_size=8).map(",".join)), terms, terms
).map(",".join)


@given(st.lists(rows, max_size=4))
def test_what_parse_accepts_can_be_posted(rows: list[str]) -> None:
    for participant in parse(with_terms(*rows)).participants:
        assert 0 < participant.price < 2**40
        assert 0 < participant.regions <= 0xFFFF
        assert participant.account
        if participant.kind is Kind.OWNER:
            assert 1 <= participant.region <= 16
            assert 0 <= participant.reserve_bps <= 3_000
        else:
            assert not participant.has_terms
            assert 0 < participant.stock <= 0xFFFF


def test_write_and_read_are_inverse(tmp_path: Path) -> None:
    first, *others = draw().participants
    everybody = (replace(first, reserve_bps=250, follows_uf=True), *others)
    write(tmp_path / "market.csv", everybody)
    parsed = read(tmp_path / "market.csv")
    assert parsed.errors == ()
    numbered = enumerate(everybody, start=2)
    assert parsed.participants == tuple(replace(participant, line=line) for line, participant in numbered)


def test_read_explains_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(AntuError, match=r"absent\.csv cannot be read: No such file"):
        read(tmp_path / "absent.csv")
    with pytest.raises(AntuError, match="Is a directory"):
        read(tmp_path)


def test_the_sample_is_good_and_matches_whole() -> None:
    parsed = read(DATA / "participants.csv")
    assert parsed.errors == ()
    matching = CheapestMatcher()(posted(parsed.participants))
    assert matching.unmatched.empty
    assert len(matching.teams) == sum(participant.kind is Kind.OWNER for participant in parsed.participants) > 0
