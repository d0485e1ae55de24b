"""Funding by somebody who has pesos and no ether at all: a permit for the token, a request for the market."""

from antu.enums import DAY
from tests.helpers import emitted, permit_signature, signed_request

PURSE = 50_000


def test_fundWithPermit_by_signature_needs_no_ether(
    chain, forwarder, market, token, shares, member, mint_clp, matched_project, stranger, now
):
    mint_clp(member, PURSE)
    project_id = matched_project(crowdfunded=True)
    deadline = now() + DAY
    permit = permit_signature(member, token, market, PURSE, deadline)
    request = signed_request(
        forwarder, member, market.fundWithPermit, project_id, PURSE, deadline, *permit, deadline=deadline
    )
    receipt = forwarder.execute(request, sender=stranger)

    assert emitted(receipt, market.Funded) == [{"projectId": project_id, "funder": member, "amount": PURSE}]
    assert shares.balanceOf(member, project_id) == PURSE
    assert token.balanceOf(member) == 0
    assert chain.provider.get_balance(member.address) == 0
    assert chain.provider.get_nonce(member.address) == 0
