"""Everybody is paid in one transaction, by anyone; whom the token refuses keeps what it earned, and stops nobody."""

import random

import pytest

from tests.helpers import emitted, reverts

HOLDERS, PROJECTS = 20, 6


@pytest.fixture
def holdings(crowd):
    """Who has how many shares of each project, drawn at random; some have none."""
    dice = random.Random(1)
    return [
        {holder: dice.randrange(1, 10**6) for holder in crowd(HOLDERS) if dice.random() < 0.8} for _ in range(PROJECTS)
    ]


@pytest.fixture
def projects(shares, holdings, as_market, send_many):
    """Their ids, open."""
    ids = [random.randrange(2**127, 2**128) for _ in holdings]
    for series_id, held in zip(ids, holdings, strict=True):
        send_many((shares.mint, as_market, series_id, holder.address, amount) for holder, amount in held.items())
        send_many([(shares.open, as_market, series_id, 0)])
    return ids


def test_payout_pays_many_for_many_projects_at_once(shares, token, crowd, holdings, projects, pay_in, stranger):
    people = crowd(HOLDERS)
    revenues = [1_000_003 * (place + 1) for place in range(PROJECTS)]
    pay_in(dict(zip(projects, revenues, strict=True)))
    due = {person: [shares.claimable(person, series_id) for series_id in projects] for person in people}
    for revenue, held, place in zip(revenues, holdings, range(PROJECTS), strict=True):
        for person in people:
            exact = revenue * held.get(person, 0) / sum(held.values())
            assert exact - 1 <= due[person][place] <= exact
    before = {person: token.balanceOf(person) for person in people}

    receipt = shares.payout(people, projects, sender=stranger)
    assert {person: token.balanceOf(person) - before[person] for person in people} == {
        person: sum(dues) for person, dues in due.items()
    }
    assert emitted(receipt, shares.Claimed) == [
        {"holder": person, "projectId": series_id, "amount": amount}
        for person in people
        for series_id, amount in zip(projects, due[person], strict=True)
        if amount
    ]
    assert shares.payout.call(people, projects, sender=stranger) == 0
    assert emitted(shares.payout(people, projects, sender=stranger), token.Transfer) == []


# WHOM THE TOKEN REFUSES


@pytest.fixture
def revenue(shares, series_of, pay_in, funders):
    """Two projects of three holders, paid into; the ids."""
    first, second, third, _ = funders
    one, two = series_of({first: 1, second: 2, third: 1}), series_of({first: 3, second: 5})
    pay_in({one: 100, two: 80})
    return one, two


def test_payout_passes_over_whom_the_token_refuses(shares, token, picky, revenue, funders, stranger):
    first, second, third, _ = funders
    picky.refuse(second, True, sender=stranger)
    before = [token.balanceOf(holder) for holder in (first, second, third)]
    earned = [shares.claimable(second, each) for each in revenue]
    others = sum(shares.claimable(holder, each) for holder in (first, third) for each in revenue)

    assert shares.payout.call([first, second, third], revenue, sender=stranger) == others
    receipt = shares.payout([first, second, third], revenue, sender=stranger)
    assert emitted(receipt, shares.PayoutFailed) == [{"holder": second, "amount": sum(earned)}]
    assert [paid["holder"] for paid in emitted(receipt, shares.Claimed)] == [first, first, third]
    gained = [token.balanceOf(holder) - was for holder, was in zip((first, second, third), before, strict=True)]
    assert (sum(gained), gained[1]) == (others, 0)
    assert [shares.claimable(second, each) for each in revenue] == earned
    assert [shares.position(second, each).earned for each in revenue] == [amount * 2**64 for amount in earned]


def test_payout_pays_later_what_was_refused_whole(shares, token, picky, revenue, pay_in, funders, stranger):
    """With what it earned since, once."""
    holder = funders[1]
    picky.refuse(holder, True, sender=stranger)
    for _ in range(2):
        shares.payout([holder, holder], revenue, sender=stranger)
    pay_in({revenue[0]: 101})
    picky.refuse(holder, False, sender=stranger)
    before = token.balanceOf(holder)
    receipt = shares.payout([holder], revenue, sender=stranger)
    assert emitted(receipt, shares.PayoutFailed) == []
    assert token.balanceOf(holder) - before == 50 + 50 + 50
    assert shares.position(holder, revenue[0]).earned == 2**63, "half a peso"
    assert shares.position(holder, revenue[1]).earned == 0


def test_payout_restores_a_single_peso(shares, picky, series_of, pay_in, funders, stranger):
    holder = funders[0]
    series_id = series_of({holder: 1})
    pay_in({series_id: 1})
    picky.refuse(holder, True, sender=stranger)
    receipt = shares.payout([holder], [series_id], sender=stranger)
    assert emitted(receipt, shares.PayoutFailed) == [{"holder": holder, "amount": 1}]
    assert shares.claimable(holder, series_id) == 1


def test_payout_of_a_project_named_twice_restores_once(shares, picky, revenue, funders, stranger):
    holder, one = funders[1], revenue[0]
    picky.refuse(holder, True, sender=stranger)
    earned = shares.claimable(holder, one)
    receipt = shares.payout([holder], [one, one], sender=stranger)
    assert emitted(receipt, shares.PayoutFailed) == [{"holder": holder, "amount": earned}]
    assert shares.claimable(holder, one) == earned


def test_claim_reverts_when_the_token_refuses(shares, picky, revenue, funders, stranger):
    """It pays one alone: there is nobody that it would stop."""
    holder = funders[1]
    picky.refuse(holder, True, sender=stranger)
    earned = [shares.claimable(holder, each) for each in revenue]
    with reverts(picky.Refused, account=holder):
        shares.claim(revenue, sender=holder)
    assert [shares.claimable(holder, each) for each in revenue] == earned
