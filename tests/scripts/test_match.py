"""`ape run match`: the best teams by its policy, in as few transactions as fit, and a record that others can check."""

import json
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.catalog import ALL_REGIONS, regions_mask
from antu.enums import Mismatch, Role, State
from antu.keeper import read_record, watch
from antu.matching import CertificateError, check
from antu.money import BASE_CASE
from scripts import match
from scripts._chain import matching, sending
from scripts._chain.book import read_book
from scripts._chain.market import Market
from tests.scripts.conftest import Run, height

PostTeam = Callable[..., tuple[int, int, int]]
PostDemand = Callable[..., int]

# So cheap that no other team on a market that lives already can be cheaper.
PRICES = (3, 2, 1)
METROPOLITANA, TARAPACA = 13, 1

pytestmark = pytest.mark.usefixtures("records")


def made(document: Any) -> dict[int, tuple[int, ...]]:
    """Demand -> the offers of its team, of all that were matched."""
    done = {project for each in document["rounds"] for sent in each["transactions"] for project in sent["matched"]}
    offers = ("vendor_offer", "installer_offer", "manager_offer")
    rows = (row for each in document["rounds"] for row in each["teams"])
    return {row["demand_id"]: tuple(row[name] for name in offers) for row in rows if row["demand_id"] in done}


def test_match_takes_the_best_team_and_says_why_others_have_none(
    run: Run, market: ContractInstance, post_demand: PostDemand, post_team: PostTeam
) -> None:
    post_team()
    cheapest = post_team(prices=PRICES)
    demand, poor = post_demand(), post_demand(max_price=1)
    ended = run(match.cli, "--json")

    assert ended.code == 0, ended.stderr
    assert made(ended.json)[demand] == cheapest
    [only] = ended.json["rounds"]
    assert [(row["cost"], row["fee"]) for row in only["teams"] if row["demand_id"] == demand] == [(6, 0)]
    assert [(row["reason"], row["amount"]) for row in only["unmatched"] if row["id"] == poor] == [("too_dear", 5)]
    assert market.project(demand).state == State.FUNDING
    assert market.project(poor).state == State.OPEN


def test_match_saves_more_than_whoever_serves_in_turn(
    run: Run, post_demand: PostDemand, post_offer: Callable[..., int], unasked_class: int
) -> None:
    """The first owner can pay the dear vendor too; with the cheap one it would leave the second without any."""
    post = partial(post_offer, size_class=unasked_class)
    cheap = post(Role.VENDOR, price=1, stock=1)
    dear = post(Role.VENDOR, price=600, stock=1, regions=regions_mask([METROPOLITANA]))
    for role in (Role.INSTALLER, Role.MANAGER):
        post(role, price=1, stock=2)
    first = post_demand(size_class=unasked_class, max_price=1_000, region=METROPOLITANA)
    second = post_demand(size_class=unasked_class, max_price=800, region=TARAPACA)
    teams = made(run(match.cli, "--json").json)
    assert (teams[first][0], teams[second][0]) == (dear, cheap)


@pytest.mark.parametrize("weight", ["0.25", "projects"])
def test_match_weighs_projects_as_it_is_told(
    run: Run, post_demand: PostDemand, post_offer: Callable[..., int], unasked_class: int, weight: str
) -> None:
    """Most is saved if the rich owner has the cheap vendor, and the poor one none; but both can have a team."""
    post = partial(post_offer, size_class=unasked_class)
    cheap, dear = (post(Role.VENDOR, price=price, stock=1) for price in (1, 900))
    for role in (Role.INSTALLER, Role.MANAGER):
        post(role, price=1, stock=2)
    rich, poor = (post_demand(size_class=unasked_class, max_price=most) for most in (1_000, 300))
    [plan] = run(match.cli, "--dry-run", "--json").json["rounds"]
    assert (rich in plan["sent"], poor in plan["sent"]) == (True, False)
    document = run(match.cli, "--weight", weight, "--json").json
    assert document["policy"] == weight
    teams = made(document)
    assert (teams[rich][0], teams[poor][0]) == (dear, cheap)


