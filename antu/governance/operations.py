"""Upgrades that the authority knows of: announced, waiting, possible for a week, done or cancelled, from its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError
from eth_utils.abi import function_signature_to_4byte_selector
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from antu.enums import DAY

UPGRADE = function_signature_to_4byte_selector("upgradeToAndCall(address,bytes)")
EXPIRATION_SECONDS = 7 * DAY  # AccessManager's, in which an operation may be executed


class Phase(StrEnum):
    """Where an operation stands."""

    WAITING = "waiting"
    READY = "ready"
    EXPIRED = "expired"
    EXECUTED = "executed"
    CANCELLED = "cancelled"

    @property
    def pending(self) -> bool:
        """Whether it may still be executed, now or later."""
        return self in (Phase.WAITING, Phase.READY)


class Told(Protocol):
    """An event: its name, its values, its block's number and time."""

    @property
    def name(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def block(self) -> int: ...
    @property
    def time(self) -> int: ...


@dataclass(frozen=True)
class Operation:
    """An upgrade of `target`, announced by `caller`, who alone may execute it. Times in seconds since 1970.

    `data` is the whole call; `call` what the new implementation is told in the same transaction, empty for nothing."""

    id: str
    nonce: int
    caller: str
    target: str
    implementation: str
    call: bytes
    data: bytes
    block: int
    announced_at: int
    ready_at: int
    ended: Phase | None = None
    ended_at: int = 0
    ended_block: int = 0

    @property
    def expires_at(self) -> int:
        return self.ready_at + EXPIRATION_SECONDS

    def phase(self, now: int) -> Phase:
        """Where it stands at a time."""
        if self.ended:
            return self.ended
        if now < self.ready_at:
            return Phase.WAITING
        return Phase.READY if now < self.expires_at else Phase.EXPIRED


def upgrade_data(implementation: str, call: bytes = b"") -> bytes:
    """The call of a proxy that puts an implementation behind it."""
    return UPGRADE + encode(["address", "bytes"], [implementation, call])


def operation_id(caller: str, target: str, data: bytes) -> str:
    """The authority's id of an operation, which is known before it is announced."""
    return "0x" + keccak(encode(["address", "address", "bytes"], [caller, target, data])).hex()


def upgrades(events: Iterable[Told]) -> list[Operation]:
    """All upgrades of the authority's events `OperationScheduled`, `OperationExecuted` and `OperationCanceled`, oldest
    first.

    The same upgrade may be announced again after it has ended; it is listed as often."""
    found: dict[tuple[str, int], Operation] = {}
    for event in events:
        key = "0x" + event.values["operationId"].hex(), int(event.values["nonce"])
        if event.name == "OperationScheduled":
            operation = _announced(event, *key)
            if operation is not None:
                found[key] = operation
        elif key in found:
            ended = Phase.EXECUTED if event.name == "OperationExecuted" else Phase.CANCELLED
            found[key] = replace(found[key], ended=ended, ended_at=event.time, ended_block=event.block)
    return list(found.values())


def _announced(event: Told, operation: str, nonce: int) -> Operation | None:
    data = bytes(event.values["data"])
    if data[:4] != UPGRADE:
        return None
    try:
        implementation, call = decode(["address", "bytes"], data[4:])
    except DecodingError:
        return None  # it will be refused by any contract
    return Operation(
        id=operation,
        nonce=nonce,
        caller=event.values["caller"],
        target=event.values["target"],
        implementation=to_checksum_address(implementation),
        call=call,
        data=data,
        block=event.block,
        announced_at=event.time,
        ready_at=int(event.values["schedule"]),
    )
