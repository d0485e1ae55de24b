"""From a funded project to one that operates, and every way in which it may fail."""

from typing import Any

import click
from ape.api import AccountAPI, ReceiptAPI
from rich.table import Table

from antu.building import ACTIONS, Action, Actor, next_action
from antu.enums import State
from antu.errors import AntuError
from antu.text import Language, money, state_name, text
from scripts._chain.clock import now
from scripts._chain.display import grid, short, when
from scripts._chain.ledger import project_rows
from scripts._chain.market import Market, load_market
from scripts._chain.session import Session, account, command, epilog
from scripts._chain.steps import Standing, document_hash, meter_key, standing, take, wanted

# Steps that are taken with another command, or with more words than `next` has.
ELSEWHERE = {
    "matchBatch": "ape run match",
    "fund": "ape run fund --project {project}",
    "refund": "ape run build refund --project {project}",
    "resolve": "ape run build resolve --project {project} --proceed, or --cancel",
    "report": "ape run meter FILE",
}

project_option = click.option("--project", type=click.IntRange(1), required=True, help="The project's number.")
skip_option = click.option("--skip-wait", is_flag=True, help="On a local chain: move its clock past the wait.")


@click.group(
    name="build",
    short_help="Take the steps of a funded project.",
    epilog=epilog("ape run build show --network ethereum:devnet"),
)
def cli() -> None:
    """Take the steps of a funded project: delivery, installation, connection, and the payments between them."""


@command("ape run build show --network ethereum:devnet", name="show", short_help="What each project waits for.")
@click.option("--project", type=click.IntRange(1), help="Only this one, whatever its state.")
def show(session: Session, project: int | None) -> None:
    """Show what the projects that are being built, or one project, wait for."""
    market = load_market()
    if project:
        found = [standing(market, project)]
    else:
        states = {int(row.id): State(row.project.state) for row in project_rows(market)}
        busy = [number for number, state in states.items() if state.building or state is State.DISPUTED]
        found = [standing(market, number) for number in busy]
    steps = [_waits(market, each) for each in found]
    words = _waiting_table(steps, session.lang) if steps else "No project is being built."
    session.end({"projects": steps}, words)


@command(
    "ape run build next --project 7 --meter 0x… --te4 te4.pdf --network ethereum:devnet --account coop",
    name="next",
    short_help="The step that brings a project forward.",
)
@account("Who takes the step; on a local chain, the one whose step it is.")
@project_option
@click.option("--meter", help="To connect: the meter's key, an address or an ERC-7913 signer.")
@click.option("--te4", help="To connect: the TE-4 registration, as a file or its keccak-256 hash.")
@click.option("--generated", type=click.IntRange(0), default=0, help="To connect: the meter's register, Wh.")
@click.option("--exported", type=click.IntRange(0), default=0, help="To connect: the meter's register, Wh.")
@skip_option
def forward(
    session: Session,
    account: AccountAPI | None,
    project: int,
    meter: str | None,
    te4: str | None,
    generated: int,
    exported: int,
    skip_wait: bool,
) -> None:
    """Take the step that a project waits for.

    The installer confirms the delivery, the manager the installation, the cooperative connects the meter. After each,
    when the challenge window of 3 days has passed, anybody releases the payment.
    """
    market = load_market()
    found = standing(market, project)
    action = next_action(found.state)
    if action is None or action.method in ELSEWHERE:
        raise AntuError(
            f"Project {project} has no such step: its state is '{state_name(found.state, session.lang)}'.",
            f"What can be done: {ELSEWHERE[action.method].format(project=project)}" if action else "",
        )
    arguments: tuple[Any, ...] = ()
    if action.method == "commission":
        if not meter or not te4:
            raise AntuError(
                f"Project {project} waits for its connection.",
                "Give the meter's key and the TE-4 registration: --meter 0x… --te4 te4.pdf",
            )
        arguments = (meter_key(meter), generated, exported, document_hash(te4))
    _done(session, market, project, take(market, found, action, account, arguments, skip_wait))


@command(
    "ape run build dispute --project 7 --reason complaint.pdf --network ethereum:devnet --account TEST::12",
    name="dispute",
    short_help="Freeze the escrow.",
)
@account("The owner, a supplier of the team, or a holder; 10 % of the shares must call.")
@project_option
@click.option("--reason", required=True, help="The document that states it, as a file or its keccak-256 hash.")
def dispute(session: Session, account: AccountAPI | None, project: int, reason: str) -> None:
    """Freeze a project's escrow, for the arbiter to decide."""
    market = load_market()
    found = standing(market, project)
    action = Action("market", "dispute", Actor.OWNER)
    _done(session, market, project, take(market, found, action, account, (document_hash(reason),)))


