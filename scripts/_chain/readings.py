"""Bringing signed readings to the chain: what it knows of their meters, and what it says to each."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import ape
from ape.api import AccountAPI, ReceiptAPI
from eth_abi.abi import encode
from eth_utils.abi import function_signature_to_4byte_selector
from eth_utils.conversions import to_hex

from antu.enums import MeterStatus, Refusal, State
from antu.errors import AntuError
from antu.metering import Domain, SignedReading, digest
from antu.metering.keys import ADDRESS_BYTES
from antu.relay import Counted, Meter, Signatures, Verdict
from scripts._chain.adapter import provider, rpc
from scripts._chain.events import block_time, fetch
from scripts._chain.ledger import meter_rows, project_rows
from scripts._chain.market import Market
from scripts._chain.sending import ChainSender

__all__ = ["ChainRelay", "Verdict", "counted_since", "meters_of", "signatures", "verdicts"]

# As much as EnergySales gives to whoever judges a signature, and what it costs to ask.
JUDGES_GAS = 600_000

MOST_TOPICS = 500


class ChainRelay(ChainSender[SignedReading, list[Verdict]]):
    """The connected chain, as `antu.relay.RelayPort`."""

    def __init__(self, market: Market, account: AccountAPI) -> None:
        super().__init__(market.energy.reportBatch, account)
        self._market = market
        self.gas_used = 0
        self.transactions: list[str] = []

    def _argument(self, items: Sequence[SignedReading]) -> list[tuple[Any, ...]]:
        return [signed.as_tuple() for signed in items]

    def _told(self, items: Sequence[SignedReading], receipt: ReceiptAPI) -> list[Verdict]:
        self.gas_used += receipt.gas_used
        self.transactions.append(str(receipt.txn_hash))
        return verdicts(self._market, items, receipt)


def domain(market: Market) -> Domain:
    """What the market's meters sign for."""
    return Domain(int(provider().chain_id), str(market.energy.address))


def meters_of(market: Market, projects: Collection[int]) -> dict[int, Meter]:
    """The meters of these projects, of those that have one."""
    rows = {int(row.id): row.meter for row in meter_rows(market) if int(row.id) in projects}
    states: Mapping[int, State] = {}
    if any(meter.status == MeterStatus.COMMISSIONED for meter in rows.values()):
        states = {int(row.id): State(row.project.state) for row in project_rows(market)}
    return {
        project: Meter(
            status=MeterStatus(meter.status),
            project_state=states.get(project, State.OPERATING),
            generated_wh=int(meter.generatedWh),
            exported_wh=int(meter.exportedWh),
            carried_generated_wh=int(meter.carriedGeneratedWh),
            carried_exported_wh=int(meter.carriedExportedWh),
            time=int(meter.time),
            capacity_wp=int(meter.capacityWp),
            key=str(meter.key).lower(),
            key_length=int(meter.keyLength),
        )
        for project, meter in rows.items()
        if meter.status != MeterStatus.NONE
    }


def counted_since(market: Market, projects: Collection[int], time: int) -> list[Counted]:
    """The readings of these projects that the contract took since a time."""
    if not projects:
        return []
    head = int(cast(Any, ape.chain.blocks.head).number)
    # A reading is never counted before its time.
    first = max(market.record.first_block, bisect_left(range(head), time, key=block_time))
    # Nodes take only so many values to look for; of many projects it is as well to hear of all.
    chosen = [sorted(projects)] if len(projects) <= MOST_TOPICS else []
    found = fetch(market.energy, ["ReadingAccepted"], first, head, chosen)
    names = ("projectId", "generatedWh", "exportedWh", "time")
    return [Counted(*(int(event[name]) for name in names)) for event in found]


def signatures(market: Market) -> Signatures:
    """Checks what the market's meters sign."""
    signed_for = domain(market)

    def ask(signed: SignedReading, meter: Meter) -> bool:
        message, signature = digest(signed.reading, signed_for), signed.as_tuple()[4]
        if meter.key_length == ADDRESS_BYTES:
            return _agrees(meter.key, "isValidSignature(bytes32,bytes)", message, signature)
        verifier, key = signed.key[:ADDRESS_BYTES], signed.key[ADDRESS_BYTES:]
        return _agrees(to_hex(verifier), "verify(bytes,bytes32,bytes)", key, message, signed.signature)

    return Signatures(signed_for, str(market.verifier.address), ask)


def _agrees(judge: str, function: str, *arguments: bytes) -> bool:
    """Whether a contract says, by its function's own selector, that a signature is good; an account says nothing."""
    selector = function_signature_to_4byte_selector(function)
    types = function.partition("(")[2].rstrip(")").split(",")
    request = {"to": judge, "data": to_hex(selector + encode(types, arguments)), "gas": hex(JUDGES_GAS)}
    try:
        answer = bytes.fromhex(rpc("eth_call", request, "latest").removeprefix("0x"))
    except AntuError:
        return False
    return answer[:32] == selector.ljust(32, b"\0")


def verdicts(market: Market, readings: Sequence[SignedReading], receipt: Any) -> list[Verdict]:
    """The readings of a batch with what became of each. The contract tells in their order, an event for each."""
    accepted, skipped = market.energy.ReadingAccepted, market.energy.ReadingSkipped
    events = receipt.decode_logs([accepted.abi, skipped.abi])
    told = sorted(events, key=lambda log: log.log_index)
    return [_verdict(signed, log) for signed, log in zip(readings, told, strict=True)]


def _verdict(signed: SignedReading, log: Any) -> Verdict:
    found = log.event_arguments
    if log.event_name == "ReadingAccepted":
        return Verdict(
            signed,
            owner_bill=int(found["ownerBill"]),
            cooperative_bill=int(found["cooperativeBill"]),
            paid=int(found["paid"]),
        )
    return Verdict(signed, Refusal(found["reason"]), int(found["value"]), int(found["limit"]))
