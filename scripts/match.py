"""Finds the best teams for the open demands, and has the contract match them."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

import click
from ape.api import AccountAPI
from rich.console import RenderableType

from antu.keeper import Keeper, Round, Run, Transaction, recover, turn, watch
from antu.keeper.words import tell
from antu.matching import Policy
from antu.reports.keeper import came_of, plan_of, skipped_of
from antu.text import number
from scripts._chain.accounts import sender
from scripts._chain.market import ROOT, load_market
from scripts._chain.matching import ChainBook, ChainKeeper
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
    visit = partial(_visit, session, reader, keeper, policy, limit, every is None)
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
        with _interruptible():
            watch(reader, every, visit_and_count)
    except KeyboardInterrupt:
        matched, gas = (number(sum(each), session.lang) for each in zip((0, 0), *runs, strict=True))
        session.say(tell("watched", session.lang, runs=len(runs), matched=matched, gas=gas))


def _visit(
    session: Session,
    reader: ChainBook,
    sending: ChainKeeper | None,
    policy: Policy,
    limit: int | None,
    recording_all: bool,
) -> Keeper:
    """One run, told of on the way; without `sending` it only plans.

    Unless `recording_all`, a run with nothing to send leaves no record: anybody's dust would fill a watcher's disk."""
    keeper = Keeper(reader, sending, policy, limit, RECORDS)
    with ExitStack() as held:
        if sending is not None:
            with session.working(tell("turn", session.lang)):
                held.enter_context(turn(RECORDS, sending.account))
                completed = recover(RECORDS, sending)
            for path in completed:
                session.say(tell("recovered", session.lang, path=path))
        while (planned := _planned(session, keeper)) is not None:
            _say(session, plan_of(planned, session.lang))
            if sending is None:
                break
            if planned.sent or (planned.demands and recording_all):
                _carry_out(session, keeper, planned)
        if keeper.path is not None:
            keeper.end()
    session.end(keeper.run.document(), *came_of(keeper.run, keeper.path, session.lang))
    return keeper


def _planned(session: Session, keeper: Keeper) -> Round | None:
    with session.working(tell("reading", session.lang)):
        return keeper.plan()


def _carry_out(session: Session, keeper: Keeper, planned: Round) -> None:
    with session.progress(tell("sending", session.lang)) as advance:

        def observe(sent: Transaction) -> None:
            teams = len(sent.matched) + len(sent.skipped)
            done = sum(len(each.matched) + len(each.skipped) for each in planned.transactions)
            left = len(planned.sent) - done
            advance(number(len(planned.matched), session.lang), len(planned.transactions) - (-left // teams))

        keeper.carry_out(planned, observe)
    if planned.skipped:
        _say(session, skipped_of(planned, session.lang))


def _say(session: Session, words: Iterable[RenderableType]) -> None:
    for each in words:
        session.say(each)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Lets Ctrl-C be an exception, as it is in Python; Ape has it end the process at once."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
