"""What `ape console` has at hand: the market's contracts, accounts by role, and `demo()` to fill a local chain."""

from typing import Any

import ape
import click
from ape.api import AccountAPI
from ape.logging import LogLevel, logger
from IPython.core.getipython import get_ipython

from antu.deployment.parameters import ACCOUNTS as ROLES
from antu.errors import AntuError
from antu.participants.draw import DEFAULT_SEED
from scripts._chain.accounts import numbered_account
from scripts._chain.adapter import is_playground
from scripts._chain.crowd import everybody
from scripts._chain.market import CONTRACTS, Market, choice, connected_network, find_market
from scripts._chain.session import Session

# People for trying things out: test accounts that hold no role in the demo's own market.
PEOPLE = ("owner", "vendor", "installer", "manager", "cooperative", "financier", "stranger")
FIRST_PERSON = 10


def extras() -> dict[str, Any]:
    """The names that a console opens with, on the network it is connected to; a line says what there is.

    It never fails: a console is also there to find out what is wrong.
    """
    playing: dict[str, Any] = {**people(), "demo": demo} if is_playground() else {}
    try:
        market = find_market()
    except AntuError as error:
        click.echo(f"Antu: {error}", err=True)
        return playing
    if market is not None:
        _greet()
        return playing | handles(market)
    way = "demo() deploys and fills one" if is_playground() else f"deploy it with: ape run deploy --network {choice()}"
    click.echo(f"Antu: there is no market on {connected_network()} yet; {way}.")
    return playing


def demo(seed: int = DEFAULT_SEED) -> None:
    """Plays the demo on the connected chain, deploying the market first if there is none; half a minute."""
    # Imported here, for a console that is only to look at something need not wait for it.
    from scripts._demo.opening import open_market
    from scripts._demo.play import play
    from scripts._demo.stage import Stage

    with logger.at_level(LogLevel.WARNING), everybody():
        session = Session()
        market = open_market(session)
        play(Stage(market, session, seed))
    shell = get_ipython()  # type: ignore[no-untyped-call]
    if shell is not None:
        shell.push(handles(market))
    _greet()


def handles(market: Market) -> dict[str, Any]:
    """A market's contracts, and its roles' holders, by name: accounts where Ape can sign for them, else addresses."""
    found = ape.accounts.test_accounts if is_playground() else ape.accounts
    accounts = {str(account.address): account for account in found}
    holders = {name: getattr(market.record.parameters, name) for name in ROLES}
    named = {name: accounts.get(address, address) for name, address in holders.items()}
    return {name: getattr(market, name) for name in CONTRACTS} | named


def people() -> dict[str, AccountAPI]:
    """Test accounts for the people of a market."""
    return {name: numbered_account(FIRST_PERSON + place) for place, name in enumerate(PEOPLE)}


def _greet() -> None:
    click.echo(f"Antu on {connected_network()}: {', '.join(CONTRACTS)}")
    click.echo(f"Accounts by role: {', '.join(ROLES)}")
    if is_playground():
        click.echo(f"To play with: {', '.join(PEOPLE)}, demo()")
