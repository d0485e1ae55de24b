"""What the marketplace tells of itself."""

import pytest

from antu.catalog import size_classes
from antu.enums import Party, Role
from antu.money import BASE_CASE
from tests.fixtures.system import FEE_BPS, NOBODY

UNKNOWN = 2**32 - 1


def test_settings_count_what_was_posted(market, post_demand, post_offer):
    before = market.settings()
    post_demand()
    post_offer(Role.VENDOR)
    assert market.settings().__dict__ == before.__dict__ | {
        "demandCount": before.demandCount + 1,
        "offerCount": before.offerCount + 1,
    }
    assert before.feeBps == FEE_BPS


def test_party_of_is_nobody_before_the_match_but_the_owner(
    market, owner, vendor, installer, manager, keeper, post_demand, post_team
):
    demand = post_demand()
    assert [market.partyOf(demand, party) for party in Party] == [owner, NOBODY, NOBODY, NOBODY]
    market.matchBatch([(demand, *post_team(), BASE_CASE.goal)], sender=keeper)
    assert [market.partyOf(demand, party) for party in Party] == [owner, vendor, installer, manager]


def test_goal_is_zero_before_the_match(market, keeper, post_demand, post_team):
    demand = post_demand()
    assert market.goal(demand) == market.escrowed(demand) == 0
    market.matchBatch([(demand, *post_team(), BASE_CASE.goal)], sender=keeper)
    assert market.goal(demand) == BASE_CASE.goal


def test_class_capacity_is_known_for_opened_classes_only(market):
    for size_class in size_classes():
        assert market.classCapacity(size_class.id) == size_class.capacity_wp
    assert market.classCapacity(15) == market.classCapacity(255) == 0


def test_what_was_never_posted_is_empty(market):
    for thing in (market.project(UNKNOWN), market.offer(UNKNOWN), market.halt(UNKNOWN), market.record(NOBODY)):
        assert {int(value, 16) if isinstance(value, str) else value for value in thing.__dict__.values()} == {0}
    assert market.goal(UNKNOWN) == market.escrowed(UNKNOWN) == 0
    assert [market.partyOf(UNKNOWN, party) for party in Party] == [NOBODY] * 4
    assert not market.hasRated(UNKNOWN, Party.OWNER, Party.VENDOR)


@pytest.mark.parametrize(("getter", "name"), [("TOKEN", "token"), ("SHARES", "shares"), ("ENERGY", "energy")])
def test_the_market_knows_its_contracts(request, market, getter, name):
    assert getattr(market, getter)() == request.getfixturevalue(name)
    assert market.authority() == request.getfixturevalue("authority")
