"""Rehearses the way back from a fault, on a copy of a chain: fault, pause, upgrade, and everything is what it was."""

import click

from antu.errors import AntuError
from antu.rehearsal.faults import FAULTS
from antu.rehearsal.lives import TIMES, lives
from antu.rehearsal.report import Report, merged
from antu.rehearsal.tables import phases_table, states_line, verdict
from antu.rehearsal.words import say
from scripts._chain.adapter import provider
from scripts._chain.crowd import everybody
from scripts._chain.market import Market, choice, find_market, load_market
from scripts._chain.session import Session, command
from scripts._demo.opening import deploy_for_all
from scripts._rehearsal.filling import fill
from scripts._rehearsal.rehearsing import rehearse
from scripts._rehearsal.roles import Roles
from scripts._rehearsal.waves import Sea

EXITS, SEED = 3, 1

NOTES = """On a fork everything is done with what is there, and nothing reaches the chain that it was forked from;
the holders of the roles act without their keys. An empty local chain is given a market first, with projects
in every state."""


@command(
    "ape run rehearse --network ethereum:devnet-fork\nape run rehearse --network base:mainnet-fork --fault shares",
    NOTES,
    short_help="Rehearse a fault, a pause and an upgrade on a copy of a chain.",
)
@click.option("--fault", type=click.Choice(list(FAULTS)), help="Which contract breaks  [default: one after the other].")
@click.option(
    "--exits", type=click.IntRange(1), default=EXITS, show_default=True, help="Of each kind and phase, at most."
)
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Draws who takes an exit.")
@click.option(
    "--times",
    type=click.IntRange(1),
    default=TIMES,
    show_default=True,
    help=f"On an empty local chain: how often each of {len(lives(1))} kinds of projects.",
)
def cli(session: Session, fault: str | None, exits: int, seed: int, times: int) -> None:
    """Rehearse a fault, a pause and an upgrade on a copy of a chain, and compare everything with what it was.

    People take money out in every phase. If anything is owed, recorded or stored otherwise in the end, it says what."""
    if not provider().network.is_dev:
        raise AntuError(
            f"{choice()} is no copy of a chain, and a rehearsal breaks a contract.",
            f"Rehearse on a fork: --network {choice()}-fork",
        )
    reports: list[Report] = []
    with everybody():
        market = _market(session, seed, times)
        for each in [fault] if fault else FAULTS:
            with session.working(say("title", session.lang, contract=each, network=choice())):
                reports.append(rehearse(market, FAULTS[each], seed, exits))
            session.say(phases_table(reports[-1], session.lang), verdict(reports[-1], session.lang))
    session.end(merged(reports), states_line(reports[0], session.lang))
    wrong = [report for report in reports if not report.comparison.equal]
    if wrong:
        raise AntuError("\n".join(f"A fault of {each.contract}: {each.comparison.summary}" for each in wrong))


def _market(session: Session, seed: int, times: int) -> Market:
    """The market of the connected chain; on a local chain without one, a market that is filled now."""
    if not provider().network.is_local:
        return load_market()
    if (found := find_market()) and found.market.settings().demandCount:
        return found
    with session.working(say("filling", session.lang, count=len(lives(times)))):
        market = found or deploy_for_all()
        fill(market, Roles(market), Sea(), lives(times), seed)
    return market
