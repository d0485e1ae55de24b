"""Revenue is shared out in constant work, to the fraction of a peso, and paid to those who earned it."""

import random
from fractions import Fraction

import pytest

from tests.helpers import emitted, reverts

UNIT = 2**64  # a peso, as positions count it

# Where the supply is a power of two, revenue is shared out to the last fraction; else a hair below it.


# PAYING IN


def test_payIn_takes_the_sum_and_shares_it_out(shares, token, energy, pay_in, series_of, funders):
    first, second, third, _ = funders
    one, two = series_of({first: 512, second: 512}), series_of({second: 256, third: 768})
    before = token.balanceOf(shares)
    pay_in({one: 100, two: 60})
    assert token.balanceOf(shares) == before + 160
    assert (shares.series(one).revenue, shares.series(two).revenue) == (100, 60)
    assert [shares.claimable(first, one), shares.claimable(second, one)] == [50, 50]
    assert [shares.claimable(second, two), shares.claimable(third, two)] == [15, 45]


@pytest.mark.parametrize("caller", ["stranger", "operator", "as_market"])
def test_payIn_reverts_when_caller_is_not_the_energy_sales(shares, series_of, funders, request, caller):
    caller = request.getfixturevalue(caller)
    series_id = series_of({funders[0]: 1})
    with reverts(shares.OnlyEnergy, caller=caller):
        shares.payIn([series_id], [1], sender=caller)


def test_payIn_reverts_when_project_does_not_operate(shares, series_of, funders, as_energy):
    series_id = series_of({funders[0]: 1}, opened=False)
    with reverts(shares.NotOpen, projectId=series_id):
        shares.payIn([series_id], [1], sender=as_energy)


def test_payIn_passes_over_nothing(shares, token, series_of, pay_in, funders):
    """A batch of readings pays in what came of each: nothing, of one that was refused, whatever project it named."""
    paid, unopened = series_of({funders[0]: 1}), series_of({funders[0]: 1}, opened=False)
    pay_in({unopened: 0, paid: 7})
    assert [shares.series(each).revenue for each in (unopened, paid)] == [0, 7]
    assert emitted(pay_in({unopened: 0}), token.Transfer) == []


def test_payIn_reverts_when_revenue_would_not_fit(shares, series_of, pay_in, funders, as_energy):
    series_id = series_of({funders[0]: 1})
    pay_in({series_id: 1})
    with reverts(shares.SafeCastOverflowedUintDowncast, bits=64, value=2**64):
        shares.payIn([series_id], [2**64 - 1], sender=as_energy)


def test_payIn_reverts_when_pesos_are_not_there(shares, token, energy, series_of, funders, as_energy):
    series_id, held = series_of({funders[0]: 1}), token.balanceOf(energy)
    with reverts(token.ERC20InsufficientBalance, sender=energy, balance=held, needed=held + 1):
        shares.payIn([series_id], [held + 1], sender=as_energy)


# CLAIMING


def test_claim_pays_the_caller_for_all_its_projects(shares, token, pay_in, series_of, funders):
    first, second, *_ = funders
    one, two = series_of({first: 512, second: 512}), series_of({first: 256, second: 768})
    pay_in({one: 100, two: 60})
    before = token.balanceOf(first)
    assert shares.claim.call([one, two], sender=first) == 65
    receipt = shares.claim([one, two], sender=first)
    assert emitted(receipt, shares.Claimed) == [
        {"holder": first, "projectId": one, "amount": 50},
        {"holder": first, "projectId": two, "amount": 15},
    ]
    assert token.balanceOf(first) == before + 65
    assert [shares.claimable(first, each) for each in (one, two)] == [0, 0]
    assert shares.claimable(second, one) == 50, "one claim leaves the others'"


def test_claim_of_a_single_peso_is_told(shares, pay_in, series_of, funders):
    series_id = series_of({funders[0]: 1})
    pay_in({series_id: 1})
    receipt = shares.claim([series_id], sender=funders[0])
    assert emitted(receipt, shares.Claimed) == [{"holder": funders[0], "projectId": series_id, "amount": 1}]


def test_claim_pays_once(shares, token, pay_in, series_of, funders):
    series_id = series_of({funders[0]: 1})
    pay_in({series_id: 100})
    before = token.balanceOf(funders[0])
    shares.claim([series_id, series_id], sender=funders[0])
    shares.claim([series_id], sender=funders[0])
    assert token.balanceOf(funders[0]) == before + 100


def test_claim_of_a_stranger_pays_nothing(shares, token, pay_in, series_of, funders, stranger):
    series_id = series_of({funders[0]: 1})
    pay_in({series_id: 100})
    before = token.balanceOf(stranger)
    receipt = shares.claim([series_id], sender=stranger)
    assert emitted(receipt, shares.Claimed) == []
    assert token.balanceOf(stranger) == before


def test_claim_keeps_the_fraction_for_the_next(shares, pay_in, series_of, funders):
    first, second, third, _ = funders
    series_id = series_of(dict.fromkeys((first, second, third), 1))
    pay_in({series_id: 4})
    shares.claim([series_id], sender=first)
    position = shares.position(first, series_id)
    assert position.revenuePerShare == shares.series(series_id).revenuePerShare == 4 * UNIT // 3
    assert position.earned == 4 * UNIT // 3 - UNIT
    pay_in({series_id: 3})
    shares.claim([series_id], sender=first)
    assert shares.position(first, series_id).earned == position.earned


