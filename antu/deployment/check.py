"""Reading a deployment back: every role's members and every parameter, beside what was wanted."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from eth_utils.abi import function_signature_to_4byte_selector

from antu.deployment.custody import custody
from antu.deployment.names import PROXIES
from antu.deployment.plan import Expectation, expectations, reading
from antu.deployment.port import ChainPort
from antu.deployment.record import Record
from antu.deployment.view import View
from antu.enums import DAY
from antu.roles import AccessRole, role_name

# A signature that P-256 takes, by its key, of its digest (one of Google's Wycheproof vectors, with small r and s).
DIGEST = bytes.fromhex("bb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023")
KEY = bytes.fromhex(
    "a71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac957"
    "5d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296b"
)
GOOD, BAD = (5).to_bytes(32) + (1).to_bytes(32), (5).to_bytes(32) + (2).to_bytes(32)
TAKEN = function_signature_to_4byte_selector("verify(bytes,bytes32,bytes)")


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
    deployer = record.deployer or port.deployer
    wanted = expectations(record.parameters, deployer)
    rows = [
        _row(view, item) for item in (*_wiring(view), *_rule(view), *_verifier(), *wanted, *custody(view, deployer))
    ]
    granted = port.granted(view.address("authority"), record.first_block)
    return (*rows, *(_members(view, role, granted.get(int(role), ())) for role in AccessRole))


def _wiring(view: View) -> list[Expectation]:
    """Which contracts know which."""
    references = [
        *(("authority", name, "authority") for name in _governed(view)),
        *(("token", name, "TOKEN") for name in PROXIES),
        *(("shares", name, "SHARES") for name in ("market", "energy", "lens")),
        *(("market", name, "MARKET") for name in ("shares", "energy", "lens")),
        *(("energy", name, "ENERGY") for name in ("market", "shares", "lens")),
        ("uf", "energy", "UF"),
    ]
    references += (("forwarder", name, "trustedForwarder") for name in PROXIES)
    return [Expectation(f"{name}: {of}", view.address(of), reading(name, getter)) for of, name, getter in references]


def _rule(view: View) -> list[Expectation]:
    """Who grants roles and cancels what they schedule, and that no contract is closed to its roles."""
    rule = []
    for role in AccessRole:
        guardian = AccessRole.GUARDIAN if role is AccessRole.UPGRADER else AccessRole.ADMIN
        rule.append(Expectation(f"{role.name}: granted by", AccessRole.ADMIN.name, _role_read("getRoleAdmin", role)))
        rule.append(Expectation(f"{role.name}: cancelled by", guardian.name, _role_read("getRoleGuardian", role)))
    return [*rule, *(Expectation(f"{name}: closed", False, _closed(name)) for name in _governed(view))]


def _verifier() -> list[Expectation]:
    """That meters' P-256 signatures are judged rightly on this chain, whatever it has at the precompile's address."""

    def taken(signature: bytes) -> Callable[[View], bool]:
        return lambda view: bytes(view.read("verifier", "verify", KEY, DIGEST, signature)) == TAKEN

    return [
        Expectation("verifier: takes a good signature", True, taken(GOOD)),
        Expectation("verifier: takes a bad signature", False, taken(BAD)),
    ]


def _governed(view: View) -> list[str]:
    return [name for name in ("token", "uf", *PROXIES, "allow_list") if name in view.record.contracts]


def _role_read(getter: str, role: AccessRole) -> Callable[[View], str]:
    return lambda view: role_name(view.read("authority", getter, int(role)))


def _closed(name: str) -> Callable[[View], bool]:
    return lambda view: bool(view.read("authority", "isTargetClosed", view.address(name)))


def _row(view: View, item: Expectation) -> Row:
    return Row(item.thing, _shown(item.wanted), _shown(item.found(view)))


def _members(view: View, role: AccessRole, candidates: Collection[str]) -> Row:
    holder = view.record.parameters.holder(role)
    found = {account: view.membership(role, account) for account in sorted({*candidates, holder})}
    members = [_member(account, delay) for account, (is_member, delay) in found.items() if is_member]
    return Row(f"{role.name}: members", _member(holder, role.execution_delay), ", ".join(members) or "nobody")


def _member(account: str, delay: int) -> str:
    """A member, and the days that its actions wait, if they do."""
    return f"{account} +{delay / DAY:g}d" if delay else account


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
