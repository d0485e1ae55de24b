"""Asserting that a call is refused with a custom error and with every one of its values.

`ape.reverts` decodes an error only if the contract that was called declares it, replays the transaction later, when a
time limit may have passed, compares only the values it is given, and prints the whole trace, which takes half a second.
Here the refused transaction itself is read, from whatever contract the error came, and no value may be left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from ape import chain
from ape.exceptions import ContractLogicError, CustomError, TransactionError
from ape_foundry.provider import FoundryProvider
from eth_abi import decode
from eth_pydantic_types import HexBytes
from eth_utils.abi import function_signature_to_4byte_selector
from ethpm_types.abi import ABIType, ErrorABI
from web3.types import RPCEndpoint


@contextmanager
def reverts(error: type[CustomError], **values: Any) -> Iterator[None]:
    """Asserts that the one transaction or call inside is refused with exactly `error(values)`.

    `error` is taken from a contract: `with reverts(market.WrongState, projectId=7, state=State.OPEN): ...`. Accounts
    and contracts stand for their addresses."""
    abi: ErrorABI = error.abi
    before = chain.blocks.height
    data = ""
    with (
        patch.object(FoundryProvider, "get_virtual_machine_error", _unadorned),
        patch.object(FoundryProvider, "_eth_call", _called),
    ):
        try:
            yield
        except TransactionError as refusal:
            data = _returned_by_last_transaction() if chain.blocks.height > before else str(refusal)
        else:
            raise AssertionError(f"It was not refused; {abi.name} was expected.")
    if data[:10] != _selector(abi):
        raise AssertionError(f"Refused with {_described(data, error)}; {abi.name} was expected.")
    wanted = {name: getattr(value, "address", value) for name, value in values.items()}
    found = _decoded(abi, data)
    if found != wanted:
        raise AssertionError(f"Refused with {abi.name}({_listed(found)}); ({_listed(wanted)}) was expected.")


def _unadorned(provider: FoundryProvider, exception: Exception, **context: Any) -> ContractLogicError:
    """Replaces Ape's search for what the failure of a transaction might mean."""
    return ContractLogicError(base_err=exception, txn=context.get("txn"))


def _called(provider: FoundryProvider, arguments: list[Any], **options: Any) -> HexBytes:
    """Replaces Ape's way to make a call, which keeps of a refusal no more than Anvil's words."""
    request, *where = arguments
    plain = {key: request[key] for key in ("from", "to", "data") if key in request}
    answer = provider.web3.provider.make_request(RPCEndpoint("eth_call"), [plain, *where])
    if "error" in answer:
        raise ContractLogicError(revert_message=answer["error"].get("data", "0x"))
    return HexBytes(answer["result"])


def _returned_by_last_transaction() -> str:
    """The data with which the last transaction that was mined ended."""
    block = chain.provider.make_request("eth_getBlockByNumber", ["latest", False])
    how = {"tracer": "callTracer", "tracerConfig": {"onlyTopCall": True}}
    trace = chain.provider.make_request("debug_traceTransaction", [block["transactions"][-1], how])
    if "error" not in trace:
        raise AssertionError(f"A transaction after the refused one was mined: {trace}.")
    return str(trace.get("output", "0x"))


def _selector(abi: ErrorABI) -> str:
    return "0x" + function_signature_to_4byte_selector(abi.selector).hex()


def _decoded(abi: ErrorABI, data: str) -> Mapping[str, Any]:
    types: list[ABIType] = list(abi.inputs)
    decoded = decode([value.canonical_type for value in types], bytes.fromhex(data[10:]))
    return {
        str(value.name): chain.provider.network.ecosystem.decode_address(item) if value.type == "address" else item
        for value, item in zip(types, decoded, strict=True)
    }


def _described(data: str, expected: type[CustomError]) -> str:
    # Error(string) and Panic(uint256), which every Solidity contract can end with
    if data.startswith("0x08c379a0"):
        return f"the message {decode(['string'], bytes.fromhex(data[10:]))[0]!r}"
    if data.startswith("0x4e487b71"):
        return f"panic {int(data[10:], 16):#x}"
    others: Iterable[ErrorABI] = expected.contract.contract_type.errors
    for abi in others:
        if _selector(abi) == data[:10]:
            return f"{abi.name}({_listed(_decoded(abi, data))})"
    return data or "nothing"


def _listed(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in values.items())
