"""What a deployment needs of a chain. `scripts/` implements it with Ape, the tests with a dictionary."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from antu.governance.layout import Layout


@dataclass(frozen=True)
class Mined:
    """A transaction that succeeded. `address` is the new contract's, empty for a call."""

    transaction: str
    block: int
    address: str = ""


@dataclass(frozen=True)
class Multisig:
    """An account that `threshold` of its `owners` have to sign for."""

    threshold: int
    owners: tuple[str, ...]


@dataclass(frozen=True)
class Operation:
    """A call of `target` that somebody scheduled at the authority. `selector` is 0x-prefixed hex, `id` too."""

    id: str
    target: str
    selector: str


class ChainPort(Protocol):
    """A chain, with an account that pays. Methods raise `AntuError` if it refuses; addresses are checksummed."""

    @property
    def chain_id(self) -> int: ...

    @property
    def deployer(self) -> str:
        """The account that sends every transaction."""
        ...

    def code_at(self, address: str) -> bytes:
        """The runtime code at an address, empty if there is none."""
        ...

    def storage_at(self, address: str, slot: int) -> bytes:
        """The 32 bytes of a storage slot."""
        ...

    def deploy(self, contract: str, arguments: Sequence[Any]) -> Mined:
        """Deploys a contract of this project by name and waits until it is mined."""
        ...

    def transact(self, contract: str, address: str, method: str, arguments: Sequence[Any]) -> Mined:
        """Calls a function that changes the chain and waits until it is mined."""
        ...

    def read(self, contract: str, address: str, method: str, arguments: Sequence[Any]) -> Any:
        """Calls a view. Structs come with their fields as attributes, several values as a sequence."""
        ...

    def encode(self, contract: str, method: str, arguments: Sequence[Any]) -> str:
        """The calldata of a call, as 0x-prefixed hex."""
        ...

    def granted(self, authority: str, since_block: int) -> Mapping[int, Collection[str]]:
        """Role id -> accounts that `RoleGranted` events of the authority ever named, from a block on."""
        ...

    def layout(self, contract: str) -> Layout:
        """Where an upgradeable contract of this project, as it is, keeps its variables."""
        ...

    def scheduled(self, authority: str, since_block: int) -> Collection[Operation]:
        """What `OperationScheduled` events of the authority ever named, from a block on."""
        ...

    def multisig(self, address: str) -> Multisig | None:
        """What a contract answers that may be asked for its owners as a Safe may, None of anything else."""
        ...
