"""What the operator sets and the guardian pauses."""

import pytest

from antu.catalog import ALL_REGIONS, size_class
from antu.money import BASE_CASE
from tests.fixtures.market import REGION
from tests.fixtures.system import FEE_BPS, NOBODY
from tests.helpers import emitted, reverts

# A class that no deployment opens.
SPARE_CLASS, SPARE_WP = 15, 1_234

RESTRICTED = {
    "setFee": (FEE_BPS,),
    "setTreasury": (NOBODY,),
    "setEligibility": (NOBODY,),
    "openClass": (SPARE_CLASS, SPARE_WP),
    "closeClass": (0,),
    "setRegions": (ALL_REGIONS,),
    "pause": (),
    "unpause": (),
    "resolve": (1, False),
    "uphold": (1, b""),
    "matchBatch": ([],),
    "upgradeToAndCall": (NOBODY, b""),
}


@pytest.mark.parametrize("function", RESTRICTED)
def test_restricted_functions_revert_when_called_by_a_stranger(market, stranger, function):
    with reverts(market.AccessManagedUnauthorized, caller=stranger):
        getattr(market, function)(*RESTRICTED[function], sender=stranger)


def test_initialize_reverts_when_called_again(market, stranger):
    with reverts(market.InvalidInitialization):
        market.initialize(stranger, 0, sender=stranger)


def test_initialize_reverts_when_called_on_the_implementation(system, market, stranger):
    implementation = type(market)(system.record.address("market_implementation"), market.contract_type)
    with reverts(market.InvalidInitialization):
        implementation.initialize(stranger, 0, sender=stranger)


@pytest.mark.parametrize("fee_bps", [0, 1_000])
def test_set_fee_holds_for_demands_posted_from_now_on(market, operator, post_demand, fee_bps):
    before = post_demand()
    receipt = market.setFee(fee_bps, sender=operator)
    assert emitted(receipt, market.FeeSet) == [{"feeBps": fee_bps}]
    assert market.settings().feeBps == fee_bps
    assert market.project(before).feeBps == FEE_BPS
    assert market.project(post_demand()).feeBps == fee_bps


def test_set_fee_reverts_when_above_the_maximum(market, operator):
    with reverts(market.FeeTooHigh, feeBps=1_001, maximum=1_000):
        market.setFee(1_001, sender=operator)


def test_set_treasury_sets_it(market, operator, stranger):
    receipt = market.setTreasury(stranger, sender=operator)
    assert emitted(receipt, market.TreasurySet) == [{"treasury": stranger.address}]
    assert market.treasury() == stranger


def test_set_treasury_reverts_when_zero(market, operator):
    with reverts(market.ZeroAddress):
        market.setTreasury(NOBODY, sender=operator)


def test_set_eligibility_sets_and_clears_the_list(market, operator, stranger):
    receipt = market.setEligibility(stranger, sender=operator)
    assert emitted(receipt, market.EligibilitySet) == [{"eligibility": stranger.address}]
    assert market.eligibility() == stranger
    market.setEligibility(NOBODY, sender=operator)
    assert market.eligibility() == NOBODY


def test_open_class_opens_it_for_demands_and_offers(market, operator, post_demand, post_team):
    before = market.settings().openClasses
    receipt = market.openClass(SPARE_CLASS, SPARE_WP, sender=operator)
    assert emitted(receipt, market.ClassOpened) == [{"sizeClass": SPARE_CLASS, "capacityWp": SPARE_WP}]
    assert market.settings().openClasses == before | 1 << SPARE_CLASS
    assert market.classCapacity(SPARE_CLASS) == SPARE_WP
    post_team(size_class=SPARE_CLASS)
    assert market.project(post_demand(size_class=SPARE_CLASS)).sizeClass == SPARE_CLASS


def test_open_class_opens_a_closed_one_again(market, operator):
    before = market.settings().openClasses
    market.closeClass(0, sender=operator)
    market.openClass(0, size_class(0).capacity_wp, sender=operator)
    assert market.settings().openClasses == before


@pytest.mark.parametrize(
    ("class_id", "capacity_wp"),
    [(16, 1_000), (255, 1_000), (SPARE_CLASS, 0), (0, size_class(0).capacity_wp + 1)],
    ids=["no class", "no class at all", "no capacity", "another capacity"],
)
def test_open_class_reverts_when_it_is_no_class_or_has_another_capacity(market, operator, class_id, capacity_wp):
    with reverts(market.BadClass, sizeClass=class_id, capacityWp=capacity_wp):
        market.openClass(class_id, capacity_wp, sender=operator)


def test_close_class_leaves_what_is_posted(market, operator, keeper, owner, post_demand, post_team):
    demand, team = post_demand(), post_team()
    before = market.settings().openClasses
    receipt = market.closeClass(0, sender=operator)
    assert emitted(receipt, market.ClassClosed) == [{"sizeClass": 0}]
    assert market.settings().openClasses == before & ~1
    assert market.classCapacity(0) == size_class(0).capacity_wp
    assert len(emitted(market.matchBatch([(demand, *team, BASE_CASE.goal)], sender=keeper), market.Matched)) == 1
    with reverts(market.ClassNotOpen, sizeClass=0):
        market.postDemand(0, REGION, 1, 1, False, sender=owner)


def test_close_class_reverts_when_it_is_no_class(market, operator):
    with reverts(market.BadClass, sizeClass=16, capacityWp=0):
        market.closeClass(16, sender=operator)


def test_set_regions_leaves_what_is_posted(market, operator, keeper, owner, post_demand, post_team):
    demand, team = post_demand(), post_team()
    others = ALL_REGIONS ^ 1 << REGION - 1
    receipt = market.setRegions(others, sender=operator)
    assert emitted(receipt, market.RegionsSet) == [{"regions": others}]
    assert market.settings().openRegions == others
    assert len(emitted(market.matchBatch([(demand, *team, BASE_CASE.goal)], sender=keeper), market.Matched)) == 1
    with reverts(market.RegionsNotOpen, asked=1 << REGION - 1, open=others):
        market.postDemand(0, REGION, 1, 1, False, sender=owner)


def test_pause_and_unpause_say_by_whom(market, guardian):
    assert emitted(market.pause(sender=guardian), market.Paused) == [{"by": guardian.address}]
    assert market.settings().paused
    assert emitted(market.unpause(sender=guardian), market.Unpaused) == [{"by": guardian.address}]
    assert not market.settings().paused
