"""The steps of a deployment, in order, each with the way to tell that it is done.

Contracts are deployed before anything refers to them, so no address is ever predicted: three proxies come first with a
tenant that does nothing (`Vacant`), then the implementations, which know the proxies, move in. While the deployer is
the authority's admin it may call every restricted function; so it sets everything first, gives the functions to their
roles and the roles to their holders next, and, where somebody else is to be the admin, gives that away last.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from antu.catalog import size_classes
from antu.deployment import names
from antu.deployment.parameters import Parameters
from antu.deployment.view import View
from antu.roles import PERMISSIONS, AccessRole, Permission, role_name


@dataclass(frozen=True)
class Expectation:
    """Something that the chain must answer once a deployment is done: what `found` reads equals `wanted`."""

    thing: str
    wanted: Any
    found: Callable[[View], Any]


@dataclass(frozen=True)
class Deploy:
    """Deploys `contract` under a short name. Done when the record has it."""

    name: str
    contract: str
    arguments: Callable[[View], Sequence[Any]]

    @property
    def title(self) -> str:
        return f"deploy {self.name}"


@dataclass(frozen=True)
class Call:
    """Calls `method` of the contract `target`. Done when the chain answers as `expected`."""

    title: str
    target: str
    method: str
    arguments: Callable[[View], Sequence[Any]]
    expected: tuple[Expectation, ...]


Step = Deploy | Call

# What is wanted where an address has to be one of the deployment's own, which nobody knows before it is there.
RECORDED = "as recorded"


def _compared(found: str, recorded: str) -> str:
    return RECORDED if found == recorded else found


def steps(parameters: Parameters, deployer: str) -> tuple[Step, ...]:
    """All steps of a deployment by `deployer`, in order."""
    return (
        *_contracts(parameters, deployer),
        *_settings(parameters),
        *_permissions(parameters),
        *_roles(parameters),
        *_handover(parameters, deployer),
    )


def expectations(parameters: Parameters, deployer: str) -> tuple[Expectation, ...]:
    """What contracts, settings and permissions must answer in the end; of the roles, `check` reads all members."""
    planned = (*_contracts(parameters, deployer), *_settings(parameters), *_permissions(parameters))
    return tuple(item for step in planned if isinstance(step, Call) for item in step.expected)


def _contracts(parameters: Parameters, deployer: str) -> list[Step]:
    authority = ("authority",)
    listed: list[Step] = [
        Deploy("authority", "Authority", lambda view: (deployer,)),
        Deploy("token", "CLPToken", _addresses(*authority)),
        Deploy("uf", "UFIndex", _addresses(*authority)),
        Deploy("verifier", "P256Verifier", _addresses()),
        Deploy("forwarder", "Forwarder", _addresses()),
        Deploy("vacant", "Vacant", _addresses()),
        *(Deploy(name, "AntuProxy", _proxy_arguments) for name in names.PROXIES),
        Deploy("market_implementation", "Marketplace", _addresses("token", "shares", "energy", "forwarder")),
        Deploy("shares_implementation", "ProjectShares", _addresses("token", "market", "energy", "forwarder")),
        Deploy("energy_implementation", "EnergySales", _addresses("token", "market", "shares", "uf", "forwarder")),
        _move_in(
            "market",
            lambda view: view.encode("market", "initialize", parameters.treasury, parameters.fee_bps),
            Expectation("market: treasury", parameters.treasury, reading("market", "treasury")),
            Expectation("market: fee_bps", parameters.fee_bps, reading("market", "settings", "feeBps")),
        ),
        _move_in("shares", lambda view: "0x"),
        _move_in("energy", lambda view: view.encode("energy", "initialize")),
        Deploy("lens", "MarketLens", _addresses("market", "shares", "energy")),
    ]
    if parameters.allow_list:
        listed.append(Deploy("allow_list", "AllowList", _addresses(*authority)))
    return listed


def _addresses(*of: str) -> Callable[[View], Sequence[Any]]:
    return lambda view: tuple(view.address(name) for name in of)


def _proxy_arguments(view: View) -> Sequence[Any]:
    return (view.address("vacant"), view.encode("vacant", "initialize", view.address("authority")))


def _move_in(proxy: str, initialization: Callable[[View], str], *initialized: Expectation) -> Call:
    """The upgrade by which a contract takes its proxy over, and in the same transaction initializes itself."""
    implementation = names.implementation_of(proxy)
    return Call(
        title=f"move {names.INTERFACES[proxy]} into its proxy",
        target=proxy,
        method="upgradeToAndCall",
        arguments=lambda view: (view.address(implementation), initialization(view)),
        expected=(
            Expectation(
                thing=f"{proxy}: implementation",
                wanted=RECORDED,
                found=lambda view: _compared(view.implementation(proxy), view.address(implementation)),
            ),
            *initialized,
        ),
    )


def _settings(parameters: Parameters) -> list[Step]:
    calls: list[Step] = [
        _set("market", "setRegions", parameters.regions, "regions (bits)", "settings", "openRegions"),
        _set("energy", "setTolerance", parameters.tolerance_bps, "tolerance_bps", "toleranceBps"),
    ]
    calls += [_open_class(size_class.id, size_class.capacity_wp) for size_class in size_classes()]
    if parameters.allow_list:
        calls.append(
            Call(
                title="set market: eligibility",
                target="market",
                method="setEligibility",
                arguments=_addresses("allow_list"),
                expected=(
                    Expectation(
                        thing="market: eligibility",
                        wanted=RECORDED,
                        found=lambda view: _compared(view.read("market", "eligibility"), view.address("allow_list")),
                    ),
                ),
            )
        )
    return calls


def _set(target: str, method: str, value: Any, thing: str, getter: str, field: str = "") -> Call:
    return Call(
        title=f"set {target}: {thing}",
        target=target,
        method=method,
        arguments=lambda view: (value,),
        expected=(Expectation(f"{target}: {thing}", value, reading(target, getter, field)),),
    )


def reading(target: str, getter: str, field: str = "") -> Callable[[View], Any]:
    """Reads a view, or one field of the struct it returns."""

    def found(view: View) -> Any:
        value = view.read(target, getter)
        return getattr(value, field) if field else value

    return found


def _open_class(class_id: int, capacity_wp: int) -> Call:
    def found(view: View) -> int:
        is_open = view.read("market", "settings").openClasses >> class_id & 1
        return int(view.read("market", "classCapacity", class_id)) if is_open else 0

    return Call(
        title=f"open class {class_id}",
        target="market",
        method="openClass",
        arguments=lambda view: (class_id, capacity_wp),
        expected=(Expectation(f"market: class {class_id}, Wp", capacity_wp, found),),
    )


def _permissions(parameters: Parameters) -> list[Step]:
    present = {step.name for step in _contracts(parameters, "") if isinstance(step, Deploy)}
    groups: dict[tuple[str, AccessRole], list[Permission]] = {}
    for permission in PERMISSIONS:
        if permission.contract in present:
            groups.setdefault((permission.contract, permission.role), []).append(permission)
    return [_permit(target, role, group) for (target, role), group in groups.items()]


def _permit(target: str, role: AccessRole, group: Sequence[Permission]) -> Call:
    selectors = [permission.selector for permission in group]

    def expect(permission: Permission) -> Expectation:
        return Expectation(
            thing=f"{target}.{permission.name}: role",
            wanted=role.name,
            found=lambda view: role_name(
                view.read("authority", "getTargetFunctionRole", view.address(target), permission.selector)
            ),
        )

    return Call(
        title=f"give functions of {target} to {role.name}",
        target="authority",
        method="setTargetFunctionRole",
        arguments=lambda view: (view.address(target), selectors, int(role)),
        expected=tuple(expect(permission) for permission in group),
    )


def _roles(parameters: Parameters) -> list[Step]:
    return [_grant(role, parameters.holder(role)) for role in AccessRole if role is not AccessRole.ADMIN]


def _grant(role: AccessRole, account: str) -> Call:
    return Call(
        title=f"grant {role.name} to {account}",
        target="authority",
        method="grantRole",
        arguments=lambda view: (int(role), account, role.execution_delay),
        expected=(
            Expectation(
                thing=f"{role.name}: {account} is a member, with a delay in seconds",
                wanted=(True, role.execution_delay),
                found=lambda view: view.membership(role, account),
            ),
        ),
    )


def _handover(parameters: Parameters, deployer: str) -> list[Step]:
    if parameters.admin == deployer:
        return []
    renounce = Call(
        title="give up ADMIN",
        target="authority",
        method="renounceRole",
        arguments=lambda view: (int(AccessRole.ADMIN), deployer),
        expected=(
            Expectation(
                thing=f"ADMIN: {deployer} is a member",
                wanted=False,
                found=lambda view: view.membership(AccessRole.ADMIN, deployer)[0],
            ),
        ),
    )
    return [_grant(AccessRole.ADMIN, parameters.admin), renounce]
