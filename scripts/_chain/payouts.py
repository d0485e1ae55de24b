"""Payments to many holders: sized by the node's estimates, sent, and told of by their receipts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ape.api import AccountAPI

from antu.payouts import Due, Group
from antu.sending import Sizer, with_margin
from scripts._chain.gas import estimated, gas_price, send_with, transaction_limit
from scripts._chain.market import Market


@dataclass(frozen=True)
class Payout:
    """A transaction to be sent: its holders, for these projects, are owed so many pesos; and the gas it should take."""

    holders: Sequence[str]
    projects: Sequence[int]
    pesos: int
    gas: int


@dataclass
class Outcome:
    """What was paid, per holder and project, and to whom it could not be paid (project 0: of all that were asked)."""

    paid: list[Due] = field(default_factory=list)
    failed: list[Due] = field(default_factory=list)
    transactions: list[str] = field(default_factory=list)
    gas: int = 0


def planned(market: Market, groups: Iterable[Group], asking: str) -> tuple[list[Payout], int]:
    """The transactions that pay these groups, as `asking` would send them, and the price of gas in wei."""
    limit = transaction_limit()
    plan = [each for group in groups for each in _cut(market, group, asking, Sizer(limit))]
    return plan, gas_price()


def _cut(market: Market, group: Group, asking: str, sizer: Sizer) -> Iterator[Payout]:
    projects, left = list(group.projects), list(group.holders)

    def estimate(holders: Sequence[str]) -> int:
        return estimated(market.shares.payout, holders, projects, sender=asking)

    while left:
        count, gas = sizer.cut(left, estimate)
        holders, left = left[:count], left[count:]
        yield Payout(holders, projects, sum(group.holders[holder] for holder in holders), gas)


def pay(market: Market, plan: Iterable[Payout], payer: AccountAPI, observe: Callable[[], None]) -> Outcome:
    """Sends the transactions. Money that was paid meanwhile, by whomever, is not paid again."""
    outcome, shares = Outcome(), market.shares
    for each in plan:
        receipt = send_with(shares.payout, each.holders, each.projects, sender=payer, gas=with_margin(each.gas))
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
