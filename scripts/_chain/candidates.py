"""Implementations that may take a proxy over: what the checkout has, and why one may not."""

from dataclasses import dataclass
from typing import Any

from ape.contracts import ContractContainer
from ape.exceptions import ApeException

from antu.deployment import INTERFACES, Deploy, Deployed, Record, steps
from antu.deployment.names import implementation_of
from antu.deployment.record import Succession, Wired, jsonable
from antu.deployment.view import IMPLEMENTATION_SLOT, View
from antu.errors import AntuError
from antu.governance import code
from antu.governance.comparison import REMEDY, breaks
from antu.governance.layout import Layout
from antu.governance.operations import Operation
from scripts._chain.adapter import ApeChain, container
from scripts._chain.layouts import checkout_layouts, deployed_layout

# The immutables by which the contracts know each other; each has those that it needs.
WIRES = ("TOKEN", "MARKET", "SHARES", "ENERGY", "UF", "trustedForwarder")


@dataclass(frozen=True)
class Candidate:
    """An implementation. `creation` is the code that deploys it, with the constructor's `arguments`; `runtime` what
    will lie on the chain, with zeros for the immutables."""

    proxy: str
    contract: str
    arguments: tuple[Any, ...]
    creation: bytes
    runtime: bytes
    layout: Layout

    @property
    def address(self) -> str:
        """Where the factory puts it, on any chain where the market's contracts have the same addresses."""
        return code.deployment(self.creation)[0]

    def deployed(self, record: Record, transaction: str, block: int, deployer: str) -> Deployed:
        """How a record has it, once it is on the chain."""
        return Deployed(
            contract=self.contract,
            address=self.address,
            transaction=transaction,
            block=block,
            deployer=deployer,
            arguments=self.arguments,
            code_hash=code.code_hash(ApeChain().code_at(self.address)),
            layout=self.layout,
        )


def candidate(
    record: Record, proxy: str, made: ContractContainer | None = None, layout: Layout | None = None
) -> Candidate:
    """What would replace the contract behind a proxy: the one of its name in the checkout, or `made`, which takes the
    same arguments, with its layout."""
    made = made or container(INTERFACES[proxy])
    layout = layout or checkout_layouts()[INTERFACES[proxy]]
    (step,) = (
        step
        for step in steps(record.parameters, record.deployer or "")
        if isinstance(step, Deploy) and step.name == implementation_of(proxy)
    )
    arguments = tuple(step.arguments(View(ApeChain(), record)))
    runtime = made.contract_type.runtime_bytecode
    return Candidate(
        proxy=proxy,
        contract=made.contract_type.name,
        arguments=tuple(jsonable(arguments)),
        creation=bytes(made.constructor.serialize_transaction(*arguments).data),
        runtime=bytes.fromhex(str(runtime.bytecode).removeprefix("0x")) if runtime and runtime.bytecode else b"",
        layout=layout,
    )


def known(record: Record, proxy: str, operation: Operation) -> Succession:
    """What is known of an announced implementation: from the record, or else from the checkout if it is its code.

    Raises `AntuError` if nobody here knows what it is."""
    kept = record.upgrades.get(operation.id)
    if kept is not None:
        return kept
    ours = candidate(record, proxy)
    if ours.address != operation.implementation:
        raise AntuError(
            f"Nobody here knows the code at {operation.implementation}, announced for {proxy} by {operation.caller}.",
            "Check out the commit that it was made from: its storage has to be compared. If there is none, cancel it.",
        )
    return Succession(
        proxy=proxy,
        implementation=ours.deployed(record, "", operation.block, operation.caller),
        scheduled=Wired(transaction="", block=operation.block),
    )


def require_recorded(record: Record, proxy: str) -> None:
    """Raises `AntuError` unless the record says what is behind a proxy, for that is what a new one is compared with."""
    behind, recorded = View(ApeChain(), record).implementation(proxy), record.address(implementation_of(proxy))
    if behind != recorded:
        raise AntuError(
            f"Behind {proxy} is {behind}, and the record has {recorded}.",
            f"Bring the record up to date first: ape run upgrade execute {proxy}",
        )


def check_fit(record: Record, proposed: Candidate) -> int:
    """How many variables it adds to the storage of what it would replace. Raises `AntuError` if it may not: unchanged,
    too big, or blind to something that is stored."""
    port, current = ApeChain(), record.contracts[implementation_of(proposed.proxy)]
    if code.same_code(proposed.runtime, port.code_at(current.address)):
        raise AntuError(
            f"The {proposed.contract} of this checkout is what {record.network} has behind {proposed.proxy} already.",
            "There is nothing to upgrade; check out the commit with the change.",
        )
    if len(proposed.runtime) > code.MOST_BYTES:
        raise AntuError(
            f"{proposed.contract} has {len(proposed.runtime):,} bytes, and chains take {code.MOST_BYTES:,} at most.",
            "Move one of its features to a contract of its own.",
        )
    return check_layout(proposed.contract, deployed_layout(record, current), proposed.layout)


def check_layout(contract: str, old: Layout, new: Layout) -> int:
    """How many variables `new` adds to `old`. Raises `AntuError` that lists what the contract would not find any
    more."""
    found = breaks(old, new)
    if found:
        listed = "\n".join(f"  {each}" for each in found)
        raise AntuError(f"{contract} would not find what is stored. Of its storage:\n{listed}", REMEDY)
    return count(new) - count(old)


def count(layout: Layout) -> int:
    """How many variables a contract has, those of its bases' namespaces too."""
    return len(layout.variables) + sum(map(len, layout.namespaces.values()))


def check_deployed(record: Record, proxy: str, address: str) -> None:
    """Raises `AntuError` unless the contract at an address can move into a proxy, and knows the same contracts as the
    one that is there."""
    contract = INTERFACES[proxy]
    view = View(ApeChain(), record)
    for getter in (name for name in WIRES if name in _views(contract)):
        wanted, found = view.read(proxy, getter), _answer(contract, address, getter)
        if found != wanted:
            raise AntuError(
                f"The new {contract} at {address} has {found} for {getter}, and the market's is {wanted}.",
                "It was made for another market, or its constructor mixes them up.",
            )
    slot = _answer(contract, address, "proxiableUUID")
    if slot is None or int.from_bytes(slot) != IMPLEMENTATION_SLOT:
        raise AntuError(
            f"The contract at {address} is none that can move into a proxy: its proxiableUUID is no ERC-1967 slot.",
            "It has to be UUPSUpgradeable, as Governed is, or no upgrade would ever be possible again.",
        )


def _views(contract: str) -> set[str]:
    return {abi.name for abi in container(contract).contract_type.view_methods}


def _answer(contract: str, address: str, getter: str) -> Any:
    try:
        return ApeChain().read(contract, address, getter, ())
    except ApeException:
        return None
