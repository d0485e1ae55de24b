"""`antu.simulation.Chain` by a private node: signed transactions in blocks of a thousand, and receipts read once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import requests
from eth_abi.abi import decode, encode
from eth_utils.conversions import to_hex
from eth_utils.crypto import keccak

from antu.errors import AntuError
from antu.platforms import published
from antu.simulation.port import Act, Event, OnChain, Outcome
from scripts._chain.accounts import ETHER
from scripts._chain.adapter import provider, rpc, rpc_checked
from scripts._chain.ledger import project_rows
from scripts._chain.many_calls import ask_all
from scripts._chain.market import Market
from scripts._simulation.wallets import Wallets

AT_ONCE = 500  # questions in a request
GAS, BATCH_GAS = 1_000_000, 16_000_000  # limits of a transaction, and of one with many teams, readings or holders
TRACED = 3  # transactions of each kind and size whose changes of storage are counted

# What is heard of contracts' events.
EVENTS = {
    "market": ("MatchSkipped", "Refunded"),
    "shares": ("Claimed",),
    "energy": ("ReadingAccepted", "ReadingSkipped", "CreditUsed"),
}


class Method:
    """A contract's function, ready to be called many times."""

    def __init__(self, abi: Any) -> None:
        self._selector, self._types = keccak(text=abi.selector)[:4], [each.canonical_type for each in abi.inputs]

    def encoded(self, arguments: Sequence[Any]) -> bytes:
        return self._selector + encode(self._types, arguments)


class Heard:
    """A contract's event, ready to be read many times."""

    def __init__(self, abi: Any) -> None:
        self.name = str(abi.name)
        self._indexed = [(each.name, each.canonical_type) for each in abi.inputs if each.indexed]
        self._others = [(each.name, each.canonical_type) for each in abi.inputs if not each.indexed]

    def read(self, log: Mapping[str, Any]) -> Event:
        values: dict[str, Any] = {}
        for (name, kind), topic in zip(self._indexed, log["topics"][1:], strict=True):
            (values[name],) = decode([kind], bytes.fromhex(topic[2:]))
        data = bytes.fromhex(log["data"][2:])
        values |= zip((name for name, _ in self._others), decode([kind for _, kind in self._others], data), strict=True)
        return Event(self.name, values)


