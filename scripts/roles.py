"""Who may do what: the members of each role, and changes of them."""

from collections.abc import Mapping, Sequence

import click
from rich.table import Table

from antu.governance.membership import (
    Member,
    check_grant,
    check_revocation,
    parse_address,
    parse_delay,
    parse_role,
)
from antu.governance.words import lasting, say
from antu.roles import AccessRole
from antu.text import Language
from scripts._chain import clock
from scripts._chain.accounts import by_alias
from scripts._chain.display import grid, when
from scripts._chain.market import Market, connected_network, load_market
from scripts._chain.powers import Actor, acting, members
from scripts._chain.session import Session, command, epilog
from scripts._chain.transactions import call

NOTES = f"""Roles are {", ".join(role.name.lower() for role in AccessRole)}.
The admin grants and revokes them. What an upgrader does waits at least 7 days; --delay has another role's actions wait,
too, which its holder then announces in the authority before."""


@click.group(
    epilog=epilog("ape run roles grant guardian 0x… --network base:sepolia --account me", NOTES),
    short_help="Show, grant and revoke roles.",
)
def cli() -> None:
    """Show who holds which role, grant one, or revoke one."""


@command("ape run roles show --network ethereum:devnet", short_help="Show who holds which role.")
def show(session: Session) -> None:
    """Show the members of each role, from the authority's events, so that one whom nobody recorded is shown too."""
    market = load_market()
    found, grant_delays = members(market), _grant_delays(market)
    rows = {
        role.name: {
            "grant_delay": grant_delays[role],
            "members": [vars(member) | {"role": role.name} for member in held],
        }
        for role, held in found.items()
    }
    result = {"network": connected_network(), "roles": rows}
    session.end(result, _table(found, grant_delays, session.lang))


@command(
    "ape run roles grant upgrader 0x… --network base:sepolia --account me",
    short_help="Give an account a role.",
)
@acting("An admin.")
@click.option("--delay", metavar="TIME", help="How long its actions wait: 7d, 12h. [default: as the role asks]")
@click.argument("role")
@click.argument("holder", metavar="ACCOUNT")
def grant(session: Session, actor: Actor, delay: str | None, role: str, holder: str) -> None:
    """Give an account (an address, or an alias of yours) a role, or change how long its actions wait."""
    wanted, market = parse_role(role), load_market()
    account = _account(holder)
    wait = wanted.execution_delay if delay is None else parse_delay(delay)
    check_grant(wanted, account, wait, members(market)[wanted], market.record.addresses)
    who = actor.address(market, AccessRole.ADMIN)
    transactions = [call(market.authority.grantRole, int(wanted), account, wait)]
    actor.carry_out(f"Grant {wanted.name}", who, transactions)
    facts = {"role": wanted.name, "account": account, "delay": wait}
    if actor.proposal:
        session.end(facts | {"proposal": str(actor.proposal)}, actor.told(session, transactions))
        return
    (member,) = (each for each in members(market)[wanted] if each.account == account)
    ahead = _ahead(member, clock.now(), session.lang)
    words = say("granted", session.lang, account=account, role=wanted.name, wait=f", {ahead}" if ahead else "")
    session.end(vars(member) | {"role": wanted.name}, words)


@command("ape run roles revoke keeper 0x… --network base:sepolia --account me", short_help="Take a role away.")
@acting("An admin.")
@click.argument("role")
@click.argument("holder", metavar="ACCOUNT")
def revoke(session: Session, actor: Actor, role: str, holder: str) -> None:
    """Take a role away from an account, at once."""
    wanted, market = parse_role(role), load_market()
    account = _account(holder)
    check_revocation(wanted, account, members(market)[wanted], clock.now())
    who = actor.address(market, AccessRole.ADMIN)
    transactions = [call(market.authority.revokeRole, int(wanted), account)]
    actor.carry_out(f"Revoke {wanted.name}", who, transactions)
    facts = {"role": wanted.name, "account": account}
    if actor.proposal:
        session.end(facts | {"proposal": str(actor.proposal)}, actor.told(session, transactions))
        return
    left = [member.account for member in members(market)[wanted]]
    session.end(facts | {"members": left}, say("revoked", session.lang, account=account, role=wanted.name))


for subcommand in (show, grant, revoke):
    cli.add_command(subcommand)


def _account(given: str) -> str:
    return parse_address(given, "ACCOUNT") if given.startswith("0x") else str(by_alias(given).address)


def _grant_delays(market: Market) -> dict[AccessRole, int]:
    return {role: int(market.authority.getRoleGrantDelay(int(role))) for role in AccessRole}


def _ahead(member: Member, now: int, lang: Language) -> str:
    """What will change of a membership by itself."""
    found = [] if member.active(now) else [say("member_from", lang, time=when(member.since))]
    if member.effect:
        wait = lasting(member.pending_delay)
        found.append(say("delay_from", lang, delay=wait, time=when(member.effect)))
    return ", ".join(found)


def _table(
    found: Mapping[AccessRole, Sequence[Member]], grant_delays: Mapping[AccessRole, int], lang: Language
) -> Table:
    columns = ("role", "=member", "since", "actions_wait", "grants_wait", "change")
    title = say("roles_title", lang, network=connected_network())
    made = grid(title, *("=" * column.startswith("=") + say(column.lstrip("="), lang) for column in columns))
    now = clock.now()
    for role, held in found.items():
        grants = lasting(grant_delays[role]) if grant_delays[role] else ""
        for place, member in enumerate(held):
            wait = lasting(member.delay) if member.delay else ""
            name, delayed = (role.name, grants) if place == 0 else ("", "")
            made.add_row(name, member.account, when(member.since), wait, delayed, _ahead(member, now, lang))
        if not held:
            made.add_row(role.name, say("nobody", lang), "", "", grants, "")
    return made
