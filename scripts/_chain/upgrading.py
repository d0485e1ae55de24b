"""Upgrades of the market's contracts: announced, executed a week later, or cancelled. For commands, rehearsals and
tests."""

from dataclasses import dataclass
from typing import Any

import ape
from ape.api import AccountAPI, ReceiptAPI

from antu.deployment import Record, Store
from antu.deployment.names import PROXIES, implementation_of
from antu.deployment.record import Succession, Wired
from antu.deployment.view import View
from antu.errors import AntuError
from antu.governance import code
from antu.governance.operations import Operation, Phase, operation_id, upgrade_data, upgrades
from antu.governance.proposals import Transaction
from antu.governance.words import lasting
from scripts._chain import clock
from scripts._chain.adapter import ApeChain
from scripts._chain.candidates import (
    Candidate,
    candidate,
    check_deployed,
    check_fit,
    check_layout,
    known,
    require_recorded,
)
from scripts._chain.display import when
from scripts._chain.events import fetch
from scripts._chain.layouts import deployed_layout
from scripts._chain.market import STORE, Market, connected_network
from scripts._chain.transactions import call, deployment, send_all
from scripts._chain.vitals import vitals

EVENTS = ("OperationScheduled", "OperationExecuted", "OperationCanceled")


@dataclass(frozen=True)
class Announcement:
    """An upgrade that may be announced, and what is left to be done for that: nothing, if it was announced before."""

    proposed: Candidate
    operation: str
    data: bytes
    added: int  # variables
    transactions: tuple[Transaction, ...]


@dataclass(frozen=True)
class Executed:
    """An upgrade that was executed, and what was read just before and after. `now` is False if somebody else did it."""

    operation: Operation
    before: dict[str, str]
    after: dict[str, str]
    now: bool = True

    @property
    def different(self) -> list[str]:
        return [name for name, value in self.before.items() if self.after[name] != value]


def announced(market: Market, proxy: str = "") -> list[Operation]:
    """All upgrades that were ever announced, of one proxy or of all, oldest first, whoever did it."""
    head = int(ape.chain.blocks.head.number)
    proxies = {market.record.address(name) for name in ([proxy] if proxy else PROXIES)}
    found = upgrades(fetch(market.authority, EVENTS, market.record.first_block, head))
    return [operation for operation in found if operation.target in proxies]


def latest(market: Market, store: Store = STORE) -> Record:
    """The record as it is now; a handle keeps the one that it was made with."""
    return store.load(connected_network()) or market.record


def plan_upgrade(
    market: Market, proxy: str, caller: str, proposed: Candidate | None = None, told: bytes = b"", store: Store = STORE
) -> Announcement:
    """Checks an upgrade that `caller` would announce. `proposed` is the checkout's contract if not given; `told` is the
    calldata of what it is told when it moves in. Raises `AntuError` if it would do harm, or nothing."""
    record = latest(market, store)
    proposed = proposed or candidate(record, proxy)
    require_recorded(record, proxy)
    added = check_fit(record, proposed)
    data = upgrade_data(proposed.address, told)
    operation = operation_id(caller, record.address(proxy), data)
    transactions = []
    if ApeChain().code_at(proposed.address):
        check_deployed(record, proxy, proposed.address)
    else:
        transactions.append(deployment(proposed.contract, code.deployment(proposed.creation)[1]))
    if _pending(announced(market, proxy), operation) is None:
        transactions.append(call(market.authority.schedule, record.address(proxy), data, 0))
    return Announcement(proposed, operation, data, added, tuple(transactions))


