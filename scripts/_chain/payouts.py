"""Payments to many holders: sized by the node's estimates, sent, and told of by their receipts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ape.api import AccountAPI

from antu.payouts import Due, Group, Pairs
from antu.sending import Sizer, with_margin
from scripts._chain.gas import estimated, gas_price, send_with, transaction_limit
from scripts._chain.market import Market


@dataclass(frozen=True)
class Payout:
    """A transaction to be sent: its holders, for these projects, are owed so many pesos; and the gas it should take.

    Each holder is paid for each project or, of `pairs`, for the one at its own place."""

    holders: Sequence[str]
    projects: Sequence[int]
    pesos: int
    gas: int
    pairs: bool = False

    def call(self, market: Market) -> Any:
        """The function that pays them."""
        return market.shares.payoutPairs if self.pairs else market.shares.payout


@dataclass
class Outcome:
    """What was paid, per holder and project, and to whom it could not be paid (project 0: of all that were asked)."""

    paid: list[Due] = field(default_factory=list)
    failed: list[Due] = field(default_factory=list)
    transactions: list[str] = field(default_factory=list)
    gas: int = 0


def planned(market: Market, groups: Iterable[Group | Pairs], asking: str) -> tuple[list[Payout], int]:
    """The transactions that pay these groups, as `asking` would send them, and the price of gas in wei."""
    limit = transaction_limit()
    plan = [each for group in groups for each in _cut(market, group, asking, Sizer(limit))]
    return plan, gas_price()


def _cut(market: Market, group: Group | Pairs, asking: str, sizer: Sizer) -> Iterator[Payout]:
    if isinstance(group, Pairs):
        left = list(group.dues)
    else:
        left = [Due(0, holder, pesos) for holder, pesos in group.holders.items()]

    def payout(dues: Sequence[Due], gas: int = 0) -> Payout:
        pairs = isinstance(group, Pairs)
        projects = [due.project for due in dues] if isinstance(group, Pairs) else list(group.projects)
        return Payout([due.holder for due in dues], projects, sum(due.pesos for due in dues), gas, pairs)

    def estimate(dues: Sequence[Due]) -> int:
        made = payout(dues)
        return estimated(made.call(market), made.holders, made.projects, sender=asking)

    while left:
        count, gas = sizer.cut(left, estimate)
        yield payout(left[:count], gas)
        left = left[count:]


def pay(market: Market, plan: Iterable[Payout], payer: AccountAPI, observe: Callable[[], None]) -> Outcome:
    """Sends the transactions. Money that was paid meanwhile, by whomever, is not paid again."""
    outcome, shares = Outcome(), market.shares
    for each in plan:
        receipt = send_with(each.call(market), each.holders, each.projects, sender=payer, gas=with_margin(each.gas))
        outcome.transactions.append(str(receipt.txn_hash))
        outcome.gas += receipt.gas_used
        for log in receipt.decode_logs(shares.Claimed.abi):
            found = log.event_arguments
            outcome.paid.append(Due(int(found["projectId"]), str(found["holder"]), int(found["amount"])))
        for log in receipt.decode_logs(shares.PayoutFailed.abi):
            found = log.event_arguments
            outcome.failed.append(Due(0, str(found["holder"]), int(found["amount"])))
        observe()
    return outcome
