"""What `ape console` has at hand."""

from typing import Any

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.enums import State
from scripts import _console


def test_extras_are_the_contracts_and_the_roles(
    system: Any, keeper: AccountAPI, arbiter: AccountAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    names = _console.extras()
    for name in ("token", "market", "shares", "energy", "lens", "authority"):
        assert names[name].address == getattr(system, name).address
    assert names["keeper"] == keeper.address
    assert names["arbiter"] == arbiter.address
    assert "market" in capsys.readouterr().out


def test_extras_post_a_demand_and_read_it_back(system: Any) -> None:
    names = _console.extras()
    market, lens, owner = names["market"], names["lens"], names["owner"]
    demand = market.postDemand(0, 13, 1_500_000, 150, True, sender=owner).return_value
    posted: ContractInstance = market.project(demand)
    assert (posted.owner, posted.maxPrice, posted.state) == (owner.address, 1_500_000, State.OPEN)
    [row] = lens.projects(demand, 1)
    assert (row.id, row.project.owner) == (demand, owner.address)


def test_extras_offer_the_demo_where_there_is_no_market(
    system: Any, no_records: None, capsys: pytest.CaptureFixture[str]
) -> None:
    names = _console.extras()
    assert "market" not in names
    assert callable(names["demo"])
    assert "demo() deploys and fills one" in capsys.readouterr().out
