"""Posting demands and offers, and matching them."""

from collections.abc import Collection, Iterable, Sequence

from antu.batches import batches
from antu.book import Book
from antu.matching import solve, teams_of
from antu.participants import Kind, Participant
from scripts._chain.book import read_book
from scripts._chain.matching import goal_now, mined, teams_argument
from scripts._chain.posting import posted_id, posting
from scripts._demo.stage import Stage


def post(stage: Stage, participants: Iterable[Participant]) -> dict[int, Participant]:
    """Posts demands or offers; each one's number, and who posted it."""
    posted = {}
    for one in participants:
        method, arguments = posting(stage.market, one)
        step = "post_demand" if one.kind is Kind.OWNER else "post_offer"
        receipt = stage.act(step, method, *arguments, by=stage.address(one.account))
        posted[posted_id(stage.market, receipt)] = one
    return posted


def match(stage: Stage, demands: Collection[int], offers: Collection[int], step: str = "match") -> list[int]:
    """Has the keeper match these demands with these offers, to save the most; the projects that come of it."""
    whole = read_book(stage.market)
    ours = Book(whole.demands[whole.demands.id.isin(demands)], whole.offers[whole.offers.id.isin(offers)])
    teams = teams_of(solve(ours).matching)
    keeper = stage.market.record.parameters.keeper
    matched: list[int] = []
    for batch in batches(teams):
        method, argument = stage.market.market.matchBatch, teams_argument(batch)
        receipt = stage.act(step, method, argument, by=keeper, units=len(batch))
        matched += mined(stage.market, receipt).matched
    return matched


def match_own(stage: Stage, demand: int, offers: Sequence[int], owner: str) -> None:
    """Has an owner match its own demand at the prices of now, which costs the operator nothing."""
    team = (demand, *offers, goal_now(stage.market, demand, offers))
    stage.act("match_own", stage.market.market.matchOwn, team, by=owner)
