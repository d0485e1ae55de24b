"""`ape run simulate`, played whole on chains of its own: the same twice, and honest people lose nothing."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
import yaml
from click.testing import CliRunner
from rich.console import Console

from antu.enums import Refusal, State
from antu.simulation.records import NEVER, TABLES, Tables, read_tables
from antu.simulation.scenario import Trouble
from scripts import simulate

ROOT = Path(__file__).resolve().parents[2]

# Small, and everybody that means ill is in it. Seeds were tried until each did it.
SCENARIO: Mapping[str, Any] = {
    "title": {"en": "All that may happen", "es": "Todo lo que puede pasar"},
    "seed": 1,
    "start": "2027-01-01",
    "days": 500,
    "step_days": 3,
    "participants": {
        "owners": 45,
        "vendors": 9,
        "installers": 16,
        "managers": 9,
        "financiers": 12,
        "cooperatives": 2,
    },
    "classes": {0: 3, 1: 1},
    "arrivals": {"owners": [0, 60], "suppliers": [0, 10]},
    "owners": {"crowdfunded_percent": 55, "reserve_percent": 30, "patience_days": [10, 20]},
    "suppliers": {"classes_each": 2, "stock": [3, 6], "withdraw_percent": 2, "reprice_percent": 30},
    "financiers": {"sell_percent": 20, "short_percent": 15},
    "adversaries": {
        "unpaid_owners_percent": 25,
        "late_owners_percent": 25,
        "never_paying_owners_percent": 20,
        "lying_meters_percent": 40,
        "vanishing_installers_percent": 50,
        "rating_rings": 1,
    },
}


class Ran(NamedTuple):
    """What a run printed and left."""

    printed: str
    out: Path
    tables: Tables

    @property
    def summary(self) -> Any:
        return json.loads((self.out / "simulation.json").read_text(encoding="utf-8"))["scenarios"]["all"]


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Ran]:
    """`play(**changes)`: the scenario with other values in some fields, by a command of its own."""

    def played(**changes: Any) -> Ran:
        folder = tmp_path_factory.mktemp("simulated")
        path, out = folder / "all.yaml", folder / "out"
        path.write_text(yaml.safe_dump({**SCENARIO, **changes}), encoding="utf-8")
        ape = Path(sys.executable).with_name("ape")
        command = [ape, "run", "simulate", str(path), "--out", str(out)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return Ran(ended.stdout, out, read_tables(out / "simulation" / "all"))

    return played


@pytest.fixture(scope="module")
def ran(play: Callable[..., Ran]) -> Ran:
    return play()


def by_trouble(ran: Ran, trouble: Trouble) -> pd.DataFrame:
    return ran.tables.projects[ran.tables.projects.trouble == trouble]


def test_the_same_scenario_gives_the_same_bytes(play: Callable[..., Ran], ran: Ran) -> None:
    again = play()
    for name in TABLES:
        path = Path("simulation") / "all" / f"{name}.parquet"
        assert (ran.out / path).read_bytes() == (again.out / path).read_bytes(), name
    measured = {"seconds", "peak_memory_mb"}
    first, second = ({k: v for k, v in each.summary.items() if k not in measured} for each in (ran, again))
    assert first == second


def test_another_seed_gives_another_market(play: Callable[..., Ran], ran: Ran) -> None:
    other = play(seed=2, days=60)
    assert list(other.tables.participants.arrived_day) != list(ran.tables.participants.arrived_day)


def test_honest_people_lose_nothing_whatever_the_others_do(ran: Ran) -> None:
    # Each kind of trouble was really made.
    assert set(ran.tables.projects.trouble) == {"", *Trouble}
    people = ran.tables.participants
    assert people[people.honest].loss.sum() == 0
    assert ran.summary["honest_loss_clp"] == 0
    # Only those who do not pay for energy kept what is another's, and it is told.
    owed = by_trouble(ran, Trouble.NEVER_PAYS).unpaid.sum()
    assert owed > 0
    assert people[~people.honest].gain.sum() == owed
    # Of some projects a 20th is their reserve's.
    assert owed * 0.95 - len(ran.tables.holders) < people.unpaid_to.sum() <= owed


def test_every_peso_is_somewhere(ran: Ran) -> None:
    people, projects, holders = ran.tables.participants, ran.tables.projects, ran.tables.holders
    assert (people.pesos == 0).all()  # all went home on the last day
    fees = projects[projects.state == State.OPERATING].fee.sum()
    billed = projects.owner_billed.sum() + projects.cooperative_billed.sum()
    earned = billed - projects.unpaid.sum() - _corrected(ran) - holders.claimed.sum()
    left = people.brought.sum() - people.taken.sum()
    # What is left is the treasury's, in escrow, or in the shares; beyond it, less than a peso for each division.
    beyond = left - fees - _escrowed(projects) - earned
    assert 0 <= beyond < len(holders) + len(ran.tables.readings)


def _escrowed(projects: pd.DataFrame) -> int:
    """What projects that are being funded or built have not paid to their suppliers yet."""
    held = projects[projects.state.between(State.FUNDING, State.CONNECTED) & (projects.state != State.EXPIRED)]
    paid = held.vendor_price.where(held.state > State.DELIVERED, 0)
    paid += held.installer_price.where(held.state > State.INSTALLED, 0)
    return int((held.paid_in - paid).sum())


def _corrected(ran: Ran) -> int:
    """What cooperatives had been billed too much, and had back by smaller bills."""
    readings = ran.tables.readings[ran.tables.readings.accepted]
    lied = readings[readings.exported_wh > readings.true_exported_wh]
    prices = lied.cooperative_bill / lied.exported_wh
    return int(((lied.exported_wh - lied.true_exported_wh) * prices).sum())


def test_vanishing_installers_are_found_out_and_others_finish(ran: Ran) -> None:
    for trouble in (Trouble.NO_DELIVERY, Trouble.FALSE_DELIVERY):
        stopped = by_trouble(ran, trouble)
        assert (stopped.state == State.CANCELLED).all()
        assert (stopped.refunded == stopped.paid_in).all()
    stranded = by_trouble(ran, Trouble.NO_WORK)
    assert (stranded.paid_in - stranded.refunded >= stranded.vendor_price).all()
    rescues = ran.tables.projects[ran.tables.projects.goods_of != 0]
    assert set(stranded.project) <= set(rescues.goods_of)
    bought = ran.tables.projects.set_index("project").loc[rescues.goods_of]
    assert list(rescues.vendor_price) == list(bought.vendor_price)
    more = rescues.goal.to_numpy() - bought.goal.to_numpy()
    assert ran.summary["rescues_dearer_clp"] == more.clip(min=0).sum()
    holders = ran.tables.holders[ran.tables.holders.project.isin(stranded.project)]
    short = holders.paid - holders.refunded - holders.recovered
    assert short.between(0, 1).all()


def test_lies_that_no_plant_could_tell_are_refused_and_others_corrected(ran: Ran) -> None:
    readings = ran.tables.readings
    assert set(readings[~readings.accepted].refusal) == {Refusal.BEYOND_CAPACITY}
    lied = readings[readings.accepted & (readings.exported_wh > readings.true_exported_wh)]
    assert len(lied) == len(by_trouble(ran, Trouble.LYING_METER)) > 0
    corrections = ran.tables.transactions[ran.tables.transactions.function == "correct"]
    assert set(corrections.project) == set(lied.project)


def test_rings_praise_each_other_at_nobodys_cost(ran: Ran) -> None:
    made_up = by_trouble(ran, Trouble.RING)
    assert (made_up.state == State.EXPIRED).all()
    assert made_up.paid_in.sum() == 0
    owner = ran.tables.participants.set_index("participant").loc[made_up.owner.iloc[0]]
    assert owner.ratings_up >= 3 * len(made_up)


def test_transactions_are_as_they_were_published(ran: Ran) -> None:
    sent = ran.tables.transactions
    assert (sent.gas >= 21_000).all()
    assert (sent["size"] > 100).all()
    assert (sent.fastlz <= sent["size"] * 33 / 32 + 1).all()
    assert sent.time.is_monotonic_increasing
    assert (sent.groupby("block").time.nunique() == 1).all()
    moved = sent.groupby("function").pesos.sum()
    people = ran.tables.participants
    assert (moved["mint"], moved["redeem"]) == (people.brought.sum(), people.taken.sum())
    assert moved["fund"] == ran.tables.projects.paid_in.sum()
    assert moved[["confirmDelivery", "reportBatch", "claim"]].sum() == 0
    # A payment opens a balance of shares and changes supply, tokens of two, and at times the project.
    assert sent[sent.function == "fund"].slots.between(4, 8).all()
    per_reading = sent[sent.function == "reportBatch"]
    assert (per_reading.gas / per_reading.units < 150_000).all()


def test_page_and_figures_tell_of_the_same_run(ran: Ran) -> None:
    summary = ran.summary
    assert summary["participants"] == 93
    assert summary["projects_matched"] == (ran.tables.projects.matched_day != NEVER).sum()
    assert summary["projects_operating"] == (ran.tables.projects.state == State.OPERATING).sum() > 20
    assert summary["gas_by_function"]["matchBatch"]["units"] > 20
    page = (ran.out / "simulation.html").read_text(encoding="utf-8")
    assert "Todo lo que puede pasar" in page
    assert "All that may happen" in page
    assert "lost by honest participants" in ran.printed
    assert "all, day 450: " in ran.printed


def test_operator_pays_every_month_where_holders_do_not_claim(play: Callable[..., Ran]) -> None:
    quiet = {"adversaries": {}, "days": 260, "financiers": {"claim_months": 0}}
    sent = play(**quiet).tables.transactions
    assert set(sent[sent.function.isin(["payout", "payoutPairs"])].payer) == {"operator"}
    assert set(sent.function) >= {"payout", "payoutPairs"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "There is no scenario 'nowhere'"),
        (["missing.yaml"], "missing.yaml cannot be read"),
        (["thesis", "--seed", "-1"], "is not in the range"),
        (["thesis", "--out", "/dev/null/x"], "x"),
        (["thesis", "--out", "/proc"], "cannot be made a folder"),
        (["thesis", "elsewhere/thesis.yaml"], "Two scenarios are named thesis"),
    ],
)
def test_simulate_refuses_in_words(arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "run", lambda *_: pytest.fail("it was played"))
    ended = CliRunner().invoke(simulate.cli, arguments)
    assert ended.exit_code != 0
    assert said in ended.output
    assert "Traceback" not in ended.output


def test_simulate_reads_what_it_adds_to_before_it_plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "run", lambda *_: pytest.fail("it was played"))
    (tmp_path / "simulation.json").write_text("[1, 2", encoding="utf-8")
    ended = CliRunner().invoke(simulate.cli, ["thesis", "--out", str(tmp_path)])
    assert ended.exit_code == 1
    assert "simulation.json" in ended.output
    assert "Traceback" not in ended.output


def test_page_leaves_out_a_scenario_whose_tables_are_damaged(ran: Ran, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    shutil.copytree(ran.out, out)
    damaged = out / "simulation" / "lost"
    shutil.copytree(out / "simulation" / "all", damaged)
    (damaged / "readings.parquet").unlink()
    found = json.loads((out / "simulation.json").read_text(encoding="utf-8"))
    found["scenarios"]["lost"] = found["scenarios"]["all"] | {"name": "lost"}
    (out / "simulation.json").write_text(json.dumps(found), encoding="utf-8")
    console = Console(record=True, width=200)
    simulate._draw(console, out)
    assert "leaves lost out" in console.export_text()
    assert (out / "simulation.html").read_text(encoding="utf-8").count("All that may happen") > 0
