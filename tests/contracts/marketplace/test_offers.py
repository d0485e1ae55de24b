"""The registry of offers: posting, changing and withdrawing them."""

import pytest

from antu.catalog import ALL_REGIONS
from antu.enums import Mismatch, Role, State
from antu.money import BASE_CASE
from tests.fixtures.market import REGION
from tests.fixtures.system import NOBODY
from tests.helpers import emitted, reverts

MOST = 2**40 - 1  # pesos in a uint40


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("regions", "price", "stock"), [(1, 1, 0), (ALL_REGIONS, MOST, 65_535)])
def test_post_offer_keeps_it(market, stranger, role, regions, price, stock):
    count = market.settings().offerCount
    receipt = market.postOffer(role, 6, regions, price, stock, sender=stranger)
    offered = {"role": role, "sizeClass": 6, "regions": regions, "price": price, "stock": stock}
    assert receipt.return_value == count + 1
    told = {name: value for name, value in offered.items() if name != "stock"}
    assert emitted(receipt, market.OfferPosted) == [{"offerId": count + 1, "supplier": stranger.address, **told}]
    assert market.settings().offerCount == count + 1
    assert market.offer(count + 1).__dict__ == {"supplier": stranger.address, **offered, "withdrawn": False}


def test_post_offer_reverts_when_the_price_is_zero(market, vendor):
    with reverts(market.ZeroPrice):
        market.postOffer(Role.VENDOR, 0, ALL_REGIONS, 0, 1, sender=vendor)


@pytest.mark.parametrize("stock", [65_536, 2**256 - 1])
def test_post_and_update_offer_revert_when_the_stock_is_too_high(market, vendor, post_offer, stock):
    offer = post_offer(Role.VENDOR)
    kept = market.offer(offer)
    with reverts(market.StockTooHigh, stock=stock, maximum=65_535):
        market.postOffer(Role.VENDOR, 0, ALL_REGIONS, 1, stock, sender=vendor)
    with reverts(market.StockTooHigh, stock=stock, maximum=65_535):
        market.updateOffer(offer, ALL_REGIONS, 1, stock, sender=vendor)
    assert market.offer(offer) == kept


@pytest.mark.parametrize("size_class", [15, 16, 255])
def test_post_offer_reverts_when_the_class_is_not_open(market, vendor, size_class):
    with reverts(market.ClassNotOpen, sizeClass=size_class):
        market.postOffer(Role.VENDOR, size_class, ALL_REGIONS, 1, 1, sender=vendor)


@pytest.mark.parametrize(("asked", "opened"), [(0, ALL_REGIONS), (0b11, 0b01), (1 << 15, 0)])
def test_post_offer_reverts_when_not_all_its_regions_are_open(market, operator, vendor, asked, opened):
    market.setRegions(opened, sender=operator)
    with reverts(market.RegionsNotOpen, asked=asked, open=opened):
        market.postOffer(Role.VENDOR, 0, asked, 1, 1, sender=vendor)


def test_update_offer_holds_for_the_matches_to_come(market, vendor, post_offer):
    offer = post_offer(Role.VENDOR)
    receipt = market.updateOffer(offer, 0b101, 777, 3, sender=vendor)
    changed = {"regions": 0b101, "price": 777, "stock": 3}
    assert emitted(receipt, market.OfferUpdated) == [{"offerId": offer, "regions": 0b101, "price": 777}]
    expected = {"supplier": vendor.address, "sizeClass": 0, "role": Role.VENDOR, "withdrawn": False, **changed}
    assert market.offer(offer).__dict__ == expected


def test_update_offer_reverts_when_the_price_is_zero(market, vendor, post_offer):
    offer = post_offer(Role.VENDOR)
    with reverts(market.ZeroPrice):
        market.updateOffer(offer, ALL_REGIONS, 0, 1, sender=vendor)


def test_update_offer_reverts_when_its_class_was_closed(market, operator, vendor, post_offer):
    offer = post_offer(Role.VENDOR)
    market.closeClass(0, sender=operator)
    with reverts(market.ClassNotOpen, sizeClass=0):
        market.updateOffer(offer, ALL_REGIONS, 1, 1, sender=vendor)


def test_update_offer_reverts_when_it_names_no_region(market, vendor, post_offer):
    offer = post_offer(Role.VENDOR)
    with reverts(market.RegionsNotOpen, asked=0, open=ALL_REGIONS):
        market.updateOffer(offer, 0, 1, 1, sender=vendor)


def test_update_offer_reverts_when_it_is_another_ones(market, vendor, stranger, post_offer):
    offer = post_offer(Role.VENDOR)
    with reverts(market.NotYours, id=offer, owner=vendor):
        market.updateOffer(offer, ALL_REGIONS, 1, 1, sender=stranger)


def test_update_offer_reverts_when_it_was_never_posted(market, vendor):
    unknown = market.settings().offerCount + 1
    with reverts(market.NotYours, id=unknown, owner=NOBODY):
        market.updateOffer(unknown, ALL_REGIONS, 1, 1, sender=vendor)


def test_withdraw_offer_is_for_good(market, vendor, keeper, post_demand, post_team):
    demand, team = post_demand(), post_team()
    receipt = market.withdrawOffer(team[0], sender=vendor)
    assert emitted(receipt, market.OfferWithdrawn) == [{"offerId": team[0]}]
    assert market.offer(team[0]).withdrawn
    [skipped] = emitted(market.matchBatch([(demand, *team, BASE_CASE.goal)], sender=keeper), market.MatchSkipped)
    assert skipped["reason"] == Mismatch.OFFER_NOT_OPEN
    with reverts(market.OfferIsWithdrawn, offerId=team[0]):
        market.withdrawOffer(team[0], sender=vendor)
    with reverts(market.OfferIsWithdrawn, offerId=team[0]):
        market.updateOffer(team[0], ALL_REGIONS, 1, 1, sender=vendor)


def test_withdraw_offer_leaves_its_projects(
    market, vendor, owner, installer, token, advance, post_team, matched_project
):
    team = post_team()
    project_id = matched_project(team=team)
    market.withdrawOffer(team[0], sender=vendor)
    market.fund(project_id, market.goal(project_id), sender=owner)
    before = token.balanceOf(vendor)
    while advance(project_id) is not State.INSTALLING:
        pass
    assert token.balanceOf(vendor) - before == market.project(project_id).vendorPrice


def test_withdraw_offer_reverts_when_it_is_another_ones(market, vendor, stranger, post_offer):
    offer = post_offer(Role.VENDOR)
    with reverts(market.NotYours, id=offer, owner=vendor):
        market.withdrawOffer(offer, sender=stranger)


def test_an_account_may_have_several_demands_and_offers(market, post_demand, post_offer):
    demands = {post_demand(region=region) for region in (1, REGION)}
    offers = {post_offer(role) for role in (Role.VENDOR, Role.VENDOR)}
    assert len(demands) == len(offers) == 2
