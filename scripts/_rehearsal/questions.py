"""Views asked by the thousand, in few requests, their answers flattened to facts."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ape.contracts import ContractInstance
from eth_abi.abi import decode, encode
from eth_utils.crypto import keccak
from ethpm_types.abi import ABIType, MethodABI

from antu.rehearsal.world import Key, Value
from scripts._chain.events import checksummed
from scripts._rehearsal.waves import Sea

AT_ONCE = 500


class Question(NamedTuple):
    """A view of a contract, asked with some arguments. Its answers are facts whose keys begin with `subject`."""

    subject: Key
    contract: ContractInstance
    view: str
    arguments: tuple[Any, ...] = ()

    @property
    def abi(self) -> MethodABI:
        return _method(self.contract, self.view)

    @property
    def call(self) -> dict[str, str]:
        types = [each.canonical_type for each in self.abi.inputs]
        data = keccak(text=self.abi.selector)[:4] + encode(types, self.arguments)
        return {"to": str(self.contract.address), "data": "0x" + data.hex()}

    def facts(self, answer: str) -> Iterator[tuple[Key, Value]]:
        """What an answer says. A view of one value is a fact by itself; else each value has its own name."""
        outputs, key = self.abi.outputs, (*self.subject, self.view)
        values = decode([each.canonical_type for each in outputs], bytes.fromhex(answer[2:]))
        for output, value in zip(outputs, values, strict=True):
            yield from _flat(key if len(outputs) == 1 else (*key, str(output.name)), output, value)


_methods: dict[tuple[str, str], MethodABI] = {}


def _method(contract: ContractInstance, view: str) -> MethodABI:
    # Ape gathers a contract's views anew each time that it is asked for one.
    name = str(contract.contract_type.name)
    if (name, view) not in _methods:
        (_methods[name, view],) = (abi for abi in contract.contract_type.view_methods if abi.name == view)
    return _methods[name, view]


def _flat(key: Key, output: ABIType, value: Any) -> Iterator[tuple[Key, Value]]:
    if output.components:
        for part, item in zip(output.components, value, strict=True):
            yield from _flat((*key, str(part.name)), part, item)
    else:
        yield key, _plain(output, value)


def _plain(output: ABIType, value: Any) -> Value:
    if output.canonical_type == "address":
        return checksummed(value)
    return "0x" + value.hex() if isinstance(value, bytes) else int(value)


def ask(sea: Sea, questions: Sequence[Question]) -> dict[Key, Value]:
    """The facts that answer these questions."""
    found: dict[Key, Value] = {}
    for some in _parts(questions):
        answers = sea.ask(("eth_call", each.call, "latest") for each in some)
        for question, answer in zip(some, answers, strict=True):
            found.update(question.facts(answer))
    return found


def places(sea: Sea, questions: Sequence[Question]) -> set[tuple[str, int]]:
    """The storage that the answers are read from: addresses in lower case, and slots."""
    found: set[tuple[str, int]] = set()
    for some in _parts(questions):
        for answer in sea.ask(("eth_createAccessList", each.call, "latest") for each in some):
            for entry in answer["accessList"]:
                found.update((entry["address"].lower(), int(slot, 16)) for slot in entry["storageKeys"])
    return found


def _parts(questions: Sequence[Question]) -> Iterator[Sequence[Question]]:
    return (questions[start : start + AT_ONCE] for start in range(0, len(questions), AT_ONCE))
