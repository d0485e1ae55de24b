"""Gas of what reaches holders, and of shares that change hands."""

import pytest

from tests.gas.conftest import BATCH, GOAL
from tests.helpers import emitted

PROJECTS_OF_ONE_HOLDER = 12
SHARES = 1_234


@pytest.fixture(scope="module")
def holder(sixty_four):
    """Who has shares of twelve projects, and no pesos left."""
    return sixty_four[-1]


@pytest.fixture(scope="module")
def twelve(market, holder, prepaid_owners, build, give_pesos, send_many):
    """The ids of twelve projects that operate and are the holder's."""
    give_pesos([holder], PROJECTS_OF_ONE_HOLDER * GOAL, market)
    owners = prepaid_owners[:PROJECTS_OF_ONE_HOLDER]
    return build(owners, fund=lambda ids: send_many((market.fund, holder, each, GOAL) for each in ids)).ids


@pytest.fixture
def earn(energy, read_monthly, stranger):
    """`earn(project_ids)`: a month's reading of each, whose revenue is then the holders'."""
    return lambda ids: energy.reportBatch(read_monthly(ids), sender=stranger)


def test_pay_holders_in_a_batch(shares, widely_held, deep_purses, sixty_four, earn, stranger, measured):
    gas = []
    for _ in range(2):
        earn([widely_held])
        receipt = shares.payout(sixty_four[:BATCH], [widely_held], sender=stranger)
        assert len(emitted(receipt, shares.Claimed)) == BATCH
        gas.append(receipt.gas_used / BATCH)
    measured.take({"payout_batch50_each": gas[1]}, first={"payout_batch50_each": gas[0]})


def test_pay_one_holder_for_twelve_projects(shares, twelve, holder, earn, stranger, measured):
    for _ in range(2):
        earn(twelve)
        receipt = shares.payout([holder], list(twelve), sender=stranger)
        assert len(emitted(receipt, shares.Claimed)) == len(twelve)
    measured.take({"payout_12_projects_one_holder": receipt.gas_used})


def test_claim_of_twelve_projects(shares, twelve, holder, earn, measured):
    gas = []
    for _ in range(2):
        earn(twelve)
        receipt = shares.claim(list(twelve), sender=holder)
        assert len(emitted(receipt, shares.Claimed)) == len(twelve)
        gas.append(receipt.gas_used)
    measured.take({"claim_12_projects": gas[1]}, first={"claim_12_projects": gas[0]})


def test_transfer_shares(shares, widely_held, deep_purses, sixty_four, earn, stranger, gas_of, measured):
    giver, receiver = sixty_four[:2]
    earn([widely_held])
    (first,) = gas_of([(shares.transfer, giver, stranger.address, widely_held, SHARES)])
    shares.payout([giver, receiver], [widely_held], sender=stranger)
    earn([widely_held])
    (steady,) = gas_of([(shares.transfer, giver, receiver.address, widely_held, SHARES)])
    measured.take({"transfer_shares": steady}, first={"transfer_shares": first})
