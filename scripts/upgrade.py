"""Upgrades of the market's contracts, which wait 7 days in public."""

from collections.abc import Sequence
from typing import Any

import click
from rich.table import Table

from antu.deployment import INTERFACES
from antu.deployment.names import PROXIES
from antu.errors import AntuError
from antu.governance.code import code_hash
from antu.governance.operations import Operation, Phase
from antu.governance.words import lasting, say
from antu.roles import AccessRole
from antu.text import Language
from scripts._chain import clock
from scripts._chain.adapter import ApeChain, is_playground
from scripts._chain.candidates import count
from scripts._chain.display import grid, short, when
from scripts._chain.market import Market, commit, connected_network, load_market
from scripts._chain.powers import Actor, acting
from scripts._chain.session import Session, command, epilog
from scripts._chain.upgrading import (
    Executed,
    announced,
    catch_up,
    current_upgrade,
    execute_upgrade,
    latest,
    plan_cancellation,
    plan_execution,
    plan_upgrade,
    schedule_upgrade,
)

NOTES = """An upgrade is announced with `schedule`, may be executed 7 days later and for a week, and until then the
guardian may cancel it. CONTRACT is market, shares or energy; what replaces it is the contract of this checkout. Where a
multisig holds the role, --propose FILE --as 0x… writes what its owners load into their Safe, and sends nothing."""


@click.group(
    epilog=epilog("ape run upgrade schedule market --network base:sepolia --account me", NOTES),
    short_help="Upgrade a contract, with its 7 days' notice.",
)
def cli() -> None:
    """Announce, execute or cancel an upgrade of one of the market's contracts."""


_contract = click.argument("contract", type=click.Choice(PROXIES))
_operation = click.option("--operation", default="", metavar="ID", help="Which one, if several are announced.")


@command(
    "ape run upgrade schedule market --network ethereum:devnet",
    short_help="Announce the upgrade to this checkout.",
)
@acting("The upgrader.")
@click.option("--data", "given", default="0x", metavar="HEX", help="Calldata for the new code as it moves in.")
@_contract
def schedule(session: Session, actor: Actor, given: str, contract: str) -> None:
    """Deploy the new code, and announce the upgrade to it.

    Refused if it would not find what is stored, or is bigger than chains take, or is wired to other contracts, or is
    what is there already. It may be run again if it was stopped: nothing is done twice.
    """
    market, told = load_market(), _calldata(given)
    _require_commit()
    who = actor.address(market, AccessRole.UPGRADER)
    with session.working("Comparing the storage of both"):
        planned = plan_upgrade(market, contract, who, told=told)
    name, new = INTERFACES[contract], planned.proposed
    facts = {
        "contract": contract,
        "implementation": new.address,
        "operation": planned.operation,
        "added": planned.added,
    }
    kept = say("layout_kept", session.lang, count=count(new.layout) - planned.added, added=planned.added)
    if actor.proposal:
        if not planned.transactions:
            raise AntuError(f"This upgrade of {contract} is announced already.", "Look: ape run upgrade show")
        _propose(session, actor, f"Upgrade {name}", who, planned.transactions, facts, kept)
        return
    found = schedule_upgrade(market, contract, actor.signer(who), new, told)
    words = [] if planned.transactions else [say("already_scheduled", session.lang, **_named(found, contract))]
    session.end(
        facts | {"announced_now": bool(planned.transactions)} | _facts(found, clock.now()),
        *words,
        say("scheduled", session.lang, caller=found.caller, **_times(found), **_named(found, contract)),
        kept,
        say(
            "anybody",
            session.lang,
            operation=found.id,
            authority=market.authority.address,
            hash=code_hash(ApeChain().code_at(new.address)),
            commit=commit() or "?",
        ),
    )


@command(
    "ape run upgrade wait market --network ethereum:devnet --skip", short_help="Say how long an upgrade still waits."
)
@click.option("--skip", is_flag=True, help="On a local chain, move the clock to when it may be executed.")
@_operation
@_contract
def wait(session: Session, skip: bool, operation: str, contract: str) -> None:
    """Say how long until an announced upgrade may be executed, or how long it still may."""
    market = load_market()
    found = current_upgrade(market, contract, operation)
    if skip and found.phase(clock.now()) is Phase.WAITING:
        clock.travel_to(found.ready_at)
    now = clock.now()
    phase = found.phase(now)
    if found.ended:
        raise AntuError(f"This upgrade was {phase} at {when(found.ended_at)} UTC.")
    session.end(_facts(found, now), say(f"wait_{phase}", session.lang, contract=contract, **_times(found)))


@command("ape run upgrade execute market --network ethereum:devnet", short_help="Execute an announced upgrade.")
@acting("The upgrader who announced it.")
@_operation
@_contract
def execute(session: Session, actor: Actor, operation: str, contract: str) -> None:
    """Execute an upgrade whose 7 days are over.

    Everything is checked again before; after, the proxy has to have the new code, and what was read from the contracts
    has to be what it was. If others executed it, as a multisig does, only the record is brought up to date.
    """
    market = load_market()
    before = catch_up(market, contract)
    if before is not None:
        words = say("caught_up", session.lang, block=before.ended_block, **_named(before, contract))
        session.end(_facts(before, clock.now()) | {"executed_now": False}, words)
        return
    found = current_upgrade(market, contract, operation)
    who = actor.address(market, AccessRole.UPGRADER, found.caller)
    if actor.proposal:
        name = f"Execute the upgrade of {INTERFACES[contract]}"
        _propose(session, actor, name, who, plan_execution(market, found, who), _facts(found, clock.now()))
        return
    done = execute_upgrade(market, contract, actor.signer(who), found.id)
    result = _facts(found, clock.now()) | {"executed_now": True, "before": done.before, "after": done.after}
    words = say("done", session.lang, count=len(done.before), **_named(found, contract))
    session.end(result, *([_differences(done, session.lang)] if done.different else [words]))
    if done.different:
        raise AntuError(
            f"{contract} was upgraded, and {len(done.different)} of {len(done.before)} values are not what they were.",
            "Another transaction of the same block may have changed them. If none did, pause now: ape run pause on",
        )


