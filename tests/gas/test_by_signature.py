"""Gas of what somebody else brings for those who have signed it and have no ether."""

from antu.catalog import ALL_REGIONS
from antu.enums import DAY, Role
from antu.money import BASE_CASE
from tests.gas.conftest import PART
from tests.helpers import permit_signature, signed_request


def test_post_offer_by_signature(forwarder, market, sixty_four, stranger, gas_of, figures):
    offer = (Role.VENDOR, 6, ALL_REGIONS, BASE_CASE.vendor, 1_000)
    first, steady = gas_of(
        (forwarder.execute, stranger, signed_request(forwarder, sixty_four[0], market.postOffer, *offer))
        for _ in range(2)
    )
    figures.take({"post_offer_by_signature": steady}, first={"post_offer_by_signature": first})


def test_fund_by_signature(
    forwarder, token, market, shares, owner, sixty_four, stranger, matched_project, now, send_many, gas_of, figures
):
    """With a permit, for whoever has no ether cannot give an allowance either; after another's payment."""
    signer, before = sixty_four[:2]
    send_many((token.transfer, owner, each.address, 3 * PART) for each in (signer, before))
    send_many([(token.approve, before, market.address, 3 * PART)])

    def fund():
        project_id, deadline = matched_project(crowdfunded=True), now() + DAY
        send_many([(market.fund, before, project_id, PART)])
        permit = permit_signature(signer, token, market, PART, deadline)
        request = signed_request(forwarder, signer, market.fundWithPermit, project_id, PART, deadline, *permit)
        (gas,) = gas_of([(forwarder.execute, stranger, request)])
        assert shares.balanceOf(signer, project_id) == PART
        return gas

    first = fund()
    figures.take({"fund_by_signature": fund()}, first={"fund_by_signature": first})
