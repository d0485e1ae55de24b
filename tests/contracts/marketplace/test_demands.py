"""The registry of demands: posting, changing and withdrawing them."""

import pytest

from antu.catalog import ALL_REGIONS
from antu.enums import State
from antu.money import BASE_CASE
from tests.fixtures.system import FEE_BPS, NOBODY
from tests.helpers import emitted, reverts

MAX_PRICE, ENERGY_PRICE = 2_000_000, 120
MOST = 2**40 - 1  # pesos in a uint40

# Fields of a project that only a match fills.
UNMATCHED = {
    "deadline": 0,
    "vendorOffer": 0,
    "installerOffer": 0,
    "managerOffer": 0,
    "vendorPrice": 0,
    "installerPrice": 0,
    "managerPrice": 0,
}


@pytest.fixture
def indebted(market, energy, operating_project, cooperative, time_travel, sign_reading, stranger, owner):
    """An account that owes a project 75 pesos, and had an open demand before."""
    project_id = operating_project(crowdfunded=True)
    demand = market.postDemand(0, 13, MAX_PRICE, ENERGY_PRICE, True, sender=owner).return_value
    time_travel(days=1)
    energy.report(sign_reading(project_id, 500), sender=stranger)
    assert energy.debtOf(project_id, owner) == 75
    return owner, demand


@pytest.mark.parametrize("crowdfunded", [True, False])
@pytest.mark.parametrize(("size_class", "region", "max_price"), [(0, 1, 1), (6, 16, MOST)])
def test_post_demand_keeps_it_with_the_fee_of_today(market, stranger, size_class, region, max_price, crowdfunded):
    count = market.settings().demandCount
    receipt = market.postDemand(size_class, region, max_price, ENERGY_PRICE, crowdfunded, sender=stranger)
    asked = {
        "sizeClass": size_class,
        "region": region,
        "maxPrice": max_price,
        "energyPrice": ENERGY_PRICE,
        "crowdfunded": crowdfunded,
        "feeBps": FEE_BPS,
    }
    money = {"maxPrice": max_price, "energyPrice": ENERGY_PRICE}
    assert emitted(receipt, market.DemandPosted) == [{"demandId": count + 1, "owner": stranger.address, **money}]
    assert market.settings().demandCount == count + 1
    assert market.project(count + 1).__dict__ == {"owner": stranger.address, "state": State.OPEN, **asked, **UNMATCHED}


def test_post_demand_returns_ids_in_a_row(market, stranger):
    first, second = (market.postDemand(0, 13, 1, 1, False, sender=stranger).return_value for _ in range(2))
    assert second == first + 1


@pytest.mark.parametrize("region", [0, 17, 255])
def test_post_demand_reverts_when_it_is_no_region(market, owner, region):
    with reverts(market.BadRegion, region=region):
        market.postDemand(0, region, MAX_PRICE, ENERGY_PRICE, False, sender=owner)


def test_post_demand_reverts_when_the_price_is_zero(market, owner):
    with reverts(market.ZeroPrice):
        market.postDemand(0, 13, 0, ENERGY_PRICE, False, sender=owner)


@pytest.mark.parametrize("size_class", [15, 16, 255])
def test_post_demand_reverts_when_the_class_is_not_open(market, owner, size_class):
    with reverts(market.ClassNotOpen, sizeClass=size_class):
        market.postDemand(size_class, 13, MAX_PRICE, ENERGY_PRICE, False, sender=owner)


def test_post_demand_reverts_when_the_region_is_not_open(market, operator, owner):
    market.setRegions(ALL_REGIONS >> 1, sender=operator)
    with reverts(market.RegionsNotOpen, asked=1 << 15, open=ALL_REGIONS >> 1):
        market.postDemand(0, 16, MAX_PRICE, ENERGY_PRICE, False, sender=owner)


def test_post_demand_reverts_when_its_owner_is_in_debt(market, indebted):
    debtor, _ = indebted
    with reverts(market.InDebt, account=debtor):
        market.postDemand(0, 13, MAX_PRICE, ENERGY_PRICE, False, sender=debtor)


