"""The deployed market: its contracts' handles, made by a deployment or found in the network's record."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.deployment import (
    INTERFACES,
    OtherChainError,
    Outcome,
    Parameters,
    Record,
    Store,
    begin,
    execute,
    network_name,
    parameters,
    require_multisigs,
    verify_chain,
)
from antu.deployment.execution import Observer
from antu.errors import AntuError
from scripts._chain.adapter import ApeChain, handle, is_playground, is_production, provider

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOYMENTS = ROOT / "deployments"

CONTRACTS = ("authority", "token", "market", "shares", "energy", "uf", "verifier", "forwarder", "lens")


@dataclass(frozen=True)
class Market:
    """The contracts by the names that everything uses: proxies answer as what is behind them."""

    authority: ContractInstance
    token: ContractInstance
    market: ContractInstance
    shares: ContractInstance
    energy: ContractInstance
    uf: ContractInstance
    verifier: ContractInstance
    forwarder: ContractInstance
    lens: ContractInstance
    record: Record

    @classmethod
    def of(cls, record: Record) -> "Market":
        """The handles of a recorded deployment."""
        return cls(**{name: handle(INTERFACES[name], record.address(name)) for name in CONTRACTS}, record=record)


class ChainStore(Store):
    """Records of the connected chain.

    A chain that ends with this process has its record in memory, not in a file; a fork begins with the record
    of the chain it forked.
    """

    def __init__(self, folder: Path = DEPLOYMENTS) -> None:
        super().__init__(folder)
        self._kept: dict[str, Record] = {}

    def load(self, network: str) -> Record | None:
        return self._kept.get(network) or super().load(network)

    def save(self, record: Record) -> None:
        if provider().network.is_dev:
            self._kept[record.network] = record
        else:
            super().save(record)


# One for the process, so that what it deploys on a chain of its own is found again by whatever runs next in it.
STORE = ChainStore()


def connected_network() -> str:
    """What the connected network's record is called."""
    network = provider().network
    return network_name(network.ecosystem.name, network.name)


def deploy(
    deployer: AccountAPI,
    given: Parameters | None = None,
    store: Store = STORE,
    observe: Observer | None = None,
) -> Outcome:
    """Deploys the market on the connected chain, or goes on where an earlier run stopped, or changes nothing.

    Everything that `given` leaves open is the deployer's. Where money is real, or a multisig was named, it begins only
    if multisigs are to have every role.
    """
    port = ApeChain(deployer)
    given = given or parameters(port.deployer)
    record = begin(port, store, connected_network(), commit(), given, is_playground())
    if not record.complete and (record.parameters.multisig or is_production()):
        require_multisigs(port, record.parameters, port.deployer)
    return execute(port, store, record, observe) if observe else execute(port, store, record)


def deploy_market(deployer: AccountAPI, given: Parameters | None = None, store: Store = STORE) -> Market:
    """As `deploy`, for the handles."""
    return Market.of(deploy(deployer, given, store).record)


def find_market(store: Store = STORE) -> Market | None:
    """The market of the connected network, None if there is none.

    A record of a local chain that was there before, and is gone, counts as none.
    """
    record = store.load(connected_network())
    if record is None or not record.complete:
        return None
    if is_playground():
        try:
            verify_chain(ApeChain(), record)
        except OtherChainError:
            return None
    return Market.of(record)


def load_market(store: Store = STORE) -> Market:
    """The market of the connected network.

    Raises `AntuError` if none is deployed, or not to its end, or if the record is of another chain.
    """
    name = connected_network()
    record = store.load(name)
    if record is None:
        raise AntuError(f"There is no market on {name} yet.", f"Deploy it: ape run deploy --network {choice()}")
    if not record.complete:
        raise AntuError(f"The deployment on {name} is unfinished.", f"End it: ape run deploy --network {choice()}")
    verify_chain(ApeChain(), record)
    return Market.of(record)


def choice() -> str:
    """The connected network as `--network` takes it."""
    network = provider().network
    return f"{network.ecosystem.name}:{network.name}"


def commit() -> str:
    """The commit of this checkout, marked if files differ from it; empty if there is none to be known."""
    command = ["git", "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*"]
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return answer.stdout.strip()
