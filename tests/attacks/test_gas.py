"""Gas griefing: hostile items in batches, which should use up, or break, what the others need."""

import pytest
from ape import chain

from antu.enums import State
from antu.money import BASE_CASE
from tests.contracts.forwarder.test_wallets import ANSWERS
from tests.fixtures.accounts import new_person
from tests.helpers import signed_request

GOAL = BASE_CASE.goal
JUDGING_GAS = 500_000  # that a contract gets to say whether it signed
HOSTILE = ("never", "bomb")  # burns all gas; answers with 300,000 bytes


@pytest.fixture(scope="module")
def rogue():
    """Somebody whose account will have code."""
    return new_person(130)


@pytest.fixture
def market_day(owner, energy, building_at, commission, advance_to, operating_project, rogue):
    """A project whose meter is the rogue's account, and an honest one, whose owner has prepaid."""
    energy.deposit(10**6, sender=owner)
    rogues = building_at(State.CONNECTING, crowdfunded=True)
    commission(rogues, rogue)
    return advance_to(rogues, State.OPERATING), operating_project(crowdfunded=True)


@pytest.mark.parametrize("code", HOSTILE)
def test_gas_of_hostile_meters_in_a_batch(attack, energy, sign_reading, rogue, stranger, market_day, time_travel, code):
    """Ten readings of a meter whose account burns all gas, or answers with half a megabyte, stand before an honest one.

    Each is judged in a frame of 500,000 gas; the honest reading counts. A relayer drops meters that cost it so much."""
    chain.provider.set_code(rogue.address, ANSWERS[code])
    time_travel(days=1)
    rogues, honest = market_day
    bad = [(rogues, 0, 0, sign_reading(honest, 0).time, bytes(65))] * 10
    with attack(rogue) as it:
        receipt = energy.reportBatch([*bad, sign_reading(honest, 5_000)], sender=stranger)
        assert energy.meter(honest).generatedWh == 5_000
        it.honest_gas = receipt.gas_used
        assert it.honest_gas < len(bad) * (JUDGING_GAS + 60_000) + 300_000


@pytest.mark.parametrize("code", HOSTILE)
def test_gas_of_hostile_wallets_in_a_batch(
    attack, forwarder, market, rogue, stranger, funders, matched_project, shares, code
):
    """Five requests of a wallet that burns all gas, or answers with half a megabyte, stand before an honest payment.

    Each is judged in a frame of 500,000 gas, which is the relayer's; the payment is made."""
    project_id = matched_project(crowdfunded=True)
    honest = signed_request(forwarder, funders[0], market.fund, project_id, 1_000)
    bad = signed_request(forwarder, rogue, market.fund, project_id, 1, key_of=funders[1])
    chain.provider.set_code(rogue.address, ANSWERS[code])
    with attack(rogue) as it:
        receipt = forwarder.executeBatch([*[bad] * 5, honest], stranger, sender=stranger)
        assert shares.balanceOf(funders[0], project_id) == 1_000
        it.honest_gas = receipt.gas_used
        assert it.honest_gas < 5 * (JUDGING_GAS + 60_000) + 400_000


def test_gas_of_hostile_holders_in_a_payment(
    attack, energy, shares, rogue, stranger, funders, market_day, sign_reading, time_travel
):
    """Holders have code that burns all gas whenever somebody calls them; a payment names them among the honest.

    Pesos call nobody, so none of it runs."""
    _, honest = market_day
    time_travel(days=5)
    energy.report(sign_reading(honest, 50_000), sender=stranger)
    shares.transfer(rogue, honest, 1_000, sender=funders[0])
    chain.provider.set_code(rogue.address, ANSWERS["never"])
    with attack(rogue) as it:
        receipt = shares.payout([rogue, funders[0], funders[1]], [honest], sender=stranger)
        it.honest_gas = receipt.gas_used
        assert all(shares.claimable(funder, honest) == 0 for funder in funders[:2])


def test_gas_of_hostile_teams_in_a_batch(attack, attempt, market, keeper, vendor, post_demand, post_team):
    """Thirty suppliers withdraw their offers in front of a batch; ids that nobody has are in it too.

    Each is passed over for a bounded sum, with an event that says why; the good team is matched."""
    bad, good = post_team(), post_team()
    demands = [post_demand() for _ in range(10)]
    with attack(vendor) as it:
        assert attempt(market.withdrawOffer, vendor, bad[0])
        teams = [(demand, *bad, GOAL) for demand in demands] * 3
        nowhere = [(2**32 - 1, *good, GOAL), (demands[0], 0, 0, 0, GOAL), (demands[0], *good[::-1], GOAL)]
        receipt = market.matchBatch([*teams, *nowhere, (demands[0], *good, GOAL)], sender=keeper)
        assert market.project(demands[0]).state == State.FUNDING
        it.honest_gas = receipt.gas_used
        assert it.honest_gas < 34 * 15_000 + 200_000


def test_gas_of_hostile_readings_in_a_batch(attack, attempt, energy, market_day, sign_reading, stranger, time_travel):
    """Readings of projects without a meter, from the future, with signatures of ten thousand bytes, stand before an
    honest one.

    Each is passed over; a long signature is paid for by who brings it."""
    _, honest = market_day
    time_travel(days=1)
    good = sign_reading(honest, 5_000)
    bad = [
        good._replace(project_id=2**32 - 1),
        good._replace(time=2**40 - 1),
        good._replace(signature=bytes(10_000)),
        good._replace(generated_wh=2**48 - 1, exported_wh=2**48 - 1),
        good._replace(signature=b""),
    ]
    with attack(stranger):
        assert attempt(energy.reportBatch, stranger, [*bad, good])
        assert energy.meter(honest).generatedWh == 5_000
