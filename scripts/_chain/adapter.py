"""`antu.deployment.ChainPort` by Ape, and the transactions that every command sends."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import ape
from ape.api import AccountAPI, ProviderAPI, ReceiptAPI
from ape.contracts import ContractContainer, ContractInstance
from ape.exceptions import ApeException
from eth_utils.conversions import to_hex
from ethpm_types import ContractType
from web3.types import RPCEndpoint

from antu.deployment import Mined, Multisig, Operation
from antu.errors import AntuError
from antu.governance.layout import Layout
from scripts._chain.compiling import ensure_compiled
from scripts._chain.layouts import checkout_layouts
from scripts._chain.reverts import revert

DEVNET = "devnet"

# What is asked of a multisig.
SAFE = ContractType.model_validate(
    {
        "abi": [
            {
                "type": "function",
                "name": name,
                "inputs": [],
                "outputs": [{"name": "", "type": answer}],
                "stateMutability": "view",
            }
            for name, answer in (("getThreshold", "uint256"), ("getOwners", "address[]"))
        ]
    }
)

# Gas given beyond the estimate, for what other transactions may change before this one is mined, in percent.
GAS_MARGIN = 20


def provider() -> ProviderAPI:
    """The node that the command is connected to."""
    return cast(ProviderAPI, ape.networks.provider)


def is_playground() -> bool:
    """Whether the connected chain is one to play on: local, a fork, or the devnet.

    Ape's test accounts act there, its clock can be moved, and the next time it may be another chain: the devnet's is
    gone when its state file is.
    """
    network = provider().network
    return bool(network.is_dev) or network.name == DEVNET


def is_production() -> bool:
    """Whether money on the connected chain is real, as it is where Ape calls the network so."""
    return bool(provider().network.name == "mainnet")


def rpc(method: str, *parameters: Any) -> Any:
    """Asks the node directly. Raises `AntuError` with the node's message if it refuses."""
    answer = _ask(method, parameters)
    if "error" in answer:
        raise AntuError(f"The node refused {method}: {answer['error'].get('message', answer['error'])}.")
    return answer["result"]


def _ask(method: str, parameters: Sequence[Any]) -> Mapping[str, Any]:
    web3 = cast(Any, provider()).web3
    return cast(Mapping[str, Any], web3.provider.make_request(RPCEndpoint(method), list(parameters)))


def container(name: str) -> ContractContainer:
    """A contract of this project by name, compiled from its sources as they are."""
    ensure_compiled()
    return cast(ContractContainer, ape.project.get_contract(name))


def handle(name: str, address: str) -> ContractInstance:
    """The contract `name` at an address.

    Ape would find out by itself that a proxy is one, and mix its functions with the implementation's; what is
    behind ours is known, and Ape's cache is told, so that traces and gas reports have the right names too.
    """
    contract_type = container(name).contract_type
    ape.chain.contracts.contract_types[cast(Any, address)] = contract_type
    return ContractInstance(cast(Any, address), contract_type)


def send(call: Any, *arguments: Any, sender: AccountAPI) -> ReceiptAPI:
    """Sends a transaction (`call` is a contract's method) and waits for it.

    The node tries it first: if a contract refuses it, `RevertError` says why and nothing is sent.
    """
    what = f"{call.contract.contract_type.name}.{call.abis[0].name}"
    request = {
        "from": sender.address,
        "to": call.contract.address,
        "data": to_hex(call.encode_input(*arguments)),
    }
    gas_limit = _with_margin(estimate(what, request))
    return _sent(what, lambda: call(*arguments, sender=sender, gas_limit=gas_limit))


def estimate(what: str, request: Mapping[str, Any]) -> int:
    """Gas that a transaction would take. Raises `RevertError` if a contract refuses it."""
    return int(rpc_checked(what, "eth_estimateGas", request), 16)


def rpc_checked(what: str, method: str, request: Mapping[str, Any]) -> Any:
    """Asks the node to try or send a transaction. Raises `RevertError` if a contract refuses it."""
    answer = _ask(method, [request])
    if "error" not in answer:
        return answer["result"]
    error = answer["error"]
    data, message = error.get("data"), str(error.get("message", error))
    if isinstance(data, str) and data.startswith("0x"):
        raise revert(what, bytes.fromhex(data[2:]), message)
    raise AntuError(f"{what} is not possible: {message}.")


