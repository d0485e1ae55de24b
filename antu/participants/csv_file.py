"""The file that `ape run participants` reads: a CSV with a header, UTF-8, one demand or offer per row.

| column       | owner                                 | vendor, installer, manager                    |
|--------------|---------------------------------------|-----------------------------------------------|
| kind         | `owner`                               | `vendor`, `installer` or `manager`            |
| account      | alias of an Ape account, or `TEST::n` | the same                                      |
| class        | 0 to 6, as in data/classes.csv        | the same                                      |
| regions      | its one region, a CUT code            | CUT codes with `;` between them, or `all`     |
| price        | pesos, the most it would pay, fee in  | pesos per project                             |
| stock        | empty                                 | projects it can serve                         |
| funding      | `direct` or `crowd`                   | empty                                         |
| energy_price | pesos per kWh that it will pay        | empty                                         |
| reserve_bps  | basis points of revenue, 0 to 3000    | empty                                         |
| follows_uf   | `yes` or `no`                         | empty                                         |

The last two are a demand's terms, and may be left out, column or cell: what is kept of the revenue for operation and
maintenance (100 is 1 %; empty is 0), and whether the energy's price follows the UF (empty is `no`).

The header's columns may come in any order. Where spreadsheets write `;` between cells, that is understood too, if the
cells that have a `;` of their own are quoted, as spreadsheets do. Lines that are blank, or begin with `#`, don't count.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from antu.catalog import ALL_REGIONS, mask_regions, regions, regions_mask, size_classes
from antu.cells import blank, choice, whole
from antu.csv_rows import taken_rows
from antu.errors import RowError, RowProblem
from antu.files import read_bytes, write_atomically
from antu.money import MAXIMUM_MONEY, MAXIMUM_RESERVE_BPS
from antu.participants.model import Kind, Participant

COLUMNS = ("kind", "account", "class", "regions", "price", "stock", "funding", "energy_price")
TERMS = ("reserve_bps", "follows_uf")
FUNDING = ("direct", "crowd")
ANSWERS = ("no", "yes")

MAXIMUM_UINT16 = 0xFFFF


@dataclass(frozen=True)
class Parsed:
    """The good rows of a file and, apart, what is wrong with the others."""

    participants: tuple[Participant, ...]
    errors: tuple[RowError, ...]


def read(path: Path) -> Parsed:
    """Reads a file of participants. A bad row is an error among others; only a file that cannot be opened raises."""
    return parse(read_bytes(path))


def parse(content: bytes) -> Parsed:
    """Reads what such a file contains. Never raises."""
    return Parsed(*taken_rows(content, COLUMNS, _participant, optional=TERMS))


def write(path: Path, participants: Iterable[Participant]) -> None:
    """Writes participants in the format that `read` takes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, *TERMS))
    writer.writerows(_row(participant) for participant in participants)
    write_atomically(path, text.getvalue())


def _participant(cells: Mapping[str, str], line: int) -> Participant:
    kind = Kind(choice("kind", cells["kind"], tuple(Kind)))
    account = cells["account"]
    if not account:
        raise RowProblem("account", "", "is empty", "Write an alias that `ape accounts list` shows, or TEST::n")
    size_class = whole("class", cells["class"], 0, len(size_classes()) - 1)
    served = _regions(cells["regions"])
    price = whole("price", cells["price"], 1, MAXIMUM_MONEY)
    if kind is not Kind.OWNER:
        for column in ("funding", "energy_price", *TERMS):
            blank(column, cells[column], "owners")
        stock = whole("stock", cells["stock"], 1, MAXIMUM_UINT16)
        return Participant(kind, account, size_class, served, price, stock=stock, line=line)
    if len(mask_regions(served)) != 1:
        raise RowProblem("regions", cells["regions"], "is more than one region", "An owner's roof is in one region")
    blank("stock", cells["stock"], "vendors, installers and managers")
    crowdfunded = choice("funding", cells["funding"], FUNDING) == "crowd"
    energy_price = whole("energy_price", cells["energy_price"], 0, MAXIMUM_UINT16)
    return Participant(
        kind,
        account,
        size_class,
        served,
        price,
        crowdfunded=crowdfunded,
        energy_price=energy_price,
        reserve_bps=whole("reserve_bps", cells["reserve_bps"] or "0", 0, MAXIMUM_RESERVE_BPS),
        follows_uf=choice("follows_uf", cells["follows_uf"] or "no", ANSWERS) == "yes",
        line=line,
    )


def _regions(text: str) -> int:
    if text.lower() == "all":
        return ALL_REGIONS
    return regions_mask(whole("regions", code.strip(), 1, len(regions())) for code in text.split(";"))


def _row(participant: Participant) -> list[object]:
    served = "all" if participant.regions == ALL_REGIONS else ";".join(map(str, mask_regions(participant.regions)))
    common = [participant.kind.value, participant.account, participant.size_class, served, participant.price]
    if participant.kind is not Kind.OWNER:
        return [*common, participant.stock, "", "", "", ""]
    terms = (participant.reserve_bps, ANSWERS[participant.follows_uf])
    return [*common, "", FUNDING[participant.crowdfunded], participant.energy_price, *terms]
