"""`ape run match` where there is nothing to match, or nothing that may be: it says why, and sends nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.book import Book
from scripts import match
from scripts._chain import matching
from tests.scripts.conftest import Run, height

PostTeam = Callable[..., tuple[int, int, int]]
PostDemand = Callable[..., int]

# So cheap that no other team on a market that lives already can be cheaper.
PRICES = (3, 2, 1)

pytestmark = pytest.mark.usefixtures("records")


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
    monkeypatch.setattr(matching, "read_book", lambda market, block: unasked(whole(market, block)))
    block = height()
    assert "No demand is open at block" in run(match.cli).stdout
    assert height() == block
    assert not list(records.glob("*.json"))


def unasked(book: Book) -> Book:
    return Book(book.demands[:0], book.offers)


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
