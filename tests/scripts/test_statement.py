"""`ape run statement`: an account from events alone that agrees with the contracts, and says so when it does not."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.errors import AntuError
from antu.money import BASE_CASE
from scripts import statement
from scripts._chain import events, statements
from tests.fixtures.market import ENERGY_PRICE
from tests.helpers import account_key
from tests.scripts.conftest import Run

DOCUMENT = b"invoice".ljust(32)
RESERVE_BPS = 1_000


@pytest.fixture(scope="module")
def told(
    energy: ContractInstance,
    shares: ContractInstance,
    owner: AccountAPI,
    cooperative: AccountAPI,
    manager: AccountAPI,
    vendor: AccountAPI,
    arbiter: AccountAPI,
    funders: list[AccountAPI],
    operating_project: Callable[..., int],
    meters: dict[int, Any],
    new_meter: Callable[[], Any],
    sign_reading: Callable[..., Any],
    new_month: Callable[..., tuple[int, int]],
    time_travel: Callable[..., int],
) -> int:
    """A project with some of everything: debts settled in part, shares sold, a correction up and one down, a new meter,
    a reserve of which some was spent, and a price that follows the UF."""
    new_month()
    project = operating_project(crowdfunded=True, terms=(RESERVE_BPS, True))
    energy.deposit(12_000, sender=cooperative)
    energy.deposit(5_000, sender=owner)
    time_travel(days=40)
    energy.report(sign_reading(project, 100_000, 40_001), sender=cooperative)
    shares.transfer(funders[3], project, shares.balanceOf(funders[0], project) // 3, sender=funders[0])
    month, _ = new_month(bps=200)
    energy.correct(project, month - 1, -500, DOCUMENT, sender=cooperative)
    energy.correct(project, month - 1, 700, DOCUMENT, sender=cooperative)
    meters[project] = new_meter()
    energy.replaceMeter(project, account_key(meters[project]), 1_000, 500, sender=arbiter)
    time_travel(days=40)
    energy.report(sign_reading(project, 91_000, 50_500), sender=cooperative)
    energy.settle(project, owner, 1_000, sender=owner)
    shares.payout(funders[:2], [project], sender=owner)
    spent = (project, vendor, shares.reserveOf(project) // 2, DOCUMENT)
    shares.askSpending(*spent, sender=manager)
    shares.approveSpending(*spent, sender=arbiter)
    return project


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV in English, its total last."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_project_adds_up_and_agrees_with_the_contracts(
    run: Run, told: int, energy: ContractInstance, shares: ContractInstance, tmp_path: Path
) -> None:
    ended = run(statement.cli, "--project", told, "--out", tmp_path, "--lang", "en", "--json")
    assert (ended.code, ended.json["differences"]) == (0, [])
    *months, total = rows(tmp_path / f"project-{told}.csv")
    [found] = ended.json["projects"]
    figures = found["total"]

    meter, series = energy.meter(told), shares.series(told)
    debts = sum(energy.debtOf(told, who) for who in (energy.cooperative(meter.cooperativeId).account, meter.owner))
    assert figures["generated"] == meter.generatedWh == 190_000
    assert figures["exported"] == meter.exportedWh == 90_001
    assert figures["owed"] == debts > 0
    assert figures["corrected"] == 200
    assert figures["credit_used"] == 500
    assert figures["owner_bill"] > 99_999 * ENERGY_PRICE // 1_000  # for the UF has risen
    billed = figures["owner_bill"] + figures["cooperative_bill"] + 700
    assert billed == figures["paid"] + debts + figures["credit_used"]
    assert figures["paid"] == figures["shared"] + figures["reserved"]
    assert figures["shared"] == series.revenue
    assert figures["reserved"] - figures["spent"] == shares.reserveOf(told)
    assert {who["holder"]: who["claimable"] for who in found["holders"]} == {
        who["holder"]: shares.claimable(who["holder"], told) for who in found["holders"]
    }
    assert int(total["energy: generated (Wh)"]) == sum(int(row["energy: generated (Wh)"]) for row in months)
    assert [row["month"] for row in months] == sorted(row["month"] for row in months)


def test_holders_add_up_to_the_project(run: Run, told: int, tmp_path: Path) -> None:
    project = run(statement.cli, "--project", told, "--out", tmp_path, "--lang", "en", "--json").json["projects"][0]
    tables = {}
    for holder in project["holders"]:
        ended = run(statement.cli, "--holder", holder["holder"], "--out", tmp_path, "--lang", "en", "--json")
        assert (ended.code, ended.json["differences"]) == (0, [])
        lines = rows(tmp_path / f"holder-{holder['holder']}.csv")
        tables[holder["holder"]] = [row for row in lines if int(row["project"]) == told]
    whole = rows(tmp_path / f"project-{told}.csv")
    for number, line in enumerate(whole):
        parts = [table[number] for table in tables.values()]
        assert all(part["energy: generated (Wh)"] == line["energy: generated (Wh)"] for part in parts)
        assert sum(int(part["this shareholder: claimed (CLP)"]) for part in parts) == int(
            line["revenue: claimed (CLP)"]
        )
        # Of each month's revenue less than a peso of each holder is not whole yet, or was not before.
        earned = sum(int(part["this shareholder: earned (CLP)"]) for part in parts)
        assert abs(int(line["revenue: shared out (CLP)"]) - earned) <= len(parts)
    assert sum(int(table[-1]["this shareholder: shares at month's end"]) for table in tables.values()) == sum(
        holder["shares"] for holder in project["holders"]
    )


def test_page_is_in_spanish_unless_told_otherwise_and_needs_nothing_else(run: Run, told: int, tmp_path: Path) -> None:
    run(statement.cli, "--project", told, "--out", tmp_path / "es")
    run(statement.cli, "--project", told, "--out", tmp_path / "en", "--lang", "en")
    spanish, english = ((tmp_path / name / f"project-{told}.html").read_text() for name in ("es", "en"))
    assert "Estado de cuenta" in spanish
    assert "coinciden con los contratos, al peso" in spanish
    assert "Statement of account" in english
    assert "<script" not in spanish + english
    assert "http" not in spanish + english


def test_difference_is_an_error_that_names_the_figure(
    run: Run, told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = statement.figures

    def wrong(*arguments: Any) -> Any:
        found = asked(*arguments)
        return found | {("revenue", ""): found["revenue", ""] + 1}

    monkeypatch.setattr(statement, "figures", wrong)
    ended = run(statement.cli, "--project", told, "--out", tmp_path, "--json")
    assert ended.code == 1
    [difference] = ended.json["differences"]
    assert (difference["figure"], difference["difference"]) == ("revenue", -1)
    assert f"project {told}, revenue: {difference['events']:,} by the events" in ended.stderr
    assert "No se fíe" in (tmp_path / f"project-{told}.html").read_text()


def test_missing_events_are_found(run: Run, told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without = tuple(name for name in statements.ENERGY if name != "DebtIncurred")
    monkeypatch.setattr(statements, "ENERGY", without)
    ended = run(statement.cli, "--project", told, "--out", tmp_path)
    assert ended.code == 1
    assert "Events are missing" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_events_are_searched_in_ranges_that_the_node_takes(
    run: Run, told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, most, refused = events.rpc, 9, []

    def limited(method: str, *parameters: Any) -> Any:
        if method == "eth_getLogs":
            blocks = int(parameters[0]["toBlock"], 16) - int(parameters[0]["fromBlock"], 16) + 1
            if blocks > most:
                refused.append(blocks)
                raise AntuError("The node refused eth_getLogs: range too large.")
        return ask(method, *parameters)

    everything = run(statement.cli, "--project", told, "--out", tmp_path, "--json").json
    monkeypatch.setattr(events, "rpc", limited)
    assert run(statement.cli, "--project", told, "--out", tmp_path, "--json").json == everything
    assert refused


def test_bad_input_is_explained_and_writes_nothing(
    run: Run,
    told: int,
    stranger: AccountAPI,
    manager: AccountAPI,
    demand_count: Callable[[], int],
    funded_project: Callable[..., int],
    mint_clp: Callable[[AccountAPI, int], None],
    token: ContractInstance,
    market: ContractInstance,
    tmp_path: Path,
) -> None:
    mint_clp(manager, BASE_CASE.goal)
    token.approve(market, BASE_CASE.goal, sender=manager)
    unbuilt = funded_project(crowdfunded=True, sender=manager, payments=[(manager, BASE_CASE.goal)])
    file = tmp_path / "file"
    file.write_text("not a folder", encoding="utf-8")
    for arguments, reason in (
        ((), "Give one of --project and --holder"),
        (("--project", told, "--holder", stranger.address), "Give one of --project and --holder"),
        (("--project", demand_count() + 1), f"There is no demand or project {demand_count() + 1}"),
        (("--project", unbuilt), f"Project {unbuilt} has no meter yet"),
        (("--holder", stranger.address), "never held a share"),
        (("--holder", manager.address), f"None of the projects of {manager.address} has a meter yet"),
        (("--holder", "0x12"), "'0x12' is no address"),
        (("--project", told, "--lang", "arn"), "no text in 'arn'"),
        (("--project", told, "--out", file), f"cannot be written to {file}"),
    ):
        folder = () if "--out" in arguments else ("--out", tmp_path / "out")
        ended = run(statement.cli, *arguments, *folder)
        assert ended.code == 1, arguments
        assert reason in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_statement_needs_a_market(run: Run, no_records: None) -> None:
    ended = run(statement.cli, "--project", 1)
    assert ended.code == 1
    assert "There is no market on" in ended.stderr
