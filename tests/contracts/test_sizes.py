"""Contracts stay small: below 22,000 bytes, for fixes need room, and as small as `snapshots/bytecode.json` says."""

from pathlib import Path

import pytest

from antu.deployment import INTERFACES
from antu.reports import snapshots
from scripts._chain.adapter import container

SNAPSHOT = Path(__file__).resolve().parents[2] / "snapshots" / "bytecode.json"

MOST_BYTES = 22_000  # the chain allows 24,576
DEPLOYED = sorted({*INTERFACES.values(), "AntuProxy"})


@pytest.fixture(scope="module")
def sizes():
    """Bytes by `Contract/runtime`, which lies on the chain, and `Contract/creation`, which is sent, less arguments."""
    found = {}
    for name in DEPLOYED:
        kind = container(name).contract_type
        found[f"{name}/runtime"] = length(kind.runtime_bytecode)
        found[f"{name}/creation"] = length(kind.deployment_bytecode)
    return found


def length(code):
    return len(code.bytecode.removeprefix("0x")) // 2


@pytest.mark.parametrize("name", DEPLOYED)
def test_contract_leaves_room_for_fixes(sizes, name):
    assert 0 < sizes[f"{name}/runtime"] < MOST_BYTES


def test_contracts_are_as_small_as_their_snapshot(sizes):
    snapshots.hold(SNAPSHOT, sizes)
