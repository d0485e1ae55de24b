"""Who may do what: the roles of `contracts/access/Authority.sol`, and which function needs which.

The deployment wires this table and its check reads it back. Contracts go by the short names of `antu.deployment.names`.
"""

from dataclasses import dataclass
from enum import IntEnum

from eth_utils.abi import function_signature_to_4byte_selector

from antu.enums import UPGRADE_DELAY_SECONDS


class AccessRole(IntEnum):
    """A role of the authority. Ids are the contract's."""

    ADMIN = 0
    ISSUER = 1
    ATTESTOR = 2
    KEEPER = 3
    OPERATOR = 4
    INDEXER = 5
    ARBITER = 6
    GUARDIAN = 7
    UPGRADER = 8

    @property
    def execution_delay(self) -> int:
        """Seconds that an action of this role waits in public, at least."""
        return UPGRADE_DELAY_SECONDS if self is AccessRole.UPGRADER else 0


PUBLIC_ROLE = 2**64 - 1  # AccessManager's role that every account has


def role_name(role_id: int) -> str:
    """A role in words, also one that Antu does not have."""
    names = {int(role): role.name for role in AccessRole} | {PUBLIC_ROLE: "everybody"}
    return names.get(role_id, f"role {role_id}")


@dataclass(frozen=True)
class Permission:
    """A restricted function, as `name(types)`, of a contract, and the role that may call it."""

    contract: str
    signature: str
    role: AccessRole

    @property
    def name(self) -> str:
        return self.signature.partition("(")[0]

    @property
    def selector(self) -> str:
        """The function's four bytes, as 0x-prefixed hex."""
        return "0x" + function_signature_to_4byte_selector(self.signature).hex()


PERMISSIONS: tuple[Permission, ...] = tuple(
    Permission(contract, signature, role)
    for contract, role, signatures in (
        ("token", AccessRole.ISSUER, ["mint(address,uint256,bytes32)"]),
        ("token", AccessRole.ATTESTOR, ["publishReserve(uint256,bytes32)"]),
        ("market", AccessRole.KEEPER, ["matchBatch((uint32,uint32,uint32,uint32,uint40)[])"]),
        (
            "market",
            AccessRole.OPERATOR,
            [
                "setFee(uint16)",
                "setTreasury(address)",
                "setEligibility(address)",
                "openClass(uint8,uint24)",
                "closeClass(uint8)",
                "setRegions(uint16)",
            ],
        ),
        ("market", AccessRole.ARBITER, ["uphold(uint256,bytes32)", "resolve(uint256,bool)"]),
        ("market", AccessRole.GUARDIAN, ["pause()", "unpause()"]),
        (
            "energy",
            AccessRole.OPERATOR,
            [
                "registerCooperative(address,uint16,uint16)",
                "setCooperativeRegions(uint256,uint16)",
                "setTolerance(uint16)",
            ],
        ),
        (
            "energy",
            AccessRole.ARBITER,
            [
                "restoreMeter(uint256)",
                "replaceMeter(uint256,bytes,uint48,uint48)",
                "retireMeter(uint256)",
                "moveProject(uint256,uint256)",
            ],
        ),
        ("shares", AccessRole.ARBITER, ["approveSpending(uint256,address,uint256,bytes32)"]),
        ("uf", AccessRole.INDEXER, ["publish(uint16,uint32)"]),
        ("uf", AccessRole.OPERATOR, ["setMaxChange(uint16)"]),
        ("energy", AccessRole.GUARDIAN, ["pause()", "unpause()"]),
        ("market", AccessRole.UPGRADER, ["upgradeToAndCall(address,bytes)"]),
        ("shares", AccessRole.UPGRADER, ["upgradeToAndCall(address,bytes)"]),
        ("energy", AccessRole.UPGRADER, ["upgradeToAndCall(address,bytes)"]),
        ("allow_list", AccessRole.OPERATOR, ["set(address[],bool)"]),
    )
    for signature in signatures
)
