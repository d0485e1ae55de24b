"""`ape run status`: the books in order."""

from collections.abc import Callable
from typing import Any

from ape.api import AccountAPI
from ape.contracts import ContractInstance

from scripts import status
from tests.fixtures.market import ENERGY_PRICE
from tests.fixtures.system import COOPERATIVE_PRICE
from tests.scripts.conftest import Run


def test_status_shows_owed_within_held_and_debts(
    run: Run,
    energy: ContractInstance,
    owner: AccountAPI,
    cooperative: AccountAPI,
    operating_project: Callable[..., int],
    matched_project: Callable[..., int],
    sign_reading: Callable[..., Any],
    time_travel: Callable[..., int],
) -> None:
    before = run(status.cli, "--json").json
    project, funding = operating_project(crowdfunded=True, terms=(1_000, False)), matched_project()
    time_travel(days=30)
    energy.deposit(1_000_000, sender=cooperative)
    energy.report(sign_reading(project, 100_000, 40_000), sender=cooperative)
    ended, shown = run(status.cli, "--json"), run(status.cli, "--projects").stdout

    assert ended.code == 0
    rows = {row["id"]: row for row in ended.json["projects"]}
    assert (rows[project]["state"], rows[funding]["state"]) == ("OPERATING", "FUNDING")
    kept = 40 * COOPERATIVE_PRICE // 10
    assert (rows[project]["revenue"], rows[project]["reserve"]) == (9 * kept, kept)
    assert (rows[project]["reserve_bps"], rows[project]["follows_uf"]) == (1_000, False)
    assert (rows[funding]["reserve"], rows[funding]["reserve_bps"]) == (0, 0)
    cells = [[cell.strip() for cell in line.split("│")] for line in shown.splitlines()]
    [listed, agreed] = [row for row in cells if row[1:2] == [str(project)]]
    assert (listed[5:7], agreed[2]) == ([f"{9 * kept:,}", f"{kept:,}"], "reserve 10 %")
    books = {row["contract"]: row for row in ended.json["contracts"]}
    assert all(row["owed"] <= row["held"] for row in books.values())
    assert books["shares"]["held"] >= 40 * COOPERATIVE_PRICE
    assert ended.json["debts"] - before["debts"] == 60 * ENERGY_PRICE
    assert f"Owed for energy and not yet paid: {ended.json['debts']:,} pesos." in shown


def test_commands_say_that_there_is_no_market(run: Run, no_records: None) -> None:
    ended = run(status.cli)
    assert ended.code == 1
    assert "There is no market on" in ended.stderr
    assert "ape run deploy --network" in ended.stderr