class PrivateChain:
    """The market on the connected private node, which nobody else uses."""

    def __init__(self, market: Market, wallets: Wallets) -> None:
        self._market, self._wallets = market, wallets
        self._session = requests.Session()
        self._contracts = {name: getattr(market, name) for name in ("market", "shares", "energy", "token")}
        self._addresses = {name: str(each.address) for name, each in self._contracts.items()}
        self._methods: dict[tuple[str, str], Method] = {}
        self._heard = dict(self._listened())
        self._slots: dict[tuple[str, int], list[int]] = {}
        self.chain_id = int(provider().chain_id)
        rpc("evm_setAutomine", False)
        self._ask(("anvil_setBalance", each, hex(1_000 * ETHER)) for each in wallets.addresses)

    def address(self, contract: str) -> str:
        return self._addresses[contract]

    # BLOCKS

    def mine(self, acts: Sequence[Act], time: int) -> list[Outcome]:
        signed = [self._signed(act, place) for place, act in enumerate(acts)]
        hashes = self._ask(("eth_sendRawTransaction", to_hex(each)) for each in signed)
        # One request after the other: a node takes what comes in one in any order.
        self._ask([("evm_setNextBlockTimestamp", time)])
        self._ask([("evm_mine",)])
        (receipts,) = self._ask([("eth_getBlockReceipts", "latest")])
        if [each["transactionHash"] for each in receipts] != hashes:
            raise AntuError(f"Of {len(hashes)} transactions {len(receipts)} were mined, or in another order.")
        for act, receipt in zip(acts, receipts, strict=True):
            if int(receipt["status"], 16) != 1:
                self._explain(act, receipt)
        slots = self._changes(acts, hashes)
        return [
            Outcome(
                int(receipt["blockNumber"], 16),
                time,
                int(receipt["gasUsed"], 16),
                *published(raw),
                changed,
                list(self._told(receipt)),
            )
            for raw, receipt, changed in zip(signed, receipts, slots, strict=True)
        ]

    def _signed(self, act: Act, place: int) -> bytes:
        data = self._method(act.contract, act.function).encoded(act.arguments)
        limit = GAS if act.units == 1 else BATCH_GAS
        return self._wallets.sign(act.by.wallet, self._addresses[act.contract], data, limit, place)

    def _method(self, contract: str, function: str) -> Method:
        key = (contract, function)
        if key not in self._methods:
            self._methods[key] = Method(self._contracts[contract].contract_type.mutable_methods[function])
        return self._methods[key]

    def _explain(self, act: Act, receipt: Mapping[str, Any]) -> None:
        what = f"{act.contract}.{act.function}"
        data = self._method(act.contract, act.function).encoded(act.arguments)
        request = {"from": act.by.address, "to": self._addresses[act.contract], "data": to_hex(data)}
        rpc_checked(what, "eth_call", request)  # which says why, if it would be refused again
        raise AntuError(f"{what} by {act.by.agent} {act.by.number} failed in {receipt['transactionHash']}.")

    # WHAT CONTRACTS TELL

    def _listened(self) -> Iterator[tuple[tuple[str, str], Heard]]:
        for contract, names in EVENTS.items():
            for abi in self._contracts[contract].contract_type.events:
                if abi.name in names:
                    yield (self._addresses[contract].lower(), to_hex(keccak(text=abi.selector))), Heard(abi)

    def _told(self, receipt: Mapping[str, Any]) -> Iterator[Event]:
        for log in receipt["logs"]:
            if heard := self._heard.get((log["address"], log["topics"][0])):
                yield heard.read(log)

    # STORAGE

    def _changes(self, acts: Sequence[Act], hashes: Sequence[str]) -> list[int]:
        """How many slots each act changed: of the first ones of a kind as traced, of others the mean of those."""
        return [self._changed(act, transaction) for act, transaction in zip(acts, hashes, strict=True)]

    def _changed(self, act: Act, transaction: str) -> int:
        seen = self._slots.setdefault((f"{act.contract}.{act.function}", act.units), [])
        if len(seen) < TRACED:
            tracer = {"tracer": "prestateTracer", "tracerConfig": {"diffMode": True}}
            difference = rpc("debug_traceTransaction", transaction, tracer)
            places = {
                (address, slot)
                for side in ("pre", "post")
                for address, account in difference[side].items()
                for slot in account.get("storage", {})
            }
            seen.append(len(places))
        return round(sum(seen) / len(seen))

    # QUESTIONS

    def pesos(self, addresses: Sequence[str]) -> list[int]:
        return [each[0] for each in self._view("token", "balanceOf", [(each,) for each in addresses], ["uint256"])]

    def prepaid(self, addresses: Sequence[str]) -> list[int]:
        asked = [(each,) for each in addresses]
        return [each[0][0] for each in self._view("energy", "accountOf", asked, ["(uint64,uint64)"])]

    def claimable(self, stakes: Sequence[tuple[str, int]]) -> list[int]:
        return [each[0] for each in self._view("shares", "claimable", stakes, ["uint256"])]

    def projects(self) -> list[OnChain]:
        rows = project_rows(self._market)
        return [OnChain(int(r.project.state), int(r.shares), int(r.goal), int(r.revenue)) for r in rows]

    def _view(
        self, contract: str, function: str, asked: Iterable[Sequence[Any]], answer: list[str]
    ) -> list[tuple[Any, ...]]:
        method = Method(self._contracts[contract].contract_type.view_methods[function])
        to = self._addresses[contract]
        calls = (("eth_call", {"to": to, "data": to_hex(method.encoded(each))}, "latest") for each in asked)
        return [decode(answer, bytes.fromhex(each[2:])) for each in self._ask(calls)]

    def _ask(self, calls: Iterable[tuple[Any, ...]]) -> list[Any]:
        left, answers = iter(calls), list[Any]()
        while some := list(islice(left, AT_ONCE)):
            answers += ask_all(self._session, some)
        return answers
