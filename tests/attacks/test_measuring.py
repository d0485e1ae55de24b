"""That the measuring sees a theft, in whatever form it is: else no attack would ever be found to pay."""

from fractions import Fraction

import pytest

from antu.money import BASE_CASE
from tests.attacks.measuring import Attack, Ledger, judge

GOAL = BASE_CASE.goal
STOLEN = 5_000


@pytest.fixture
def thefts(token, energy, shares, funders, stranger, operating_project, sign_reading, time_travel):
    """Ways in which 5,000 pesos of the first funder's come to the stranger, by name."""
    victim = funders[0]
    earning = operating_project(crowdfunded=True, payments=[(victim, GOAL)])
    energy.deposit(STOLEN, sender=victim)

    def prepaid():
        energy.withdraw(STOLEN, sender=victim)
        token.transfer(stranger, STOLEN, sender=victim)
        token.approve(energy, STOLEN, sender=stranger)
        energy.deposit(STOLEN, sender=stranger)

    def debt():
        """For which the victim gave 34 kWh, and has a claim that will not be met."""
        time_travel(days=10)
        energy.report(sign_reading(earning, 34_000), sender=stranger)

    return {
        "pesos": lambda: token.transfer(stranger, STOLEN, sender=victim),
        "shares": lambda: shares.transfer(stranger, earning, STOLEN, sender=victim),
        "prepaid": prepaid,
        "debt": debt,
    }


@pytest.fixture
def ledger(system, people, treasury, stranger, thefts):
    attack = Attack([stranger], [account for account in (*people, treasury) if account != stranger])
    return Ledger(system, attack)


@pytest.mark.parametrize("form", ["pesos", "shares", "prepaid"])
def test_ledger_sees_what_was_stolen(thefts, ledger, form):
    thefts[form]()
    assert ledger.outcome() == (STOLEN, STOLEN)
    with pytest.raises(AssertionError, match=r"gained 5,000\.00"):
        judge(*ledger.outcome(), bound=None)


def test_ledger_counts_a_debt_on_both_sides(thefts, ledger):
    """What one owes is the other's: nobody is richer by a bill."""
    thefts["debt"]()
    profit, loss = ledger.outcome()
    assert profit == 0
    assert 0 <= loss < Fraction(1, 1_000)


def test_bound_is_neither_broken_nor_imagined():
    judge(Fraction(900), Fraction(900), bound=1_000)
    with pytest.raises(AssertionError, match="was the most"):
        judge(Fraction(0), Fraction(1_010), bound=1_000)
    with pytest.raises(AssertionError, match="is not reached"):
        judge(Fraction(0), Fraction(899), bound=1_000)
    with pytest.raises(AssertionError, match="more than the honest lost"):
        judge(Fraction(1_000), Fraction(950), bound=1_000)


def test_honest_losses_are_seen_where_nobody_gains():
    with pytest.raises(AssertionError, match=r"lost 1\.00"):
        judge(Fraction(0), Fraction(1), bound=None)
    judge(Fraction(-5), Fraction(999, 1_000), bound=None)
