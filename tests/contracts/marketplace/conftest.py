"""A project in building, at any stage: `funded`, `at`, `disputed_at`."""

from collections.abc import Callable

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.enums import State
from tests.contracts.marketplace.stages import HOLDINGS, REASON


@pytest.fixture(scope="module")
def funded(funded_project: Callable[..., int], funders: list[AccountAPI]) -> int:
    """A project in Delivering, of which the four funders hold a tenth less one share, two shares, 5 % and the rest."""
    return funded_project(crowdfunded=True, payments=zip(funders, HOLDINGS, strict=True))


@pytest.fixture
def at(funded: int, advance_to: Callable[[int, State], int]) -> Callable[[State], int]:
    """`at(stage)`: the same project, further on."""
    return lambda stage: advance_to(funded, stage)


@pytest.fixture
def disputed_at(market: ContractInstance, owner: AccountAPI, at: Callable[[State], int]) -> Callable[[State], int]:
    """`disputed_at(stage)`: the same project, frozen by its owner."""

    def freeze(stage: State) -> int:
        project_id = at(stage)
        market.dispute(project_id, REASON, sender=owner)
        return project_id

    return freeze
