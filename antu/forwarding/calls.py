"""Which calls a party may sign, and what they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from eth_abi.abi import encode
from eth_abi.grammar import TupleType, parse
from eth_utils.abi import function_signature_to_4byte_selector

from antu.errors import AntuError

# By contract, what counts as done by whoever signs. What anybody may do for anybody (such as `release`) needs nobody's
# signature, and roles act in person only.
CALLS: dict[str, tuple[str, ...]] = {
    "market": (
        "postDemand",
        "postDemandWithTerms",
        "updateDemand",
        "setTerms",
        "withdrawDemand",
        "postOffer",
        "updateOffer",
        "withdrawOffer",
        "matchOwn",
        "fund",
        "refund",
        "confirmDelivery",
        "confirmInstallation",
        "dispute",
        "rate",
    ),
    "shares": ("claim", "transfer", "transferFrom", "approve", "setOperator", "askSpending", "withdrawSpending"),
    "energy": (
        "deposit",
        "withdraw",
        "settle",
        "announcePrice",
        "acceptProject",
        "commission",
        "suspendMeter",
        "correct",
    ),
}

# What takes a permit of the token instead of an allowance, so that not even that costs its signer a transaction. The
# permit's own arguments (`permitDeadline`, `v`, `r`, `s`) come after the others.
WITH_PERMIT: dict[tuple[str, str], str] = {
    ("market", "fund"): "fundWithPermit",
    ("energy", "deposit"): "depositWithPermit",
}


@dataclass(frozen=True)
class Parameter:
    """What a function takes: its name and ABI type; an enum's members, and the parts of a struct, if it is one."""

    name: str
    kind: str
    choices: type[IntEnum] | None = None
    parts: tuple["Parameter", ...] = ()


@dataclass(frozen=True)
class Function:
    """A function of one of the contracts, which go by the short names of `antu.deployment.names`."""

    contract: str
    name: str
    parameters: tuple[Parameter, ...]

    @property
    def signature(self) -> str:
        """As `fund(uint256,uint256)`."""
        return f"{self.name}({','.join(parameter.kind for parameter in self.parameters)})"


def check_signable(contract: str, name: str) -> None:
    """Raises `AntuError` if a party has nothing of that name to sign for."""
    if contract not in CALLS:
        raise AntuError(f"There is no contract {contract!r} to sign for.", f"Contracts are: {', '.join(CALLS)}.")
    if name not in CALLS[contract]:
        raise AntuError(f"{contract} has no {name!r} that a party may sign.", f"It has: {', '.join(CALLS[contract])}.")


def calldata(signature: str, values: Sequence[Any]) -> bytes:
    """What is sent to call a function, `name(types)`, with these values.

    Raises whatever `eth_abi` does if the values are not of the types."""
    return function_signature_to_4byte_selector(signature) + encode(types_of(signature), list(values))


def types_of(signature: str) -> list[str]:
    """The ABI types of a function, `name(types)`."""
    types = signature.partition("(")[2]
    if types == ")":
        return []
    parsed = parse(f"({types}")
    if not isinstance(parsed, TupleType):
        raise ValueError(f"{signature} is no function")
    return [component.to_type_str() for component in parsed.components]
