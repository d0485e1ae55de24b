"""Tables say what their rows do, in either language, whatever is in them."""

import pytest
from rich.console import Console
from rich.table import Table

from antu.accounting import Finance, Solvency
from antu.book import frame
from antu.enums import State
from antu.errors import RowError
from antu.matching import CheapestMatcher, solve
from antu.reports import tables
from antu.reports.gas.log import GasRow
from antu.text import Language
from tests.antu.books import book_of, demand, team_of_offers

EN, ES = Language.EN, Language.ES


def shown(table: Table) -> str:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def line_with(table: Table, word: str) -> str:
    (line,) = (line for line in shown(table).splitlines() if word in line)
    return line


def cells_with(table: Table, word: str) -> list[str]:
    return [cell.strip() for cell in line_with(table, word).strip("│").split("│")]


def test_errors_table_shows_what_a_file_had_as_it_was() -> None:
    errors = [RowError(3, "price", "[red]1.4[/nope]", "is no whole number", "Write digits only")]
    line = line_with(tables.errors_table(errors, EN), "price")
    assert "[red]1.4[/nope]" in line
    assert "3" in line


@pytest.mark.parametrize(("lang", "total"), [(EN, "1,165,500"), (ES, "$1.165.500")])
def test_teams_table_has_the_whole_price(lang: Language, total: str) -> None:
    teams = CheapestMatcher()(book_of([demand(41)], team_of_offers(51))).teams
    line = line_with(tables.teams_table(teams, lang), total)
    assert all(number in line for number in ("41", "51", "52", "53"))


def test_unmatched_table_says_why_in_both_languages() -> None:
    unmatched = solve(book_of([demand(41)], [])).explanations
    assert "no vendor" in line_with(tables.unmatched_table(unmatched, EN), "41")
    assert "ningún proveedor" in line_with(tables.unmatched_table(unmatched, ES), "41")


FINANCES = frame(
    [
        Finance(1, State.DELIVERED, 900, 900, 900, 0, 0, 250, True),
        Finance(2, State.OPERATING, 900, 900, 0, 101, 9, 800, False),
        Finance(3, State.OPERATING, 100, 100, 0, 7, 4, 3000, False),
        Finance(4, State.WITHDRAWN, 0, 0, 0, 0, 0, 0, False),
    ],
    Finance,
)


def test_projects_table_says_what_each_waits_for() -> None:
    line = line_with(tables.projects_table(FINANCES, EN), "delivered")
    assert "release" in line
    assert "anyone" in line
    assert "retirado" in shown(tables.projects_table(FINANCES, ES))


def test_projects_table_shows_the_reserve_beside_the_revenue() -> None:
    assert cells_with(tables.projects_table(FINANCES, EN), "101")[4:6] == ["101", "9"]


def test_terms_table_has_those_projects_that_have_terms() -> None:
    table = tables.terms_table(FINANCES, ES)
    assert table.row_count == 3
    assert cells_with(table, "2,5") == ["1", "reserva 2,5 %, sigue a la UF"]
    assert tables.terms_table(FINANCES[FINANCES.id == 4], ES).row_count == 0


def test_states_table_sums_each_state() -> None:
    assert cells_with(tables.states_table(FINANCES, EN), "operating") == ["operating", "2", "1,000", "0", "108", "13"]
    assert "cancelled" not in shown(tables.states_table(FINANCES, EN))


def test_solvency_table_shows_what_is_missing() -> None:
    rows = [Solvency("market", 10, 10), Solvency("energy", 10, 9)]
    assert "-1" in line_with(tables.solvency_table(rows, EN), "prepaid")


def test_flows_table_says_who_paid_and_received() -> None:
    line = line_with(tables.flows_table([tables.Flow("cooperative", 1_500, 0)], ES), "cooperativa")
    assert "$1.500" in line


def test_gas_table_compares_with_2019() -> None:
    rows = [GasRow("match", 33_000, 50, 931_304), GasRow("new_step", 7, 1, None)]
    assert "3.5 %" in line_with(tables.gas_table(rows, EN), "931,304")
    assert "new_step" in shown(tables.gas_table(rows, EN))
