"""The frontier: each policy as it is alone, and shares of the most."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from antu.errors import AntuError
from antu.matching import PROJECTS, SAVINGS, Policy, check, solve
from antu.matching.frontier import WEIGHTS, frontier, policies_of
from antu.participants import draw
from tests.antu.books import book_of, demand, offer, posted, team_of_offers

MARKET = posted(draw().participants)


def test_each_point_is_what_its_policy_achieves_alone() -> None:
    policies = policies_of(WEIGHTS)
    for point, policy in zip(frontier(MARKET, policies), policies, strict=True):
        outcome = solve(MARKET, policy)
        check(MARKET, outcome.matching, outcome.certificate)
        proof = outcome.certificate
        alone = (policy.name, proof.matched, proof.savings, proof.objective, proof.upper_bound)
        assert (point.policy, point.matched, point.savings, point.objective, point.upper_bound) == alone


def test_a_second_worker_changes_nothing() -> None:
    policies = (SAVINGS, Policy.parse("0.25"))
    with ThreadPoolExecutor(2) as executor:
        shared = frontier(MARKET, policies, executor)
    assert [point[:-1] for point in shared] == [point[:-1] for point in frontier(MARKET, policies)]


def test_shares_are_of_the_most_that_is_reached() -> None:
    """One rich owner beside two who can just pay a dear team each: 1 project that saves much, or 2 that save little."""
    vendor, installer, manager = team_of_offers(3)
    dear = [each._replace(id=each.id - 2, price=2 * each.price) for each in team_of_offers(6)]
    book = book_of(
        [demand(1, max_price=2_400_000), demand(2)],
        [vendor, installer, manager, *[each._replace(id=each.id + 10) for each in dear]],
    )
    savings, projects = frontier(book, (SAVINGS, PROJECTS))
    assert (savings.matched, savings.savings) == (1, 2_400_000 - 1_165_500)
    assert (projects.matched, projects.savings) == (2, 2_400_000 - 2 * 1_165_500)
    assert (savings.matched_share, savings.savings_share) == (0.5, 1.0)
    assert (projects.matched_share, projects.savings_share) == (1.0, projects.savings / savings.savings)


def test_each_policy_is_told_when_it_is_done() -> None:
    told: list[Policy] = []
    frontier(book_of([demand()], team_of_offers()), (SAVINGS, PROJECTS), done=told.append)
    assert told == [SAVINGS, PROJECTS]


def test_nothing_of_nothing_is_all_there_is() -> None:
    (point,) = frontier(book_of([], []), (SAVINGS,))
    assert (point.matched, point.matched_share, point.savings_share, point.gap) == (0, 1.0, 1.0, 0.0)


def test_a_book_that_no_market_could_have_is_refused() -> None:
    with pytest.raises(AntuError, match="region of demand 1 is 17"):
        frontier(book_of([demand(region=17)], [offer(1, team_of_offers()[0].role)]), (SAVINGS,))


def test_policies_are_read_in_their_order_and_once() -> None:
    assert policies_of("projects, 0,0.25,0.250,savings") == (PROJECTS, SAVINGS, Policy.parse("0.25"))
    with pytest.raises(AntuError, match="'much' is no number"):
        policies_of("0,much")
    with pytest.raises(AntuError, match="no weights"):
        policies_of(" ,")
