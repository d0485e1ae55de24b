"""`ape run payout`: everybody who is owed enough is paid, in few transactions, and the cost is known before."""

from collections.abc import Callable
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance
from eth_utils import keccak

from scripts import payout
from scripts._chain import payouts as payouts_adapter
from scripts._chain.adapter import rpc
from tests.scripts.conftest import Run


@pytest.fixture
def earning(
    energy: ContractInstance,
    owner: AccountAPI,
    cooperative: AccountAPI,
    operating_project: Callable[..., int],
    sign_reading: Callable[..., Any],
    time_travel: Callable[..., int],
) -> Callable[..., int]:
    """`earning(**what operating_project takes)`: a project whose holders are owed 11,400 pesos together."""

    def make(**project: Any) -> int:
        made = operating_project(crowdfunded=True, **project)
        time_travel(days=30)
        for payer in (owner, cooperative):
            energy.deposit(1_000_000, sender=payer)
        energy.report(sign_reading(made, 100_000, 40_000), sender=cooperative)
        return int(made)

    return make


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


def test_payout_pays_a_holder_of_many_projects_once(
    run: Run, shares: ContractInstance, token: ContractInstance, funders: list[AccountAPI], earning: Callable[..., int]
) -> None:
    first, *others = funders
    projects = [earning(payments=[(one, 600_000) for one in pair]) for pair in ([first, others[0]], [first, others[1]])]
    due = {one.address: sum(shares.claimable(one, project) for project in projects) for one in funders[:3]}
    before = token.balanceOf(first)
    choice = [word for project in projects for word in ("--project", project)]
    paid = run(payout.cli, *choice, "--json").json
    assert len(paid["transactions"]) == 1  # who holds one of two projects costs less beside than alone
    assert (paid["total"], paid["expected"]["pesos"]) == (sum(due.values()), sum(due.values()))
    assert token.balanceOf(first) - before == due[first.address]
    receipt = chain.provider.get_receipt(paid["transactions"][0])
    assert len(list(receipt.decode_logs(token.Transfer.abi))) == 3
    assert abs(paid["expected"]["gas"] - paid["gas"]) < paid["gas"] / 10


def test_payout_pays_in_pairs_those_who_have_no_project_in_common(
    run: Run, shares: ContractInstance, funders: list[AccountAPI], earning: Callable[..., int]
) -> None:
    first, second, *both = funders[:4]
    alone = [earning(payments=[(holder, 1_200_000)]) for holder in (first, second)]
    shared = [earning(payments=[(holder, 600_000) for holder in both]) for _ in range(2)]
    holdings = [
        *zip(alone, (first, second), strict=True),
        *((project, holder) for project in shared for holder in both),
    ]
    due = {(project, holder.address): shares.claimable(holder, project) for project, holder in holdings}
    choice = [word for project in (*alone, *shared) for word in ("--project", project)]
    paid = run(payout.cli, *choice, "--json").json
    assert {(row["project"], row["holder"]): row["pesos"] for row in paid["paid"]} == due
    assert (paid["total"], paid["expected"]["pesos"]) == (sum(due.values()), sum(due.values()))
    sent = [chain.provider.get_receipt(each).data[:4] for each in paid["transactions"]]
    pays = shares.payout.abis[0], shares.payoutPairs.abis[0]
    assert sent == [keccak(text=function.selector)[:4] for function in pays]
    assert abs(paid["expected"]["gas"] - paid["gas"]) < paid["gas"] / 10


def test_payout_dry_run_says_what_it_costs_and_pays_nothing(run: Run, earning: Callable[..., int]) -> None:
    project = earning()
    block = chain.blocks.head.number
    ended = run(payout.cli, "--project", project, "--eth-price", 4_000_000, "--dry-run", "--json")
    expected = ended.json["expected"]
    assert (expected["holders"], expected["transactions"], expected["clp_per_ether"]) == (3, 1, 4_000_000)
    assert expected["pesos"] in range(11_395, 11_401)
    wei = expected["gas"] * expected["gas_price"]
    assert expected["cost_clp"] == -(-wei * 4_000_000 // 10**18)
    assert chain.blocks.head.number == block
    assert "of what is paid" in run(payout.cli, "--project", project, "--dry-run").stdout


def test_payout_cuts_to_the_gas_limit(run: Run, earning: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    project = earning()
    monkeypatch.setattr(payouts_adapter, "transaction_limit", lambda: 130_000)  # of one holder, not of two
    paid = run(payout.cli, "--project", project, "--json").json
    assert len(paid["transactions"]) > 1
    assert len(paid["paid"]) == 3


def test_payout_says_who_could_not_be_paid(
    run: Run,
    earning: Callable[..., int],
    shares: ContractInstance,
    token: ContractInstance,
    funders: list[AccountAPI],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project, (one, two, *_) = earning(), funders
    owed = shares.claimable(two, project)
    pay, code = payout.pay, chain.provider.get_code(token.address).hex().removeprefix("0x")

    def pay_with_a_stubborn_token(*arguments: Any) -> Any:
        rpc("anvil_setCode", token.address, pays_only(one.address))
        outcome = pay(*arguments)
        rpc("anvil_setCode", token.address, f"0x{code}")
        return outcome

    monkeypatch.setattr(payout, "pay", pay_with_a_stubborn_token)
    ended = run(payout.cli, "--project", project, "--json")
    assert {"holder": two.address, "pesos": owed} in ended.json["failed"]
    assert [row["holder"] for row in ended.json["paid"]] == [one.address]
    assert shares.claimable(two, project) == owed


def pays_only(address: str) -> str:
    """Code of a token whose `transfer` succeeds to one address, and to any other returns false."""
    return f"0x60043573{address[2:]}1460005260206000f3"