def schedule_upgrade(
    market: Market,
    proxy: str,
    account: AccountAPI,
    proposed: Candidate | None = None,
    told: bytes = b"",
    store: Store = STORE,
) -> Operation:
    """Deploys the new implementation unless this very code is there, and announces the upgrade unless it is announced.

    It may be stopped anywhere and run again: the code's address and the operation's id follow from what is deployed, so
    that nothing is done twice, and the record is saved after each transaction."""
    planned = plan_upgrade(market, proxy, str(account.address), proposed, told, store)
    record = latest(market, store)
    kept = record.upgrades.get(planned.operation)
    for transaction in planned.transactions:
        (receipt,) = send_all([transaction], account)
        if transaction.method:
            scheduled = _wired(receipt)
            kept = _succession(planned, record, kept).model_copy(update={"scheduled": scheduled, "executed": None})
        else:
            check_deployed(record, proxy, planned.proposed.address)
            kept = _succession(planned, record, None, receipt)
        store.save(record.with_upgrade(planned.operation, kept))
    found = _pending(announced(market, proxy), planned.operation)
    if found is None:
        raise AntuError(
            f"The authority does not know of operation {planned.operation}, which was announced.",
            "Look: ape run upgrade show",
        )
    kept = kept or _succession(planned, record, None)
    if kept.scheduled is None or kept.executed is not None:
        kept = kept.model_copy(update={"scheduled": Wired(transaction="", block=found.block), "executed": None})
    store.save(record.with_upgrade(planned.operation, kept))
    return found


def _succession(
    planned: Announcement, record: Record, kept: Succession | None, receipt: ReceiptAPI | None = None
) -> Succession:
    """What the record says of an upgrade: what it said, or that of a deployment now or, without a receipt, by
    others."""
    if kept is not None:
        return kept
    head = int(ape.chain.blocks.head.number)
    transaction, block, sender = (
        (str(receipt.txn_hash), int(receipt.block_number), str(receipt.sender)) if receipt else ("", head, "")
    )
    return Succession(
        proxy=planned.proposed.proxy, implementation=planned.proposed.deployed(record, transaction, block, sender)
    )


def current_upgrade(market: Market, proxy: str, operation: str = "") -> Operation:
    """The upgrade of a proxy that was announced and is neither done nor cancelled, or the one named. Raises
    `AntuError` if there is none, or several and none was named."""
    found = announced(market, proxy)
    if operation:
        named = [each for each in found if each.id == operation.lower()]
        if not named:
            raise AntuError(f"No upgrade of {proxy} has the operation {operation}.", "List them: ape run upgrade show")
        return named[-1]
    newest = {each.id: each for each in found}
    open_ = [each for each in newest.values() if each.ended is None]
    # One that expired counts if there is no other, to be told of.
    open_ = [each for each in open_ if each.phase(clock.now()).pending] or open_[-1:]
    if len(open_) == 1:
        return open_[0]
    if open_:
        raise AntuError(
            f"{len(open_)} upgrades of {proxy} are announced.",
            f"Name one with --operation: {', '.join(each.id for each in open_)}.",
        )
    raise AntuError(f"No upgrade of {proxy} is announced.", f"Announce one: ape run upgrade schedule {proxy}")


def plan_execution(market: Market, operation: Operation, caller: str, store: Store = STORE) -> tuple[Transaction, ...]:
    """Checks all over again what was checked before it was announced, perhaps by others. Raises `AntuError` if it is
    too early or too late, if its code is not what was announced, or if it would not find what is stored."""
    record, now = latest(market, store), clock.now()
    proxy = _proxy(record, operation)
    _require_phase(operation, now)
    if caller != operation.caller:
        raise AntuError(
            f"This upgrade was announced by {operation.caller}, who alone may execute it, and this is {caller}.",
            "Name that account with --account, or, where it is a Safe, with --as and --propose.",
        )
    require_recorded(record, proxy)
    kept = known(record, proxy, operation)
    found = code.code_hash(ApeChain().code_at(operation.implementation))
    if found != kept.implementation.code_hash:
        raise AntuError(
            f"The code at {operation.implementation} is not what was announced: its hash is {found}, and was "
            f"{kept.implementation.code_hash}.",
            "Cancel the upgrade (ape run upgrade cancel) and find out who changed it.",
        )
    old = deployed_layout(record, record.contracts[implementation_of(proxy)])
    check_layout(kept.implementation.contract, old, deployed_layout(record, kept.implementation))
    check_deployed(record, proxy, operation.implementation)
    return (call(market.authority.execute, operation.target, operation.data),)


