"""The figures in `data/`: Chile's regions, the size classes, and the gas that the 2019 contracts used."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from antu.errors import AntuError

DATA = Path(__file__).resolve().parent.parent / "data"

ALL_REGIONS = 0xFFFF


@dataclass(frozen=True)
class Region:
    """A region of Chile. `cut` is its official code, 1 to 16."""

    cut: int
    name: str
    capital: str
    latitude: float
    longitude: float
    netbilling_mw: float
    yield_kwh_per_kwp: int  # in a year; equally Wh per Wp


@dataclass(frozen=True)
class SizeClass:
    """A standard size of project. `price_clp` is the market's price of the whole project, in pesos."""

    id: int
    capacity_wp: int
    price_clp: int


@dataclass(frozen=True)
class ReferenceGas:
    """Gas of the 2019 contracts, by the name of the work: the mean `measured` in a replay under today's rules, and
    the one `published` in 2019, which is missing for some."""

    measured: dict[str, int]
    published: dict[str, int]


def _rows(name: str) -> list[dict[str, str]]:
    try:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError as error:
        raise AntuError(f"{DATA / name} is missing.", "Restore it with: git checkout -- data") from error


@cache
def regions() -> tuple[Region, ...]:
    """The 16 regions, from north to south."""
    return tuple(
        Region(
            cut=int(row["cut"]),
            name=row["region"],
            capital=row["capital"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            netbilling_mw=float(row["netbilling_mw_2026_07"]),
            yield_kwh_per_kwp=int(row["yield_kwh_per_kwp_year"]),
        )
        for row in _rows("regions.csv")
    )


def region(cut: int) -> Region:
    """The region of a CUT code."""
    for candidate in regions():
        if candidate.cut == cut:
            return candidate
    raise AntuError(f"There is no region {cut}.", "Regions are Chile's official codes, 1 to 16.")


@cache
def size_classes() -> tuple[SizeClass, ...]:
    """The classes by id, from 0 up."""
    return tuple(
        SizeClass(int(row["class"]), int(row["capacity_kwp"]) * 1_000, int(row["reference_price_clp"]))
        for row in _rows("classes.csv")
    )


def size_class(class_id: int) -> SizeClass:
    """The class of an id."""
    for candidate in size_classes():
        if candidate.id == class_id:
            return candidate
    raise AntuError(f"There is no class {class_id}.", f"Classes are 0 to {len(size_classes()) - 1}.")


def regions_mask(cuts: Iterable[int]) -> int:
    """A set of regions as the contracts keep it: region `r` is bit `r - 1` of a uint16."""
    mask = 0
    for cut in cuts:
        mask |= 1 << (region(cut).cut - 1)
    return mask


def mask_regions(mask: int) -> tuple[int, ...]:
    """The CUT codes in a set of regions, ascending."""
    if not 0 <= mask <= ALL_REGIONS:
        raise AntuError(f"{mask} is no set of regions.", "A set of regions has 16 bits.")
    return tuple(cut for cut in range(1, 17) if serves(mask, cut))


def serves(mask: int, cut: int) -> bool:
    """Whether a set of regions has a region."""
    return bool(mask >> (cut - 1) & 1)


@cache
def reference_gas() -> ReferenceGas:
    """The 2019 gas figures."""
    content = json.loads((DATA / "reference-gas.json").read_text(encoding="utf-8"))
    measured = {name: int(row["mean"]) for name, row in content["measured"].items()}
    return ReferenceGas(measured, {name: int(mean) for name, mean in content["published_2019"].items()})
