"""People taking exits, each paid just what it is owed; and the same exits on a copy on which nothing happened."""

from collections.abc import Iterable
from typing import Any

from eth_utils.crypto import keccak

from antu.errors import AntuError
from antu.rehearsal.exits import Exit, ExitKind
from antu.rehearsal.report import Taken
from scripts._chain.market import Market
from scripts._chain.reverts import RevertError
from scripts._rehearsal.waves import Sea

# What an exit does to the pesos that its account has.
PAYING = (ExitKind.REFUND, ExitKind.CLAIM, ExitKind.WITHDRAW)


class Exits:
    """The exits that are taken on a chain, in their order. Within `everybody`."""

    def __init__(self, market: Market, sea: Sea) -> None:
        self._market, self._sea = market, sea
        self.done: list[Exit] = []
        self.waiting: list[Exit] = []

    def take(self, drawn: Iterable[Exit], blocked: Iterable[ExitKind] = ()) -> Taken:
        """Has people take exits. Those of a blocked kind must not work, and wait; all others must, to the peso.

        Raises `AntuError` if that is not so."""
        taken, waits = Taken(), frozenset(blocked)
        for each in drawn:
            problem = self._problem(each)
            if each.kind in waits:
                if not problem:
                    raise AntuError(
                        f"{_named(each)} worked, though the fault was to stop it.", "Is it the right fault?"
                    )
                self.waiting.append(each)
                taken.blocked[each.kind] += 1
            elif problem:
                raise AntuError(f"{_named(each)} did not work: {problem}", "An exit must work at any time.")
            else:
                self.done.append(each)
                taken.done[each.kind] += 1
                taken.pesos += each.amount
        return taken

    def take_waiting(self) -> Taken:
        """Has those take their exits who had to wait."""
        waiting, self.waiting = self.waiting, []
        return self.take(waiting)

    def _problem(self, each: Exit) -> str:
        """Takes an exit; what was wrong with it, empty if nothing."""
        owed = self._owed(each)
        if each.kind is ExitKind.CLAIM and owed < each.amount:
            return f"of {each.amount:,} pesos it was owed, {owed:,} are left."
        before = self._pesos(each.account)
        try:
            for call, arguments in self._calls(each):
                self._sea.one(call, *arguments, by=each.account)
        except RevertError as error:
            return str(error)
        moved = self._pesos(each.account) - before
        wanted = owed if each.kind in PAYING else -owed
        return "" if moved == wanted else f"it moved {moved:,} pesos, and should move {wanted:,}."

    def _owed(self, each: Exit) -> int:
        """Pesos now; what a holder has earned may have grown since it was looked up."""
        if each.kind is ExitKind.CLAIM:
            return int(self._market.shares.claimable(each.account, each.project))
        return each.amount

    def _pesos(self, account: str) -> int:
        return int(self._market.token.balanceOf(account))

    def _calls(self, each: Exit) -> list[tuple[Any, tuple[Any, ...]]]:
        market = self._market
        match each.kind:
            case ExitKind.REFUND:
                return [(market.market.refund, (each.project,))]
            case ExitKind.CLAIM:
                return [(market.shares.claim, ([each.project],))]
            case ExitKind.REDEEM:
                return [(market.token.redeem, (each.amount, keccak(text=f"withdrawal/{each.account}")))]
            case ExitKind.WITHDRAW:
                return [(market.energy.withdraw, (each.amount,))]
            case ExitKind.SETTLE:
                allow = (market.token.approve, (market.energy, each.amount))
                return [allow, (market.energy.settle, (each.project, each.account, each.amount))]


def _named(each: Exit) -> str:
    of = f" of project {each.project}" if each.project else ""
    return f"The {each.kind} of {each.amount:,} pesos{of} by {each.account}"
