"""`reports/gas-growth.json`: gas of each kind of work, by how many people or rows of the book there are.

`make gas-growth` measures and writes it (`benchmarks/growth/`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.table import Table

from antu.catalog import reference_gas
from antu.errors import AntuError
from antu.files import write_atomically
from antu.invalid import invalid
from antu.reports.tables import Cell, red, table
from antu.text import Language, number, percent, text

MOST_DIFFERENCE = 0.01
Gas = Annotated[int, Field(gt=0)]
Size = Annotated[int, Field(gt=0)]


class Kind(NamedTuple):
    """A kind of work, measured against the number of `of`: a transaction that does `units` of it.

    `case` says which of its costs that is. `reference` is an entry of data/reference-gas.json, or a pattern of entries
    by how many people there were, whose place is `{}`."""

    name: str
    of: str
    case: str
    units: int = 1
    reference: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}/{self.of}"


_NEW_FUNDER = "by somebody who has paid nothing yet, has pesos and allowance left, and was preceded by that many"
_MATCHED = "of offers with stock left, beside that many others of the same class and regions"

KINDS: tuple[Kind, ...] = (
    Kind("fund", "funders", f"A payment {_NEW_FUNDER}.", reference="Fund"),
    Kind("fund_final", "funders", f"The payment that reaches the goal, {_NEW_FUNDER}.", reference="safeWithdrawal/{}"),
    Kind("refund", "funders", "Of an expired project, to one with pesos, while that many others are still in it."),
    Kind("expire", "funders", "Of a crowdfunded project, in which that many and one more have paid."),
    Kind("opening", "holders", "The last release, which pays the manager and the fee to accounts with pesos."),
    Kind("reading_first", "holders", "The first since the meter was connected.", reference="Generate/{} first"),
    Kind("reading", "holders", "The second, from prepaid balances that last.", reference="Generate/{} again"),
    Kind("claim", "holders", "The second of a holder with pesos, after the second reading.", reference="Pay"),
    Kind("payout", "holders", "The third payment to a holder with pesos, after the third reading.", reference="Pay"),
    Kind("transfer", "holders", "To one who has shares already, both having earned since.", reference="transfer"),
    Kind("post_offer", "offers", "By one who has posted before.", reference="newProvider"),
    Kind("match_batch50", "offers", f"50 disjoint teams {_MATCHED}.", units=50, reference="Matching(direct)"),
    Kind("match_single", "offers", f"One team {_MATCHED}.", reference="Matching(direct)"),
    Kind("match_own", "offers", f"By the owner, one team {_MATCHED}.", reference="Matching(direct)"),
    Kind("post_demand", "demands", "By one who has posted before.", reference="newDemand"),
    Kind("match_batch50", "demands", "As with offers, beside demands.", units=50, reference="Matching(direct)"),
    Kind("match_single", "demands", "As with offers, beside demands.", reference="Matching(direct)"),
    Kind("match_own", "demands", "As with offers, beside demands.", reference="Matching(direct)"),
)


class Growth(BaseModel):
    """Of a kind of work, by size: the receipt's gas for each unit, rounded, and what of it a transaction's bytes cost.

    `reference` is what the 2019 contracts took, by size where that was measured, else one figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    of: str
    case: str
    units: int
    gas: dict[Size, Gas]
    data_gas: dict[Size, Gas]
    reference: dict[Size, Gas] | Gas | None

    @property
    def difference(self) -> float:
        """How much more the dearest size takes than the cheapest, as a ratio."""
        return max(self.gas.values()) / min(self.gas.values()) - 1

    @property
    def flat(self) -> bool:
        least = min(self.gas.values())
        return max(self.gas.values()) - least <= least * MOST_DIFFERENCE


class GrowthReport(BaseModel):
    """All kinds that were measured."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sizes: tuple[Size, ...]
    most_difference: float = MOST_DIFFERENCE
    growths: tuple[Growth, ...]

    def of(self, key: str) -> Growth:
        """The growth of a kind by its key."""
        return next(each for each in self.growths if f"{each.name}/{each.of}" == key)

    @property
    def growing(self) -> list[str]:
        """What is not flat, a sentence each, in English."""
        return [_sentence(each) for each in self.growths if not each.flat]


def _sentence(growth: Growth) -> str:
    sizes = ", ".join(f"{gas:,} with {size:,}" for size, gas in growth.gas.items())
    return (
        f"{growth.name} grows with {growth.of}: {sizes} gas. That is {growth.difference:.2%} apart, "
        f"where DESIGN.md says O(1) and {MOST_DIFFERENCE:.0%} is allowed."
    )


def grown(kind: Kind, gas: Mapping[int, int], data_gas: Mapping[int, int]) -> Growth:
    """The growth of a kind, from receipts' gas and that of their bytes, by size."""
    return Growth(
        name=kind.name,
        of=kind.of,
        case=kind.case,
        units=kind.units,
        gas={size: round(gas[size] / kind.units) for size in sorted(gas)},
        data_gas={size: round(data_gas[size] / kind.units) for size in sorted(data_gas)},
        reference=reference(kind.reference) if kind.reference else None,
    )


def reference(entry: str) -> dict[int, int] | int:
    """What 2019 took, of an entry or of a pattern of them."""
    measured = reference_gas().measured
    before, placeholder, after = entry.partition("{}")
    if not placeholder:
        return measured[entry]
    found = (
        (name.removeprefix(before).removesuffix(after), gas)
        for name, gas in measured.items()
        if name.startswith(before) and name.endswith(after)
    )
    return {int(size): gas for size, gas in found if size.isdecimal()}


def write(path: Path, report: GrowthReport) -> None:
    """Writes the report as JSON."""
    write_atomically(path, report.model_dump_json(indent=2) + "\n")


def read(path: Path) -> GrowthReport:
    """Reads a report and checks it."""
    try:
        return GrowthReport.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise AntuError(f"{path} does not exist.", "Run `make gas-growth` to write it.") from error
    except ValidationError as error:
        raise invalid(path, "report of growth", error, "Run `make gas-growth` to write it anew.") from error


def growth_table(report: GrowthReport, lang: Language) -> Table:
    """A line per kind of work, sizes side by side; what is not flat in red."""
    sizes = {size: number(size, lang) for size in report.sizes}
    lines = (
        (
            text(f"grown_{each.name}", lang),
            text(each.of, lang),
            *(number(each.gas[size], lang) for size in sizes),
            _apart(each, lang),
        )
        for each in report.growths
    )
    built = table("growth_title", ("growth_work", "growth_of"), (), lang)
    for shown in (*sizes.values(), text("growth_difference", lang)):
        built.add_column(shown, justify="right", no_wrap=True)
    for line in lines:
        built.add_row(*line)
    return built


def _apart(growth: Growth, lang: Language) -> Cell:
    shown = percent(growth.difference, lang, 2)
    return shown if growth.flat else red(shown)
