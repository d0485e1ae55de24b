"""What a deployment is given: who holds which role, the fee, the treasury."""

from collections.abc import Mapping
from typing import Any

from eth_utils.address import is_address, to_checksum_address
from pydantic import BaseModel, ConfigDict

from antu.catalog import ALL_REGIONS, mask_regions
from antu.errors import AntuError
from antu.money import MAXIMUM_FEE_BPS
from antu.roles import AccessRole

ZERO_ADDRESS = "0x" + "0" * 40

MINIMUM_TOLERANCE_BPS, MAXIMUM_TOLERANCE_BPS = 5_000, 15_000


class Parameters(BaseModel):
    """All that a deployment depends on. Addresses are checksummed; build it with `parameters`, which checks them.

    `fee_bps` and `tolerance_bps` are basis points, `regions` a bit each. With `allow_list`, crowdfunded projects are
    open only to the accounts that the operator lists. `multisig` is who has what nobody else is given, empty if that is
    the deployer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    admin: str
    issuer: str
    attestor: str
    keeper: str
    operator: str
    indexer: str
    arbiter: str
    guardian: str
    upgrader: str
    treasury: str
    fee_bps: int = 500
    tolerance_bps: int = 10_500
    regions: int = ALL_REGIONS
    allow_list: bool = False
    multisig: str = ""

    def holder(self, role: AccessRole) -> str:
        """The account that a role is given to."""
        account: str = getattr(self, role.name.lower())
        return account


ACCOUNTS = (*(role.name.lower() for role in AccessRole), "treasury")


def parameters(deployer: str, given: Mapping[str, Any] | None = None) -> Parameters:
    """Parameters as given, checked. What is given to nobody is the multisig's or, without one, the deployer's.

    Raises `AntuError` for an unknown name, a bad address, or a figure out of its bounds."""
    given = {name: value for name, value in (given or {}).items() if value is not None}
    unknown = sorted(set(given) - set(Parameters.model_fields))
    if unknown:
        known = ", ".join(Parameters.model_fields)
        raise AntuError(f"A deployment has no parameter {unknown[0]!r}.", f"It has: {known}.")
    multisig = _account("multisig", given["multisig"]) if given.get("multisig") else ""
    accounts = {name: _account(name, given.get(name, multisig or deployer)) for name in ACCOUNTS}
    accounts["multisig"] = multisig
    for name, value in given.items():
        if name not in accounts and not isinstance(value, int):
            raise AntuError(f"{name} is {value!r}, which is no whole number.", "Give it in digits.")
    # Not a conversion of everything: only what is no account is left.
    result = Parameters(**(given | accounts))
    _within("fee_bps", result.fee_bps, 0, MAXIMUM_FEE_BPS, "basis points; 500 is 5 %")
    _within("tolerance_bps", result.tolerance_bps, MINIMUM_TOLERANCE_BPS, MAXIMUM_TOLERANCE_BPS, "basis points")
    _within("regions", result.regions, 1, ALL_REGIONS, "a bit per region; 65535 is all of them")
    return result


def described(value: Parameters) -> dict[str, str]:
    """The parameters in words, for a table or a question."""
    words = {name: str(getattr(value, name)) for name in Parameters.model_fields}
    words["fee_bps"] = f"{value.fee_bps / 100:g} %"
    words["tolerance_bps"] = f"{value.tolerance_bps / 100:g} %"
    words["regions"] = "all" if value.regions == ALL_REGIONS else ";".join(map(str, mask_regions(value.regions)))
    return words


def _account(name: str, value: Any) -> str:
    if not isinstance(value, str) or not is_address(value):
        raise AntuError(f"{name} is {value!r}, which is no address.", "An address is 0x and 40 hexadecimal digits.")
    address: str = to_checksum_address(value)
    if address == ZERO_ADDRESS:
        raise AntuError(f"{name} is the zero address, which nobody holds.", "Give an account of yours.")
    return address


def _within(name: str, value: int, least: int, most: int, unit: str) -> None:
    if not least <= value <= most:
        raise AntuError(f"{name} is {value}.", f"It must be {least} to {most} ({unit}).")
