"""Pays into a project, and says what is still missing."""

from typing import Any

import click
from ape.api import AccountAPI
from rich.table import Table

from antu.enums import State
from antu.errors import AntuError
from antu.text import Language, money, state_name
from scripts._chain.accounts import sender
from scripts._chain.display import grid, when
from scripts._chain.ledger import project_row
from scripts._chain.market import load_market
from scripts._chain.money import pay
from scripts._chain.session import Session, account, command


@command(
    "ape run fund --project 7 --amount 250000 --network ethereum:devnet --account TEST::12",
    short_help="Pay into a project.",
)
@account("Who pays, and gets a share per peso.")
@click.option("--project", type=click.IntRange(1), required=True, help="The project's number.")
@click.option("--amount", type=click.IntRange(1), help="Pesos at most; all that is missing if not given.")
def cli(session: Session, account: AccountAPI | None, project: int, amount: int | None) -> None:
    """Fund a project: its owner if it pays directly, anyone eligible if it is crowdfunded.

    Exactly what is paid is approved first. A payment is cut to what is missing.
    """
    market = load_market()
    row = project_row(market, project)
    state = State(row.project.state)
    if state is not State.FUNDING:
        raise AntuError(
            f"Project {project} takes no money: its state is '{state_name(state, session.lang)}'.",
            "Those that do are listed by: ape run status --projects",
        )
    owner = "" if row.project.crowdfunded else str(row.project.owner)
    payer = sender(account, owner, f"The owner of project {project}")
    missing = row.goal - row.shares
    paying = min(amount or missing, missing)
    receipt = pay(market, market.market.fund, project, paying, amount=paying, sender=payer)
    (funded,) = receipt.decode_logs(market.market.Funded.abi)
    paid = int(funded.event_arguments["amount"])

    after = project_row(market, project)
    left = after.goal - after.shares
    shares = int(market.shares.balanceOf(payer, project))
    words = [
        f"{payer.address} paid {money(paid, session.lang)} pesos and has {shares:,} of {after.goal:,} shares.",
        *([] if left else ["The goal is reached. What comes next: ape run build"]),
    ]
    result = {
        "project": project,
        "paid": paid,
        "shares": shares,
        "missing": left,
        "state": State(after.project.state).name,
        "deadline": after.project.deadline,
        "transaction": receipt.txn_hash,
    }
    session.end(result, _table(after, session.lang), *words)


def _table(row: Any, lang: Language) -> Table:
    made = grid("Funding", ">project", "state", ">goal", ">paid in", ">missing", "until")
    state = state_name(row.project.state, lang)
    until = when(row.project.deadline)
    figures = (money(amount, lang) for amount in (row.goal, row.shares, row.goal - row.shares))
    made.add_row(str(row.id), state, *figures, until)
    return made
