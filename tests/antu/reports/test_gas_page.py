"""docs/GAS.md says what the snapshots say, and its plot what the contracts take."""

import re

import pytest

from antu.errors import AntuError
from antu.reports import snapshots
from antu.reports.gas.figures import FIGURES
from antu.reports.gas_page import GAS, PAGE, current, gas_table, pesos, sizes_table
from antu.reports.growth_plot import PANELS
from antu.reports.pictures import GOLD

# Kinds of work in the plot that are, but for a holder more or less, also figures of `make gas`.
FIGURE_OF = {
    "fund_final/funders": "fund_final_64",
    "reading/holders": "reading_alone_64_holders",
    "match_single/offers": "match_single",
    "match_batch50/offers": "match_batch50_disjoint_each",
    "post_demand/demands": "post_demand",
}
STALE = 0.01  # of a figure, by which the plot may differ


def test_page_says_what_the_snapshots_say() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert current(page) == page, "The tables of docs/GAS.md are old. Run: python -m antu.reports.gas_page"


@pytest.mark.parametrize("name", ["gas-growth.svg", "gas-growth.es.svg"])
def test_plot_says_what_the_snapshot_says(name: str) -> None:
    drawn = (PAGE.parent / name).read_text(encoding="utf-8")
    ours = [int(re.sub(r"[.,]", "", label)) for label in re.findall(rf"fill: {GOLD}[^>]*>([\d.,]+)", drawn)]
    labels = dict(zip((line.key for panel in PANELS for line in panel.lines), ours, strict=True))
    kept = snapshots.read(GAS)
    expected = {key: pytest.approx(kept[figure], rel=STALE) for key, figure in FIGURE_OF.items()}
    assert {key: labels[key] for key in expected} == expected, f"docs/{name} is old. Run: make gas-growth"


def test_gas_table_has_a_line_for_each_figure_and_marks_a_missed_budget() -> None:
    budget = FIGURES["fund"].budget
    assert budget
    lines = {
        spent: gas_table(dict.fromkeys(FIGURES, 1_000_000) | {"fund": spent, "fund/first": 134_000}).splitlines()
        for spent in (budget, budget + 1)
    }
    assert all(len(found) == len(FIGURES) + 2 for found in lines.values())
    within, beyond = (next(line for line in found if "`fund`" in line) for found in lines.values())
    assert "| 105,000 | 134,000 | 105,000 | 141,747 | 1.3 | 315 |" in within
    assert "| 105,001 | 134,000 | **105,000** |" in beyond


def test_gas_table_needs_every_figure() -> None:
    with pytest.raises(AntuError, match="no figure fund_permit") as caught:
        gas_table({key: 1_000 for key in FIGURES if key != "fund_permit"})
    assert "make snapshots" in caught.value.hint


def test_pesos_are_of_the_gas_price_and_the_ether_that_the_page_names() -> None:
    assert pesos(1_000_000) == 3_000
    assert "1 gwei, and an ether at 3,000,000 pesos" in PAGE.read_text(encoding="utf-8")


def test_sizes_table_begins_with_the_largest() -> None:
    sizes = {"A/runtime": 10, "A/creation": 12, "B/runtime": 2_000, "B/creation": 3_000}
    assert sizes_table(sizes).splitlines()[2:] == ["| `B` | 2,000 | 3,000 |", "| `A` | 10 | 12 |"]


@pytest.mark.parametrize("spoil", [lambda page: page.replace("<!-- gas -->\n", ""), lambda page: page + page])
def test_page_without_one_place_for_each_table_is_refused(spoil) -> None:
    with pytest.raises(AntuError, match="no one place for the table of gas"):
        current(spoil(PAGE.read_text(encoding="utf-8")))
