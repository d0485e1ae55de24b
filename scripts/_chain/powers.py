"""Who holds which role on the connected chain, and in whose name a command acts: an account here, or a multisig
elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ape
import click
from ape.api import AccountAPI

from antu.errors import AntuError
from antu.files import write_atomically
from antu.governance.membership import Member, parse_address
from antu.governance.proposals import Transaction, batch
from antu.governance.words import say
from antu.roles import AccessRole
from scripts._chain import clock
from scripts._chain.accounts import sender
from scripts._chain.adapter import ApeChain, is_playground, provider
from scripts._chain.market import Market
from scripts._chain.session import Session, account
from scripts._chain.transactions import send_all


def members(market: Market) -> dict[AccessRole, list[Member]]:
    """Everybody who holds a role, or will once its delay is over, also those whom no record names; by address."""
    granted = ApeChain().granted(str(market.authority.address), market.record.first_block)
    return {role: _members(market, role, granted.get(int(role), ())) for role in AccessRole}


def _members(market: Market, role: AccessRole, candidates: Sequence[str]) -> list[Member]:
    found = []
    for address in sorted(set(candidates)):
        since, delay, pending, effect = map(int, market.authority.getAccess(int(role), address))
        if since:
            found.append(Member(role, address, since, delay, pending if effect else 0, effect))
    return found


def require(market: Market, role: AccessRole, address: str) -> None:
    """Raises `AntuError` unless an account may act in a role: says who may."""
    _require(role, address, members(market)[role])


def _require(role: AccessRole, address: str, held: Sequence[Member]) -> None:
    now = clock.now()
    mine = next((member for member in held if member.account == address), None)
    if mine is None:
        who = ", ".join(member.account for member in held if member.active(now)) or "nobody"
        raise AntuError(
            f"{address} is not {role.name}, which is {who}.",
            "Name the holder with --account, or, where it is a Safe, with --as and --propose.",
        )
    if not mine.active(now):
        raise AntuError(f"{address} will be {role.name} only in {mine.since - now:,} s.", "Wait until then.")
    if mine.delay > role.execution_delay:
        raise AntuError(
            f"What {address} does as {role.name} has to be announced {mine.delay:,} s before, as the role was given.",
            "Announce it with the authority's schedule(target, data, when), and execute it then.",
        )


@dataclass(frozen=True)
class Actor:
    """In whose name a command acts. With `proposal`, a batch for `safe` is written there, and nothing is sent."""

    account: AccountAPI | None = None
    proposal: Path | None = None
    safe: str = ""

    @property
    def named(self) -> str:
        """The account that was named, empty if none was."""
        return self.safe or (str(self.account.address) if self.account else "")

    def address(self, market: Market, role: AccessRole, wanted: str = "") -> str:
        """The account that acts, once it is known that it may. On a playground, if nobody was named, the one `wanted`
        or else one that may."""
        held = members(market)[role]
        address = self.named or self._able(market, role, held, wanted)
        _require(role, address, held)
        return address

    def _able(self, market: Market, role: AccessRole, held: Sequence[Member], wanted: str) -> str:
        recorded, now = market.record.parameters.holder(role), clock.now()
        able = [member.account for member in held if member.active(now)]
        found = wanted or (recorded if recorded in able or not able else able[0])
        if not is_playground():
            sender(None, found, f"The {role.name.lower()}")  # which says what is missing
        return found

    def signer(self, address: str) -> AccountAPI:
        """The account itself, which signs here."""
        return sender(self.account, address)

    def carry_out(self, name: str, address: str, transactions: Sequence[Transaction]) -> None:
        """Sends transactions, or writes them for the multisig."""
        if self.proposal is None:
            send_all(transactions, self.signer(address))
            return
        time = int(ape.chain.blocks.head.timestamp)  # the block's, so that the same batch is the same file
        write_atomically(self.proposal, batch(provider().chain_id, time, address, name, transactions))

    def told(self, session: Session, transactions: Sequence[Transaction]) -> str:
        """What to do with the proposal."""
        return say("proposed", session.lang, path=self.proposal, count=len(transactions), safe=self.safe)


def acting(help_text: str) -> Callable[[Any], Any]:
    """`--account`, `--propose` and `--as`, which the command gets as its `actor`."""

    def decorate(function: Any) -> Any:
        def with_actor(
            *given: Any, account: AccountAPI | None, proposal: Path | None, safe: str | None, **others: Any
        ) -> Any:
            return function(*given, actor=_actor(account, proposal, safe), **others)

        with_actor.__doc__, with_actor.__name__ = function.__doc__, function.__name__
        with_actor.__click_params__ = list(getattr(function, "__click_params__", []))  # type: ignore[attr-defined]
        for option in (
            click.option("--as", "safe", metavar="ADDRESS", help="With --propose: the Safe that is to act."),
            click.option(
                "--propose",
                "proposal",
                metavar="FILE",
                type=click.Path(path_type=Path),
                help="Send nothing: write a batch for Safe's Transaction Builder.",
            ),
            account(help_text),
        ):
            option(with_actor)
        return with_actor

    return decorate


def _actor(account: AccountAPI | None, proposal: Path | None, safe: str | None) -> Actor:
    if proposal is None and safe is None:
        return Actor(account)
    if proposal is None:
        raise AntuError("--as names a Safe, for which this command cannot sign.", "Add --propose FILE.")
    if account is not None:
        raise AntuError("--propose sends nothing, so --account signs nothing.", "Leave one of them out.")
    if safe is None:
        raise AntuError("--propose writes a batch for a Safe, and none was named.", "Name it with --as 0x…")
    return Actor(None, proposal, parse_address(safe, "--as"))
