"""Where the upgradeable contracts keep their variables: as `snapshots/storage.json` says; a change is a decision."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from antu.files import write_atomically
from antu.governance.comparison import REMEDY, breaks
from antu.governance.layout import Layout
from antu.reports.snapshots import REWRITE, VARIABLE, WRITE
from scripts._chain.layouts import UPGRADEABLE, checkout_layouts, layouts

SNAPSHOT = Path(__file__).resolve().parents[2] / "snapshots" / "storage.json"


@pytest.fixture(scope="module")
def kept_layouts() -> dict[str, Layout]:
    if os.environ.get(VARIABLE) == WRITE:
        now = {name: layout.model_dump() for name, layout in checkout_layouts().items()}
        write_atomically(SNAPSHOT, json.dumps(now, indent=2) + "\n")
    kept: dict[str, Any] = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    return {name: Layout.model_validate(layout) for name, layout in kept.items()}


@pytest.mark.parametrize("name", UPGRADEABLE)
def test_storage_is_as_its_snapshot(kept_layouts: dict[str, Layout], name: str) -> None:
    now = checkout_layouts()[name]
    broken = "\n".join(map(str, breaks(kept_layouts[name], now)))
    harm = f"What is deployed could not be upgraded to it:\n{broken}\n{REMEDY}" if broken else "It breaks nothing."
    assert now == kept_layouts[name], f"The storage of {name} is not as in {SNAPSHOT.name}. {harm}\n{REWRITE}"


@pytest.mark.parametrize("name", UPGRADEABLE)
def test_storage_of_the_bases_is_in_their_namespaces(name: str) -> None:
    """What the libraries keep is far from our variables, of which all but `Governed`'s have theirs in one file."""
    spaces = checkout_layouts()[name].namespaces
    assert {"AccessManaged", "Initializable"} <= {space.rpartition(".")[2] for space in spaces}
    assert spaces["erc7201:openzeppelin.storage.AccessManaged"][0].name == "_authority"


def test_layouts_know_a_contract_from_one_that_moves_its_variables() -> None:
    names = ("ProjectSharesV2", "ProjectSharesMoved")
    found = layouts({name: f"tests/mocks/{name}.sol" for name in names})
    old = checkout_layouts()["ProjectShares"]
    assert breaks(old, found["ProjectSharesV2"]) == ()
    assert [variable.name for variable in found["ProjectSharesV2"].variables[len(old.variables) :]] == ["edition"]
    assert {each.path for each in breaks(old, found["ProjectSharesMoved"])} == {each.name for each in old.variables}
