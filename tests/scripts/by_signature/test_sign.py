"""`ape run sign`: what is signed, and what is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.enums import DAY
from antu.forwarding import CALLS, WITH_PERMIT
from antu.money import BASE_CASE
from scripts import sign
from scripts._chain.market import Market
from tests.contracts.forwarder.calls import BY_SIGNATURE
from tests.scripts.by_signature.conftest import MEMBER, OTHER, PURSE, Sign
from tests.scripts.conftest import Outcome, Run


def test_every_call_that_a_party_may_sign_is_there(system: Market) -> None:
    """Those left out may be made by anybody, in nobody's name."""
    signable = {f"{contract}.{name}" for contract, names in CALLS.items() for name in names}
    signable |= {f"{contract}.{name}" for (contract, _), name in WITH_PERMIT.items()}
    anybodys = {"market.expire", "market.cancel", "market.release", "shares.payout", "shares.closeReserve"}
    anybodys |= {"shares.payoutPairs", "energy.report", "energy.reportBatch"}
    assert signable == BY_SIGNATURE.keys() - anybodys


def test_sign_shows_in_spanish_what_is_signed(
    run: Run, tmp_path: Path, ana: AccountAPI, matched_project: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTU_LANG", "es")
    project, path = matched_project(crowdfunded=True), tmp_path / "p.json"
    told = run(sign.cli, "market", "fund", project, PURSE, "--account", f"TEST::{MEMBER}", "--output", path).stdout
    for words in ("Lo que se firma", "aportar a un proyecto", "50.000", "Se firma también un permiso", "Firmado:"):
        assert words in told


def test_second_payment_brings_a_permit_where_the_first_may_use_the_allowance_up(
    bring: Callable[..., Outcome],
    sign_to: Sign,
    token: ContractInstance,
    market: ContractInstance,
    shares: ContractInstance,
    ana: AccountAPI,
    matched_project: Callable[..., int],
) -> None:
    project = matched_project(crowdfunded=True)
    token.approve(market, 30_000, sender=ana)
    first = sign_to("1.json", "market", "fund", project, 30_000)
    second = sign_to("2.json", "market", "fund", project, 20_000, "--after", first)
    assert [each["outcome"] for each in bring(first, second).json["requests"]] == ["done", "done"]
    assert shares.balanceOf(ana, project) == 50_000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("token", "transfer"), "There is no contract 'token' to sign for."),
        (("market", "matchBatch"), "market has no 'matchBatch' that a party may sign."),
        (("market", "fund", "1"), "market fund takes 2 arguments, and 1 were given (1)."),
        (("market", "fund", "1", "many"), "amount is 'many', which is no whole number."),
        (("energy", "announcePrice", "70000"), "price is 70,000.\nIt must be 0 to 65,535 (uint16)."),
        (("market", "dispute", "1", "nowhere.pdf"), "nowhere.pdf is neither a file nor a hash"),
        (("market", "refund", "1", "--valid", "1w"), "'1w' is no duration."),
        (("market", "refund", "1", "--wallet", "ana"), "--wallet is 'ana', which is no address."),
        (("market", "refund", "1", "--after", "none.json"), "none.json cannot be read"),
        (("market", "matchOwn", f"{2**32 - 1},1,2,3"), "Demand 4294967295 is not on the chain"),
        (("market", "matchOwn", "1,1,2"), "team is '1,1,2', which has 3 parts instead of 5."),
        (("market", "matchOwn", "1,1,2,3,much"), "maxGoal is 'much', which is no whole number."),
        (("energy", "announcePrice", "70"), "EnergySales.announcePrice was refused: NotCooperative"),
    ],
)
def test_sign_says_what_is_wrong(run: Run, tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    path = tmp_path / "request.json"
    refused = run(sign.cli, *arguments, "--account", f"TEST::{OTHER}", "--output", path)
    assert refused.code == 1
    assert says in refused.stderr
    assert not path.exists()


def test_a_team_is_signed_for_at_what_it_costs_now_or_at_what_is_said(
    run: Run, sign_to: Sign, ana: AccountAPI, post_demand: Callable[..., int], post_team: Callable[..., tuple[int, ...]]
) -> None:
    team = ",".join(map(str, (post_demand(sender=ana, max_price=2 * BASE_CASE.goal), *post_team())))
    for given, limit in ((team, BASE_CASE.goal), (f"{team},{2 * BASE_CASE.goal}", 2 * BASE_CASE.goal)):
        path = sign_to(f"{limit}.json", "market", "matchOwn", given)
        assert json.loads(path.read_text())["arguments"] == {"team": [*map(int, team.split(",")), limit]}


def test_sign_says_that_another_account_comes_after_nobody(
    run: Run, sign_to: Sign, ana: AccountAPI, tmp_path: Path
) -> None:
    first = sign_to("1.json", "market", "postOffer", "vendor", 0, 13, 1_000, 1)
    told = run(sign.cli, "market", "refund", 1, "--account", f"TEST::{OTHER}", "--after", first)
    assert told.code == 1
    assert "Requests of different accounts need not wait for each other." in told.stderr


def test_sign_goes_on_only_after_requests_that_can_be_brought(run: Run, sign_to: Sign, ana: AccountAPI) -> None:
    offer = ("market", "postOffer", "vendor", 0, 13, 1_000, 1)
    first = sign_to("1.json", *offer)
    second = sign_to("2.json", *offer, "--after", first)
    more = (*offer, "--account", f"TEST::{MEMBER}", "--after")
    gap = run(sign.cli, *more, second)
    assert gap.code == 1
    assert "was neither brought nor named" in gap.stderr
    forged = second.with_name("forged.json")
    forged.write_text(second.read_text().replace('"deadline": ', '"deadline": 1'))
    unsigned = run(sign.cli, *more, first, "--after", forged)
    assert unsigned.code == 1
    assert "did not sign" in unsigned.stderr


def test_corrections_are_negative_numbers(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_text("a letter")
    told = run(sign.cli, "energy", "correct", 1, 675, -4_500, letter, "--account", f"TEST::{OTHER}")
    assert "EnergySales.correct was refused" in told.stderr


def test_requests_may_be_valid_for_days(sign_to: Sign, ana: AccountAPI) -> None:
    path = sign_to("1.json", "market", "postOffer", "vendor", 0, 13, 1_000, 1, "--valid", "3d")
    assert abs(json.loads(path.read_text())["deadline"] - chain.blocks.head.timestamp - 3 * DAY) < 600
