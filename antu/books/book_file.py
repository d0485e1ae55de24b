"""A book as one table, a demand or an offer per row: what `antu match` reads. `data/participants.csv` is one, too.

| column  | owner (a demand)                         | vendor, installer, manager (an offer)           |
|---------|------------------------------------------|-------------------------------------------------|
| kind    | `owner`                                  | `vendor`, `installer` or `manager`              |
| class   | 0 to 6, as in data/classes.csv           | the same                                        |
| regions | its one region: a CUT code, or its name  | several, with `;` between them, or `all`        |
| price   | pesos, the most it would pay, fee in     | pesos per project                               |
| stock   | empty                                    | projects it can serve; empty is 1               |
| fee_bps | the platform's fee; empty is 500 (5 %)   | empty                                           |
| id      | its number; of two alike the lower first | the same; offers are numbered apart from demands |

The last three may be left out: without `id`, a row's number is its line in the file (of Parquet, its row). Columns may
come in any order, and others do no harm. A CSV is UTF-8, with commas or semicolons between cells (a cell that has one
of its own is quoted); lines that are blank, or begin with `#`, don't count.
"""

import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from antu.book import Book
from antu.books.cells import Flags, Numbers
from antu.books.tables import Cells, Integers, read_cells, table_bytes
from antu.catalog import ALL_REGIONS, mask_regions, regions, regions_mask, size_classes
from antu.cells import blank, choice, whole
from antu.enums import Role, State
from antu.errors import RowProblem
from antu.files import write_atomically
from antu.matching.sound import MAXIMUM_ID, MAXIMUM_STOCK
from antu.money import BASE_CASE, MAXIMUM_FEE_BPS, MAXIMUM_MONEY
from antu.participants.model import Kind

COLUMNS = ("kind", "class", "regions", "price")
OPTIONAL = ("stock", "fee_bps", "id")

FEE_BPS = BASE_CASE.fee_bps
KINDS = tuple(Kind)


def read_book(path: Path) -> Book:
    """The book of a file. An `AntuError` names the first row that cannot be taken."""
    cells = read_cells(path, COLUMNS, OPTIONAL)
    numbers = Numbers(cells)
    everyone = np.ones(len(cells.places), dtype=bool)
    kind = numbers.take("kind", everyone, lambda text: KINDS.index(Kind(choice("kind", text, KINDS))))
    owns = kind == KINDS.index(Kind.OWNER)
    size_class = numbers.whole("class", everyone, 0, len(size_classes()) - 1)
    price = numbers.whole("price", everyone, 0, MAXIMUM_MONEY)
    region = numbers.take("regions", owns, _one_region)
    served = numbers.take("regions", ~owns, _regions)
    stock = numbers.whole("stock", ~owns, 0, MAXIMUM_STOCK, empty=1)
    fee = numbers.whole("fee_bps", owns, 0, MAXIMUM_FEE_BPS, empty=FEE_BPS)
    _require_blank(cells, numbers, "stock", owns, "vendors, installers and managers")
    _require_blank(cells, numbers, "fee_bps", ~owns, "owners")
    number = cells.places
    if "id" in cells.columns:
        number = numbers.whole("id", everyone, 1, MAXIMUM_ID)
        numbers.once("id", number, owns, "demand")
        numbers.once("id", number, ~owns, "offer")
    numbers.require()
    role = np.array([each.role if each is not Kind.OWNER else -1 for each in KINDS], dtype=np.int64)[kind]
    return Book(
        _by_id(
            owns,
            id=number,
            state=np.full(len(kind), int(State.OPEN)),
            owner="",
            size_class=size_class,
            region=region,
            max_price=price,
            fee_bps=fee,
            crowdfunded=False,
            energy_price=0,
        ),
        _by_id(
            ~owns,
            id=number,
            supplier="",
            role=role,
            size_class=size_class,
            regions=served,
            price=price,
            stock=stock,
            withdrawn=False,
        ),
    )


def write_book(book: Book, path: Path) -> None:
    """Writes what is open in a book, so that `read_book` finds it again; an offer without a region serves nobody."""
    demands, offers = book.open_demands, book.open_offers
    offers = offers[offers["regions"] > 0]
    table = pd.concat(
        [
            pd.DataFrame(
                {
                    "kind": Kind.OWNER.value,
                    "id": demands["id"],
                    "class": demands["size_class"],
                    "regions": demands["region"].astype(str),
                    "price": demands["max_price"],
                    "stock": pd.array([None] * len(demands), dtype="Int64"),
                    "fee_bps": demands["fee_bps"].astype("Int64"),
                }
            ),
            pd.DataFrame(
                {
                    "kind": offers["role"].map({role.value: role.name.lower() for role in Role}),
                    "id": offers["id"],
                    "class": offers["size_class"],
                    "regions": offers["regions"].map(_written),
                    "price": offers["price"],
                    "stock": offers["stock"].astype("Int64"),
                    "fee_bps": pd.array([None] * len(offers), dtype="Int64"),
                }
            ),
        ]
    )
    write_atomically(path, table_bytes(table, path))


def _by_id(rows: Flags, **columns: Integers | str | int) -> pd.DataFrame:
    chosen = {name: column[rows] if isinstance(column, np.ndarray) else column for name, column in columns.items()}
    return pd.DataFrame(chosen, index=pd.RangeIndex(int(rows.sum()))).sort_values(
        "id", kind="stable", ignore_index=True
    )


def _require_blank(cells: Cells, numbers: Numbers, name: str, rows: Flags, belongs_to: str) -> None:
    def nothing(text: str) -> int:
        blank(name, text, belongs_to)
        return 0

    if name in cells.columns:
        numbers.take(name, rows, nothing)


def _one_region(text: str) -> int:
    served = mask_regions(_regions(text))
    if len(served) != 1:
        raise RowProblem("regions", text, "is more than one region", "An owner's roof is in one region")
    return served[0]


def _regions(text: str) -> int:
    if text.lower() == "all":
        return ALL_REGIONS
    return regions_mask(_region(each.strip()) for each in text.split(";"))


def _region(text: str) -> int:
    """A region's code, from its code or its name, whatever its accents."""
    named = _codes().get(_plain(text))
    if named is None and text and not text[0].isdigit():
        names = ", ".join(region.name for region in regions())
        raise RowProblem("regions", text, "is no region", f"Write CUT codes, 1 to {len(regions())}, or names: {names}")
    return whole("regions", text, 1, len(regions())) if named is None else named


@cache
def _codes() -> dict[str, int]:
    return {_plain(region.name): region.cut for region in regions()}


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold()).replace("\u2019", "'")
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _written(mask: int) -> str:
    return "all" if mask == ALL_REGIONS else ";".join(map(str, mask_regions(mask)))
