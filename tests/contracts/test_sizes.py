"""Every contract leaves room for a fix: it stays below 22,000 bytes, where the chain allows 24,576."""

import pytest
from ape import project

from antu.deployment import INTERFACES

MOST_BYTES = 22_000


@pytest.mark.parametrize("name", sorted({*INTERFACES.values(), "AntuProxy"}))
def test_contract_is_small_enough(name):
    code = project.contracts[name].runtime_bytecode.bytecode.removeprefix("0x")
    assert 0 < len(code) // 2 < MOST_BYTES