@command("ape run upgrade cancel market --network ethereum:devnet", short_help="Cancel an announced upgrade.")
@acting("The guardian, or who announced it.")
@_operation
@_contract
def cancel(session: Session, actor: Actor, operation: str, contract: str) -> None:
    """Cancel an upgrade that was announced and not executed."""
    market = load_market()
    found = current_upgrade(market, contract, operation)
    transactions = plan_cancellation(market, found)
    who = actor.named if actor.named == found.caller else actor.address(market, AccessRole.GUARDIAN)
    if actor.proposal:
        name = f"Cancel the upgrade of {INTERFACES[contract]}"
        _propose(session, actor, name, who, transactions, _facts(found, clock.now()))
        return
    actor.carry_out("", who, transactions)
    result = _facts(found, clock.now()) | {"phase": Phase.CANCELLED}
    session.end(result, say("was_cancelled", session.lang, **_named(found, contract)))


@command("ape run upgrade show --network ethereum:devnet", short_help="List all upgrades ever announced.")
@click.argument("contract", type=click.Choice(PROXIES), required=False)
def show(session: Session, contract: str | None) -> None:
    """List all upgrades that were ever announced, from the authority's events, also those that nobody here recorded."""
    market = load_market()
    found, now = announced(market, contract or ""), clock.now()
    result = {"network": connected_network(), "upgrades": [_facts(each, now) | _whose(market, each) for each in found]}
    table = _table(market, found, now, session.lang)
    session.end(result, table if found else say("no_upgrades", session.lang, network=connected_network()))


for subcommand in (schedule, wait, execute, cancel, show):
    cli.add_command(subcommand)


def _require_commit() -> None:
    """Raises `AntuError` where money may be real and nobody could compile what is announced, to check it."""
    found = commit()
    if not is_playground() and (not found or found.endswith("-dirty")):
        raise AntuError(
            f"This checkout has changes that no commit has ({found or 'no commit'}): nobody could check it.",
            "Commit them first, and let others see the commit.",
        )


def _calldata(given: str) -> bytes:
    try:
        return bytes.fromhex(given.removeprefix("0x"))
    except ValueError:
        raise AntuError(f"--data {given[:60]} is no calldata.", "Write it in hexadecimal, two digits a byte.") from None


def _propose(
    session: Session,
    actor: Actor,
    name: str,
    who: str,
    transactions: Sequence[Any],
    facts: dict[str, Any],
    *words: str,
) -> None:
    actor.carry_out(name, who, transactions)
    proposed = {
        "proposal": str(actor.proposal),
        "safe": actor.safe,
        "transactions": [each.what for each in transactions],
    }
    session.end(facts | proposed, *words, actor.told(session, transactions))


def _facts(operation: Operation, now: int) -> dict[str, Any]:
    return {
        "operation": operation.id,
        "phase": operation.phase(now),
        "caller": operation.caller,
        "target": operation.target,
        "implementation": operation.implementation,
        "data": "0x" + operation.call.hex(),
        "announced_at": operation.announced_at,
        "ready_at": operation.ready_at,
        "expires_at": operation.expires_at,
        "seconds_left": max(operation.ready_at - now, 0),
        "ended_at": operation.ended_at,
    }


def _whose(market: Market, operation: Operation) -> dict[str, Any]:
    record = latest(market)
    name = next(name for name in PROXIES if record.address(name) == operation.target)
    return {"contract": name, "recorded": operation.id in record.upgrades}


def _named(operation: Operation, contract: str) -> dict[str, str]:
    return {"contract": contract, "implementation": operation.implementation}


def _times(operation: Operation) -> dict[str, str]:
    now = clock.now()
    end = operation.ready_at if now < operation.ready_at else operation.expires_at
    left = lasting(max(end - now, 0))
    return {"ready": when(operation.ready_at), "expires": when(operation.expires_at), "left": left}


def _table(market: Market, found: Sequence[Operation], now: int, lang: Language) -> Table:
    columns = (
        "contract",
        "phase",
        "announced",
        "possible_from",
        "until",
        "implementation",
        "by",
        "recorded",
        "operation",
    )
    made = grid(say("upgrades_title", lang, network=connected_network()), *(say(column, lang) for column in columns))
    for each in found:
        whose = _whose(market, each)
        times = (when(time) for time in (each.announced_at, each.ready_at, each.expires_at))
        accounts = (short(each.implementation), short(each.caller))
        recorded = say("yes" if whose["recorded"] else "no", lang)
        made.add_row(whose["contract"], say(each.phase(now), lang), *times, *accounts, recorded, each.id)
    return made


def _differences(done: Executed, lang: Language) -> Table:
    made = grid(say("state_title", lang), *(say(column, lang) for column in ("thing", "before", "after")))
    for name in done.different:
        made.add_row(name, done.before[name], done.after[name])
    return made
