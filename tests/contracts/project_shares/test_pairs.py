"""Holders who have no project in common are paid in one transaction too: each what one project of its own owes it."""

import pytest

from antu.payouts.grouping import PAIR_GAS
from tests.helpers import emitted, reverts

MANY = 50


@pytest.fixture
def revenue(series_of, pay_in, funders):
    """Two projects of three holders, paid into; the ids. The first holder is owed 25 and 30, the second 50 and 50."""
    first, second, third, _ = funders
    one, two = series_of({first: 1, second: 2, third: 1}), series_of({first: 3, second: 5})
    pay_in({one: 100, two: 80})
    return one, two


def test_payoutPairs_pays_each_for_its_own_project_alone(shares, token, revenue, funders, stranger):
    first, second, third, _ = funders
    one, two = revenue
    people = [first, second, third]
    before = [token.balanceOf(holder) for holder in people]
    assert shares.payoutPairs.call(people, [two, one, one], sender=stranger) == 30 + 50 + 25
    receipt = shares.payoutPairs(people, [two, one, one], sender=stranger)
    assert emitted(receipt, shares.Claimed) == [
        {"holder": first, "projectId": two, "amount": 30},
        {"holder": second, "projectId": one, "amount": 50},
        {"holder": third, "projectId": one, "amount": 25},
    ]
    assert [token.balanceOf(holder) - was for holder, was in zip(people, before, strict=True)] == [30, 50, 25]
    assert [shares.claimable(holder, one) for holder in people] == [25, 0, 0]
    assert [shares.claimable(holder, two) for holder in people] == [0, 50, 0]


def test_payoutPairs_pays_a_pair_named_twice_once(shares, token, revenue, funders, stranger):
    holder, (one, two) = funders[0], revenue
    before = token.balanceOf(holder)
    receipt = shares.payoutPairs([holder] * 4, [one, two, one, two], sender=stranger)
    assert [paid["amount"] for paid in emitted(receipt, shares.Claimed)] == [25, 30]
    assert token.balanceOf(holder) - before == 55
    assert shares.payoutPairs.call([holder], [one], sender=stranger) == 0


@pytest.mark.parametrize(("holders", "projects"), [(2, 1), (1, 2), (0, 1), (1, 0)])
def test_payoutPairs_reverts_when_lists_are_of_unequal_lengths(shares, revenue, funders, stranger, holders, projects):
    with reverts(shares.UnequalLengths, holders=holders, projects=projects):
        shares.payoutPairs(funders[:holders], revenue[:projects], sender=stranger)


def test_payoutPairs_passes_over_whom_the_token_refuses(shares, token, picky, revenue, pay_in, funders, stranger):
    """It keeps what it earned, project by project, and is paid that later, with what came since, once."""
    first, second, third, _ = funders
    one, two = revenue
    picky.refuse(second, True, sender=stranger)
    holders, projects = [first, second, second, third], [one, one, two, one]
    assert shares.payoutPairs.call(holders, projects, sender=stranger) == 50
    receipt = shares.payoutPairs(holders, projects, sender=stranger)
    assert emitted(receipt, shares.PayoutFailed) == [{"holder": second, "amount": 50}] * 2
    assert [paid["holder"] for paid in emitted(receipt, shares.Claimed)] == [first, third]
    assert [shares.position(second, each).earned for each in revenue] == [50 * 2**64] * 2

    pay_in({one: 100})
    picky.refuse(second, False, sender=stranger)
    before = token.balanceOf(second)
    shares.payoutPairs([second, second], revenue, sender=stranger)
    assert token.balanceOf(second) - before == 50 + 50 + 50
    assert [shares.claimable(second, each) for each in revenue] == [0, 0]


def test_payoutPairs_takes_little_more_gas_than_a_payout_of_one_project(
    shares, crowd, as_market, send_many, series_of, pay_in, funders, stranger
):
    """What naming the project again takes is what `ape run payout` reckons with."""
    people = crowd(MANY)
    project = series_of({funders[0]: 1}, opened=False)
    send_many((shares.mint, as_market, project, holder.address, 1) for holder in people)
    send_many([(shares.open, as_market, project, 0)])
    pay_in({project: 100 * (MANY + 1)})
    together = shares.payout.estimate_gas_cost(people, [project], sender=stranger)
    pairs = shares.payoutPairs.estimate_gas_cost(people, [project] * MANY, sender=stranger)
    assert together < pairs < together + MANY * PAIR_GAS