def test_update_demand_takes_everything_anew(market, operator, owner, post_demand):
    demand = post_demand(size_class=0, region=13, crowdfunded=False)
    market.setFee(700, sender=operator)
    receipt = market.updateDemand(demand, 3, 5, 9_000_000, 99, True, sender=owner)
    asked = {
        "sizeClass": 3,
        "region": 5,
        "maxPrice": 9_000_000,
        "energyPrice": 99,
        "crowdfunded": True,
        "feeBps": 700,
    }
    money = {"maxPrice": 9_000_000, "energyPrice": 99}
    assert emitted(receipt, market.DemandUpdated) == [{"demandId": demand, **money}]
    assert market.project(demand).__dict__ == {"owner": owner.address, "state": State.OPEN, **asked, **UNMATCHED}


@pytest.mark.parametrize(
    ("change", "error", "values"),
    [
        ({"region": 0}, "BadRegion", {"region": 0}),
        ({"max_price": 0}, "ZeroPrice", {}),
        ({"size_class": 15}, "ClassNotOpen", {"sizeClass": 15}),
    ],
    ids=["region", "price", "class"],
)
def test_update_demand_reverts_when_it_could_not_be_posted(market, owner, post_demand, change, error, values):
    demand = post_demand()
    asked = {"size_class": 0, "region": 13, "max_price": 1} | change
    with reverts(getattr(market, error), **values):
        market.updateDemand(demand, *asked.values(), ENERGY_PRICE, False, sender=owner)


def test_update_demand_reverts_when_its_region_is_not_open(market, operator, owner, post_demand):
    demand = post_demand()
    market.setRegions(1, sender=operator)
    with reverts(market.RegionsNotOpen, asked=1 << 12, open=1):
        market.updateDemand(demand, 0, 13, MAX_PRICE, ENERGY_PRICE, False, sender=owner)


def test_update_demand_reverts_when_its_owner_is_in_debt(market, indebted):
    debtor, demand = indebted
    with reverts(market.InDebt, account=debtor):
        market.updateDemand(demand, 0, 13, MAX_PRICE, ENERGY_PRICE, False, sender=debtor)


def test_update_demand_reverts_when_it_is_another_ones(market, owner, stranger, post_demand):
    demand = post_demand()
    with reverts(market.NotYours, id=demand, owner=owner):
        market.updateDemand(demand, 0, 13, MAX_PRICE, ENERGY_PRICE, False, sender=stranger)


def test_update_demand_reverts_when_it_is_matched(market, owner, matched_project):
    project_id = matched_project()
    with reverts(market.WrongState, projectId=project_id, state=State.FUNDING):
        market.updateDemand(project_id, 0, 13, MAX_PRICE, ENERGY_PRICE, False, sender=owner)


def test_withdraw_demand_is_for_good(market, owner, keeper, post_demand, post_team):
    demand, team = post_demand(), post_team()
    receipt = market.withdrawDemand(demand, sender=owner)
    assert emitted(receipt, market.DemandWithdrawn) == [{"demandId": demand}]
    assert market.project(demand).state == State.WITHDRAWN
    assert not emitted(market.matchBatch([(demand, *team, BASE_CASE.goal)], sender=keeper), market.Matched)
    with reverts(market.WrongState, projectId=demand, state=State.WITHDRAWN):
        market.withdrawDemand(demand, sender=owner)
    with reverts(market.WrongState, projectId=demand, state=State.WITHDRAWN):
        market.updateDemand(demand, 0, 13, MAX_PRICE, ENERGY_PRICE, False, sender=owner)


def test_withdraw_demand_works_in_debt(market, indebted):
    debtor, demand = indebted
    market.withdrawDemand(demand, sender=debtor)
    assert market.project(demand).state == State.WITHDRAWN


def test_withdraw_demand_reverts_when_it_is_another_ones(market, owner, stranger, post_demand):
    demand = post_demand()
    with reverts(market.NotYours, id=demand, owner=owner):
        market.withdrawDemand(demand, sender=stranger)


def test_withdraw_demand_reverts_when_it_was_never_posted(market, owner):
    unknown = market.settings().demandCount + 1
    with reverts(market.NotYours, id=unknown, owner=NOBODY):
        market.withdrawDemand(unknown, sender=owner)


def test_withdraw_demand_reverts_when_it_is_matched(market, owner, matched_project):
    project_id = matched_project()
    with reverts(market.WrongState, projectId=project_id, state=State.FUNDING):
        market.withdrawDemand(project_id, sender=owner)
