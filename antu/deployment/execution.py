"""Carrying a deployment out: it may stop anywhere, and goes on from there when it is run again."""

from collections.abc import Callable
from dataclasses import dataclass

from eth_utils.crypto import keccak

from antu.deployment.names import PROXIES, implementation_of
from antu.deployment.parameters import Parameters, described
from antu.deployment.plan import Deploy, Step, steps
from antu.deployment.port import ChainPort, Mined
from antu.deployment.record import Deployed, Record, Store, Wired, jsonable
from antu.deployment.view import View
from antu.errors import AntuError


class OtherChainError(AntuError):
    """The record tells of another chain than the one at hand, such as a local one that has been restarted since."""


@dataclass(frozen=True)
class Outcome:
    """How a deployment went: the record, and the titles of the steps done now, none if all had been done before."""

    record: Record
    done: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return bool(self.done)


# Called with each step, its place from 1, how many there are, and its transaction, None where it had been done before.
Observer = Callable[[Step, int, int, Mined | None], None]


def _ignore(step: Step, place: int, count: int, mined: Mined | None) -> None:
    pass


def begin(port: ChainPort, store: Store, network: str, commit: str, given: Parameters, ephemeral: bool) -> Record:
    """The record to go on with, a new one if there is none.

    `ephemeral` says that the network is a local one, whose chain may be gone: then a record of another chain is put
    aside. Raises `OtherChainError` if not, and `AntuError` if a deployment was begun with other parameters."""
    record = store.load(network)
    if record is not None and ephemeral:
        try:
            verify_chain(port, record)
        except OtherChainError:
            record = None
    if record is None:
        return Record(network=network, chain_id=port.chain_id, commit=commit, parameters=given)
    verify_chain(port, record)
    if record.parameters != given and not record.complete:
        before, now = described(record.parameters), described(given)
        name = next(name for name in before if before[name] != now[name])
        raise AntuError(
            f"The deployment on {network} was begun with {name} = {before[name]}, and now it is {now[name]}.",
            f"Run it with {before[name]} to its end; what is deployed can be changed then. Or, to begin anew, move "
            f"{store.path(network)} away.",
        )
    return record


def verify_chain(port: ChainPort, record: Record) -> None:
    """Raises `OtherChainError` unless the chain at hand has every contract of the record."""
    hint = (
        f"If {record.network} is a local chain that was restarted, delete deployments/{record.network}.json and run "
        "`ape run deploy` again. If not, check --network."
    )
    if port.chain_id != record.chain_id:
        message = f"The record of {record.network} is of chain {record.chain_id}, and this is chain {port.chain_id}."
        raise OtherChainError(message, hint)
    for name, deployed in record.contracts.items():
        code = port.code_at(deployed.address)
        if not code or _hash(code) != deployed.code_hash:
            what = "other code" if code else "no code"
            raise OtherChainError(
                f"The record of {record.network} has {name} at {deployed.address}, where this chain has {what}.", hint
            )


def execute(port: ChainPort, store: Store, record: Record, observe: Observer = _ignore) -> Outcome:
    """Does the steps that are not done yet, and saves the record after each.

    A deployment that was completed is left alone, even if its settings were changed since: `check` shows what differs.
    If it fails, what was done stays recorded. A contract whose transaction was sent when the record could not be saved
    any more is deployed a second time; nothing refers to the first."""
    if record.complete:
        return Outcome(record, ())
    deployer = _deployer(port, record)
    plan, done = steps(record.parameters, deployer), []
    for place, step in enumerate(plan, start=1):
        mined = None
        if not _is_done(step, View(port, record)):
            record, mined = _perform(step, port, record)
            store.save(record)
            done.append(step.title)
        observe(step, place, len(plan), mined)
    record = record.completed()
    store.save(record)
    return Outcome(record, tuple(done))


def _deployer(port: ChainPort, record: Record) -> str:
    """The account that a deployment was begun with, which is its admin until the end and so must end it."""
    began = record.deployer or port.deployer
    if began != port.deployer:
        raise AntuError(
            f"The deployment on {record.network} was begun by {began}, and this account is {port.deployer}.",
            "Run it with --account of the one who began it.",
        )
    return began


def _is_done(step: Step, view: View) -> bool:
    if isinstance(step, Deploy):
        return step.name in view.record.contracts
    return all(item.found(view) == item.wanted for item in step.expected)


def _perform(step: Step, port: ChainPort, record: Record) -> tuple[Record, Mined]:
    view = View(port, record)
    arguments = step.arguments(view)
    if not isinstance(step, Deploy):
        mined = port.transact(view.interface(step.target), view.address(step.target), step.method, arguments)
        return record.with_wiring(step.title, Wired(transaction=mined.transaction, block=mined.block)), mined
    mined = port.deploy(step.contract, arguments)
    deployed = Deployed(
        contract=step.contract,
        address=mined.address,
        transaction=mined.transaction,
        block=mined.block,
        deployer=port.deployer,
        arguments=tuple(jsonable(arguments)),
        code_hash=_hash(port.code_at(mined.address)),
        layout=port.layout(step.contract) if step.name in map(implementation_of, PROXIES) else None,
    )
    return record.with_contract(step.name, deployed), mined


def _hash(code: bytes) -> str:
    return "0x" + keccak(code).hex()
