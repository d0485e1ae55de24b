"""Events fetched in ranges of blocks that a node is willing to search, and decoded without Ape's search for more.

Ape's own way is for looking at a few: it asks for the birth of each contract and for each block anew."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ape import convert
from ape.contracts import ContractInstance
from ape.types import AddressType
from eth_abi.abi import decode
from eth_utils.crypto import keccak
from ethpm_types.abi import EventABI
from requests.exceptions import HTTPError

from antu.billing.statement import Event
from antu.errors import AntuError
from scripts._chain.adapter import provider, rpc

# Blocks in one question. Public nodes search 10,000 or fewer; whoever refuses is asked for a quarter.
RANGE = 10_000
TOPIC = 32


def fetch(
    contract: ContractInstance,
    names: Sequence[str],
    first: int,
    last: int,
    indexed: Sequence[Sequence[int] | None] = (),
) -> Iterator[Event]:
    """A contract's events of some names, from a block to another, oldest first.

    `indexed` are the values that its indexed arguments may have, in their order; None is any."""
    abis = {_topic(abi): abi for abi in contract.contract_type.events if abi.name in names}
    places = [
        None if values is None else ["0x" + value.to_bytes(TOPIC).hex() for value in values] for values in indexed
    ]
    topics = [["0x" + topic.hex() for topic in abis], *places]
    for log in _logs({"address": str(contract.address), "topics": topics}, first, last):
        yield _decoded(abis[_bytes(log["topics"][0])], log)


def _logs(question: dict[str, Any], first: int, last: int) -> Iterator[dict[str, Any]]:
    size = RANGE
    while first <= last:
        end = min(first + size - 1, last)
        try:
            found = rpc("eth_getLogs", question | {"fromBlock": hex(first), "toBlock": hex(end)})
        except (AntuError, HTTPError):
            if size == 1:
                raise
            size = max(size // 4, 1)
            continue
        yield from found
        first = end + 1


def _topic(abi: EventABI) -> bytes:
    return keccak(text=abi.selector)


def _decoded(abi: EventABI, log: dict[str, Any]) -> Event:
    indexed = [value for value in abi.inputs if value.indexed]
    others = [value for value in abi.inputs if not value.indexed]
    found: dict[str, Any] = {}
    for value, topic in zip(indexed, log["topics"][1:], strict=True):
        found[str(value.name)] = decode([value.canonical_type], _bytes(topic))[0]
    values = decode([value.canonical_type for value in others], _bytes(log["data"]))
    found |= {str(value.name): item for value, item in zip(others, values, strict=True)}
    for value in abi.inputs:
        if value.type == "address":
            found[str(value.name)] = checksummed(found[str(value.name)])
    block = int(log["blockNumber"], 16)
    # Not every node says when; then its block is asked.
    time = int(log["blockTimestamp"], 16) if log.get("blockTimestamp") else _time_of(block, provider().chain_id)
    return Event(abi.name, found, block, int(log["logIndex"], 16), time)


def block_time(block: int) -> int:
    """When a block was made, in seconds since 1970."""
    return int(rpc("eth_getBlockByNumber", hex(block), False)["timestamp"], 16)


@cache
def _time_of(block: int, chain_id: int) -> int:
    return block_time(block)


@cache
def checksummed(address: str) -> str:
    """An address as the rest of the program writes it."""
    return str(convert(address, AddressType))


def _bytes(hexadecimal: str) -> bytes:
    return bytes.fromhex(hexadecimal.removeprefix("0x"))
