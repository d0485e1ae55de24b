"""Which questions tell all that a market owes and remembers. Whom to ask about is found in its events."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from typing import Any

from antu.billing.months import month_start
from antu.billing.statement import Event
from antu.enums import Party
from antu.roles import PERMISSIONS, AccessRole
from scripts._chain.adapter import rpc
from scripts._chain.events import fetch
from scripts._chain.market import Market
from scripts._rehearsal.questions import Question

CLASSES = range(16)
NOBODY = "0x" + "0" * 40

# The events that name an account, and which of their values do.
NAMING: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "token": {"Transfer": ("from", "to")},
    "market": {
        "DemandPosted": ("owner",),
        "OfferPosted": ("supplier",),
        "Rated": ("rater", "rated"),
        "DebtorMarked": ("account",),
    },
    "shares": {"Transfer": ("receiver",), "SpendingAsked": ("payee",)},
    "energy": {"Deposited": ("account",), "DebtIncurred": ("debtor",), "CooperativeRegistered": ("account",)},
}


class Inquiry:
    """A market at this moment: whom and what there is to ask about."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._head = int(rpc("eth_blockNumber"), 16)
        self.accounts = self._accounts()
        settings = market.market.settings()
        self.projects = range(1, settings.demandCount + 1)
        self._offers = range(1, settings.offerCount + 1)

    def questions(self) -> list[Question]:
        """All of them."""
        parts = (
            self._of_accounts(),
            self._of_projects(),
            self._of_holdings(),
            self._of_energy(),
            self._of_settings(),
            self._of_roles(),
        )
        return [question for part in parts for question in part]

    def _events(self, contract: str, *names: str) -> Iterator[Event]:
        return fetch(getattr(self._market, contract), names, self._market.record.first_block, self._head)

    def _named(self, contract: str, event: str, *values: str) -> list[tuple[Any, ...]]:
        """The different values that an event had, in the order in which they came."""
        found = (tuple(each[value] for value in values) for each in self._events(contract, event))
        return list(dict.fromkeys(found))

    def _accounts(self) -> list[str]:
        found: dict[str, None] = {}
        for contract, events in NAMING.items():
            for event in self._events(contract, *events):
                found |= dict.fromkeys(str(event[value]) for value in events[event.name])
        found.pop(NOBODY, None)
        return list(found)

    def _of_accounts(self) -> Iterator[Question]:
        market = self._market
        for account in self.accounts:
            subject = ("account", account)
            yield Question(subject, market.token, "balanceOf", (account,))
            yield Question(subject, market.token, "nonces", (account,))
            yield Question(subject, market.market, "record", (account,))
            yield Question(subject, market.energy, "accountOf", (account,))
            yield Question(subject, market.energy, "cooperativeIdOf", (account,))

    def _of_projects(self) -> Iterator[Question]:
        market = self._market
        for project in self.projects:
            subject = ("project", str(project))
            for view in ("project", "terms", "halt", "goal", "escrowed"):
                yield Question(subject, market.market, view, (project,))
            for view in ("series", "reserveOf", "spending"):
                yield Question(subject, market.shares, view, (project,))
            yield Question(subject, market.energy, "meter", (project,))
        for offer in self._offers:
            yield Question(("offer", str(offer)), market.market, "offer", (offer,))
        for (rated,) in self._named("market", "Rated", "projectId"):
            for pair in permutations(Party, 2):
                of = ("rating", str(rated), *(party.name for party in pair))
                yield Question(of, market.market, "hasRated", (rated, *pair))

    def _of_holdings(self) -> Iterator[Question]:
        shares = self._market.shares
        for holder, project in self._named("shares", "Transfer", "receiver", "id"):
            if holder != NOBODY:
                subject = ("holding", str(project), str(holder))
                for view in ("balanceOf", "position", "claimable"):
                    yield Question(subject, shares, view, (holder, project))
        for owner, spender, project in self._named("shares", "Approval", "owner", "spender", "id"):
            yield Question(("approval", str(owner), str(spender)), shares, "allowance", (owner, spender, project))
        for owner, spender in self._named("shares", "OperatorSet", "owner", "spender"):
            yield Question(("approval", str(owner), str(spender)), shares, "isOperator", (owner, spender))

    def _of_energy(self) -> Iterator[Question]:
        energy = self._market.energy
        for project, debtor in self._named("energy", "DebtIncurred", "projectId", "debtor"):
            yield Question(("debt", str(project), str(debtor)), energy, "debtOf", (project, debtor))
        for project, cooperative in self._named("energy", "Corrected", "projectId", "cooperativeId"):
            yield Question(("credit", str(project), str(cooperative)), energy, "creditOf", (project, cooperative))
        for project, month in self._named("energy", "Corrected", "projectId", "month"):
            yield Question(("correction", str(project), str(month)), energy, "correctedOf", (project, month))
        for (cooperative,) in self._named("energy", "CooperativeRegistered", "cooperativeId"):
            yield Question(("cooperative", str(cooperative)), energy, "cooperative", (cooperative,))
            yield Question(("price", str(cooperative), "0"), energy, "priceAt", (cooperative, 0))
        for cooperative, since in self._named("energy", "PriceAnnounced", "cooperativeId", "from"):
            yield Question(("price", str(cooperative), str(since)), energy, "priceAt", (cooperative, since))

    def _of_settings(self) -> Iterator[Question]:
        market, subject = self._market, ("setting",)
        views = (
            ("market", ("settings", "treasury", "eligibility", "authority", "trustedForwarder")),
            ("shares", ("authority", "trustedForwarder")),
            ("energy", ("toleranceBps", "cooperativeCount", "paused", "authority", "trustedForwarder")),
            ("token", ("totalSupply", "reserve", "authority")),
            ("uf", ("latest", "authority")),
        )
        for contract, names in views:
            for view in names:
                yield Question((*subject, contract), getattr(market, contract), view)
        for number in CLASSES:
            yield Question((*subject, "class", str(number)), market.market, "classCapacity", (number,))
        for (month,) in self._named("uf", "UFPublished", "month"):
            time = month_start(month)
            yield Question(("uf", str(month)), market.uf, "valueAt", (time,))

    def _of_roles(self) -> Iterable[Question]:
        market = self._market
        for role, account in self._named("authority", "RoleGranted", "roleId", "account"):
            yield Question(("role", str(role), str(account)), market.authority, "hasRole", (role, account))
        for role in AccessRole:
            yield Question(("role", str(int(role))), market.authority, "getRoleGuardian", (int(role),))
        for each in PERMISSIONS:
            if each.contract in market.record.contracts:
                target, selector = market.record.address(each.contract), bytes.fromhex(each.selector[2:])
                subject = ("permission", each.contract, each.name)
                yield Question(subject, market.authority, "getTargetFunctionRole", (target, selector))