def test_match_leaves_a_record_that_others_can_check(
    run: Run, system: Market, post_demand: PostDemand, post_team: PostTeam, records: Path
) -> None:
    post_team(prices=PRICES)
    demand, block = post_demand(), height()
    ended = run(match.cli, "--json")
    path = records / f"{block}.json"
    assert json.loads(path.read_text(encoding="utf-8")) == ended.json

    record = read_record(path)
    assert (record.chain_id, record.market) == (chain.chain_id, str(system.market.address))
    assert (record.keeper, record.policy, record.ended) == (system.record.parameters.keeper, "savings", True)
    [only] = record.rounds
    book = read_book(system, only.block)
    assert only.block == block
    assert only.demands == set(book.open_demands.id)
    check(book, only.matching, only.certificate)
    with pytest.raises(CertificateError):  # of the book after it, in which they are matched already
        check(read_book(system), only.matching, only.certificate)

    [sent] = [sent for sent in only.transactions if demand in sent.matched]
    receipt = chain.provider.get_receipt(sent.hash)
    assert (receipt.gas_used, receipt.block_number) == (sent.gas_used, sent.block)
    assert sent.gas_per_project == sent.gas_used // len(sent.matched)


def test_match_reads_the_book_at_one_block(
    run: Run, post_demand: PostDemand, post_team: PostTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is posted after it has chosen the block is not in the book."""
    post_team(prices=PRICES)
    late, before = list[int](), matching.ChainBook.head

    def head(reader: matching.ChainBook) -> int:
        block = before(reader)
        late.append(post_demand())
        return block

    monkeypatch.setattr(matching.ChainBook, "head", head)
    [only] = run(match.cli, "--dry-run", "--json").json["rounds"]
    assert late[0] not in only["sent"]
    assert late[0] in run(match.cli, "--json").json["rounds"][0]["sent"]


def test_match_speaks_spanish(
    run: Run, post_demand: PostDemand, post_team: PostTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_team(prices=PRICES)
    post_demand()
    post_demand(max_price=1)
    monkeypatch.setenv("ANTU_LANG", "es")
    told = run(match.cli).stdout
    for words in ("No hay equipos mejores", "precio máximo $5 bajo el equipo más barato", "proyectos calzados"):
        assert words in told


def test_match_limit_takes_those_that_save_most(run: Run, post_demand: PostDemand, post_team: PostTeam) -> None:
    post_team(prices=PRICES)
    demands = [post_demand(max_price=10**12 + place) for place in range(4)]
    assert list(made(run(match.cli, "--limit", 2, "--json").json)) == demands[2:]
    assert "Of these teams the 1 that save most" in run(match.cli, "--limit", 1).stdout
    assert demands[0] in made(run(match.cli, "--json").json)


def test_match_sends_as_much_as_fits(
    run: Run, post_demand: PostDemand, post_team: PostTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_team(prices=PRICES)
    demands = [post_demand() for _ in range(9)]
    monkeypatch.setattr(sending, "transaction_limit", lambda: 200_000)
    document = run(match.cli, "--json").json
    assert set(demands) <= set(made(document))
    used = [sent["gas_used"] for sent in document["rounds"][0]["transactions"]]
    assert len(used) > 1
    assert max(used) <= 200_000
    assert sum(used) == document["gas_used"]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """`meanwhile(act)`: what others do after the book was read, before the first transaction is sent."""

    def before_sending(act: Callable[[], Any]) -> None:
        before, acts = sending.send_with, iter((act,))

        def send_with(*arguments: Any, **options: Any) -> Any:
            next(acts, lambda: None)()
            return before(*arguments, **options)

        monkeypatch.setattr(sending, "send_with", send_with)

    return before_sending


def test_match_matches_again_what_changed_meanwhile(
    run: Run,
    market: ContractInstance,
    owner: AccountAPI,
    vendor: AccountAPI,
    post_demand: PostDemand,
    post_team: PostTeam,
    meanwhile: Callable[[Callable[[], Any]], None],
    records: Path,
) -> None:
    """After the book was read, the best vendor withdraws, and one owner too."""
    best, next_best = post_team(prices=PRICES), post_team(prices=(4, 2, 1))
    demand, gone = post_demand(), post_demand()

    def both_withdraw() -> None:
        market.withdrawOffer(best[0], sender=vendor)
        market.withdrawDemand(gone, sender=owner)

    meanwhile(both_withdraw)
    ended = run(match.cli)
    assert ended.code == 0, ended.stderr
    assert "the offer was withdrawn" in ended.stdout
    assert "the demand is no longer open" in ended.stdout
    [path] = records.glob("*.json")
    record = read_record(path)
    first, second = record.rounds
    reasons = {team.demand_id: (team.reason, team.offer_id) for team in first.skipped}
    assert reasons[demand] == (Mismatch.OFFER_NOT_OPEN, best[0])
    assert reasons[gone] == (Mismatch.DEMAND_NOT_OPEN, 0)
    assert demand in second.matched
    assert gone not in second.demands
    assert market.project(demand).vendorOffer == next_best[0]


def test_match_pays_no_more_than_it_saw(
    run: Run,
    market: ContractInstance,
    vendor: AccountAPI,
    post_demand: PostDemand,
    post_team: PostTeam,
    meanwhile: Callable[[Callable[[], Any]], None],
) -> None:
    """The best vendor sees the batch on its way, and asks for what the owner would pay at most."""
    greedy, honest = post_team(prices=PRICES), post_team(prices=(4, 2, 1))
    demand = post_demand()
    meanwhile(lambda: market.updateOffer(greedy[0], ALL_REGIONS, BASE_CASE.vendor, 1, sender=vendor))
    ended = run(match.cli)
    assert ended.code == 0, ended.stderr
    assert "the team costs more now than when it was chosen" in ended.stdout
    assert market.project(demand).vendorOffer == honest[0]


def test_match_watch_runs_again_when_something_was_posted_until_it_is_interrupted(
    run: Run, post_demand: PostDemand, post_team: PostTeam, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_team(prices=PRICES)
    demands = [post_demand()]
    looks: list[int] = []

    def pause(seconds: float) -> None:
        looks.append(len(list(records.glob("*.json"))))
        if len(looks) == 7:
            demands.append(post_demand())
        if len(looks) == 14:
            os.kill(os.getpid(), signal.SIGINT)
        chain.provider.mine()

    monkeypatch.setattr(match, "watch", partial(watch, pause=pause))
    ended = run(match.cli, "--watch", 3)
    assert ended.code == 0, ended.stderr
    assert looks[:7] == [1] * 7
    assert looks[-1] == 2
    runs = [read_record(path) for path in sorted(records.glob("*.json"))]
    assert [demand for each in runs for one in each.rounds for demand in one.matched if demand in demands] == demands
    assert f"Stopped. Runs: 2. {sum(each.matched for each in runs)} projects matched" in ended.stdout


def test_matched_and_skipped_teams_are_read_from_the_receipt(
    system: Market, market: ContractInstance, keeper: AccountAPI, post_demand: PostDemand, post_team: PostTeam
) -> None:
    team = post_team()
    good, dear = post_demand(), post_demand(max_price=BASE_CASE.goal - 1)
    receipt = market.matchBatch([(good, *team, BASE_CASE.goal), (dear, *team, BASE_CASE.goal)], sender=keeper)
    told = matching.mined(system, receipt)
    assert (told.hash, told.block, told.gas_used) == (receipt.txn_hash, receipt.block_number, receipt.gas_used)
    assert told.matched == [good]
    [skip] = told.skipped
    assert (skip.demand_id, skip.reason, skip.offer_id) == (dear, Mismatch.OVER_MAXIMUM, 0)
