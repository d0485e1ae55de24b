"""Pays the holders of shares what their projects earned."""

from typing import NamedTuple

import click
from ape.api import AccountAPI
from rich.table import Table

from antu.text import Language, money
from scripts._chain.accounts import sender
from scripts._chain.adapter import send
from scripts._chain.batches import batches
from scripts._chain.display import grid
from scripts._chain.ledger import all_positions, positions
from scripts._chain.market import load_market
from scripts._chain.session import Session, account, command


class Payment(NamedTuple):
    """What a holder got for a project."""

    project: int
    holder: str
    pesos: int


@command(
    "ape run payout --network ethereum:devnet --project 7 --least 1000",
    short_help="Pay holders what their shares earned.",
)
@account("Who sends the transactions; anyone may, and the money goes to the holders.")
@click.option("--project", "projects", type=click.IntRange(1), multiple=True, help="Only these projects.")
@click.option("--holder", "only", multiple=True, help="Only these addresses.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Pesos worth a payment.")
def cli(
    session: Session, account: AccountAPI | None, projects: tuple[int, ...], only: tuple[str, ...], least: int
) -> None:
    """Pay every holder who is owed revenue. The holders are found in the shares' transfers."""
    market = load_market()
    due = positions(market, only) if only else all_positions(market)
    due = due[due.claimable >= least]
    if projects:
        due = due[due.project_id.isin(projects)]
    groups = [
        (int(str(project)), batch)
        for project, group in due.groupby("project_id")
        for batch in batches(list(group.holder))
    ]
    paid: list[Payment] = []
    with session.progress("Paying") as advance:
        for project, holders in groups:
            receipt = send(market.shares.payout, holders, [project], sender=sender(account))
            found = (log.event_arguments for log in receipt.decode_logs(market.shares.Claimed.abi))
            paid += [Payment(project, str(claim["holder"]), int(claim["amount"])) for claim in found]
            advance(f"project {project}", len(groups))
    total = sum(payment.pesos for payment in paid)
    people = len({payment.holder for payment in paid})
    summary = f"{money(total, session.lang)} pesos were paid to {people} holders, in {len(groups)} transactions."
    result = {"paid": [payment._asdict() for payment in paid], "total": total}
    session.end(result, *([_table(paid, session.lang)] if paid else []), summary)


def _table(paid: list[Payment], lang: Language) -> Table:
    made = grid("Paid", ">project", "=holder", ">pesos")
    for payment in paid:
        made.add_row(str(payment.project), payment.holder, money(payment.pesos, lang))
    return made
