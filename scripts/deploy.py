"""Deploys the market, or goes on where it stopped; then reads back every role and parameter."""

from itertools import groupby

import click
from ape.api import AccountAPI
from rich.table import Table
from rich.text import Text

from antu.deployment import Mined, Outcome, Record, Row, Step, check, parameters
from antu.errors import AntuError
from scripts._chain.accounts import by_alias, sender
from scripts._chain.adapter import ApeChain, provider
from scripts._chain.display import grid, short
from scripts._chain.market import STORE, connected_network, deploy
from scripts._chain.session import Session, account, command


@command(
    "ape run deploy --network ethereum:devnet --set keeper=TEST::1 --set arbiter=TEST::2",
    short_help="Deploy the market, or finish deploying it.",
)
@account("Who deploys, and holds every role that neither --multisig nor --set gives to others.")
@click.option(
    "--multisig",
    metavar="ADDRESS",
    help="A Safe that shall have every role and the treasury but what --set gives to others. Asked for on mainnets.",
)
@click.option(
    "--set",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    help="A role's holder or `treasury` (an address or an alias), `fee_bps`, `tolerance_bps`, `regions`, `allow_list`.",
)
def cli(session: Session, account: AccountAPI | None, multisig: str | None, settings: tuple[str, ...]) -> None:
    """Deploy the market, or finish a deployment that stopped.

    Where it is complete, nothing is changed. In the end every role and parameter is read back from the chain.
    """
    if multisig:
        settings = (*settings, f"multisig={multisig}")
    deployer = sender(account)
    given = parameters(str(deployer.address), dict(map(_setting, settings)))
    with session.progress("Deploying") as advance:

        def observe(step: Step, place: int, count: int, mined: Mined | None) -> None:
            advance(step.title, count)

        outcome = deploy(deployer, given, observe=observe)
    found = check(ApeChain(), outcome.record)
    wrong = [row for row in found if not row.ok]
    tables = (_contracts(outcome.record), _checked(outcome.record, found))
    session.end(_result(outcome, found), *tables, _summary(outcome))
    if settings and outcome.record.parameters != given:
        session.say("It was deployed with other parameters than --set gives; these were not touched.")
    if wrong:
        raise AntuError(
            f"{len(wrong)} of {len(found)} settings differ from what was deployed.",
            "If nobody changed them on purpose since, find out who did, from the events of the authority.",
        )


def _setting(text: str) -> tuple[str, str | int | bool]:
    name, equals, value = text.partition("=")
    if not equals:
        raise AntuError(f"--set {text} has no value.", "Write NAME=VALUE, such as keeper=0x…")
    if value.lower() in ("true", "false"):
        return name, value.lower() == "true"
    if value.isdecimal():
        return name, int(value)
    return name, value if value.startswith("0x") else str(by_alias(value).address)


def _summary(outcome: Outcome) -> str:
    network, path = outcome.record.network, STORE.path(outcome.record.network)
    if provider().network.is_dev:
        where = "A chain that ends with the command has no record."
    else:
        where = f"The record is {path}."
    if outcome.changed:
        return f"Deployed on {network} in {len(outcome.done)} steps. {where}"
    return f"The market on {network} was already deployed; nothing was changed. {where}"


def _contracts(record: Record) -> Table:
    made = grid(f"Contracts on {record.network}", "name", "contract", "=address", ">block")
    for name, item in record.contracts.items():
        made.add_row(name, item.contract, item.address, str(item.block))
    return made


def _checked(record: Record, found: tuple[Row, ...]) -> Table:
    names = {address: name for name, address in record.addresses.items()}
    made = grid("Roles and parameters, read from the chain", "of", "what", "=value", "")
    for subject, group in groupby(sorted(map(_split, found), key=lambda line: line[0]), key=lambda line: line[0]):
        for place, (_, what, row) in enumerate(group):
            mark = Text("ok", "green") if row.ok else Text(f"not {row.wanted}", "bold red")
            made.add_row("" if place else subject, what, names.get(row.found, row.found), mark)
        made.add_section()
    return made


def _split(row: Row) -> tuple[str, str, Row]:
    """`market.setFee: role` is about the market; an address in what is said of it is shortened."""
    subject, _, what = row.thing.partition(": ")
    subject, _, function = subject.partition(".")
    words = (short(word) if word.startswith("0x") else word for word in what.split())
    return subject, f"{function}{': ' * bool(function)}{' '.join(words)}", row


def _result(outcome: Outcome, found: tuple[Row, ...]) -> dict[str, object]:
    return {
        "network": connected_network(),
        "changed": outcome.changed,
        "steps": list(outcome.done),
        "contracts": outcome.record.addresses,
        "check": [{"thing": row.thing, "wanted": row.wanted, "found": row.found, "ok": row.ok} for row in found],
    }
