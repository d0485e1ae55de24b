"""`ape run meter`, `payout` and `status`: readings in, revenue out, and the books in order."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.metering import Reading, SignedReading, write
from scripts import meter, payout, status
from tests.fixtures.market import ENERGY_PRICE
from tests.fixtures.system import COOPERATIVE_PRICE
from tests.scripts.conftest import Run


def signed(reading: Any) -> SignedReading:
    """What `antu.metering` has of a reading that the fixtures signed."""
    return SignedReading(Reading(*reading[:4]), reading.signature)


def test_meter_takes_good_readings_and_names_the_others(
    run: Run,
    energy: ContractInstance,
    cooperative: AccountAPI,
    operating_project: Callable[..., int],
    sign_reading: Callable[..., Any],
    time_travel: Callable[..., int],
    tmp_path: Path,
) -> None:
    project = operating_project(crowdfunded=True)
    time_travel(days=30)
    energy.deposit(1_000_000, sender=cooperative)
    good = signed(sign_reading(project, 100_000, 40_000))
    back = signed(sign_reading(project, 90_000, 40_000))
    file = tmp_path / "readings.jsonl"
    write(file, [good, good, back])
    file.write_text(file.read_text() + '{"project": 1}\n', encoding="utf-8")
    ended = run(meter.cli, file, "--json")

    assert ended.code == 1
    assert "3 of 4 lines were not taken" in ended.stderr
    owner_bill, cooperative_bill = 60 * ENERGY_PRICE, 40 * COOPERATIVE_PRICE
    assert ended.json["accepted"] == 1
    assert (ended.json["billed"], ended.json["paid"]) == (owner_bill + cooperative_bill, cooperative_bill)
    reasons = {error["line"]: error["reason"] for error in ended.json["errors"]}
    assert "is not after that of the last reading" in reasons[2]
    assert "is not after that of the last reading" in reasons[3]
    assert reasons[4] == "is missing"
    assert energy.meter(project).generatedWh == 100_000


def test_payout_pays_every_holder_who_is_owed_enough_and_then_nobody(
    run: Run,
    energy: ContractInstance,
    shares: ContractInstance,
    token: ContractInstance,
    owner: AccountAPI,
    cooperative: AccountAPI,
    funders: list[AccountAPI],
    operating_project: Callable[..., int],
    sign_reading: Callable[..., Any],
    time_travel: Callable[..., int],
) -> None:
    project = operating_project(crowdfunded=True)
    time_travel(days=30)
    for payer in (owner, cooperative):
        energy.deposit(1_000_000, sender=payer)
    energy.report(sign_reading(project, 100_000, 40_000), sender=cooperative)
    due = {one.address: shares.claimable(one, project) for one in funders}
    before = {one.address: token.balanceOf(one) for one in funders}

    least = max(due.values()) + 1
    assert run(payout.cli, "--project", project, "--least", least, "--json").json["total"] == 0
    paid = run(payout.cli, "--project", project, "--json").json
    assert {row["holder"]: row["pesos"] for row in paid["paid"]} == {who: owed for who, owed in due.items() if owed}
    assert {one.address: token.balanceOf(one) - before[one.address] for one in funders} == due
    assert run(payout.cli, "--project", project, "--json").json["total"] == 0


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
    project, funding = operating_project(crowdfunded=True), matched_project()
    time_travel(days=30)
    energy.deposit(1_000_000, sender=cooperative)
    energy.report(sign_reading(project, 100_000, 40_000), sender=cooperative)
    ended = run(status.cli, "--json")

    assert ended.code == 0
    states = {row["id"]: row["state"] for row in ended.json["projects"]}
    assert (states[project], states[funding]) == ("OPERATING", "FUNDING")
    books = {row["contract"]: row for row in ended.json["contracts"]}
    assert all(row["owed"] <= row["held"] for row in books.values())
    assert books["shares"]["held"] >= 40 * COOPERATIVE_PRICE
    assert ended.json["debts"] - before["debts"] == 60 * ENERGY_PRICE


def test_commands_say_that_there_is_no_market(run: Run, no_records: None) -> None:
    ended = run(status.cli)
    assert ended.code == 1
    assert "There is no market on" in ended.stderr
    assert "ape run deploy --network" in ended.stderr
