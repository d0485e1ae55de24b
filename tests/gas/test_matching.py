"""Gas of matches."""

import pytest

from antu.enums import State
from tests.fixtures.market import ENERGY_PRICE, REGION
from tests.gas.conftest import BATCH, GOAL

PER_OFFER = 5


@pytest.fixture(scope="module")
def batch_demands(market, owner, send_many):
    first = market.settings().demandCount + 1
    send_many((market.postDemand, owner, 0, REGION, GOAL, ENERGY_PRICE, place % 2 == 0) for place in range(BATCH))
    return range(first, first + BATCH)


@pytest.fixture(scope="module")
def batch_teams(post_teams):
    """As many teams as demands, no two with an offer in common."""
    teams, _ = post_teams(BATCH)
    return teams


@pytest.fixture
def gas_per_match(market, keeper):
    def measure(demands, teams):
        pairs = [(demand, *team, GOAL) for demand, team in zip(demands, teams, strict=True)]
        receipt = market.matchBatch(pairs, sender=keeper)
        assert receipt.return_value == len(pairs)
        return receipt.gas_used / len(pairs)

    return measure


def test_match_disjoint_teams(gas_per_match, batch_demands, batch_teams, figures):
    figures.take({"match_batch50_disjoint_each": gas_per_match(batch_demands, batch_teams)})


def test_match_with_several_projects_per_offer(gas_per_match, batch_demands, batch_teams, figures):
    shared = [team for team in batch_teams[: BATCH // PER_OFFER] for _ in range(PER_OFFER)]
    figures.take({"match_batch50_shared_each": gas_per_match(batch_demands, shared)})


def test_match_one(gas_per_match, batch_demands, batch_teams, figures):
    figures.take({"match_single": gas_per_match(batch_demands[:1], batch_teams[:1])})


def test_match_own(market, owner, batch_demands, batch_teams, gas_of, figures):
    demand = batch_demands[0]
    (gas,) = gas_of([(market.matchOwn, owner, (demand, *batch_teams[0], GOAL))])
    assert market.project(demand).state == State.FUNDING
    figures.take({"match_own": gas})
