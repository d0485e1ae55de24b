"""In whose hands a market is: what production asks of those who hold its roles, and what the check looks at.

An operation scheduled at the authority waits in public, but nobody looks there for one from before the market had its
users. So the check names those that still may be executed.
"""

from collections.abc import Collection

from antu.deployment.names import INTERFACES
from antu.deployment.parameters import Parameters
from antu.deployment.plan import Expectation
from antu.deployment.port import ChainPort, Multisig
from antu.deployment.view import View
from antu.errors import AntuError
from antu.roles import PERMISSIONS, AccessRole

MINIMUM_SIGNATURES = 2

# Matches day and night, unattended, and can do no more than pick among the offers that an owner would accept.
UNATTENDED = AccessRole.KEEPER


def require_multisigs(port: ChainPort, given: Parameters, deployer: str) -> None:
    """Raises `AntuError` unless every role and the treasury go to multisigs, and none to the deployer.

    The keeper may be an account of another kind."""
    for name, account in _holders(given).items():
        if account == deployer:
            raise AntuError(
                f"{name} would be {deployer}, the account that deploys.",
                "Name the multisig that shall have all that --set gives to nobody else: --multisig 0x…",
            )
        if name != UNATTENDED.name.lower():
            _require_signatures(name, account, port)


def _require_signatures(name: str, account: str, port: ChainPort) -> None:
    if not port.code_at(account):
        raise AntuError(f"{name} would be {account}, which a single key signs for.", "Create a Safe on this network.")
    found = port.multisig(account)
    if found is None:
        raise AntuError(
            f"{name} would be {account}, a contract that does not say who signs for it.",
            "Give a Safe of this network; check the address, and --network.",
        )
    if not _is_shared(found):
        raise AntuError(
            f"{name} would be {account}, which {found.threshold} of {len(found.owners)} owners can sign for.",
            f"Let at least {MINIMUM_SIGNATURES} have to sign.",
        )


def _is_shared(multisig: Multisig) -> bool:
    return MINIMUM_SIGNATURES <= multisig.threshold <= len(multisig.owners)


def _holders(given: Parameters) -> dict[str, str]:
    return {role.name.lower(): given.holder(role) for role in AccessRole} | {"treasury": given.treasury}


def custody(view: View, deployer: str) -> list[Expectation]:
    """That the deployer kept nothing, that several people sign for multisigs, and that nothing waits to be executed."""
    given, since = view.record.parameters, view.record.first_block
    wanted = [Expectation("authority: operations that wait", "none", lambda view: _waiting(view, since))]
    if deployer not in _holders(given).values():
        wanted.append(Expectation("deployer: roles", "none", lambda view: _roles_of(view, deployer)))
    if given.multisig:
        shared = f"{MINIMUM_SIGNATURES} or more owners sign"
        wanted.append(
            Expectation("multisig: signatures", shared, lambda view: _signatures(view, given.multisig, shared))
        )
    return wanted


def _waiting(view: View, since: int) -> str:
    operations = view.port.scheduled(view.address("authority"), since)
    waiting = (each for each in operations if view.read("authority", "getSchedule", bytes.fromhex(each.id[2:])))
    return _listed(sorted(f"{_function(view, each.target, each.selector)} {each.id}" for each in waiting))


def _function(view: View, target: str, selector: str) -> str:
    """A function of one of the market's contracts in words, or of whatever else was to be called."""
    named = {address: name for name, address in view.record.addresses.items() if name in INTERFACES}
    name = named.get(target, target)
    functions = {each.selector: each.name for each in PERMISSIONS if each.contract == name}
    return f"{name}.{functions.get(selector, selector)}"


def _roles_of(view: View, account: str) -> str:
    return _listed([role.name for role in AccessRole if view.membership(role, account)[0]])


def _signatures(view: View, account: str, shared: str) -> str:
    found = view.port.multisig(account)
    if found is None:
        return "not a multisig"
    return shared if _is_shared(found) else f"{found.threshold} of {len(found.owners)} owners sign"


def _listed(found: Collection[str]) -> str:
    return ", ".join(found) or "none"
