"""Stops what lets money into the market, and lets it in again. What lets it out works all the time."""

from collections.abc import Sequence

import click
from rich.table import Table

from antu.governance.words import say
from antu.roles import AccessRole
from antu.text import Language
from scripts._chain.display import grid, when
from scripts._chain.market import connected_network, load_market
from scripts._chain.pausing import PAUSABLE, Pause, pauses, plan_pause
from scripts._chain.powers import Actor, acting
from scripts._chain.session import Session, command, epilog

NOTES = """The guardian may. Paused, nothing is posted, matched, funded or reported; refunds, releases, claims, settling
and withdrawals go on, so that nobody's money is locked up."""


@click.group(
    epilog=epilog("ape run pause on --network ethereum:devnet", NOTES),
    short_help="Pause the market, or let it go on.",
)
def cli() -> None:
    """Stop what lets money in, or let it in again."""


_contract = click.option(
    "--contract", type=click.Choice([*PAUSABLE, "all"]), default="all", show_default=True, help="Which to pause."
)


@command("ape run pause on --contract market --network ethereum:devnet", short_help="Stop what lets money in.")
@acting("The guardian.")
@_contract
def on(session: Session, actor: Actor, contract: str) -> None:
    """Stop what lets money in; what lets it out goes on."""
    _change(session, actor, contract, pausing=True)


@command("ape run pause off --network ethereum:devnet", short_help="Let money in again.")
@acting("The guardian.")
@_contract
def off(session: Session, actor: Actor, contract: str) -> None:
    """Let money in again."""
    _change(session, actor, contract, pausing=False)


@command("ape run pause show --network ethereum:devnet", short_help="Show what is paused, and what goes on.")
def show(session: Session) -> None:
    """Show what is paused, since when, by whom, and what works all the same."""
    found = pauses(load_market())
    session.end(_result(found), _table(found, session.lang))


for subcommand in (on, off, show):
    cli.add_command(subcommand)


def _change(session: Session, actor: Actor, contract: str, pausing: bool) -> None:
    market = load_market()
    transactions = plan_pause(market, PAUSABLE if contract == "all" else (contract,), pausing)
    who = actor.address(market, AccessRole.GUARDIAN)
    actor.carry_out("Pause" if pausing else "Unpause", who, transactions)
    found = pauses(market)
    if actor.proposal:
        proposed = {"proposal": str(actor.proposal), "safe": actor.safe}
        session.end(_result(found) | proposed, actor.told(session, transactions))
        return
    addresses = {transaction.to for transaction in transactions}
    changed = [name for name in PAUSABLE if str(getattr(market, name).address) in addresses]
    words = say("pause_done" if pausing else "unpause_done", session.lang, contracts=", ".join(changed))
    session.end(_result(found) | {"changed": changed}, words, _table(found, session.lang))


def _result(found: Sequence[Pause]) -> dict[str, object]:
    return {"network": connected_network(), "contracts": [vars(each) for each in found]}


def _table(found: Sequence[Pause], lang: Language) -> Table:
    columns = ("contract", "phase", "since", "by", "stops", "works")
    made = grid(say("pause_title", lang, network=connected_network()), *(say(column, lang) for column in columns))
    for each in found:
        made.add_row(
            each.contract,
            say("paused" if each.paused else "running", lang),
            when(each.since) if each.since else "",
            each.by,
            say(f"{each.contract}_stops", lang),
            say(f"{each.contract}_works", lang),
        )
        made.add_section()
    return made
