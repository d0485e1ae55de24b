"""Gas of what reaches holders, and of shares that change hands."""

import pytest

from tests.gas.conftest import BATCH, GOAL
from tests.helpers import emitted

PROJECTS_OF_ONE_HOLDER = 12
SHARES = 1_234


@pytest.fixture(scope="module")
def sole_holder(sixty_four):
    """Who has shares of twelve projects, and no pesos left."""
    return sixty_four[-1]


@pytest.fixture(scope="module")
def twelve(market, sole_holder, prepaid_owners, build, give_pesos, send_many):
    """The ids of twelve projects that operate and are all that holder's."""
    give_pesos([sole_holder], PROJECTS_OF_ONE_HOLDER * GOAL, market)
    owners = prepaid_owners[:PROJECTS_OF_ONE_HOLDER]
    return build(owners, fund=lambda ids: send_many((market.fund, sole_holder, each, GOAL) for each in ids)).ids


@pytest.fixture
def earn(energy, read_monthly, stranger):
    """`earn(project_ids)`: a month's reading of each, whose revenue is then the holders'."""
    return lambda ids: energy.reportBatch(read_monthly(ids), sender=stranger)


def test_pay_holders_in_a_batch(shares, widely_held, deep_purses, sixty_four, earn, stranger, figures):
    gas = []
    for _ in range(2):
        earn([widely_held])
        receipt = shares.payout(sixty_four[:BATCH], [widely_held], sender=stranger)
        assert len(emitted(receipt, shares.Claimed)) == BATCH
        gas.append(receipt.gas_used / BATCH)
    figures.take({"payout_batch50_each": gas[1]}, first={"payout_batch50_each": gas[0]})


def test_pay_one_holder_for_twelve_projects(shares, twelve, sole_holder, earn, stranger, figures):
    for _ in range(2):
        earn(twelve)
        receipt = shares.payout([sole_holder], list(twelve), sender=stranger)
        assert len(emitted(receipt, shares.Claimed)) == len(twelve)
    figures.take({"payout_12_projects_one_holder": receipt.gas_used})


def test_claim_of_twelve_projects(shares, twelve, sole_holder, earn, figures):
    gas = []
    for _ in range(2):
        earn(twelve)
        receipt = shares.claim(list(twelve), sender=sole_holder)
        assert len(emitted(receipt, shares.Claimed)) == len(twelve)
        gas.append(receipt.gas_used)
    figures.take({"claim_12_projects": gas[1]}, first={"claim_12_projects": gas[0]})


def test_transfer_shares(shares, widely_held, deep_purses, sixty_four, earn, stranger, gas_of, figures):
    giver, receiver = sixty_four[:2]
    earn([widely_held])
    (first,) = gas_of([(shares.transfer, giver, stranger.address, widely_held, SHARES)])
    shares.payout([giver, receiver], [widely_held], sender=stranger)
    earn([widely_held])
    (steady,) = gas_of([(shares.transfer, giver, receiver.address, widely_held, SHARES)])
    figures.take({"transfer_shares": steady}, first={"transfer_shares": first})
