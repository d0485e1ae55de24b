"""A participant's row as the transaction that posts it."""

from typing import Any

from antu.errors import AntuError
from antu.participants import Kind, Participant
from scripts._chain.market import Market


def posting(market: Market, participant: Participant) -> tuple[Any, tuple[Any, ...]]:
    """The method of Marketplace that posts a demand or an offer, and its arguments."""
    one, registry = participant, market.market
    if one.kind is Kind.OWNER:
        asked = (one.size_class, one.region, one.price, one.energy_price, one.crowdfunded)
        if one.has_terms:
            return registry.postDemandWithTerms, (*asked, (one.reserve_bps, one.follows_uf))
        return registry.postDemand, asked  # the same with no terms, for less gas
    return registry.postOffer, (int(one.kind.role), one.size_class, one.regions, one.price, one.stock)


def posted_id(market: Market, receipt: Any) -> int:
    """The number that a demand or an offer was given, from the receipt of its posting."""
    for event, name in ((market.market.DemandPosted, "demandId"), (market.market.OfferPosted, "offerId")):
        for log in receipt.decode_logs(event.abi):
            return int(log.event_arguments[name])
    raise AntuError(
        f"Transaction {receipt.txn_hash} posted nothing that this checkout understands.",
        f"The market was deployed from commit {market.record.commit or 'unknown'}; use that one.",
    )
