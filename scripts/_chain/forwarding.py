"""Requests to the forwarder: what functions take, accounts' signatures, and `antu.forwarding.ForwardPort`."""

from collections.abc import Sequence
from enum import IntEnum

from ape.api import AccountAPI
from ape.contracts import ContractInstance
from eth_account.messages import SignableMessage
from eth_utils.conversions import to_hex
from ethpm_types.abi import ABIType

from antu.enums import Party, Role
from antu.errors import AntuError
from antu.forwarding import CALLS, MOST_GAS, Function, Parameter, Request, RequestFile
from antu.forwarding.bringing import BYTE_GAS
from scripts._chain import clock
from scripts._chain.adapter import estimate, provider
from scripts._chain.gas import send_with, transaction_limit
from scripts._chain.market import Market

ENUMS: dict[str, type[IntEnum]] = {"Role": Role, "Party": Party}

# Gas that a call may take beyond today's estimate, for what may change before it is brought, in percent; and what it
# may take if it cannot be tried yet, for another request comes first.
GAS_MARGIN = 50
UNTRIED_GAS = 600_000

TRANSACTION_GAS = 21_000
ADDRESS_BYTES = 20


def function(market: Market, contract: str, name: str) -> Function:
    """A function of a contract, with its parameters as the ABI names them."""
    method = next(each for each in _handle(market, contract).contract_type.mutable_methods if each.name == name)
    return Function(contract, name, tuple(map(_parameter, method.inputs)))


def _parameter(abi: ABIType) -> Parameter:
    kind = str(abi.internal_type or "")
    choices = ENUMS.get(kind.rpartition(".")[2]) if kind.startswith("enum ") else None
    return Parameter(str(abi.name), abi.canonical_type, choices, tuple(map(_parameter, abi.components or ())))


def signature_of(account: AccountAPI, message: SignableMessage) -> bytes:
    """An account's signature, r, s and v. Raises `AntuError` if it is not given."""
    signed = account.sign_message(message)
    if signed is None:
        raise AntuError(f"{account.address} did not sign.", "Run the command again, and agree.")
    return bytes(signed.encode_rsv())


def needed_gas(market: Market, called: Function, request: Request) -> int:
    """The gas that a request should ask for. Raises `RevertError` if the contract would refuse it today, and
    `AntuError` if no transaction has so much."""
    gas = estimate(_name(market, called), _call(market, request)) * (100 + GAS_MARGIN) // 100
    if gas > MOST_GAS:
        raise AntuError(
            f"{called.name} may take {gas:,} gas, and a transaction has {MOST_GAS:,} at most.",
            "Sign for less at once, such as fewer projects.",
        )
    return gas


def _call(market: Market, request: Request) -> dict[str, str]:
    """What the forwarder sends for a request: the call, and behind it who acts."""
    data = request.data + bytes.fromhex(request.signer.removeprefix("0x"))
    return {"from": str(market.forwarder.address), "to": request.to, "data": to_hex(data)}


def _name(market: Market, called: Function) -> str:
    """As `Marketplace.fund`."""
    return f"{_handle(market, called.contract).contract_type.name}.{called.name}"


def _handle(market: Market, contract: str) -> ContractInstance:
    handle: ContractInstance = getattr(market, contract)
    return handle


class ChainForwarding:
    """The connected chain, as `antu.forwarding.ForwardPort`."""

    def __init__(self, market: Market, account: AccountAPI) -> None:
        self._market = market
        self._account = account
        self.gas_limit = transaction_limit()
        self.gas_used = 0
        self.transactions: list[str] = []

    def elsewhere(self, file: RequestFile) -> str:
        chain_id, market = int(provider().chain_id), self._market
        if file.chain_id != chain_id:
            return f"it is for chain {file.chain_id}, and this is chain {chain_id}."
        if file.forwarder != market.forwarder.address:
            return f"it is for the forwarder {file.forwarder}; this market's is {market.forwarder.address}."
        if file.contract not in CALLS or file.to != _handle(market, file.contract).address:
            return f"its contract, {file.to}, is none of this market's that take requests."
        if not file.has_permit and file.name not in CALLS[file.contract]:
            return f"{file.contract} {file.name} is not what a party signs for another to bring."
        known = {each.selector for each in _handle(market, file.contract).contract_type.mutable_methods}
        if file.function not in known:
            return f"{file.contract} has no {file.function}."
        names = [parameter.name for parameter in function(market, file.contract, file.name).parameters]
        if list(file.arguments) != names:
            return f"the arguments of {file.name} are {', '.join(names)}, and the file names others."
        return ""

    def now(self) -> int:
        return clock.now()

    def next_nonce(self, signer: str) -> int:
        return int(self._market.forwarder.nonces(signer))

    def has_code(self, account: str) -> bool:
        return bool(provider().get_code(account))

    def is_signed(self, file: RequestFile) -> bool:
        return bool(self._market.forwarder.verify(file.as_tuple()))  # with as much gas as it will have

    def refusal(self, file: RequestFile) -> str:
        what = _name(self._market, function(self._market, file.contract, file.name))
        # Tried as a transaction of its own, which pays for itself and its bytes before the call has its gas.
        gas = file.gas + TRANSACTION_GAS + BYTE_GAS * (len(file.request.data) + ADDRESS_BYTES)
        try:
            estimate(what, _call(self._market, file.request) | {"gas": hex(gas)})
        except AntuError as error:
            return str(error)
        return ""

    def send(self, files: Sequence[RequestFile], gas: int) -> tuple[dict[str, bool], str]:
        forwarder = self._market.forwarder
        requests = [file.as_tuple() for file in files]
        receipt = send_with(forwarder.executeBatch, requests, self._account.address, sender=self._account, gas=gas)
        self.gas_used += receipt.gas_used
        self.transactions.append(str(receipt.txn_hash))
        logs = receipt.decode_logs(forwarder.ExecutedForwardRequest.abi)
        events = [log.event_arguments for log in logs if log.contract_address == forwarder.address]
        return {str(event["signer"]): bool(event["success"]) for event in events}, str(receipt.txn_hash)