@command(
    "ape run build resolve --project 7 --cancel --network ethereum:devnet --account arbiter",
    name="resolve",
    short_help="Decide a dispute.",
)
@account("The arbiter.")
@project_option
@click.option("--proceed/--cancel", required=True, help="Building goes on, or the money goes back.")
def resolve(session: Session, account: AccountAPI | None, project: int, proceed: bool) -> None:
    """Decide a dispute: building goes on, or is cancelled and what the escrow holds is refunded."""
    market = load_market()
    found, action = _with(market, project, "resolve", session.lang)
    _done(session, market, project, take(market, found, action, account, (proceed,)))


def _simple(method: str, short_help: str, help_text: str) -> click.Command:
    """A command for a step that needs no more words than the project."""
    example = f"ape run build {method} --project 7 --network ethereum:devnet"

    @command(example, name=method, short_help=short_help, help=help_text)
    @account("Who sends it; it is the holder's own account that is refunded.")
    @project_option
    @skip_option
    def step(session: Session, account: AccountAPI | None, project: int, skip_wait: bool) -> None:
        market = load_market()
        found, action = _with(market, project, method, session.lang)
        _done(session, market, project, take(market, found, action, account, (), skip_wait))

    return step


cancel = _simple(
    "cancel",
    "End a project whose step is late.",
    "Cancel a project whose awaited step is late (180 days), or whose arbiter is silent for 30 days. Anybody may.",
)
expire = _simple(
    "expire",
    "Close a project that was not funded in time.",
    "Close a project that was not funded in time; its shares can then be refunded in full. Anybody may.",
)
refund = _simple(
    "refund",
    "Get money back from a failed project.",
    "Burn the account's shares of an expired or cancelled project, and get their pesos back.",
)

for subcommand in (show, forward, dispute, resolve, cancel, expire, refund):
    cli.add_command(subcommand)


def _with(market: Market, project_id: int, method: str, lang: Language) -> tuple[Standing, Action]:
    """A project and its step by name. Raises `AntuError` if its state has no such step."""
    found = standing(market, project_id)
    for action in ACTIONS[found.state]:
        if action.method == method:
            return found, action
    raise AntuError(
        f"Project {project_id} has no step {method}: its state is '{state_name(found.state, lang)}'.",
        f"What it waits for: ape run build show --project {project_id}",
    )


def _waits(market: Market, found: Standing) -> dict[str, Any]:
    action = next_action(found.state)
    if action and not action.is_open(found.deadline, now()) and not action.opens_at(found.deadline):
        # Too late for that: what is left is what may be done with a late project.
        action = next((one for one in ACTIONS[found.state] if one.is_open(found.deadline, now())), action)
    who = wanted(market, found, action.actor)[0] if action else ""
    return {
        "project": found.id,
        "state": found.state.name,
        "step": action.method if action else "",
        "actor": str(action.actor) if action else "",
        "account": who,
        "not_before": action.opens_at(found.deadline) if action else 0,
        "deadline": found.deadline if found.running else 0,
    }


def _waiting_table(steps: list[dict[str, Any]], lang: Language) -> Table:
    made = grid("What projects wait for", ">project", "state", "=step", "by", "account", "not before", "until")
    for step in steps:
        made.add_row(
            str(step["project"]),
            state_name(State[step["state"]], lang),
            step["step"],
            text(step["actor"], lang) if step["actor"] else "",
            short(step["account"]) if step["account"] else "",
            when(step["not_before"]) if step["not_before"] else "",
            "" if step["not_before"] or not step["deadline"] else when(step["deadline"]),
        )
    return made


def _done(session: Session, market: Market, project: int, receipt: ReceiptAPI) -> None:
    """Says what a step changed: the money that went out, and how the project stands now."""
    paid = [
        (str(log.event_arguments[name]), int(log.event_arguments["amount"]))
        for event, name in ((market.market.Released, "payee"), (market.market.Refunded, "holder"))
        for log in receipt.decode_logs(event.abi)
    ]
    found = standing(market, project)
    result = {
        "project": project,
        "state": found.state.name,
        "paid": [{"to": payee, "pesos": amount} for payee, amount in paid],
        "transaction": receipt.txn_hash,
    }
    words = [f"{money(amount, session.lang)} pesos went to {payee}." for payee, amount in paid]
    session.end(result, *words, _waiting_table([_waits(market, found)], session.lang))
