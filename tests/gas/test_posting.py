"""Gas of posting demands and offers, and of changing them."""

from antu.catalog import ALL_REGIONS
from antu.enums import Role
from antu.money import BASE_CASE

SIZE_CLASS, OTHER_REGION, STOCK = 6, 16, 1_000


def test_post_offer(market, vendor, gas_of, figures):
    gas = gas_of((market.postOffer, vendor, role, SIZE_CLASS, ALL_REGIONS, BASE_CASE.vendor, STOCK) for role in Role)
    figures.take({"post_offer": max(gas)})


def test_post_demand(market, owner, gas_of, figures):
    gas = gas_of(
        (market.postDemand, owner, SIZE_CLASS, OTHER_REGION, BASE_CASE.goal, 150, crowdfunded)
        for crowdfunded in (True, False)
    )
    figures.take({"post_demand": max(gas)})


def test_update_offer(market, vendor, post_offer, gas_of, figures):
    offer = post_offer(Role.VENDOR)
    (gas,) = gas_of([(market.updateOffer, vendor, offer, 0x7FFF, BASE_CASE.vendor - 1, STOCK)])
    figures.take({"update_offer": gas})
