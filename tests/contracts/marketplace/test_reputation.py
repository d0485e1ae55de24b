"""What parties say of each other, and what an account owes."""

from itertools import permutations

import pytest

from antu.enums import Party, State
from tests.helpers import emitted, reverts

COUNTERS = {1: "positive", 0: "neutral", -1: "negative"}
PAIRS = list(permutations(Party, 2))


@pytest.fixture(scope="module")
def cancelled_project(market, funded_project, time_travel, stranger):
    """`cancelled_project(**what funded_project takes)`: one whose delivery was late."""

    def cancel(**project):
        project_id = funded_project(**project)
        time_travel(days=181)
        market.cancel(project_id, sender=stranger)
        return project_id

    return cancel


@pytest.fixture(scope="module")
def ended(cancelled_project):
    return cancelled_project()


@pytest.fixture(scope="module")
def parties(owner, vendor, installer, manager):
    return dict(zip(Party, (owner, vendor, installer, manager), strict=True))


@pytest.mark.parametrize("score", COUNTERS)
@pytest.mark.parametrize(("rater", "rated"), PAIRS)
def test_rate_counts_for_the_rated(market, ended, parties, rater, rated, score):
    by, whom = parties[rater], parties[rated]
    before = market.record(whom).__dict__
    assert not market.hasRated(ended, rater, rated)
    receipt = market.rate(ended, rater, rated, score, sender=by)
    event = {"projectId": ended, "rater": by.address, "rated": whom.address, "score": score}
    assert emitted(receipt, market.Rated) == [event]
    counter = COUNTERS[score]
    assert market.record(whom).__dict__ == before | {counter: before[counter] + 1}
    assert [pair for pair in PAIRS if market.hasRated(ended, *pair)] == [(rater, rated)]


def test_each_pair_may_rate_once(market, ended, parties):
    for rater, rated in PAIRS:
        market.rate(ended, rater, rated, 1, sender=parties[rater])
    for rater, rated in PAIRS:
        with reverts(market.AlreadyRated, **{"projectId": ended, "from": rater, "to": rated}):
            market.rate(ended, rater, rated, -1, sender=parties[rater])


def test_rate_works_for_an_operating_project(market, operating_project, owner):
    project_id = operating_project()
    market.rate(project_id, Party.OWNER, Party.VENDOR, 1, sender=owner)
    assert market.hasRated(project_id, Party.OWNER, Party.VENDOR)


@pytest.mark.parametrize("rater", [Party.VENDOR, Party.INSTALLER, Party.MANAGER])
def test_rate_works_for_the_owner_of_an_expired_project(market, expired_project, owner, parties, rater):
    project_id = expired_project()
    before = market.record(owner).negative
    market.rate(project_id, rater, Party.OWNER, -1, sender=parties[rater])
    assert market.record(owner).negative == before + 1


def test_rate_reverts_when_a_supplier_of_an_expired_project_is_rated(market, expired_project, parties):
    project_id = expired_project()
    for rater, rated in PAIRS:
        if rated is not Party.OWNER:
            with reverts(market.OnlyOwnerRated, projectId=project_id):
                market.rate(project_id, rater, rated, -1, sender=parties[rater])


def test_rate_reverts_before_the_project_has_ended(market, owner, post_demand, matched_project, advance):
    def refused(project_id, state):
        with reverts(market.WrongState, projectId=project_id, state=state):
            market.rate(project_id, Party.OWNER, Party.VENDOR, 1, sender=owner)

    demand = post_demand()
    refused(demand, State.OPEN)
    market.withdrawDemand(demand, sender=owner)
    refused(demand, State.WITHDRAWN)
    project_id = matched_project()
    refused(project_id, State.FUNDING)
    market.fund(project_id, market.goal(project_id), sender=owner)
    state = State.DELIVERING
    while state is not State.OPERATING:
        refused(project_id, state)
        state = advance(project_id)


def test_rate_reverts_while_a_dispute_is_open(market, owner, funded_project):
    project_id = funded_project()
    market.dispute(project_id, b"", sender=owner)
    with reverts(market.WrongState, projectId=project_id, state=State.DISPUTED):
        market.rate(project_id, Party.OWNER, Party.VENDOR, 1, sender=owner)


@pytest.mark.parametrize("score", [-128, -2, 2, 127])
def test_rate_reverts_when_the_score_is_none_of_three(market, ended, owner, score):
    with reverts(market.BadScore, score=score):
        market.rate(ended, Party.OWNER, Party.VENDOR, score, sender=owner)


@pytest.mark.parametrize("party", Party)
def test_rate_reverts_when_the_caller_is_not_that_party(market, ended, parties, stranger, party):
    other = Party((party + 1) % 4)
    for account in (stranger, parties[other]):
        with reverts(market.NotParty, projectId=ended, account=account):
            market.rate(ended, party, other, 1, sender=account)


@pytest.mark.parametrize("party", Party)
def test_rate_reverts_when_a_party_rates_itself(market, ended, parties, party):
    with reverts(market.SelfRating, account=parties[party]):
        market.rate(ended, party, party, 1, sender=parties[party])


def test_rate_reverts_when_both_parties_are_one_account(market, stranger, post_team, cancelled_project):
    project_id = cancelled_project(team=post_team(sender=stranger))
    with reverts(market.SelfRating, account=stranger):
        market.rate(project_id, Party.VENDOR, Party.MANAGER, 1, sender=stranger)


@pytest.mark.parametrize("in_debt", [True, False])
def test_mark_debtor_reverts_when_not_by_the_energy_sales(market, operator, stranger, in_debt):
    for account in (operator, stranger):
        with reverts(market.OnlyEnergy, caller=account):
            market.markDebtor(stranger, in_debt, sender=account)


def test_a_debt_is_on_the_record_until_all_of_it_is_paid(
    market, energy, owner, stranger, operating_project, time_travel, sign_reading
):
    project_id = operating_project(crowdfunded=True)
    time_travel(days=1)
    before = market.record(owner)
    assert not before.inDebt
    receipt = energy.report(sign_reading(project_id, 1_000), sender=stranger)
    assert emitted(receipt, market.DebtorMarked) == [{"account": owner.address, "inDebt": True}]
    assert market.record(owner).__dict__ == before.__dict__ | {"inDebt": True}
    debt = energy.debtOf(project_id, owner)
    assert not emitted(energy.settle(project_id, owner, debt - 1, sender=owner), market.DebtorMarked)
    assert market.record(owner).inDebt
    receipt = energy.settle(project_id, owner, 1, sender=owner)
    assert emitted(receipt, market.DebtorMarked) == [{"account": owner.address, "inDebt": False}]
    assert market.record(owner) == before
