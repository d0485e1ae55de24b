"""`ape run forward`: what becomes of requests, good and bad."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.catalog import ALL_REGIONS
from antu.enums import Role
from antu.money import BASE_CASE
from scripts import forward, sign
from tests.helpers.mocks import mock
from tests.scripts.by_signature.conftest import COOPERATIVE, MEMBER, OTHER, PURSE, Sign
from tests.scripts.conftest import Outcome, Run

# A contract that counts down from 30,000, for 780,000 gas, and answers as EIP-1271 wants it.
SLOW_YES = "0x620075305b6001900380600457631626ba7e60e01b5f5260205ff3"


def test_member_without_ether_funds_a_project(
    run: Run,
    bring: Callable[..., Outcome],
    sign_to: Sign,
    shares: ContractInstance,
    ana: AccountAPI,
    penniless: None,
    matched_project: Callable[..., int],
) -> None:
    project = matched_project(crowdfunded=True)
    path = sign_to("fund.json", "market", "fund", project, PURSE)
    assert json.loads(path.read_text())["function"].startswith("fundWithPermit(")

    brought = bring(path)
    assert brought.code == 0
    [told] = brought.json["requests"]
    assert (told["signer"], told["outcome"], brought.json["done"]) == (ana.address, "done", 1)
    assert shares.balanceOf(ana, project) == PURSE
    assert ana.balance == 0

    again = bring(path)
    assert again.code == 1
    assert again.json["requests"][0]["outcome"] == "used"
    assert again.json["transactions"] == []


def test_a_match_costs_no_more_than_its_owner_signed(
    bring: Callable[..., Outcome],
    sign_to: Sign,
    market: ContractInstance,
    ana: AccountAPI,
    vendor: AccountAPI,
    post_demand: Callable[..., int],
    post_team: Callable[..., tuple[int, int, int]],
) -> None:
    """Before it is brought, the vendor asks for a peso more; then it thinks better of it."""
    demand, team = post_demand(sender=ana, max_price=2 * BASE_CASE.goal), post_team()
    path = sign_to("match.json", "market", "matchOwn", ",".join(map(str, (demand, *team))))
    market.updateOffer(team[0], ALL_REGIONS, BASE_CASE.vendor + 1, 1, sender=vendor)
    [told] = bring(path).json["requests"]
    assert told["outcome"] == "refused"
    assert "PRICE_RISEN" in told["detail"]
    market.updateOffer(team[0], ALL_REGIONS, BASE_CASE.vendor - 1, 1, sender=vendor)
    assert [each["outcome"] for each in bring(path).json["requests"]] == ["done"]
    assert market.goal(demand) == replace(BASE_CASE, vendor=BASE_CASE.vendor - 1).goal


def test_several_requests_of_one_and_of_another(
    bring: Callable[..., Outcome],
    sign_to: Sign,
    market: ContractInstance,
    forwarder: ContractInstance,
    ana: AccountAPI,
    juan: AccountAPI,
    penniless: None,
) -> None:
    last = market.settings().offerCount
    offer = ("market", "postOffer", "vendor", 0, "5,13", 1_900_000, 10)
    first = sign_to("1.json", *offer)
    second = sign_to("2.json", "market", "updateOffer", last + 1, "all", 1_800_000, 9, "--after", first)
    another = sign_to("3.json", *offer, by=OTHER)
    told = bring(second, another, first).json
    assert [each["outcome"] for each in told["requests"]] == ["done"] * 3
    assert len(told["transactions"]) == 2
    found = market.offer(last + 1)
    assert (found.supplier, found.price, found.stock, found.role) == (ana, 1_800_000, 9, Role.VENDOR)
    assert market.offer(last + 2).supplier == juan


def test_forward_says_why_not_and_brings_the_rest(
    run: Run,
    bring: Callable[..., Outcome],
    sign_to: Sign,
    market: ContractInstance,
    ana: AccountAPI,
    juan: AccountAPI,
    penniless: None,
    time_travel: Callable[..., int],
    matched_project: Callable[..., int],
) -> None:
    project = matched_project(crowdfunded=True)
    short = sign_to("short.json", "market", "postOffer", "vendor", 0, 13, 1_000, 1, "--valid", "1h")
    waits = sign_to("waits.json", "market", "postOffer", "vendor", 0, 13, 2_000, 1, "--after", short)
    funds = sign_to("funds.json", "market", "fund", project, PURSE, by=OTHER)
    forged = funds.with_name("forged.json")
    forged.write_text(funds.read_text().replace('"deadline": ', '"deadline": 1'))
    time_travel(seconds=2 * 3_600)

    brought = bring(short, waits, forged, funds)
    assert brought.code == 1
    outcomes = {Path(each["file"]).name: each["outcome"] for each in brought.json["requests"]}
    assert outcomes == {
        "short.json": "expired",
        "waits.json": "waits",
        "forged.json": "unsigned",
        "funds.json": "done",
    }
    assert "3 of 4 requests were not carried out." in brought.stderr

    told = run(forward.cli, waits, "--account", COOPERATIVE)
    number = json.loads(waits.read_text())["nonce"]
    assert f"request number {number} waits for number {number - 1} of the same account" in told.stdout


def test_forward_says_why_a_contract_would_refuse_it(
    bring: Callable[..., Outcome],
    sign_to: Sign,
    market: ContractInstance,
    forwarder: ContractInstance,
    guardian: AccountAPI,
    ana: AccountAPI,
) -> None:
    path = sign_to("offer.json", "market", "postOffer", "vendor", 0, 13, 1_000, 1)
    nonce = forwarder.nonces(ana)
    market.pause(sender=guardian)
    [told] = bring(path).json["requests"]
    assert told["outcome"] == "refused"
    assert told["detail"].startswith(
        "Marketplace.postOffer was refused: MarketPaused.\nThe guardian paused the market."
    )
    assert forwarder.nonces(ana) == nonce, "it was not sent, and can be brought when the pause ends"
    market.unpause(sender=guardian)
    assert bring(path).code == 0


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("chain_id", 1, "it is for chain 1, and this is chain"),
        ("forwarder", "0x" + "11" * 20, "it is for the forwarder 0x1111"),
        ("to", "0x" + "11" * 20, "is none of this market's"),
        ("contract", "token", "is none of this market's"),
        ("arguments", None, "the arguments of postOffer are role, sizeClass, regions, price, stock"),
    ],
)
def test_forward_refuses_what_is_for_elsewhere(
    bring: Callable[..., Outcome], sign_to: Sign, ana: AccountAPI, field: str, value: Any, says: str
) -> None:
    path = sign_to("offer.json", "market", "postOffer", "vendor", 0, 13, 1_000, 1)
    told = json.loads(path.read_text())
    if field == "arguments":  # the right values under names that would mislead whoever reads them
        value = dict(zip(("role", "sizeClass", "regions", "stock", "price"), told["arguments"].values(), strict=True))
    path.write_text(json.dumps(told | {field: value}))
    [one] = bring(path).json["requests"]
    assert one["outcome"] == "elsewhere"
    assert says in one["detail"]


def test_forward_tells_of_what_is_no_request_and_brings_the_rest(
    run: Run, bring: Callable[..., Outcome], sign_to: Sign, tmp_path: Path
) -> None:
    path, none = sign_to("offer.json", "market", "postOffer", "vendor", 0, 13, 1_000, 1), tmp_path / "none.json"
    none.write_text("{}")
    told = bring(none, path)
    assert told.code == 1
    assert [each["outcome"] for each in told.json["requests"]] == ["done", "malformed"]
    assert "is no request" in run(forward.cli, none, "--account", COOPERATIVE).stdout


def test_forward_asks_a_wallet_with_as_much_gas_as_it_will_have(
    run: Run,
    bring: Callable[..., Outcome],
    tmp_path: Path,
    ana: AccountAPI,
    market: ContractInstance,
    forwarder: ContractInstance,
) -> None:
    """One that takes more says yes to whoever asks without a limit, and would be passed over on the chain."""
    path, wallet = tmp_path / "wallet.json", "0x" + "cd" * 20
    chain.provider.set_code(wallet, SLOW_YES)
    offer = ("market", "postOffer", "vendor", 0, 13, 1_000, 1)
    made = run(sign.cli, *offer, "--account", f"TEST::{MEMBER}", "--wallet", wallet, "--output", path)
    assert made.code == 0, made.stderr
    told = bring(path)
    assert (told.json["requests"][0]["outcome"], told.json["transactions"]) == ("unsigned", [])


def test_forward_brings_only_what_a_party_signs(
    bring: Callable[..., Outcome], sign_to: Sign, market: ContractInstance
) -> None:
    path = sign_to("request.json", "market", "postOffer", "vendor", 0, 13, 1_000, 1)
    told = json.loads(path.read_text())
    told |= {"function": "release(uint256)", "arguments": {"projectId": 1}}
    told["data"] = "0x" + bytes(market.release.encode_input(1)).hex()
    path.write_text(json.dumps(told))
    [one] = bring(path).json["requests"]
    assert (one["outcome"], "is not what a party signs" in one["detail"]) == ("elsewhere", True)


def test_wallet_acts_by_its_owners_signature(
    run: Run,
    bring: Callable[..., Outcome],
    tmp_path: Path,
    market: ContractInstance,
    ana: AccountAPI,
    admin: AccountAPI,
) -> None:
    wallet = admin.deploy(mock("MeterAccount"), ana)
    path = tmp_path / "wallet.json"
    offer = ("market", "postOffer", "manager", 0, "all", 9_000, 3)
    made = run(sign.cli, *offer, "--account", f"TEST::{MEMBER}", "--wallet", wallet.address, "--output", path)
    assert made.code == 0, made.stderr
    assert [each["outcome"] for each in bring(path).json["requests"]] == ["done"]
    assert market.offer(market.settings().offerCount).supplier == wallet
    wallet.change(admin, sender=admin)
    late = tmp_path / "late.json"
    run(sign.cli, *offer, "--account", f"TEST::{MEMBER}", "--wallet", wallet.address, "--output", late)
    assert [each["outcome"] for each in bring(late).json["requests"]] == ["unsigned"]
