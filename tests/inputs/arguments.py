"""Arguments of the contracts' functions as Hypothesis draws them: at the bounds of their types, and of what exists."""

from collections.abc import Sequence
from typing import Any

from ethpm_types.abi import ABIType
from hypothesis import strategies as st

from antu.enums import MeterStatus, Mismatch, Party, Refusal, Role, State

ENUMS = {each.__name__: each for each in (MeterStatus, Mismatch, Party, Refusal, Role, State)}

# Long enough for two words and a bit, for a signature of 65 bytes, and for a key with its verifier.
LONGEST_BYTES = 100
LONGEST_ARRAY = 3


def arguments(inputs: Sequence[ABIType], addresses: Sequence[str], numbers: Sequence[int]) -> st.SearchStrategy[Any]:
    """The values of a function's parameters, in order.

    `addresses` are those that addresses are drawn from, and `numbers` what integers are also drawn from."""
    return st.tuples(*(_value(each, addresses, numbers) for each in inputs))


def _value(kind: ABIType, addresses: Sequence[str], numbers: Sequence[int]) -> st.SearchStrategy[Any]:
    name = kind.canonical_type if kind.components is None else "tuple" + str(kind.type).removeprefix("tuple")
    if name.endswith("[]"):
        internal = (kind.internal_type or "").removesuffix("[]")
        item = kind.model_copy(update={"type": str(kind.type).removesuffix("[]"), "internal_type": internal})
        return st.lists(_value(item, addresses, numbers), max_size=LONGEST_ARRAY)
    if name == "tuple":
        return st.tuples(*(_value(each, addresses, numbers) for each in kind.components or []))
    if name == "address":
        return st.sampled_from(addresses)
    if name == "bool":
        return st.booleans()
    if name == "bytes":
        return st.binary(max_size=LONGEST_BYTES)
    if name.startswith("bytes"):
        size = int(name.removeprefix("bytes"))
        return st.binary(min_size=size, max_size=size)
    if name == "string":
        return st.text(max_size=LONGEST_BYTES)
    enum = ENUMS.get((kind.internal_type or "").rpartition(".")[2])
    if enum is not None:
        return st.sampled_from([int(each) for each in enum])
    return _integer(name, numbers)


def _integer(name: str, numbers: Sequence[int]) -> st.SearchStrategy[int]:
    """A bound of the type or one beside it, what exists, or anything at all."""
    bits = int(name.removeprefix("u").removeprefix("int"))
    least, most = (0, 2**bits - 1) if name.startswith("u") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    special = {least, least + 1, most, most - 1, 0, 1, *numbers}
    return st.sampled_from(sorted(each for each in special if least <= each <= most)) | st.integers(least, most)
