"""What people are worth in pesos, in whatever form they have it, to the fraction."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import requests
from ape.api import AccountAPI

from antu.enums import State
from scripts._chain.many_calls import ask_all
from scripts._chain.market import Market

FRACTION = 2**64  # of a peso, in which earnings are counted
WORD = 64  # hex digits


class Worth:
    """What accounts are worth at this moment: pesos, prepaid balances, earnings and shares, less debts.

    A share is a peso as long as a plant, the escrow or a refund stands for it. Of a cancelled project it is its part of
    what is left; of `hollow` projects, for which nothing was built, it is nothing. What a project has in reserve or is
    owed belongs to its holders.

    Asked in two requests, for Ape's calls one by one would take longer than the attacks.
    """

    def __init__(self, system: Market, accounts: Sequence[AccountAPI], hollow: Iterable[int] = ()) -> None:
        self._system, self._accounts, self._hollow = system, accounts, frozenset(hollow)
        with requests.Session() as session:
            self._session = session
            self._worth = self._count()

    def of(self, accounts: Iterable[AccountAPI]) -> Fraction:
        """Of some of the accounts, together."""
        return sum((self._worth[account.address] for account in accounts), Fraction())

    def _count(self) -> dict[str, Fraction]:
        token, energy, lens = self._system.token, self._system.energy, self._system.lens
        last = self._system.market.settings().demandCount
        purses = self._ask([(token.balanceOf, each) for each in self._accounts])
        balances = self._ask([(energy.accountOf, each) for each in self._accounts])
        pages = self._ask([(lens.positions, each, 1, last) for each in self._accounts])
        held = {each.address: dict(_rows(page)) for each, page in zip(self._accounts, pages, strict=True)}
        known = self._projects(sorted({project_id for rows in held.values() for project_id in rows}))
        worth = {}
        for each, (pesos,), (prepaid, owed) in zip(self._accounts, purses, balances, strict=True):
            rows = held[each.address]
            positions = self._ask([(self._system.shares.position, each, project_id) for project_id in rows])
            worth[each.address] = Fraction(pesos + prepaid - owed)
            for (project_id, shares), (per_share_then, earned) in zip(rows.items(), positions, strict=True):
                per_share, backing = known[project_id]
                worth[each.address] += Fraction(earned + shares * (per_share - per_share_then), FRACTION)
                worth[each.address] += shares * backing
        return worth

    def _projects(self, ids: Sequence[int]) -> dict[int, tuple[int, Fraction]]:
        """Of each project the revenue per share so far, and the pesos behind a share beside it."""
        market, shares, energy = self._system.market, self._system.shares, self._system.energy
        series = self._ask([(shares.series, project_id) for project_id in ids])
        projects = self._ask([(market.project, project_id) for project_id in ids])
        escrows = self._ask([(market.escrowed, project_id) for project_id in ids])
        reserves = self._ask([(shares.reserveOf, project_id) for project_id in ids])
        debts = self._ask([(energy.debtOf, project_id, each) for project_id in ids for each in self._accounts])
        known = {}
        for place, project_id in enumerate(ids):
            per_share, _, supply, *_ = series[place]
            state = State(projects[place][7])
            due = reserves[place][0] + sum(
                debt for (debt,) in debts[place * len(self._accounts) :][: len(self._accounts)]
            )
            if not supply:  # all was refunded; there may be earnings, not shares
                backing = Fraction()
            elif state is State.CANCELLED:
                backing = Fraction(escrows[place][0], supply)
            else:
                backing = (project_id not in self._hollow) + Fraction(due, supply)
            known[project_id] = (per_share, backing)
        return known

    def _ask(self, calls: Sequence[tuple[Any, ...]]) -> list[list[int]]:
        """What contracts answer to `(method, *arguments)`, in words."""
        requests_ = [
            ("eth_call", {"to": method.contract.address, "data": method.encode_input(*given).to_0x_hex()}, "latest")
            for method, *given in calls
        ]
        answers = ask_all(self._session, requests_) if requests_ else []
        return [[int(answer[at : at + WORD], 16) for at in range(2, len(answer), WORD)] for answer in answers]


def _rows(page: list[int]) -> Iterable[tuple[int, int]]:
    """A page of `MarketLens.positions`: each project's id and the shares held, of rows of four words."""
    _, count, *words = page
    return ((words[4 * row], words[4 * row + 1]) for row in range(count))
