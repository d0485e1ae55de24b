"""A demand that could not pay the cheapest team promises nothing: neither a team, nor a gap."""

import pytest

from antu.enums import Role
from antu.matching import PROJECTS, Policy, check, solve
from antu.matching.problem import problems
from antu.matching.reach import NOBODY_ASKS, cheapest, within_reach
from tests.antu.books import book_of, demand, offer, team_of_offers

HOPEFUL = [demand(1, max_price=1_165_500), demand(2, max_price=5_000_000)]
HOPELESS = [demand(3, max_price=1), demand(4, max_price=1_165_499), demand(5, region=12, max_price=5_000_000)]
OFFERS = [each._replace(stock=9, regions=1 << 12) for each in team_of_offers()]
BOOK = book_of(HOPEFUL + HOPELESS, [*OFFERS, offer(9, Role.VENDOR, regions=1 << 11)])


def test_cheapest_is_the_least_price_of_each_market_and_role() -> None:
    [far, near] = problems(BOOK)
    assert cheapest(near).tolist() == [[1_000_000, 100_000, 10_000]]
    assert cheapest(far).tolist() == [[1_000_000, NOBODY_ASKS, NOBODY_ASKS]]


def test_within_reach_is_who_can_pay_the_cheapest_team_to_the_peso() -> None:
    [far, near] = problems(BOOK)
    reached, rows = within_reach(near)
    assert near.demands["id"].to_numpy()[rows].tolist() == reached.demands["id"].tolist() == [2, 1]
    assert reached.starts.tolist() == [0, 2]
    assert within_reach(far)[1].tolist() == []


@pytest.mark.parametrize("policy", [PROJECTS, Policy.parse("0.5")], ids=["projects", "0.5"])
def test_a_rich_owner_lends_the_hopeless_nothing(policy: Policy) -> None:
    outcome = solve(BOOK, policy)
    check(BOOK, outcome.matching, outcome.certificate)
    assert sorted(outcome.matching.teams.demand_id) == [1, 2]
    assert outcome.certificate.gap == 0
    assert dict(outcome.matching.unmatched.values.tolist()) == {3: "too_dear", 4: "too_dear", 5: "no_installer"}
