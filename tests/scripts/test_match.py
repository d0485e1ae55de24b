"""`ape run match`: the cheapest team, by the keeper, and reasons for those left over."""

from collections.abc import Callable
from typing import Any

from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.enums import Mismatch, State
from antu.money import BASE_CASE
from scripts import match
from scripts._chain import matching
from scripts._chain.market import Market
from tests.scripts.conftest import Run

# So cheap that no other team on a market that lives already can be cheaper.
PRICES = (3, 2, 1)


def test_match_takes_the_cheapest_team_and_says_why_others_have_none(
    run: Run,
    market: ContractInstance,
    post_demand: Callable[..., int],
    post_team: Callable[..., tuple[int, int, int]],
) -> None:
    post_team()
    cheapest = post_team(prices=PRICES)
    demand, poor = post_demand(), post_demand(max_price=1)
    ended = run(match.cli, "--json")

    assert ended.code == 0
    [team] = [row for row in ended.json["matched"] if row["demand_id"] == demand]
    assert (team["vendor_offer"], team["installer_offer"], team["manager_offer"]) == cheapest
    assert (team["cost"], team["fee"]) == (6, 0)
    assert {"demand_id": poor, "reason": "too_dear"} in ended.json["unmatched"]
    assert market.project(demand).state == State.FUNDING
    assert market.project(poor).state == State.OPEN


def test_match_again_matches_nothing(
    run: Run, post_demand: Callable[..., int], post_team: Callable[..., tuple[int, int, int]]
) -> None:
    post_team()
    post_demand()
    run(match.cli)
    assert "0 projects matched." in run(match.cli).stdout


def test_match_needs_the_keeper(
    run: Run, post_demand: Callable[..., int], post_team: Callable[..., tuple[int, int, int]]
) -> None:
    post_team()
    post_demand()
    ended = run(match.cli, "--account", "TEST::19")
    assert ended.code == 1
    assert "Marketplace.matchBatch was refused: AccessManagedUnauthorized" in ended.stderr
    assert "takes a role that this account lacks" in ended.stderr


def test_matched_and_skipped_tells_both(
    system: Market,
    market: ContractInstance,
    keeper: AccountAPI,
    post_demand: Callable[..., int],
    post_team: Callable[..., Any],
) -> None:
    team = post_team()
    good, dear = post_demand(), post_demand(max_price=BASE_CASE.goal - 1)
    receipt = market.matchBatch([(good, *team), (dear, *team)], sender=keeper)
    matched, skipped = matching.matched_and_skipped(system, receipt)
    assert matched == [good]
    assert skipped == [matching.Skipped(dear, Mismatch.OVER_MAXIMUM, 0)]
