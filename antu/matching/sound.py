"""Whether a book could be a market's at all. The chain's always could; a file's may not."""

import pandas as pd

from antu.book import Book, Demand, Offer
from antu.catalog import ALL_REGIONS, regions, size_classes
from antu.enums import Role, State
from antu.errors import AntuError
from antu.money import MAXIMUM_FEE_BPS, MAXIMUM_MONEY

MAXIMUM_STOCK = 2**32 - 1
MAXIMUM_ID = 2**53  # beyond, a spreadsheet would have changed it


def require_sound(book: Book) -> None:
    """Raises an `AntuError` that names the first row, its column and its value, and says what may stand there."""
    classes = (0, len(size_classes()) - 1, "There is no such class: they are {least} to {most}.")
    money = (0, MAXIMUM_MONEY, "Prices are whole pesos, from {least} to {most}.")
    numbers = (1, MAXIMUM_ID, "Numbers are {least} or more.")
    _require(
        "demand",
        book.demands,
        Demand,
        {
            "id": numbers,
            "state": (0, len(State) - 1, "States are {least} to {most}."),
            "size_class": classes,
            "region": (
                1,
                len(regions()),
                "There is no such region: they are Chile's official codes, {least} to {most}.",
            ),
            "max_price": money,
            "fee_bps": (0, MAXIMUM_FEE_BPS, "Fees are basis points, {least} to {most}."),
        },
    )
    _require(
        "offer",
        book.offers,
        Offer,
        {
            "id": numbers,
            "role": (0, len(Role) - 1, "Roles are 0 for a vendor, 1 for an installer, 2 for a manager."),
            "size_class": classes,
            "regions": (0, ALL_REGIONS, "There are only 16 regions, a bit each: {least} to {most}."),
            "price": money,
            "stock": (0, MAXIMUM_STOCK, "A stock is projects, from {least} to {most}."),
        },
    )


def _require(
    what: str, table: pd.DataFrame, kind: type[Demand] | type[Offer], bounds: dict[str, tuple[int, int, str]]
) -> None:
    missing = [name for name in kind._fields if name not in table]
    if missing:
        raise AntuError(f"The {what}s have no column {missing[0]!r}.", f"Columns are: {', '.join(kind._fields)}.")
    for name, (least, most, hint) in bounds.items():
        column = table[name]
        if not pd.api.types.is_integer_dtype(column) or column.hasnans:
            raise AntuError(
                f"The {what}s' column {name!r} has more than whole numbers.", hint.format(least=least, most=most)
            )
        wrong = table[(column < least) | (column > most)]
        if len(wrong):
            row = wrong.iloc[0]
            of = "" if name == "id" else f" of {what} {row['id']}"
            raise AntuError(f"The {name}{of} is {row[name]}.", hint.format(least=least, most=most))
    twice = table["id"][table["id"].duplicated()]
    if len(twice):
        raise AntuError(f"There are two {what}s {twice.iloc[0]}.", f"Give each {what} a number of its own.")
