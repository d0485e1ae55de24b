"""Reading a deployment back: every role's members and every parameter, beside what was wanted."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from antu.deployment.names import PROXIES
from antu.deployment.plan import Expectation, expectations, reading
from antu.deployment.port import ChainPort
from antu.deployment.record import Record
from antu.deployment.view import View
from antu.roles import AccessRole


@dataclass(frozen=True)
class Row:
    """One line of the check, in words."""

    thing: str
    wanted: str
    found: str

    @property
    def ok(self) -> bool:
        return self.wanted == self.found


def check(port: ChainPort, record: Record) -> tuple[Row, ...]:
    """Everything that the record promises, beside what the chain says.

    The members of a role are searched in the authority's events, so that one whom nobody recorded is found too."""
    view = View(port, record)
    deployer = next((deployed.deployer for deployed in record.contracts.values()), port.deployer)
    rows = [_row(view, item) for item in (*_wiring(view), *expectations(record.parameters, deployer))]
    granted = port.granted(view.address("authority"), record.first_block)
    return (*rows, *(_members(view, role, granted.get(int(role), ())) for role in AccessRole))


def _wiring(view: View) -> list[Expectation]:
    """Which contracts know which, and who guards upgrades."""
    references = [
        *(("authority", name, "authority") for name in ("token", *PROXIES)),
        *(("token", name, "TOKEN") for name in PROXIES),
        *(("shares", name, "SHARES") for name in ("market", "energy", "lens")),
        *(("market", name, "MARKET") for name in ("shares", "energy", "lens")),
        *(("energy", name, "ENERGY") for name in ("market", "shares", "lens")),
    ]
    if "allow_list" in view.record.contracts:
        references.append(("authority", "allow_list", "authority"))
    known = [
        Expectation(f"{name}: its {of}", view.address(of), reading(name, getter)) for of, name, getter in references
    ]
    guardian = Expectation(
        "UPGRADER: whose word cancels an upgrade",
        AccessRole.GUARDIAN,
        lambda view: AccessRole(view.read("authority", "getRoleGuardian", int(AccessRole.UPGRADER))),
    )
    return [*known, guardian]


def _row(view: View, item: Expectation) -> Row:
    return Row(item.thing, _shown(item.wanted), _shown(item.found(view)))


def _members(view: View, role: AccessRole, candidates: Collection[str]) -> Row:
    holder = view.record.parameters.holder(role)
    members = sorted(account for account in {*candidates, holder} if view.membership(role, account)[0])
    return Row(f"{role.name}: all its members", holder, ", ".join(members) or "nobody")


def _shown(value: Any) -> str:
    if isinstance(value, AccessRole):
        return value.name
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return str(value)
