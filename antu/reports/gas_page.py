"""The tables of docs/GAS.md, made of the snapshots so that they say what is held: `python -m antu.reports.gas_page`.

`make snapshots` runs it when it has written them, and a test fails while the page says anything else.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from antu.errors import AntuError
from antu.files import read_bytes, write_atomically
from antu.payouts.cost import clp_per_ether
from antu.reports import snapshots
from antu.reports.gas.figures import FIGURES, FIRST, Figure

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "GAS.md"
GAS, BYTECODE = ROOT / "snapshots" / "gas.json", ROOT / "snapshots" / "bytecode.json"

GWEI_PER_ETHER = 10**9
GAS_PRICE_GWEI = 1  # of the example in pesos


def current(page: str) -> str:
    """The page with its tables as the snapshots are. `AntuError` if one of them has not just one place in it."""
    tables = {"gas": gas_table(snapshots.read(GAS)), "sizes": sizes_table(snapshots.read(BYTECODE))}
    for name, table in tables.items():
        start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        if (page.count(start), page.count(end)) != (1, 1):
            raise AntuError(
                f"{PAGE} has no one place for the table of {name}.",
                f"It is written between {start.strip()} and {end}, once each and on lines of their own.",
            )
        page = page[: page.index(start)] + start + table + page[page.index(end) :]
    return page


def gas_table(measured: Mapping[str, snapshots.Figure]) -> str:
    """A line per figure of `make gas`: a missed budget in bold, and what a transaction costs in pesos as an example."""
    columns = ("work", ">gas", ">first time", ">budget", ">2019", ">2019 / gas", f">pesos at {GAS_PRICE_GWEI} gwei")
    return _markdown(columns, (_line(figure, measured) for figure in FIGURES.values()))


def _line(figure: Figure, measured: Mapping[str, snapshots.Figure]) -> Iterator[str]:
    if figure.key not in measured:
        raise AntuError(f"{GAS} has no figure {figure.key}.", snapshots.REWRITE)
    gas, budget = measured[figure.key], _number(figure.budget)
    yield f"{figure.what} (`{figure.key}`)"
    yield _number(gas)
    yield _number(measured.get(figure.key + FIRST))
    yield f"**{budget}**" if figure.budget and gas > figure.budget else budget
    yield _number(figure.reference)
    yield f"{figure.reference / gas:.1f}" if figure.reference else ""
    yield _number(round(pesos(gas)))


def pesos(gas: float) -> Fraction:
    """What so much gas costs at the example's price, an ether being worth what data/ether.csv assumes."""
    return Fraction(gas) * GAS_PRICE_GWEI * clp_per_ether() / GWEI_PER_ETHER


def sizes_table(measured: Mapping[str, snapshots.Figure]) -> str:
    """A line per contract, the largest first."""
    names = {name.partition("/")[0]: measured[f"{name.partition('/')[0]}/runtime"] for name in measured}
    largest = sorted(names, key=lambda name: (-names[name], name))
    lines = ((f"`{name}`", _number(names[name]), _number(measured[f"{name}/creation"])) for name in largest)
    return _markdown(("contract", ">bytes on chain", ">bytes to create it"), lines)


def _markdown(columns: Sequence[str], lines: Iterable[Iterable[str]]) -> str:
    """A table; columns that begin with `>` are figures."""
    head = [column.removeprefix(">") for column in columns]
    rule = ["---:" if column.startswith(">") else "---" for column in columns]
    return "".join(f"| {' | '.join(line)} |\n" for line in (head, rule, *lines))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,}"


if __name__ == "__main__":
    try:
        write_atomically(PAGE, current(read_bytes(PAGE).decode()))
    except AntuError as error:
        sys.exit(str(error))
