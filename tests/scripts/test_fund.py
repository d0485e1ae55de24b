"""`ape run fund`: pays no more than is missing, with no more allowance than that."""

from collections.abc import Callable

from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.enums import State
from antu.money import BASE_CASE
from scripts import fund
from scripts._chain.accounts import numbered_account
from tests.scripts.conftest import Run

# Of Ape's test accounts; the others hold roles.
FINANCIER = 12


def test_fund_pays_a_part_then_no_more_than_is_missing(
    run: Run,
    market: ContractInstance,
    token: ContractInstance,
    matched_project: Callable[..., int],
    mint_clp: Callable[[AccountAPI, int], None],
) -> None:
    project, financier = matched_project(crowdfunded=True), numbered_account(FINANCIER)
    mint_clp(financier, 2 * BASE_CASE.goal)
    before = token.balanceOf(financier)
    named = ("--project", project, "--account", f"TEST::{FINANCIER}", "--json")

    part = run(fund.cli, "--amount", 100_000, *named).json
    assert (part["paid"], part["missing"], part["state"]) == (100_000, BASE_CASE.goal - 100_000, "FUNDING")
    rest = run(fund.cli, "--amount", 2 * BASE_CASE.goal, *named).json
    assert (rest["paid"], rest["missing"], rest["state"]) == (BASE_CASE.goal - 100_000, 0, "DELIVERING")
    assert rest["shares"] == BASE_CASE.goal
    assert before - token.balanceOf(financier) == BASE_CASE.goal
    assert token.allowance(financier, market) == 0


def test_fund_pays_a_direct_project_with_its_owners_account(
    run: Run, market: ContractInstance, matched_project: Callable[..., int], owner: AccountAPI
) -> None:
    project = matched_project()
    assert run(fund.cli, "--project", project).code == 0
    assert market.project(project).state == State.DELIVERING


def test_fund_says_who_may_pay_directly(
    run: Run, matched_project: Callable[..., int], mint_clp: Callable[[AccountAPI, int], None]
) -> None:
    mint_clp(numbered_account(FINANCIER), BASE_CASE.goal)
    refused = run(fund.cli, "--project", matched_project(), "--account", f"TEST::{FINANCIER}")
    assert refused.code == 1
    assert "Marketplace.fund was refused: OnlyOwnerFunds" in refused.stderr
    assert "paid directly, by its owner alone" in refused.stderr


def test_fund_says_what_is_missing_in_the_purse(
    run: Run, token: ContractInstance, matched_project: Callable[..., int]
) -> None:
    has = token.balanceOf(numbered_account(FINANCIER))
    project = matched_project(crowdfunded=True, max_price=10**12)
    refused = run(fund.cli, "--project", project, "--account", f"TEST::{FINANCIER}")
    assert refused.code == 1
    assert f"has {has:,} pesos, and this takes {BASE_CASE.goal:,}" in refused.stderr


def test_fund_refuses_a_project_that_takes_no_money(run: Run, funded_project: Callable[..., int]) -> None:
    refused = run(fund.cli, "--project", funded_project())
    assert refused.code == 1
    assert "takes no money: its state is 'awaiting delivery'" in refused.stderr


def test_fund_refuses_a_project_that_is_not_there(run: Run, demand_count: Callable[[], int]) -> None:
    missing = demand_count() + 1
    refused = run(fund.cli, "--project", missing)
    assert refused.code == 1
    assert f"There is no demand or project {missing}." in refused.stderr
