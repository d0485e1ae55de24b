"""Signs what a party does, so that somebody else may bring it to the chain and pay the gas."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import click
from ape.api import AccountAPI
from rich.table import Table

from antu.errors import AntuError
from antu.forwarding import (
    WITH_PERMIT,
    Function,
    Permit,
    Request,
    RequestFile,
    address,
    arguments,
    calldata,
    check_signable,
    described,
    load,
    save,
    seconds,
)
from antu.forwarding.words import argument_words, call_words, shown, tell, time
from antu.text import Language, money, number
from scripts._chain import clock
from scripts._chain.accounts import sender
from scripts._chain.adapter import provider
from scripts._chain.display import grid
from scripts._chain.forwarding import UNTRIED_GAS, function, needed_gas, signature_of
from scripts._chain.market import Market, load_market
from scripts._chain.matching import goal_now
from scripts._chain.session import Session, account, command
from scripts._chain.steps import document_hash

NOTES = """Contracts are market, shares and energy; what functions they have, and what these take, is said where a name
or an argument is wrong. Whole numbers are digits, regions CUT codes (5,13 or all), several values have commas between
them, a document's hash is 0x… or the document's file. So:
  sign market postOffer vendor 2 5,13 1900000 10
  sign market matchOwn 7,1,2,3,1165500
  sign market confirmDelivery 12
  sign energy correct 12 675 -4500 letter.pdf

The last part of a team is the most that the match may cost, in pesos. It may be left out (7,1,2,3): then it is what the
team costs now, and a price that rises before the request is brought makes the contract refuse it.

Nothing is sent, and no ether is needed. Each request of an account has a number; they count in that order. To sign
another before the first was brought, name the first with --after."""


OFFERS = 3  # of a team


@command(
    "ape run sign market fund 12 50000 --network ethereum:devnet --account ana --valid 24h --output request.json",
    NOTES,
    short_help="Sign a call for somebody else to bring.",
    context_settings={"ignore_unknown_options": True},  # -4500 is an argument
)
@account("Who acts, and signs.")
@click.option("--wallet", metavar="ADDRESS", help="The contract (EIP-1271) that acts, where --account signs for it.")
@click.option("--valid", default="24h", show_default=True, help="How long it is good for: 90m, 24h, 3d.")
@click.option("--after", type=click.Path(path_type=Path), multiple=True, help="A request that comes first. Repeatable.")
@click.option(
    "--output", type=click.Path(path_type=Path), default=Path("request.json"), show_default=True, help="The file."
)
@click.argument("contract")
@click.argument("name", metavar="FUNCTION")
@click.argument("texts", metavar="[ARGUMENTS]...", nargs=-1)
def cli(
    session: Session,
    account: AccountAPI | None,
    wallet: str | None,
    valid: str,
    after: tuple[Path, ...],
    output: Path,
    contract: str,
    name: str,
    texts: tuple[str, ...],
) -> None:
    """Sign that an account calls a function of a contract, and write that to a file.

    Whoever has the file can bring it (ape run forward), as it is and once, until its time is over.
    """
    check_signable(contract, name)
    lifetime = seconds(valid)
    before = [load(path) for path in after]
    market = load_market()
    signer = sender(account)
    asked = function(market, contract, name)
    values = arguments(asked, _with_limit(market, asked, _with_hashes(asked, texts)))
    acting = _acting(signer, wallet)
    deadline, nonce = clock.now() + lifetime, _next_nonce(market, acting, str(signer.address), before)
    permit = _permit(market, asked, values, acting, deadline, before) if acting == signer.address else None
    session.say(_table(asked, values, acting, nonce, deadline, session.lang))
    called, given = asked, list(values)
    if permit:
        session.say(tell("permit", session.lang, pesos=money(permit.amount, session.lang)))
        called = function(market, contract, WITH_PERMIT[contract, name])
        given += permit.arguments(signature_of(signer, permit.typed_data(_chain_id(), str(market.token.address))))
    request = Request(
        signer=acting,
        to=str(getattr(market, contract).address),
        gas=UNTRIED_GAS,
        nonce=nonce,
        deadline=deadline,
        data=calldata(called.signature, given),
    )
    if not before:  # what comes after another cannot be tried before that was brought
        request = replace(request, gas=needed_gas(market, called, request))
    forwarder = str(market.forwarder.address)
    signature = signature_of(signer, request.typed_data(_chain_id(), forwarder))
    file = described(called, given, request, signature, _chain_id(), forwarder)
    save(output, file)
    session.end(file.model_dump() | {"file": str(output)}, tell("signed", session.lang, path=output))


def _chain_id() -> int:
    return int(provider().chain_id)


def _with_hashes(asked: Function, texts: Sequence[str]) -> list[str]:
    """The arguments as given, with each document's hash in its place."""
    kinds = [parameter.kind for parameter in asked.parameters]
    return [
        "0x" + document_hash(text).hex() if kind == "bytes32" else text
        for kind, text in zip(kinds, texts, strict=False)
    ] + list(texts[len(kinds) :])