def test_many_claims_pay_as_much_as_one(shares, token, series_of, paying_in, send_many, funders):
    """Sevenths of a peso: who claims each time gets what it would get by claiming once."""
    often, once, rest, _ = funders
    series_id = series_of({often: 2, once: 2, rest: 3})
    before = [token.balanceOf(holder) for holder in (often, once)]
    for _ in range(50):
        send_many([*paying_in(series_id, 3), (shares.claim, often, [series_id])])
    shares.claim([series_id], sender=once)
    paid = [token.balanceOf(holder) - was for holder, was in zip((often, once), before, strict=True)]
    assert paid[0] == paid[1]
    assert 0 <= Fraction(50 * 3 * 2, 7) - paid[0] < 1


# PAYING OUT


def test_payout_by_anyone_pays_each_holder_its_own(shares, token, pay_in, series_of, funders, stranger):
    first, second, third, _ = funders
    one, two = series_of({first: 512, second: 512}), series_of({second: 256, third: 768})
    pay_in({one: 100, two: 60})
    people = (first, second, third, stranger)
    before = [token.balanceOf(person) for person in people]
    assert shares.payout.call(list(people), [one, two], sender=stranger) == 160
    receipt = shares.payout(list(people), [one, two], sender=stranger)
    assert [token.balanceOf(person) - was for person, was in zip(people, before, strict=True)] == [50, 65, 45, 0]
    assert emitted(receipt, token.Transfer) == [
        {"from": shares, "to": person, "value": amount}
        for person, amount in zip((first, second, third), (50, 65, 45), strict=True)
    ]


def test_payout_pays_a_holder_once_however_often_named(shares, token, pay_in, series_of, funders, stranger):
    series_id = series_of({funders[0]: 1})
    pay_in({series_id: 100})
    before = token.balanceOf(funders[0])
    shares.payout([funders[0], funders[0]], [series_id, series_id], sender=stranger)
    assert token.balanceOf(funders[0]) == before + 100


def test_payout_reaches_a_holder_that_sold_all(shares, token, pay_in, series_of, funders, stranger):
    series_id = series_of({funders[0]: 10})
    pay_in({series_id: 100})
    shares.transfer(funders[1], series_id, 10, sender=funders[0])
    before = token.balanceOf(funders[0])
    shares.payout([funders[0], funders[1]], [series_id], sender=stranger)
    assert token.balanceOf(funders[0]) == before + 100


# AGAINST A MODEL


class Model:
    """Shares and what they earned as exact fractions: what the accumulator rounds, this does not."""

    def __init__(self, holdings):
        self.balances = dict(holdings)
        self.supply = sum(holdings.values())
        self.earned = dict.fromkeys(holdings, Fraction(0))
        self.revenue = self.payments = 0

    def pay_in(self, amount):
        self.revenue, self.payments = self.revenue + amount, self.payments + 1
        for holder, balance in self.balances.items():
            self.earned[holder] += Fraction(amount * balance, self.supply)

    def transfer(self, sender, receiver, amount):
        self.balances[sender] -= amount
        self.balances[receiver] += amount


@pytest.mark.parametrize("seed", [1, 2])
def test_accumulator_agrees_with_exact_fractions(
    shares, token, series_of, paying_in, send_many, funders, stranger, seed
):
    dice = random.Random(seed)
    people = [*funders, stranger]
    model = Model({person: dice.randrange(1, 10**8) for person in funders} | {stranger: 0})
    series_id = series_of({person: amount for person, amount in model.balances.items() if amount})
    held, pesos = token.balanceOf(shares), {person: token.balanceOf(person) for person in people}

    calls = []
    for _ in range(150):
        match dice.choice(["revenue", "transfer", "claim"]):
            case "revenue":
                amount = dice.choice([1, dice.randrange(1, 1_000), dice.randrange(1, 10**7)])
                model.pay_in(amount)
                calls += paying_in(series_id, amount)
            case "transfer":
                sender, receiver = dice.choice(people), dice.choice(people)
                amount = dice.randrange(model.balances[sender] + 1)
                model.transfer(sender, receiver, amount)
                calls += [(shares.transfer, sender, receiver.address, series_id, amount)]
            case "claim":
                calls += [(shares.claim, dice.choice(people), [series_id])]
    send_many(calls)

    # Each payment is rounded down by less than 2^-64 pesos per share.
    lost_at_most = Fraction(model.payments * model.supply, UNIT)
    claimed = {person: token.balanceOf(person) - pesos[person] for person in people}
    claimable = {person: shares.claimable(person, series_id) for person in people}
    for person in people:
        assert shares.balanceOf(person, series_id) == model.balances[person]
        assert model.earned[person] - lost_at_most - 1 < claimed[person] + claimable[person] <= model.earned[person]
    assert sum(claimed.values()) > 0
    owed = model.revenue - sum(claimed.values())
    assert token.balanceOf(shares) - held == owed
    assert 0 <= owed - sum(claimable.values()) <= len(people)
