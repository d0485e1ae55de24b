"""What it means for people that a function reaches this or that: who may call it, when, how, and which way pesos go."""

from collections.abc import Iterator
from dataclasses import dataclass

from antu.deployment.names import INTERFACES
from antu.errors import AntuError
from antu.roles import PERMISSIONS, AccessRole
from audit.access.program import Call, Contract, Reached
from audit.syntax import Node

# Short names by contract, of those that people call: implementations behind proxies are called there.
DEPLOYED = {contract: name for name, contract in INTERFACES.items() if not name.endswith("_implementation")}

ANYBODY = "anybody"
ITSELF = "anybody, in its own name"
ONCE = "nobody any more: once, by the deployment"

# The errors that refuse a caller for who it is, and who is not refused. The first that a function reaches counts.
BY_ERROR = {
    "OnlyEnergy": "`EnergySales`",
    "OnlyMarket": "`Marketplace`",
    "AccessManagedInvalidAuthority": "the authority itself, which nobody can make do it",
    "OnlyOwnerFunds": "the owner; for a crowd's project whoever is eligible",
    "NotYours": "whoever posted it",
    "NotManager": "the project's manager",
    "NotItsCooperative": "the project's cooperative",
    "NotOffered": "the cooperative it was offered to",
    "NotCooperative": "a cooperative",
    "NotSuspender": "the owner or the project's cooperative",
    "AccessManagerUnauthorizedAccount": "**admin**",
    "AccessManagerUnauthorizedCall": "whoever has the role of the target's function",
    "AccessManagerUnauthorizedCancel": "who scheduled it, the guardian of its role, or the admin",
    "AccessManagerUnauthorizedConsume": "the contract it is about",
    "AccessManagerBadConfirmation": "whoever has the role",
    "ERC2771ForwarderInvalidSigner": "anybody, with a signed request",
    "ERC2612InvalidSigner": "anybody, with the holder's signature",
    "ERC20InsufficientAllowance": "whom the holder allowed it",
    "ERC6909InsufficientAllowance": "the holder, or whom it allowed it",
}

# Those of whom the error alone does not tell, by function.
PARTIES = {
    "grantRole": "whoever administers the role",
    "revokeRole": "whoever administers the role",
    "confirmDelivery": "the project's installer",
    "confirmInstallation": "the project's manager",
    "dispute": "the owner, one of the team, or a holder",
    "rate": "the party that it speaks for",
}

PESOS = {
    "safeTransferFrom": "in",
    "safeTransfer": "out",
    "trySafeTransfer": "out",
    "payIn": "to holders",
    "_mint": "made",
    "_burn": "unmade",
}


@dataclass(frozen=True)
class Entry:
    """A function that changes something. `by_signature` and `stopped` are None where there is no such question."""

    contract: str
    name: str
    who: str
    stopped: bool | None
    by_signature: bool | None
    pesos: tuple[str, ...]
    locked: bool
    restricted: bool
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class View:
    """A function that changes nothing."""

    contract: str
    name: str
    calls: tuple[Call, ...]


def contracts() -> dict[str, list[Entry | View]]:
    """All functions of all deployed contracts, in the order of their names."""
    return {name: list(_functions(Contract(name))) for name in DEPLOYED}


def _functions(contract: Contract) -> Iterator[Entry | View]:
    pausable = any(function["name"] == "pause" for function in contract.functions.values())
    for selector, function in sorted(contract.functions.items(), key=lambda item: str(item[1]["name"])):
        reached = contract.reached(function)
        if function.get("stateMutability", "view") in ("view", "pure"):
            yield View(contract.name, function["name"], tuple(reached.calls))
        else:
            yield _entry(contract, selector, function, reached, pausable)


def _entry(contract: Contract, selector: str, function: Node, reached: Reached, pausable: bool) -> Entry:
    restricted = "restricted" in reached.modifiers
    who = role_of(contract.name, selector) if restricted else party(function["name"], reached)
    asks = "_msgSender" in reached.functions or reached.in_person
    in_person = restricted or reached.in_person or "AccessManagedInvalidAuthority" in reached.errors
    believes = "ERC2771ContextUpgradeable" in contract.bases
    token = "ERC20" in contract.bases
    flows = [call.member for call in reached.calls] + (sorted(reached.functions) if token else [])
    return Entry(
        contract=contract.name,
        name=function["name"],
        who=who,
        stopped=any(error.endswith("Paused") for error in reached.errors) if pausable else None,
        by_signature=believes and not in_person if asks and who != ONCE else None,
        pesos=tuple(dict.fromkeys(PESOS[flow] for flow in flows if flow in PESOS)),
        locked="nonReentrant" in reached.modifiers,
        restricted=restricted,
        calls=tuple(reached.calls),
    )


def role_of(contract: str, selector: str) -> str:
    """The role of a restricted function; one that nobody was given is the admin's, as AccessManager has it."""
    roles = (
        each.role for each in PERMISSIONS if (each.contract, each.selector) == (DEPLOYED[contract], f"0x{selector}")
    )
    return f"**{next(roles, AccessRole.ADMIN).name.lower()}**"


def party(name: str, reached: Reached) -> str:
    """Who may call a function that is of no role."""
    if reached.modifiers & {"initializer", "reinitializer"}:
        return ONCE
    if name in PARTIES:
        return PARTIES[name]
    if "NotParty" in reached.errors:
        raise AntuError(
            f"Nobody has said which party may call {name}.", "Say it in PARTIES of audit/access/reading.py."
        )
    for error, words in BY_ERROR.items():
        if error in reached.errors:
            return words
    if "_isSignedBy" in reached.functions:
        return "anybody, with the meter's signature"
    return ITSELF if "_msgSender" in reached.functions or reached.in_person else ANYBODY
