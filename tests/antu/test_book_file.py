"""Books as files: what is read is what was written, and the first bad row is named."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.book import Book, Demand, Offer, rows
from antu.books import read_book, write_book
from antu.catalog import ALL_REGIONS, DATA, regions_mask
from antu.enums import Role, State
from antu.errors import AntuError
from antu.participants import parse
from tests.antu.books import posted
from tests.antu.matching.strategies import books

HEADER = "kind,class,regions,price,stock,fee_bps,id"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


def read(folder: Path, *lines: str, header: str = HEADER) -> Book:
    path = folder / "book.csv"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return read_book(path)


def refused(path: Path) -> str:
    with pytest.raises(AntuError) as caught:
        read_book(path)
    return str(caught.value)


def test_read_book_takes_every_kind(folder: Path) -> None:
    book = read(
        folder,
        "owner,0,13,1400000,,400,7",
        "vendor,2,5;13,5000000,3,,9",
        " Installer , 1 , biobio; Ñuble ;O'Higgins, 100 ,,, 8 ",
        "manager,6,all,10000,0,,7",
    )
    assert rows(book.demands, Demand) == [Demand(7, State.OPEN, "", 0, 13, 1_400_000, 400, False, 0)]
    assert rows(book.offers, Offer) == [
        Offer(7, "", Role.MANAGER, 6, ALL_REGIONS, 10_000, 0, False),
        Offer(8, "", Role.INSTALLER, 1, regions_mask([6, 8, 16]), 100, 1, False),
        Offer(9, "", Role.VENDOR, 2, regions_mask([5, 13]), 5_000_000, 3, False),
    ]


def test_columns_may_be_left_out_come_in_any_order_and_be_of_no_interest(folder: Path) -> None:
    book = read(
        folder, "# a comment", "", "5,a,owner,0,13", " ", "6,b,vendor,0,13", header="price,x,kind,class,regions"
    )
    assert rows(book.demands, Demand) == [Demand(4, State.OPEN, "", 0, 13, 5, 500, False, 0)]
    assert rows(book.offers, Offer) == [Offer(6, "", Role.VENDOR, 0, regions_mask([13]), 6, 1, False)]


def test_a_spreadsheets_semicolons_and_quotes_are_understood(folder: Path) -> None:
    path = folder / "excel.csv"
    path.write_bytes('\ufeff"kind";"class";"regions";"price"\r\nowner;0;13;5\r\nvendor;0;"5;13";6\r\n'.encode())
    book = read_book(path)
    assert (book.demands["id"].tolist(), book.offers["regions"].tolist()) == ([2], [regions_mask([5, 13])])


def test_the_sample_participants_are_a_book() -> None:
    sample = DATA / "participants.csv"
    found, expected = read_book(sample), posted(parse(sample.read_bytes()).participants)
    for one, two in ((found.demands, expected.demands), (found.offers, expected.offers)):
        same = [name for name in one if name not in ("id", "owner", "supplier", "crowdfunded", "energy_price")]
        assert one[same].equals(two[same])


@given(books())
@settings(max_examples=30, deadline=None)
@pytest.mark.parametrize("name", ["written.csv", "written.parquet"])
def test_what_is_written_is_read(name: str, folder: Path, book: Book) -> None:
    write_book(book, folder / name)
    found = read_book(folder / name)
    demands = ["id", "state", "size_class", "region", "max_price", "fee_bps"]
    offers = ["id", "role", "size_class", "price", "stock", "withdrawn", "regions"]
    assert found.demands[demands].equals(book.open_demands[demands].reset_index(drop=True).astype({"state": "int64"}))
    served = book.open_offers[book.open_offers["regions"] > 0]
    assert found.offers[offers].values.tolist() == served[offers].values.tolist()


def test_a_parquet_of_pandas_own_types_is_read(folder: Path) -> None:
    path = folder / "pandas.parquet"
    table: dict[str, list[Any]] = {
        "kind": ["owner", "vendor"],
        "class": [0, 0],
        "regions": ["13", "all"],
        "price": [3e12 / 3, 5.0],
        "stock": [None, 4],
    }
    pd.DataFrame(table).to_parquet(path)
    book = read_book(path)
    assert (book.demands["max_price"].tolist(), book.offers["stock"].tolist()) == ([10**12], [4])
    assert (book.demands["id"].tolist(), book.offers["id"].tolist()) == ([1], [2])


@pytest.mark.parametrize("header_only", [True, False])
def test_an_empty_book_is_a_book(header_only: bool, folder: Path) -> None:
    book = read(folder) if header_only else read(folder, "# nobody", "")
    assert (len(book.demands), len(book.offers)) == (0, 0)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("painter,0,13,1,,,1", "kind 'painter': is unknown"),
        ("owner,7,13,1,,,1", "class '7': is out of bounds.\nIt must be 0 to 6"),
        ("owner,0,17,1,,,1", "regions '17': is out of bounds"),
        ("owner,0,Patagonia,1,,,1", "regions 'Patagonia': is no region"),
        ("owner,0,,1,,,1", "regions: is empty"),
        ("owner,0,5;13,1,,,1", "regions '5;13': is more than one region"),
        ("vendor,0,5;;13,1,,,1", "regions: is empty"),
        ("owner,0,13,-5,,,1", "price '-5': is no whole number"),
        ("owner,0,13,1.5,,,1", "price '1.5': is no whole number"),
        ("owner,0,13,1.400.000,,,1", "price '1.400.000': is no whole number.\nWrite digits only"),
        ("owner,0,13,$5,,,1", "price '$5': is no whole number"),
        ("owner,0,13,1099511627776,,,1", "price '1099511627776': is out of bounds"),
        ("owner,0,13,99999999999999999999999,,,1", "price '99999999999999999999999': is no whole number"),
        ("owner,0,13,,,,1", "price: is empty"),
        ("owner,0,13,1,2,,1", "stock '2': is only for vendors, installers and managers"),
        ("owner,0,13,1,,1001,1", "fee_bps '1001': is out of bounds"),
        ("vendor,0,13,1,4294967296,,1", "stock '4294967296': is out of bounds"),
        ("vendor,0,13,1,1,500,1", "fee_bps '500': is only for owners"),
        ("vendor,0,13,1,1,,0", "id '0': is out of bounds"),
        ("vendor,0,13,1,1,,", "id: is empty"),
        ("owner,0,13,1,,,9", "id '9': is twice: line 2 has it too.\nGive each demand its own"),
        ("owner,0,13,1,,", "'owner,0,13,1,,': has 6 cells, and the header 7"),
        ('owner,0,"13,1,,,1', "'owner,0,\"13,1,,,1': is no row of a CSV"),
    ],
)
def test_a_bad_row_is_named(row: str, said: str, folder: Path) -> None:
    with pytest.raises(AntuError) as caught:
        read(folder, "owner,0,13,1,,,9", "", row, "vendor,0,13,1,,,9")
    assert f"book.csv, line 4, {said}" in str(caught.value).replace("line 4 '", "line 4, '")


def test_the_first_of_many_bad_rows_is_named(folder: Path) -> None:
    with pytest.raises(AntuError, match=r"line 3, regions '17'.*\n.* 3 rows have mistakes; this is the first\."):
        read(folder, "owner,0,13,1,,,1", "owner,0,17,1,,,2", "owner,0,13,x,,,3", "painter,0,13,1,,,4")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "file: has no header"),
        (b"owner,0,13,1\n", "line 1, kind: is missing from the header"),
        (b"kind,kind,class,regions,price\n", "line 1, kind: is twice in the header"),
        (b"kind,class,regions,price\nowner,0,Biob\xedo,1\n", "line 2 'owner,0,Biob\ufffdo,1': is not UTF-8"),
        ("kind,class,regions,price\n".encode("utf-16"), "file: is not UTF-8 text"),
        (b"\x7fELF\0\0\1", "file: is not UTF-8 text"),
        (b"\xef\xbb\xbf\xef\xbb\xbfkind,class,regions,price\nowner,0,13,1\n", "kind: is missing from the header"),
        (b"PAR1 but no more", "is no Parquet file"),
    ],
)
def test_what_is_no_book_is_named(content: bytes, said: str, folder: Path) -> None:
    path = folder / "other.csv"
    path.write_bytes(content)
    assert refused(path).startswith(str(path))
    assert said in refused(path)


def test_a_folder_and_a_missing_file_are_named(folder: Path) -> None:
    assert "Is a directory" in refused(folder)
    assert "No such file" in refused(folder / "nothing.csv")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"kind": ["owner"], "class": [0], "regions": ["13"]}, "has no column 'price'"),
        ({"kind": ["owner"], "class": [0], "regions": [[13]], "price": [1]}, "the column 'regions' is of list"),
        (
            {"kind": ["owner"], "class": [0], "regions": ["13"], "price": [1.5]},
            "row 1, price '1.5': is no whole number",
        ),
    ],
)
def test_a_parquet_that_is_no_book_is_named(table: dict[str, list[Any]], said: str, folder: Path) -> None:
    path = folder / "other.parquet"
    pd.DataFrame(table).to_parquet(path)
    assert said in refused(path)


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_content_has_a_traceback(folder: Path, content: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(b"kind,class,regions,price\nowner,0,13,1\n" + content)
    with suppress(AntuError):
        read_book(path)
