"""The record of a deployment, a JSON file per network: enough to use it, to verify it, to go on after a failure."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from antu.deployment.names import implementation_of
from antu.deployment.parameters import Parameters
from antu.errors import AntuError
from antu.files import read_bytes, write_atomically
from antu.governance.layout import Layout
from antu.invalid import invalid

FORK_SUFFIX = "-fork"


class Deployed(BaseModel):
    """One contract: `contract` is what was deployed (`AntuProxy`), `arguments` its constructor's.

    `code_hash` is keccak-256 of its runtime code, which tells the chain recorded from one that was restarted. `layout`
    is where it keeps its variables, of implementations, which the next one has to keep; older records have none.
    `transaction` is empty if somebody else sent it, such as the holders of a multisig."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contract: str
    address: str
    transaction: str
    block: int
    deployer: str
    arguments: tuple[Any, ...]
    code_hash: str
    layout: Layout | None = None


class Wired(BaseModel):
    """One call that was made to wire the contracts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    transaction: str
    block: int


class Succession(BaseModel):
    """An upgrade of a proxy (its short name) to a new implementation, and how far it is known to have come."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    proxy: str
    implementation: Deployed
    scheduled: Wired | None = None
    executed: Wired | None = None


class Record(BaseModel):
    """A deployment. `contracts` by short name and `wiring` by step, both in the order they were done; `upgrades` by the
    authority's id of the operation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    network: str
    chain_id: int
    commit: str  # of the code, when the deployment began
    parameters: Parameters
    contracts: dict[str, Deployed] = {}
    wiring: dict[str, Wired] = {}
    complete: bool = False
    upgrades: dict[str, Succession] = {}

    def address(self, name: str) -> str:
        """A contract's address by its short name."""
        if name not in self.contracts:
            state = "complete" if self.complete else "unfinished"
            raise AntuError(
                f"The deployment on {self.network} ({state}) has no {name}.", "Run `ape run deploy` on this network."
            )
        return self.contracts[name].address

    @property
    def addresses(self) -> dict[str, str]:
        """Short name -> address."""
        return {name: deployed.address for name, deployed in self.contracts.items()}

    @property
    def deployer(self) -> str | None:
        """The account that began it, None before the first contract."""
        return next((deployed.deployer for deployed in self.contracts.values()), None)

    @property
    def first_block(self) -> int:
        """The block of the first contract; no event of this deployment is older."""
        return min((deployed.block for deployed in self.contracts.values()), default=0)

    def with_contract(self, name: str, deployed: Deployed) -> "Record":
        return self.model_copy(update={"contracts": {**self.contracts, name: deployed}})

    def with_wiring(self, step: str, wired: Wired) -> "Record":
        return self.model_copy(update={"wiring": {**self.wiring, step: wired}})

    def with_upgrade(self, operation: str, upgrade: Succession) -> "Record":
        """An upgrade as far as it has come; once executed, its implementation is the one behind the proxy."""
        record = self.model_copy(update={"upgrades": {**self.upgrades, operation: upgrade}})
        return (
            record.with_contract(implementation_of(upgrade.proxy), upgrade.implementation)
            if upgrade.executed
            else record
        )

    def completed(self) -> "Record":
        return self.model_copy(update={"complete": True})


class Store:
    """The folder of the records. A file is replaced at once or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, network: str) -> Path:
        return self.folder / f"{network}.json"

    def load(self, network: str) -> Record | None:
        """The record of a network, None if there is none. A fork without its own has that of the chain it forked."""
        path = self.path(network)
        if not path.exists() and network.endswith(FORK_SUFFIX):
            path = self.path(network.removesuffix(FORK_SUFFIX))
        if not path.exists():
            return None
        try:
            return Record.model_validate_json(read_bytes(path)).model_copy(update={"network": network})
        except ValidationError as error:
            hint = "Restore it from git, or move it away and deploy anew."
            raise invalid(path, "record of a deployment", error, hint) from error

    def save(self, record: Record) -> None:
        write_atomically(self.path(record.network), record.model_dump_json(indent=2) + "\n")


def jsonable(value: Any) -> Any:
    """A constructor argument as JSON keeps it: bytes as 0x-prefixed hex, sequences as lists."""
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, Mapping):
        return {key: jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    return value
