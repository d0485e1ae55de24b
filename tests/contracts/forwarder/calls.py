"""Every call of the three contracts that changes something, by who may make it.

`BY_SIGNATURE` prepares each that a party may make, or anybody: given a `World` it returns who calls, and with what.
"""

from collections.abc import Callable
from typing import Any

import pytest
from ape.api import AccountAPI

from antu.catalog import ALL_REGIONS
from antu.enums import BUILDING_STEP_SECONDS, CHALLENGE_WINDOW_SECONDS, DAY, DIRECT_FUNDING_SECONDS, Party, Role, State
from antu.money import BASE_CASE
from antu.roles import PERMISSIONS
from tests.fixtures.energy import TE4_HASH
from tests.helpers import account_key, month_of, permit_signature, start_of

DOCUMENT = b"a document".ljust(32)
DEMAND = (0, 13, BASE_CASE.goal, 150, False)
TERMS = (500, False)

CONTRACTS = ("market", "shares", "energy")


class World:
    """The tests' fixtures by name, and a few situations that several calls begin with."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._request = request

    def __getattr__(self, name: str) -> Any:
        return self._request.getfixturevalue(name)

    def operating(self, read_wh: int = 0, **project: Any) -> int:
        """A crowd's project that operates. If `read_wh`, its meter was read a day later: who had prepaid, paid."""
        project_id = self.operating_project(crowdfunded=True, **project)
        if read_wh:
            self.time_travel(days=1)
            self.energy.report(self.sign_reading(project_id, read_wh), sender=self.stranger)
        return int(project_id)

    def earning(self, **project: Any) -> int:
        """The same, with revenue."""
        self.energy.deposit(10_000, sender=self.owner)
        return self.operating(20_000, **project)

    def at_month_after(self, project_id: int) -> int:
        """The month in which a project's meter was connected. The next one has begun."""
        connected = month_of(self.energy.meter(project_id).since)
        self.time_travel(seconds=max(1, start_of(connected + 1) - self.now()))
        return connected

    def later(self, project_id: int, seconds: int) -> int:
        """The same project, when so much time has passed."""
        self.time_travel(seconds=seconds + 1)
        return project_id


Prepared = tuple[AccountAPI, tuple[Any, ...]]


def _match_own(w: World) -> Prepared:
    return w.owner, ((w.post_demand(), *w.post_team(), BASE_CASE.goal),)


def _fund_with_permit(w: World) -> Prepared:
    deadline = w.now() + DAY
    permit = permit_signature(w.owner, w.token, w.market, 1_000, deadline)
    return w.owner, (w.matched_project(), 1_000, deadline, *permit)


def _deposit_with_permit(w: World) -> Prepared:
    deadline = w.now() + DAY
    return w.owner, (1_000, deadline, *permit_signature(w.owner, w.token, w.energy, 1_000, deadline))


def _refund(w: World) -> Prepared:
    funder = w.funders[0]
    return funder, (w.expired_project(crowdfunded=True, payments=[(funder, 1_000)]),)


def _withdraw(w: World) -> Prepared:
    w.energy.deposit(1_000, sender=w.owner)
    return w.owner, (400,)


def _commission(w: World) -> Prepared:
    project_id = w.building_at(State.CONNECTING, crowdfunded=True)
    return w.cooperative, (project_id, account_key(w.new_meter()), 0, 0, TE4_HASH)


def _accept_project(w: World) -> Prepared:
    project_id = w.operating()
    w.energy.registerCooperative(w.vendor, ALL_REGIONS, 60, sender=w.operator)
    w.energy.moveProject(project_id, w.energy.cooperativeIdOf(w.vendor), sender=w.arbiter)
    return w.vendor, (project_id,)


def _correct(w: World) -> Prepared:
    project_id = w.operating(20_000)
    # Upwards: it becomes a debt, which has to be the signer's.
    return w.cooperative, (project_id, w.at_month_after(project_id), 200, DOCUMENT)


def _withdraw_spending(w: World) -> Prepared:
    project_id = w.earning(terms=TERMS)
    w.shares.askSpending(project_id, w.stranger, 1, DOCUMENT, sender=w.manager)
    return w.manager, (project_id,)


def _close_reserve(w: World) -> Prepared:
    project_id = w.earning(terms=TERMS)
    w.energy.retireMeter(project_id, sender=w.arbiter)
    return w.vendor, (project_id,)


def _transfer_from(w: World) -> Prepared:
    project_id = w.operating()
    w.shares.approve(w.vendor, project_id, 10, sender=w.funders[0])
    return w.vendor, (w.funders[0], w.manager, project_id, 10)