def _with_margin(gas: int) -> int:
    return gas + gas * GAS_MARGIN // 100


def _sent(what: str, sending: Callable[[], ReceiptAPI]) -> ReceiptAPI:
    try:
        return sending()
    except ApeException as error:
        raise AntuError(f"{what} failed: {error}") from error


class ApeChain:
    """The connected chain and the account that deploys: `antu.deployment.ChainPort`."""

    def __init__(self, account: AccountAPI | None = None) -> None:
        """Without an account it can only read."""
        self._account = account
        self._instances: dict[tuple[str, str], ContractInstance] = {}

    @property
    def account(self) -> AccountAPI:
        if self._account is None:
            raise AntuError("No account was given to send transactions with.", "Name one with --account.")
        return self._account

    @property
    def chain_id(self) -> int:
        return int(provider().chain_id)

    @property
    def deployer(self) -> str:
        return str(self._account.address) if self._account else ""

    def code_at(self, address: str) -> bytes:
        return bytes(provider().get_code(cast(Any, address)))

    def storage_at(self, address: str, slot: int) -> bytes:
        return bytes(provider().get_storage(cast(Any, address), slot))

    def deploy(self, contract: str, arguments: Sequence[Any]) -> Mined:
        what = f"Deploying {contract}"
        transaction = container(contract).constructor.serialize_transaction(*arguments, sender=self.account)
        request = {"from": self.deployer, "data": to_hex(transaction.data)}
        transaction.gas_limit = _with_margin(estimate(what, request))
        receipt = _sent(what, lambda: self.account.call(transaction))
        address = str(receipt.contract_address)
        handle(contract, address)
        return Mined(str(receipt.txn_hash), receipt.block_number, address)

    def transact(self, contract: str, address: str, method: str, arguments: Sequence[Any]) -> Mined:
        receipt = send(getattr(self._instance(contract, address), method), *arguments, sender=self.account)
        return Mined(str(receipt.txn_hash), receipt.block_number)

    def read(self, contract: str, address: str, method: str, arguments: Sequence[Any]) -> Any:
        return getattr(self._instance(contract, address), method)(*arguments)

    def encode(self, contract: str, method: str, arguments: Sequence[Any]) -> str:
        # The address plays no part in calldata.
        return to_hex(getattr(self._instance(contract, "0x" + "0" * 40), method).encode_input(*arguments))

    def _instance(self, contract: str, address: str) -> ContractInstance:
        # Kept, because Ape's instances gather their methods anew, slowly, when they are made.
        key = (contract, address)
        if key not in self._instances:
            self._instances[key] = ContractInstance(cast(Any, address), container(contract).contract_type)
        return self._instances[key]

    def granted(self, authority: str, since_block: int) -> Mapping[int, list[str]]:
        accounts: dict[int, list[str]] = {}
        for event in logs(handle("Authority", authority).RoleGranted, since_block):
            accounts.setdefault(int(event.roleId), []).append(str(event.account))
        return accounts

    def layout(self, contract: str) -> Layout:
        return checkout_layouts()[contract]

    def scheduled(self, authority: str, since_block: int) -> list[Operation]:
        events = logs(handle("Authority", authority).OperationScheduled, since_block)
        return [Operation(to_hex(each.operationId), str(each.target), to_hex(each.data[:4])) for each in events]

    def multisig(self, address: str) -> Multisig | None:
        safe = ContractInstance(cast(Any, address), SAFE)
        try:
            return Multisig(int(safe.getThreshold()), tuple(map(str, safe.getOwners())))
        except ApeException:
            return None


def logs(event: Any, since_block: int) -> Iterator[Any]:
    """The events of a contract (`event` is one of its event types) from a block on, oldest first."""
    head = int(cast(Any, ape.chain.blocks.head).number)
    return cast(Iterator[Any], event.range(since_block, head + 1))
