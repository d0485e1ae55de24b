"""The book, what is posted on the marketplace, as two pandas frames with the fields of `Demand` and `Offer`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from antu.enums import State

Row = TypeVar("Row", bound=tuple[Any, ...])


class Demand(NamedTuple):
    """A row of `Book.demands`: a demand, and the project it may have become."""

    id: int  # the demand's and its project's number
    state: int  # `State`
    owner: str  # address
    size_class: int  # 0 to 15
    region: int  # CUT code, 1 to 16
    max_price: int  # pesos, fee included
    fee_bps: int  # basis points, of the day it was posted or last changed
    crowdfunded: bool  # whether financiers pay, or the owner
    energy_price: int  # pesos per kWh that the owner promises


class Offer(NamedTuple):
    """A row of `Book.offers`."""

    id: int  # the offer's number
    supplier: str  # address
    role: int  # `Role`
    size_class: int  # 0 to 15
    regions: int  # a bit each: region `r` is bit `r - 1`
    price: int  # pesos per project
    stock: int  # projects it can still serve
    withdrawn: bool  # gone for good


@dataclass(frozen=True)
class Book:
    """All demands, whatever became of them, and all offers, by id. Columns: the fields of `Demand` and of `Offer`."""

    demands: pd.DataFrame
    offers: pd.DataFrame

    @property
    def open_demands(self) -> pd.DataFrame:
        """The demands that wait for a team."""
        return self.demands[self.demands.state == State.OPEN]

    @property
    def open_offers(self) -> pd.DataFrame:
        """The offers that a team can have: not withdrawn, and with stock."""
        return self.offers[~self.offers.withdrawn & (self.offers.stock > 0)]

    def demand(self, demand_id: int) -> Demand | None:
        return next(iter(rows(self.demands[self.demands.id == demand_id], Demand)), None)

    def offer(self, offer_id: int) -> Offer | None:
        return next(iter(rows(self.offers[self.offers.id == offer_id], Offer)), None)


def book(projects: Iterable[Any], offers: Iterable[Any]) -> Book:
    """A book from the rows of `MarketLens.projects` and `MarketLens.offers`: structs, named tuples or mappings."""
    return Book(
        demands=frame((_flat(row, "project", Demand) for row in projects), Demand).sort_values("id", ignore_index=True),
        offers=frame((_flat(row, "offer", Offer) for row in offers), Offer).sort_values("id", ignore_index=True),
    )


def frame(items: Iterable[Row], kind: type[Row]) -> pd.DataFrame:
    """A frame of named tuples; their annotations say the columns' types, also of an empty one."""
    types = {int: "int64", bool: "bool", str: "object"}
    columns = list(zip(*items, strict=True)) or [()] * len(kind.__annotations__)
    named = zip(kind.__annotations__.items(), columns, strict=True)
    return pd.DataFrame({name: pd.Series(column, dtype=types[of]) for (name, of), column in named})


def rows(table: pd.DataFrame, kind: type[Row]) -> list[Row]:
    """The named tuples of a frame that `frame` could have made."""
    make: Any = kind
    return [make(*values) for values in table[list(kind.__annotations__)].itertuples(index=False, name=None)]


def field(struct: Any, name: str) -> Any:
    """A field of a struct that came from a chain, as an object or as a mapping."""
    return struct[name] if isinstance(struct, Mapping) else getattr(struct, name)


def _flat(row: Any, inner: str, kind: type[Row]) -> Row:
    make: Any = kind
    struct, (_, *names) = field(row, inner), kind.__annotations__
    flat: Row = make(field(row, "id"), *(field(struct, camel(name)) for name in names))
    return flat


def camel(name: str) -> str:
    """The contracts' spelling of a column's name."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
