"""`ape run demo`, whole, on the market of the tests."""

from pathlib import Path

from ape.contracts import ContractInstance

from antu.money import BASE_CASE
from antu.reports.demo import read
from scripts import demo, status
from tests.scripts.conftest import Run


def test_demo_plays_and_its_figures_agree_with_the_chain(run: Run, token: ContractInstance, tmp_path: Path) -> None:
    report, supply = tmp_path / "demo.json", token.totalSupply()
    before = run(status.cli, "--json").json
    ended = run(demo.cli, "--report", report, "--json")
    assert ended.code == 0, ended.stderr

    told = read(report)  # which refuses figures that contradict each other
    assert ended.json == told.model_dump()
    assert told.base_case_cost_clp == BASE_CASE.goal == 1_165_500
    assert told.clp_minted - told.clp_redeemed == token.totalSupply() > supply
    assert 0 <= told.clp_held_by_contracts - told.clp_owed_by_contracts < 1_000
    assert told.refunded_clp > 0
    assert 0 < told.claimed_clp <= told.revenue_clp
    assert told.energy_wh > 100_000_000

    after = run(status.cli, "--json").json
    states = [row["state"] for row in after["projects"]]
    assert states.count("OPERATING") == told.projects_operating
    assert states.count("EXPIRED") == told.projects_expired
    ours = states[len(before["projects"]) :]
    assert {state: ours.count(state) for state in set(ours)} == {"OPERATING": 26, "EXPIRED": 5, "CANCELLED": 1}
    assert after["debts"] == before["debts"]
    assert sum(row["held"] for row in after["contracts"]) == told.clp_held_by_contracts
    for step in ("match", "fund_reaching_goal", "report_in_batch", "payout", "refund"):
        assert told.gas[step] > 20_000
