"""Rehearses the way back from a fault, on a copy of a chain: fault, pause, upgrade, and everything is what it was."""

import click

from antu.errors import AntuError
from antu.rehearsal.faults import FAULTS
from antu.rehearsal.report import Report, merged
from antu.rehearsal.tables import phases_table, states_line, verdict
from antu.rehearsal.words import say
from scripts._chain.adapter import provider
from scripts._chain.crowd import everybody
from scripts._chain.market import Market, choice, find_market, load_market
from scripts._chain.session import Session, command
from scripts._rehearsal.rehearsing import rehearse

EXITS, SEED = 3, 1

NOTES = """On a fork everything is done with what is there, and nothing reaches the chain that it was forked from;
the holders of the roles act without their keys. To have a market made for it, with projects in every state,
run: python -m audit.rehearsal"""


@command(
    "ape run rehearse --network ethereum:devnet-fork\nape run rehearse --network base:mainnet-fork --fault shares",
    NOTES,
    short_help="Rehearse the way back, on a copy of a chain.",
)
@click.option("--fault", type=click.Choice(list(FAULTS)), help="Which contract breaks  [default: one after the other].")
@click.option(
    "--exits", type=click.IntRange(1), default=EXITS, show_default=True, help="Of each kind and phase, at most."
)
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Draws who takes an exit.")
def cli(session: Session, fault: str | None, exits: int, seed: int) -> None:
    """Rehearse a fault, a pause and an upgrade on a copy of a chain, and compare everything with what it was.

    People take money out in every phase. If anything is owed, recorded or stored otherwise in the end, it says what."""
    if not provider().network.is_dev:
        raise AntuError(
            f"{choice()} is no copy of a chain, and a rehearsal breaks a contract.",
            f"Rehearse on a fork: --network {choice()}-fork",
        )
    reports: list[Report] = []
    with everybody():
        market = _market()
        for each in [fault] if fault else FAULTS:
            with session.working(say("title", session.lang, contract=each, network=choice())):
                reports.append(rehearse(market, FAULTS[each], seed, exits))
            session.say(phases_table(reports[-1], session.lang), verdict(reports[-1], session.lang))
    session.end(merged(reports), states_line(reports[0], session.lang))
    wrong = [report for report in reports if not report.comparison.equal]
    if wrong:
        raise AntuError("\n".join(f"A fault of {each.contract}: {each.comparison.summary}" for each in wrong))


def _market() -> Market:
    """The market of the connected chain, which needs somebody in it."""
    market = find_market() if provider().network.is_local else load_market()
    if market is None or not market.market.settings().demandCount:
        raise AntuError(
            f"There is no market on {choice()} with anything in it.",
            "Rehearse on a fork of a network that has one, such as --network ethereum:devnet-fork. Or let one be made, "
            "with projects in every state: python -m audit.rehearsal",
        )
    return market
