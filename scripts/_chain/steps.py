"""A project's next step as a transaction: which call, whose account, and when the contract takes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ape.api import AccountAPI, ReceiptAPI
from eth_utils.address import is_checksum_address, is_checksum_formatted_address
from eth_utils.crypto import keccak

from antu.building import Action, Actor, awaited_deadline
from antu.catalog import serves
from antu.enums import Party, State
from antu.errors import AntuError
from antu.metering.keys import ADDRESS_BYTES
from scripts._chain import clock
from scripts._chain.accounts import sender
from scripts._chain.adapter import send
from scripts._chain.display import when
from scripts._chain.ledger import project_row
from scripts._chain.market import Market

# What `EnergySales` keeps the length of a key in is one byte.
LONGEST_KEY_BYTES = 255


@dataclass(frozen=True)
class Standing:
    """A project, its state, and the deadline that counts in it."""

    row: Any
    state: State
    deadline: int

    @property
    def id(self) -> int:
        return int(self.row.id)

    @property
    def running(self) -> bool:
        """Whether the deadline still means something."""
        return self.state in (State.FUNDING, State.DISPUTED) or self.state.building


def standing(market: Market, project_id: int) -> Standing:
    """How a project stands."""
    row = project_row(market, project_id)
    state = State(row.project.state)
    since = market.market.halt(project_id).since if state is State.DISPUTED else 0
    return Standing(row, state, awaited_deadline(state, row.project.deadline, since))


def wanted(market: Market, project: Standing, actor: Actor) -> tuple[str, str]:
    """The account that an actor's step waits for, empty if many or any may take it, and in words who that is."""
    match actor:
        case Actor.INSTALLER | Actor.MANAGER | Actor.OWNER:
            return str(market.market.partyOf(project.id, Party[actor.name])), f"The {actor} of project {project.id}"
        case Actor.FUNDER | Actor.HOLDER if not project.row.project.crowdfunded:
            return str(project.row.project.owner), f"The owner of project {project.id}"
        case Actor.COOPERATIVE:
            return cooperative(market, project.row.project.region), "A cooperative of its region"
        case Actor.ARBITER:
            return market.record.parameters.arbiter, "The arbiter"
        case Actor.KEEPER:
            return market.record.parameters.keeper, "The keeper"
        case _:
            return "", ""


def cooperative(market: Market, region: int) -> str:
    """The account of the first cooperative that serves a region. Raises `AntuError` if none does."""
    for number in range(1, market.energy.cooperativeCount() + 1):
        found = market.energy.cooperative(number)
        if serves(found.regions, region):
            return str(found.account)
    raise AntuError(
        f"No cooperative serves region {region}.",
        "The operator registers them (EnergySales.registerCooperative, setCooperativeRegions).",
    )


def take(
    market: Market,
    project: Standing,
    action: Action,
    account: AccountAPI | None,
    arguments: Sequence[Any] = (),
    skip_wait: bool = False,
) -> ReceiptAPI:
    """Takes a step. With `skip_wait`, first moves a local chain's clock to when the contract takes it."""
    opens = action.opens_at(project.deadline)
    if skip_wait and opens:
        clock.travel_to(opens)
    if not action.is_open(project.deadline, clock.now()):
        raise AntuError(
            f"{action.method} of project {project.id} is possible from {when(opens)} UTC."
            if opens
            else f"{action.method} of project {project.id} was possible until {when(project.deadline)} UTC.",
            "On a local chain, --skip-wait moves the clock to then." if opens else "",
        )
    payer = sender(account, *wanted(market, project, action.actor))
    method = getattr(getattr(market, action.contract), action.method)
    return send(method, project.id, *arguments, sender=payer)


def document_hash(given: str) -> bytes:
    """The hash of a document: keccak-256 of a file's content, or the hash itself in hexadecimal."""
    digits = given.removeprefix("0x")
    if len(digits) == 64 and all(digit in "0123456789abcdefABCDEF" for digit in digits):
        return bytes.fromhex(digits)
    try:
        return keccak(Path(given).read_bytes())
    except OSError as error:
        raise AntuError(
            f"{given} is neither a file nor a hash: {error.strerror}.", "A hash is 0x and 64 hexadecimal digits."
        ) from error


def meter_key(given: str) -> bytes:
    """A meter's key in hexadecimal: an account's address (20 bytes), or a longer ERC-7913 signer (21 to 255 bytes)."""
    shown = given if len(given) <= 60 else f"{given[:57]}..."
    digits = given.removeprefix("0x")
    if not re.fullmatch("([0-9a-fA-F]{2})+", digits):
        raise AntuError(
            f"{shown} is no meter's key.", "It is 0x and hexadecimal digits, two a byte; an address has 40."
        )
    key = bytes.fromhex(digits)
    if not ADDRESS_BYTES <= len(key) <= LONGEST_KEY_BYTES:
        raise AntuError(
            f"{shown} is no meter's key: it has {len(key)} bytes.",
            f"An address has {ADDRESS_BYTES}, a P-256 key with its verifier's address 84, none more than "
            f"{LONGEST_KEY_BYTES}.",
        )
    address = f"0x{digits}"
    if is_checksum_formatted_address(address) and not is_checksum_address(address):
        raise AntuError(
            f"{shown} is no address: its capitals do not fit its digits.", "Copy it again: a digit of it was changed."
        )
    return key
