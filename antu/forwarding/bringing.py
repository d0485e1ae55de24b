"""Bringing requests to the chain: those that hold, in each signer's order, so that a bad one stops no other.

A signer's requests have numbers that follow one another; one counts only when all before it have. So they are brought
in rounds, of each signer the next one: it is tried as the chain will be then. What would fail is not sent, for it would
use its number up. Nothing counts twice, whatever happens on the way: the chain counts each number once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from antu.errors import AntuError
from antu.forwarding.request_file import RequestFile

# What the forwarder takes for itself beside a request's gas: its checks, its event, and the request's bytes.
OVERHEAD_GAS = 70_000
BYTE_GAS = 16
SIGNATURE_BYTE_GAS = 40  # as if the transaction were nothing but bytes (EIP-7623)
# For a contract to judge its signature. Counted for every request: an account may be given code (EIP-7702) in the last
# moment, and the gas of its judging must not be taken from the others'. What is not used is not paid.
JUDGING_GAS = 520_000


class Fate(StrEnum):
    """What became of a request."""

    DONE = "done"
    FAILED = "failed"  # the contract refused it after all, and its number is used up
    REFUSED = "refused"  # the contract would refuse it; not sent
    ELSEWHERE = "elsewhere"  # it is for another chain, forwarder or contract
    EXPIRED = "expired"
    USED = "used"  # its number was used before
    WAITS = "waits"  # for one with an earlier number
    UNSIGNED = "unsigned"  # the signature is not the signer's
    SKIPPED = "skipped"  # the forwarder passed over it, for something changed meanwhile


@dataclass(frozen=True)
class Brought:
    """A request's file, what became of it, and what explains that: an error's words, a nonce, a transaction."""

    path: Path
    file: RequestFile
    fate: Fate
    detail: str = ""


class ForwardPort(Protocol):
    """The chain, as far as requests need it."""

    gas_limit: int  # of a transaction

    def elsewhere(self, file: RequestFile) -> str:
        """Why a request is not for this market, empty if it is."""

    def now(self) -> int:
        """Seconds since 1970 of the next block."""

    def next_nonce(self, signer: str) -> int:
        """The number of a signer's next request."""

    def has_code(self, account: str) -> bool:
        """Whether an account is a contract."""

    def is_signed(self, file: RequestFile) -> bool:
        """Whether a contract's account takes the signature for its own. Asked only of a request whose turn it is."""

    def refusal(self, file: RequestFile) -> str:
        """Why the contract would refuse a request now, empty if it would not."""

    def send(self, files: Sequence[RequestFile], gas: int) -> tuple[dict[str, bool], str]:
        """Sends one transaction with so much gas. By signer, whether its call went well, for those that had their turn;
        and the transaction's hash."""


def bring(files: Iterable[tuple[Path, RequestFile]], port: ForwardPort, observe: Callable[[], None]) -> list[Brought]:
    """Brings requests, and says what became of each, in the order in which that was known.

    `observe` is called whenever that is known of one more."""
    return _Bringing(port, observe).run(files)


def gas_of(file: RequestFile) -> int:
    """Gas that a transaction needs for a request, beside what every transaction costs."""
    data = 2 * BYTE_GAS * (len(file.data) // 2) + SIGNATURE_BYTE_GAS * (len(file.signature) // 2)
    # The forwarder keeps 1/64 of what it has, and what the call gets must be within the rest.
    return (file.gas + OVERHEAD_GAS + data + JUDGING_GAS) * 64 // 63 + 1


class _Bringing:
    def __init__(self, port: ForwardPort, observe: Callable[[], None]) -> None:
        self._port = port
        self._observe = observe
        self._told: list[Brought] = []

    def run(self, files: Iterable[tuple[Path, RequestFile]]) -> list[Brought]:
        queues: dict[str, list[tuple[Path, RequestFile]]] = {}
        for path, file in files:
            if why := self._port.elsewhere(file):
                self._tell(path, file, Fate.ELSEWHERE, why)
            else:
                queues.setdefault(file.signer, []).append((path, file))
        for queue in queues.values():
            queue.sort(key=lambda each: each[1].nonce)
        while batch := [found for queue in queues.values() if (found := self._next(queue))]:
            for part in self._cut(batch):
                self._send(part)
        return self._told

    def _next(self, queue: list[tuple[Path, RequestFile]]) -> tuple[Path, RequestFile] | None:
        """A signer's next request that holds. Those before it that cannot count any more are told of."""
        while queue:
            path, file = queue[0]
            nonce = self._port.next_nonce(file.signer)
            if file.nonce > nonce:
                for waiting in queue:
                    self._tell(*waiting, Fate.WAITS, str(nonce))
                queue.clear()
                return None
            del queue[0]
            fate, why = self._fate(file, nonce)
            if fate is None:
                return path, file
            self._tell(path, file, fate, why)
        return None

    def _fate(self, file: RequestFile, nonce: int) -> tuple[Fate | None, str]:
        """Why a request is not sent; None if it is to be."""
        if file.nonce < nonce:
            return Fate.USED, str(nonce)
        if file.deadline < self._port.now():
            return Fate.EXPIRED, str(file.deadline)
        by = file.signed_by
        if by != file.signer and not (self._port.has_code(file.signer) and self._port.is_signed(file)):
            return Fate.UNSIGNED, by
        if why := self._port.refusal(file):
            return Fate.REFUSED, why
        if gas_of(file) > self._port.gas_limit:
            return Fate.REFUSED, f"It asks for {file.gas:,} gas, more than a transaction may have here."
        return None, ""

    def _cut(self, batch: list[tuple[Path, RequestFile]]) -> Iterable[list[tuple[Path, RequestFile]]]:
        """A round's requests, in as many transactions as their gas takes."""
        part: list[tuple[Path, RequestFile]] = []
        gas = 0
        for path, file in batch:
            more = gas_of(file)
            if part and gas + more > self._port.gas_limit:
                yield part
                part, gas = [], 0
            part.append((path, file))
            gas += more
        yield part

    def _send(self, part: list[tuple[Path, RequestFile]]) -> None:
        files = [file for _, file in part]
        try:
            went_well, transaction = self._port.send(files, sum(map(gas_of, files)))
        except AntuError as error:
            if len(part) == 1:
                self._tell(*part[0], Fate.SKIPPED, str(error))
            else:  # whatever in one of them is to blame for, it shall not stop the others
                for one in part:
                    self._send([one])
            return
        for path, file in part:
            well = went_well.get(file.signer)
            fate = Fate.SKIPPED if well is None else Fate.DONE if well else Fate.FAILED
            self._tell(path, file, fate, transaction)

    def _tell(self, path: Path, file: RequestFile, fate: Fate, detail: str) -> None:
        self._told.append(Brought(path, file, fate, detail))
        self._observe()