def execute_upgrade(
    market: Market, proxy: str, account: AccountAPI, operation: str = "", store: Store = STORE
) -> Executed:
    """Executes the upgrade of a proxy that is announced, sees that the proxy has the new code and that what was read
    before is the same after, and records it.

    If somebody else executed it already, or a run of this that was stopped, only the record is brought up to date."""
    caught_up = catch_up(market, proxy, store)
    if caught_up is not None:
        return Executed(caught_up, {}, {}, now=False)
    found = current_upgrade(market, proxy, operation)
    (receipt,) = send_all(plan_execution(market, found, str(account.address), store), account)
    record = latest(market, store)
    if View(ApeChain(), record).implementation(proxy) != found.implementation:
        raise AntuError(f"The transaction {receipt.txn_hash} succeeded, and {proxy} does not have its code.")
    kept = known(record, proxy, found).model_copy(update={"executed": _wired(receipt)})
    store.save(record.with_upgrade(found.id, kept))
    block = int(receipt.block_number)
    return Executed(found, vitals(market, block - 1), vitals(market, block))


def catch_up(market: Market, proxy: str, store: Store = STORE) -> Operation | None:
    """The upgrade that brought what is behind a proxy, if the record did not know of it; from now on it does."""
    record = latest(market, store)
    behind = View(ApeChain(), record).implementation(proxy)
    if behind == record.address(implementation_of(proxy)):
        return None
    done = [each for each in announced(market, proxy) if each.ended is Phase.EXECUTED and each.implementation == behind]
    if not done:
        raise AntuError(
            f"Behind {proxy} is {behind}, which is neither recorded nor of an upgrade that was announced.",
            "Stop, and find out how it came there.",
        )
    kept = known(record, proxy, done[-1])
    executed = Wired(transaction="", block=done[-1].ended_block)
    store.save(record.with_upgrade(done[-1].id, kept.model_copy(update={"executed": executed})))
    return done[-1]


def cancel_upgrade(market: Market, proxy: str, account: AccountAPI, operation: str = "") -> Operation:
    """Cancels the upgrade of a proxy that is announced."""
    found = current_upgrade(market, proxy, operation)
    send_all(plan_cancellation(market, found), account)
    return found


def plan_cancellation(market: Market, operation: Operation) -> tuple[Transaction, ...]:
    """What cancels an upgrade. Raises `AntuError` if it has ended."""
    if operation.ended:
        raise AntuError(f"This upgrade was {operation.ended} at {when(operation.ended_at)} UTC.")
    return (call(market.authority.cancel, operation.caller, operation.target, operation.data),)


def _require_phase(operation: Operation, now: int) -> None:
    phase = operation.phase(now)
    if phase is Phase.WAITING:
        raise AntuError(
            f"It is too early: this upgrade may be executed from {when(operation.ready_at)} UTC, in "
            f"{lasting(operation.ready_at - now)}.",
            "On a local chain, ape run upgrade wait --skip moves the clock.",
        )
    if phase is Phase.EXPIRED:
        raise AntuError(
            f"It is too late: this upgrade could be executed until {when(operation.expires_at)} UTC.",
            "Announce it again: ape run upgrade schedule",
        )
    if not phase.pending:
        raise AntuError(f"This upgrade was {phase} at {when(operation.ended_at)} UTC.")


def _pending(operations: list[Operation], operation: str) -> Operation | None:
    now = clock.now()
    return next((each for each in operations if each.id == operation and each.phase(now).pending), None)


def _proxy(record: Record, operation: Operation) -> str:
    return next(name for name in PROXIES if record.address(name) == operation.target)


def _wired(receipt: Any) -> Wired:
    return Wired(transaction=str(receipt.txn_hash), block=int(receipt.block_number))
