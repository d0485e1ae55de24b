"""Finds the best teams for the open demands, and has the contract match them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

import click
from ape.api import AccountAPI

from antu.keeper import Keeper, Round, Run, Transaction, recover, turn, watch
from antu.keeper.words import tell
from antu.matching import Policy
from antu.text import number
from scripts._chain.accounts import sender
from scripts._chain.market import ROOT, load_market
from scripts._chain.matching import ChainBook, ChainKeeper
from scripts._chain.matching_tables import come_of, planned_words
from scripts._chain.session import Session, account, command

RECORDS = ROOT / "reports" / "matches"

NOTES = """--weight says what the best teams are: 0, the most savings of owners together; a number, such as
0.25, counts so much of its class's reference price for each project too; projects, the most projects.

Each run leaves reports/matches/<block>.json: the book's block, the teams, the proof that they are
the best, why others have none, the transactions. The same command may be run again at any time,
after a crash too, and by several keepers at once: a demand is matched once."""


@command(
    "ape run match --network ethereum:devnet --weight 0.25 --dry-run",
    NOTES,
    short_help="Match demands with the best teams.",
)
@account("The keeper.")
@click.option("--weight", default="0", show_default=True, help="What a project counts beside savings: see below.")
@click.option("--limit", type=click.IntRange(1), help="Match so many projects at most, those that save most first.")
@click.option("--watch", "every", type=click.IntRange(1), help="Run again each so many blocks, until Ctrl-C.")
@click.option("--dry-run", is_flag=True, help="Say what would be matched, and send nothing.")
def cli(
    session: Session, account: AccountAPI | None, weight: str, limit: int | None, every: int | None, dry_run: bool
) -> None:
    """Match open demands with the best teams, prove that they are the best, and say why others have none.

    The contract checks every team once more. One that no longer holds is skipped, and its demand matched again.
    """
    policy = Policy.parse(weight)
    market = load_market()
    reader, keeper = ChainBook(market), None
    if not dry_run:
        keeper = ChainKeeper(market, sender(account, market.record.parameters.keeper, "The keeper"))
        keeper.require_role()
    visit = partial(_visit, session, reader, keeper, policy, limit)
    if every is None:
        visit()
        return

    runs: list[tuple[int, int]] = []

    def visit_and_count() -> tuple[Run, bool]:
        made = visit()
        runs.append((made.run.matched, made.run.gas_used))
        block = number(made.run.rounds[-1].block, session.lang)
        session.say(tell("watching", session.lang, every=number(every, session.lang), block=block))
        return made.run, made.cut_short and keeper is not None

    try:
        watch(reader, every, visit_and_count)
    except KeyboardInterrupt:
        matched, gas = (number(sum(each), session.lang) for each in zip((0, 0), *runs, strict=True))
        session.say(tell("watched", session.lang, runs=len(runs), matched=matched, gas=gas))
