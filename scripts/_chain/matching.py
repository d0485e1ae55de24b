"""Matching on the chain: the book at a block, teams that go in by batches, and receipts that say which of them held."""

from collections.abc import Sequence
from typing import Any

from ape.api import AccountAPI, ReceiptAPI

from antu.book import Book
from antu.enums import Mismatch
from antu.errors import AntuError
from antu.keeper import Skipped, Transaction
from antu.matching import Team
from antu.money import Quote
from scripts._chain.adapter import logs, provider, rpc
from scripts._chain.book import read_book
from scripts._chain.events import fetch
from scripts._chain.market import Market, choice
from scripts._chain.sending import ChainSender

# What may make new teams possible. A match only takes from the book, so it does not.
POSTED = (
    "DemandPosted",
    "DemandUpdated",
    "DemandWithdrawn",
    "OfferPosted",
    "OfferUpdated",
    "OfferWithdrawn",
    "Expired",
)


# Gas of a transaction, and the most of a team in it that holds (`tests/gas/` holds it to that).
TRANSACTION_GAS, TEAM_GAS = 21_000, 33_000


class ChainBook:
    """The connected market, as `antu.keeper.BookPort`."""

    def __init__(self, market: Market) -> None:
        self._market = market

    @property
    def chain_id(self) -> int:
        return int(provider().chain_id)

    @property
    def contract(self) -> str:
        return str(self._market.market.address)

    def head(self) -> int:
        return int(rpc("eth_blockNumber"), 16)

    def book(self, block: int) -> Book:
        return read_book(self._market, block)

    def posted(self, first: int, last: int) -> bool:
        return any(True for _ in fetch(self._market.market, POSTED, first, last))


class ChainKeeper(ChainSender[Team, Transaction]):
    """The connected market and the keeper's account, as `antu.keeper.KeeperPort`."""

    def __init__(self, market: Market, account: AccountAPI) -> None:
        super().__init__(market.market.matchBatch, account)
        self._market = market

    def require_role(self) -> None:
        """Raises `AntuError` unless the account may match at once."""
        selector = bytes(self._call.encode_input([]))[:4]
        now, _ = self._market.authority.canCall(self.account, self.contract, selector)
        if not now:
            raise AntuError(
                f"{self.account} may not match: that takes the role KEEPER.",
                "Name a keeper's account with --account; who has which role is told by: "
                f"ape run deploy --network {choice()}",
            )

    def estimate(self, items: Sequence[Team]) -> int:
        """Gas for all teams, whether they hold just now or not.

        A supplier could ask too much while the node estimates, and its old price once the transaction is on its way:
        for teams that would be skipped the node estimates a fraction, and the batch would fail for want of gas."""
        return max(super().estimate(items), TRANSACTION_GAS + TEAM_GAS * len(items))

    def transaction(self, account: str, nonce: int, since_block: int) -> Transaction | None:
        events = (self._market.market.Matched, self._market.market.MatchSkipped)
        for sent in dict.fromkeys(str(log.transaction_hash) for each in events for log in logs(each, since_block + 1)):
            found = rpc("eth_getTransactionByHash", sent)
            if (str(found["from"]).lower(), int(found["nonce"], 16)) == (account.lower(), nonce):
                return mined(self._market, provider().get_receipt(sent))
        return None

    def _argument(self, items: Sequence[Team]) -> list[tuple[Any, ...]]:
        return teams_argument(items)

    def _told(self, items: Sequence[Team], receipt: ReceiptAPI) -> Transaction:
        return mined(self._market, receipt)


def teams_argument(teams: Sequence[Team]) -> list[tuple[Any, ...]]:
    """Teams as `matchBatch` takes them."""
    return [tuple(team) for team in teams]


def goal_now(market: Market, demand_id: int, offers: Sequence[int]) -> int:
    """What a demand's payers would pay for three offers at their prices of now, in pesos.

    Raises `AntuError` if one of them was never posted."""
    contract = market.market
    demand, posted = contract.project(demand_id), [contract.offer(offer) for offer in offers]
    owners = {f"Demand {demand_id}": demand.owner}
    owners |= {f"Offer {offer}": found.supplier for offer, found in zip(offers, posted, strict=True)}
    for name, owner in owners.items():
        if int(owner, 16) == 0:
            raise AntuError(
                f"{name} is not on the chain, so nobody knows what the team costs.",
                "Check the numbers; or say what it may cost as the last part: 7,1,2,3,1165500",
            )
    vendor, installer, manager = (int(found.price) for found in posted)
    return Quote(vendor, installer, manager, int(demand.feeBps)).goal


def mined(market: Market, receipt: Any) -> Transaction:
    """What a batch came to, from its receipt."""
    skips = (log.event_arguments for log in receipt.decode_logs(market.market.MatchSkipped.abi))
    return Transaction(
        hash=str(receipt.txn_hash),
        block=int(receipt.block_number),
        gas_used=int(receipt.gas_used),
        matched=[int(log.event_arguments["projectId"]) for log in receipt.decode_logs(market.market.Matched.abi)],
        skipped=[
            Skipped(
                demand_id=int(skip["demandId"]), reason=Mismatch(int(skip["reason"])), offer_id=int(skip["offerId"])
            )
            for skip in skips
        ],
    )
