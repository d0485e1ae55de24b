"""Money on its way out: revenue to holders, prepaid balances back, pesos to the bank; and what people say."""

from collections.abc import Collection, Iterable, Mapping

from eth_utils.crypto import keccak

from antu.batches import batches
from antu.demo.scenario import REDEEMED_PERCENT, Fate, score
from antu.enums import Party
from scripts._chain.ledger import all_positions
from scripts._demo.stage import Stage


def pay_holders(stage: Stage, projects: Collection[int], step: str = "payout") -> tuple[int, int]:
    """Pays everybody who is owed revenue of the projects; how many holders got how much."""
    found = all_positions(stage.market)
    due = found[(found.claimable > 0) & found.project_id.isin(projects)]
    shares, keeper = stage.market.shares, stage.market.record.parameters.keeper
    for project, group in due.groupby("project_id"):
        for batch in batches(list(group.holder)):
            argument = (batch, [int(str(project))])
            stage.act(step, shares.payout, *argument, by=keeper, units=len(batch))
    return due.holder.nunique(), int(due.claimable.sum())


def sell_shares(stage: Stage, project: int, seller: str, buyer: str) -> None:
    """Moves half of a holder's shares of an operating project; what was earned so far stays with the seller."""
    shares = stage.market.shares
    half = int(shares.balanceOf(seller, project)) // 2
    stage.act("transfer_shares", shares.transfer, buyer, project, half, by=seller)


def withdraw(stage: Stage, accounts: Iterable[str]) -> None:
    """Has accounts take back what they prepaid and did not use."""
    energy = stage.market.energy
    for account in accounts:
        left = int(energy.accountOf(account).prepaid)
        if left:
            stage.act("withdraw", energy.withdraw, left, by=account)


def redeem(stage: Stage, accounts: Iterable[str]) -> int:
    """Has accounts take a part of their pesos to the bank; how much in all."""
    token, total = stage.market.token, 0
    for account in accounts:
        amount = int(token.balanceOf(account)) * REDEEMED_PERCENT // 100
        if amount:
            reference = keccak(text=f"withdrawal/{account}/{token.totalSupply()}")
            stage.act("redeem", token.redeem, amount, reference, by=account)
            total += amount
    return total


def rate(stage: Stage, fates: Mapping[int, Fate]) -> int:
    """Has parties rate each other; how many ratings were given."""
    market, given = stage.market.market, 0
    for project, fate in fates.items():
        for giver, rated, points in _opinions(stage.seed, project, fate):
            by = str(market.partyOf(project, giver))
            stage.act("rate", market.rate, project, giver, rated, points, by=by)
            given += 1
    return given


def _opinions(seed: int, project: int, fate: Fate) -> list[tuple[Party, Party, int]]:
    match fate:
        case Fate.OPERATES:
            suppliers = (Party.VENDOR, Party.INSTALLER, Party.MANAGER)
            return [(Party.OWNER, one, score(seed, project, one.name)) for one in suppliers]
        case Fate.DISPUTED:
            return [(Party.OWNER, Party.INSTALLER, -1), (Party.OWNER, Party.VENDOR, 1)]
        case Fate.UNPAID:
            return [(Party.VENDOR, Party.OWNER, -1)]
        case Fate.UNFUNDED:
            return []
