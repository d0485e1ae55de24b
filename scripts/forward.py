"""Brings to the chain what others signed, and pays the gas."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from ape.api import AccountAPI
from rich.table import Table

from antu.errors import AntuError
from antu.forwarding import Brought, Fate, RequestFile, bring, load
from antu.forwarding.words import call_words, fate_words, tell
from antu.text import Language, number
from scripts._chain.accounts import sender
from scripts._chain.display import grid, short
from scripts._chain.forwarding import ChainForwarding
from scripts._chain.market import load_market
from scripts._chain.session import Session, account, command

NOTES = """Each request is checked first: whose signature it is, its time, its number and this market; and it is tried.
What would fail is not sent. The rest goes in one transaction, or more if an account signed several; a bad one stops
no other.

It is safe to run again with the same files, after a crash too: what was carried out is not carried out twice."""


@command(
    "ape run forward request-1.json request-2.json --network ethereum:devnet --account cooperative",
    NOTES,
    short_help="Bring what others signed, paying the gas.",
)
@account("Who sends, and pays the gas; anyone may.")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
def cli(session: Session, account: AccountAPI | None, files: tuple[Path, ...]) -> None:
    """Bring requests that others signed (ape run sign) to the chain, and say what became of each."""
    requests, malformed = _loaded(files)
    market = load_market()
    port = ChainForwarding(market, sender(account))
    with session.progress("Bringing") as advance:
        told = bring(requests, port, lambda: advance("requests", len(requests)))
    told.sort(key=lambda one: files.index(one.path))
    done, count = sum(one.fate is Fate.DONE for one in told), len(files)
    result = {
        "requests": [_as_json(one) for one in told]
        + [{"file": str(path), "outcome": "malformed", "detail": why} for path, why in malformed],
        "done": done,
        "gas": port.gas_used,
        "transactions": port.transactions,
    }
    figures = {"done": done, "count": count, "gas": number(port.gas_used, session.lang)}
    session.end(result, _table(told, malformed, session.lang), tell("summary", session.lang, **figures))
    if done < count:
        raise AntuError(f"{count - done} of {count} requests were not carried out.", "The table says why of each.")


def _loaded(files: Sequence[Path]) -> tuple[list[tuple[Path, RequestFile]], list[tuple[Path, str]]]:
    """The requests, and the files that hold none, each with the reason."""
    requests, malformed = [], []
    for path in files:
        try:
            requests.append((path, load(path)))
        except AntuError as error:
            malformed.append((path, str(error)))
    return requests, malformed


def _as_json(one: Brought) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "signer": one.file.signer,
        "nonce": one.file.nonce,
        "contract": one.file.contract,
        "function": one.file.name,
        "outcome": one.fate.value,
        "detail": one.detail,
    }


def _table(told: Sequence[Brought], malformed: Sequence[tuple[Path, str]], lang: Language) -> Table:
    columns = (tell("file", lang), "=" + tell("signer", lang), tell("call", lang), tell("outcome", lang))
    made = grid(tell("brought_title", lang), *columns)
    for one in told:
        made.add_row(
            str(one.path),
            short(one.file.signer),
            call_words(one.file.contract, one.file.name, lang),
            fate_words(one, lang),
        )
    for path, why in malformed:
        made.add_row(str(path), "", "", tell("malformed", lang, why=why))
    return made