BY_SIGNATURE: dict[str, Callable[[World], Prepared]] = {
    "market.postDemand": lambda w: (w.owner, DEMAND),
    "market.postDemandWithTerms": lambda w: (w.owner, (*DEMAND, TERMS)),
    "market.updateDemand": lambda w: (w.owner, (w.post_demand(), *DEMAND)),
    "market.setTerms": lambda w: (w.owner, (w.post_demand(), TERMS)),
    "market.withdrawDemand": lambda w: (w.owner, (w.post_demand(),)),
    "market.postOffer": lambda w: (w.vendor, (Role.VENDOR, 0, ALL_REGIONS, 1_000, 5)),
    "market.updateOffer": lambda w: (w.vendor, (w.post_offer(Role.VENDOR), ALL_REGIONS, 2_000, 7)),
    "market.withdrawOffer": lambda w: (w.vendor, (w.post_offer(Role.VENDOR),)),
    "market.matchOwn": _match_own,
    "market.fund": lambda w: (w.owner, (w.matched_project(), 1_000)),
    "market.fundWithPermit": _fund_with_permit,
    "market.expire": lambda w: (w.vendor, (w.later(w.matched_project(), DIRECT_FUNDING_SECONDS),)),
    "market.refund": _refund,
    "market.dispute": lambda w: (w.installer, (w.funded_project(), DOCUMENT)),
    "market.cancel": lambda w: (w.vendor, (w.later(w.funded_project(), BUILDING_STEP_SECONDS),)),
    "market.confirmDelivery": lambda w: (w.installer, (w.funded_project(),)),
    "market.confirmInstallation": lambda w: (w.manager, (w.building_at(State.INSTALLING),)),
    "market.release": lambda w: (w.owner, (w.later(w.building_at(State.DELIVERED), CHALLENGE_WINDOW_SECONDS),)),
    "market.rate": lambda w: (w.owner, (w.operating(), Party.OWNER, Party.VENDOR, 1)),
    "shares.claim": lambda w: (w.funders[0], ([w.earning()],)),
    "shares.payout": lambda w: (w.vendor, ([w.funders[0]], [w.earning()])),
    "shares.payoutPairs": lambda w: (w.vendor, ([w.funders[0]], [w.earning()])),
    "shares.askSpending": lambda w: (w.manager, (w.earning(terms=TERMS), w.stranger, 1, DOCUMENT)),
    "shares.withdrawSpending": _withdraw_spending,
    "shares.closeReserve": _close_reserve,
    "shares.transfer": lambda w: (w.funders[0], (w.vendor, w.operating(), 10)),
    "shares.transferFrom": _transfer_from,
    "shares.approve": lambda w: (w.funders[0], (w.vendor, 1, 10)),
    "shares.setOperator": lambda w: (w.funders[0], (w.vendor, True)),
    "energy.deposit": lambda w: (w.owner, (1_000,)),
    "energy.depositWithPermit": _deposit_with_permit,
    "energy.withdraw": _withdraw,
    "energy.settle": lambda w: (w.vendor_with_pesos, (w.operating(20_000), w.owner, 10)),
    "energy.announcePrice": lambda w: (w.cooperative, (70,)),
    "energy.acceptProject": _accept_project,
    "energy.commission": _commission,
    "energy.suspendMeter": lambda w: (w.owner, (w.operating(), DOCUMENT)),
    "energy.correct": _correct,
    "energy.report": lambda w: (w.vendor, (w.sign_reading(w.operating(), 0),)),
    "energy.reportBatch": lambda w: (w.vendor, ([w.sign_reading(w.operating(), 0)],)),
}

# In person only: those with a role.
BY_ROLES = {f"{each.contract}.{each.name}": each.role for each in PERMISSIONS if each.contract in CONTRACTS}

# By Antu's own contracts: the function, who may call it, and the error for all others.
BY_CONTRACTS = {
    "market.commission": ("energy", "OnlyEnergy"),
    "market.markDebtor": ("energy", "OnlyEnergy"),
    "shares.mint": ("market", "OnlyMarket"),
    "shares.burnAll": ("market", "OnlyMarket"),
    "shares.open": ("market", "OnlyMarket"),
    "shares.payIn": ("energy", "OnlyEnergy"),
}

# Once, with the deployment; and by the authority.
NEVER = {"market.initialize", "energy.initialize", *(f"{name}.setAuthority" for name in CONTRACTS)}


def nothing_for(call: Any) -> list[Any]:
    """Arguments of a contract's method that decode and mean nothing."""
    return [_nothing(item.canonical_type) for item in call.abis[0].inputs]


def _nothing(kind: str) -> Any:
    if kind.endswith("[]"):
        return []
    if kind == "address":
        return "0x" + "0" * 40
    if kind == "bool":
        return False
    return bytes(32) if kind == "bytes32" else b"" if kind == "bytes" else 0
