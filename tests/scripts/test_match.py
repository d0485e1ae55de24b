"""`ape run match`: the best teams, by the keeper, proved; reasons for those left over; and no more than that."""

import json
import os
import re
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.catalog import regions_mask, size_classes
from antu.enums import Mismatch, Role, State
from antu.keeper import read_record, watch
from antu.matching import CertificateError, check
from antu.money import BASE_CASE
from scripts import match
from scripts._chain import matching, sending
from scripts._chain.book import read_book
from scripts._chain.market import Market
from tests.scripts.conftest import Run

PostTeam = Callable[..., tuple[int, int, int]]
PostDemand = Callable[..., int]

# So cheap that no other team on a market that lives already can be cheaper.
PRICES = (3, 2, 1)
METROPOLITANA, TARAPACA = 13, 1


@pytest.fixture(autouse=True)
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the runs' records go."""
    monkeypatch.setattr(match, "RECORDS", tmp_path / "matches")
    return tmp_path / "matches"


@pytest.fixture
def unasked_class(system: Market) -> int:
    """A class in which nobody else waits for a team."""
    asked = set(read_book(system).open_demands.size_class)
    return next(each.id for each in size_classes() if each.id not in asked)


def made(document: Any) -> dict[int, tuple[int, ...]]:
    """Demand -> the offers of its team, of all that were matched."""
    done = {project for each in document["rounds"] for sent in each["transactions"] for project in sent["matched"]}
    offers = ("vendor_offer", "installer_offer", "manager_offer")
    rows = (row for each in document["rounds"] for row in each["teams"])
    return {row["demand_id"]: tuple(row[name] for name in offers) for row in rows if row["demand_id"] in done}


def height() -> int:
    return int(chain.blocks.head.number)


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


def test_match_again_matches_nothing(run: Run, post_demand: PostDemand, post_team: PostTeam) -> None:
    post_team()
    post_demand()
    run(match.cli)
    block = height()
    assert "0 projects matched." in run(match.cli).stdout
    assert height() == block


def test_match_dry_run_tells_all_and_does_nothing(
    run: Run, post_demand: PostDemand, post_team: PostTeam, records: Path
) -> None:
    post_team(prices=PRICES)
    demand, poor = post_demand(), post_demand(max_price=1)
    block = height()
    told = run(match.cli, "--dry-run").stdout
    assert re.search(rf"│ +{demand} │", told)
    for words in (
        "maximum price 5 pesos below the cheapest team for 1 kWp in",
        "No teams are better",
        "Dry run: nothing was sent",
    ):
        assert words in told
    document = run(match.cli, "--dry-run", "--json").json
    assert demand in document["rounds"][0]["sent"]
    assert poor in [row["id"] for row in document["rounds"][0]["unmatched"]]
    assert height() == block
    assert not records.exists()


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


def test_match_matches_again_what_changed_meanwhile(
    run: Run,
    market: ContractInstance,
    owner: AccountAPI,
    vendor: AccountAPI,
    post_demand: PostDemand,
    post_team: PostTeam,
    monkeypatch: pytest.MonkeyPatch,
    records: Path,
) -> None:
    """After the book was read, the best vendor withdraws, and one owner too."""
    best, next_best = post_team(prices=PRICES), post_team(prices=(4, 2, 1))
    demand, gone = post_demand(), post_demand()
    before, acts = sending.send_with, iter((True,))

    def send_with(*arguments: Any, **options: Any) -> Any:
        if next(acts, False):
            market.withdrawOffer(best[0], sender=vendor)
            market.withdrawDemand(gone, sender=owner)
        return before(*arguments, **options)

    monkeypatch.setattr(sending, "send_with", send_with)
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


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--weight", "much"), "The weight 'much' is no number"),
        (("--weight", "-1"), "is not from 0 to"),
        (("--limit", 0), "Invalid value for '--limit'"),
        (("--watch", 0), "Invalid value for '--watch'"),
        (("--account", "TEST::19"), "may not match: that takes the role KEEPER"),
    ],
)
def test_match_refuses(
    run: Run,
    post_demand: PostDemand,
    post_team: PostTeam,
    records: Path,
    arguments: tuple[Any, ...],
    reason: str,
) -> None:
    post_team()
    post_demand()
    block = height()
    ended = run(match.cli, *arguments)
    assert ended.code
    assert reason in ended.stderr
    assert "Traceback" not in ended.stderr
    assert height() == block
    assert not records.exists()


def test_match_says_that_the_market_is_paused(
    run: Run, market: ContractInstance, guardian: AccountAPI, post_demand: PostDemand, post_team: PostTeam
) -> None:
    post_team(prices=PRICES)
    post_demand()
    market.pause(sender=guardian)
    block = height()
    ended = run(match.cli)
    assert ended.code == 1
    assert "MarketPaused" in ended.stderr
    assert "The guardian paused the market" in ended.stderr
    assert height() == block


def test_match_of_an_empty_book_says_so(run: Run, monkeypatch: pytest.MonkeyPatch, records: Path) -> None:
    whole = matching.read_book
    monkeypatch.setattr(matching, "read_book", lambda market, block: nobody(whole(market, block)))
    block = height()
    assert "No demand is open at block" in run(match.cli).stdout
    assert height() == block
    assert not list(records.glob("*.json"))


def nobody(book: Any) -> Any:
    return type(book)(book.demands[:0], book.offers)


def test_match_of_a_book_where_nothing_is_feasible_says_why(
    run: Run, post_demand: PostDemand, unasked_class: int
) -> None:
    run(match.cli)
    poor = post_demand(size_class=unasked_class, max_price=1)
    block = height()
    told = run(match.cli)
    assert told.code == 0
    assert "can have a team" in told.stdout
    assert f" {poor} " in told.stdout
    assert height() == block


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
    receipt = market.matchBatch([(good, *team), (dear, *team)], sender=keeper)
    told = matching.mined(system, receipt)
    assert (told.hash, told.block, told.gas_used) == (receipt.txn_hash, receipt.block_number, receipt.gas_used)
    assert told.matched == [good]
    [skip] = told.skipped
    assert (skip.demand_id, skip.reason, skip.offer_id) == (dear, Mismatch.OVER_MAXIMUM, 0)
