"""Pays the holders of shares what their projects earned."""

from math import ceil
from typing import NamedTuple

import click
from ape.api import AccountAPI
from rich.table import Table

from antu.payouts import Cost, Due, clp_per_ether, grouped
from antu.text import Language, money, percent
from scripts._chain.accounts import sender
from scripts._chain.display import grid
from scripts._chain.ledger import all_positions, positions
from scripts._chain.market import Market, load_market
from scripts._chain.payouts import Payout, pay, planned
from scripts._chain.session import Session, account, command

NOTES = """Each holder is paid once for all its projects; holders of the same projects go into one
transaction, as many as its gas limit allows, and so do those of one project each. What an ether is worth is assumed, in
data/ether.csv; --eth-price gives today's. On a rollup, what the data cost on Ethereum comes to it."""


class Summary(NamedTuple):
    """What is to be paid, and what that costs."""

    holders: int
    pesos: int
    cost: Cost

    def words(self, lang: Language) -> str:
        """In a sentence or two."""
        if not self.pesos:
            return "Nobody is owed that much."
        gas, price = self.cost.gas, self.cost.gas_price / 10**9
        return (
            f"{money(self.pesos, lang)} pesos are owed (holders: {self.holders}). Paying them takes some {gas:,} gas; "
            f"at {price:,.3g} gwei that is {self.cost.wei / 10**18:.6f} ether, "
            f"about {money(ceil(self.cost.pesos), lang)} pesos: "
            f"{percent(self.cost.share_of(self.pesos), lang)} of what is paid."
        )


@command("ape run payout --network ethereum:devnet --least 1000", NOTES, short_help="Pay holders what they earned.")
@account("Who sends the transactions; anyone may, and the money goes to the holders.")
@click.option("--project", "projects", type=click.IntRange(1), multiple=True, help="Only these projects.")
@click.option("--holder", "only", multiple=True, help="Only these addresses.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Pesos owed that are worth paying.")
@click.option("--eth-price", type=click.IntRange(1), help="Pesos per ether, to say what it costs.")
@click.option("--dry-run", is_flag=True, help="Say what it would cost, and pay nothing.")
def cli(
    session: Session,
    account: AccountAPI | None,
    projects: tuple[int, ...],
    only: tuple[str, ...],
    least: int,
    eth_price: int | None,
    dry_run: bool,
) -> None:
    """Pay every holder who is owed enough by its projects together. The holders are found in the shares' transfers."""
    market = load_market()
    payer = None if dry_run else sender(account)
    with session.working("Looking for holders, and what they are owed"):
        groups = grouped(_dues(market, projects, only), least)
        asking = str(payer.address) if payer else market.record.parameters.keeper
        plan, gas_price = planned(market, groups, asking)
    cost = Cost(sum(each.gas for each in plan), gas_price, eth_price or clp_per_ether())
    pesos = sum(each.pesos for each in plan)
    summary = Summary(len({holder for each in plan for holder in each.holders}), pesos, cost)
    expected = {"holders": summary.holders, "pesos": pesos, "transactions": len(plan), "gas": cost.gas}
    expected |= {"gas_price": gas_price, "clp_per_ether": cost.clp_per_ether, "cost_clp": ceil(cost.pesos)}
    tables = [_planned(plan, session.lang)] if plan else []
    if payer is None:
        session.end({"expected": expected}, *tables, summary.words(session.lang))
        return

    session.say(*tables, summary.words(session.lang))
    with session.progress("Paying") as advance:
        outcome = pay(market, plan, payer, lambda: advance("holders", len(plan)))
    total = sum(paid.pesos for paid in outcome.paid)
    people = len({paid.holder for paid in outcome.paid})
    words = [f"{money(total, session.lang)} pesos were paid (holders: {people}), with {outcome.gas:,} gas."]
    words += [
        f"{failed.holder} could not be paid: the token refuses. The {money(failed.pesos, session.lang)} stay its own."
        for failed in outcome.failed
    ]
    result = {
        "expected": expected,
        "paid": [paid._asdict() for paid in outcome.paid],
        "failed": [{"holder": failed.holder, "pesos": failed.pesos} for failed in outcome.failed],
        "total": total,
        "gas": outcome.gas,
        "transactions": outcome.transactions,
    }
    session.end(result, *([_paid(outcome.paid, session.lang)] if outcome.paid else []), *words)


def _dues(market: Market, projects: tuple[int, ...], only: tuple[str, ...]) -> list[Due]:
    found = positions(market, only) if only else all_positions(market)
    if projects:
        found = found[found.project_id.isin(projects)]
    rows = zip(found.project_id, found.holder, found.claimable, strict=True)
    return [Due(int(project), str(holder), int(pesos)) for project, holder, pesos in rows]


def _planned(plan: list[Payout], lang: Language) -> Table:
    made = grid("To be paid", ">transaction", ">holders", ">projects", ">pesos", ">gas")
    for place, each in enumerate(plan, start=1):
        figures = (len(each.holders), len(set(each.projects)))
        made.add_row(str(place), *map(str, figures), money(each.pesos, lang), f"{each.gas:,}")
    return made


def _paid(paid: list[Due], lang: Language) -> Table:
    made = grid("Paid", ">project", "=holder", ">pesos")
    for payment in paid:
        made.add_row(str(payment.project), payment.holder, money(payment.pesos, lang))
    return made