def _with_limit(market: Market, asked: Function, texts: list[str]) -> list[str]:
    """A team that was given without what it may cost, at what it costs now."""
    if asked.name != "matchOwn" or [text.count(",") for text in texts] != [OFFERS]:
        return texts
    [(demand, *offers, _)] = arguments(asked, [f"{texts[0]},0"])
    return [f"{texts[0]},{goal_now(market, demand, offers)}"]


def _acting(signer: AccountAPI, wallet: str | None) -> str:
    """The account that acts: the one that signs, or a wallet of its."""
    if wallet is None:
        return str(signer.address)
    acting = address("--wallet", wallet)
    if not provider().get_code(cast(Any, acting)):
        raise AntuError(f"--wallet is {acting}, which is no contract.", "Sign with that account's own key: --account.")
    return acting


def _permit(
    market: Market, asked: Function, values: Sequence[Any], acting: str, deadline: int, before: Sequence[RequestFile]
) -> Permit | None:
    """The permit that a payment needs, for its allowance is too small; None if it needs none."""
    if (asked.contract, asked.name) not in WITH_PERMIT:
        return None
    spender, amount = getattr(market, asked.contract), int(values[-1])
    # What comes before may use the allowance up; a permit sets it to this amount, whatever is left.
    may_be_used = any(file.contract == asked.contract for file in before)
    if not may_be_used and int(market.token.allowance(acting, spender)) >= amount:
        return None
    earlier = sum(file.has_permit for file in before)
    return Permit(acting, str(spender.address), amount, int(market.token.nonces(acting)) + earlier, deadline)


def _next_nonce(market: Market, acting: str, signer: str, before: Sequence[RequestFile]) -> int:
    """The number of the account's next request, after those that were signed already."""
    nonce = int(market.forwarder.nonces(acting))
    for file in sorted(before, key=lambda each: each.nonce):
        if file.signer != acting:
            raise AntuError(
                f"--after names a request of {file.signer}, and this one is of {acting}.",
                "Requests of different accounts need not wait for each other.",
            )
        if file.signed_by != signer:
            raise AntuError(
                f"--after names a request that {signer} did not sign, so it can never be brought.",
                "Name files that `ape run sign` wrote for this account.",
            )
        if file.nonce > nonce:
            raise AntuError(
                f"--after names request number {file.nonce}, and number {nonce} was neither brought nor named.",
                "Name all that come first, each with --after.",
            )
        nonce = max(nonce, file.nonce + 1)
    return nonce


def _table(asked: Function, values: Sequence[Any], acting: str, nonce: int, deadline: int, lang: Language) -> Table:
    """What is signed, in words."""
    made = grid(tell("to_sign", lang), "", "")
    made.show_header = False
    made.add_row(tell("signer", lang), acting)
    made.add_row(tell("call", lang), f"{call_words(asked.contract, asked.name, lang)} ({asked.contract} {asked.name})")
    for parameter, value in zip(asked.parameters, values, strict=True):
        made.add_row(argument_words(parameter.name, lang), shown(parameter, value, lang))
    made.add_row(tell("until", lang), time(deadline))
    made.add_row(tell("nonce", lang), number(nonce, lang))
    return made
