"""An index of the UF apart from the market's, which nothing was published in."""

from collections.abc import Callable

import pytest
from ape.api import AccountAPI, ReceiptAPI
from ape.contracts import ContractInstance

from antu.roles import PERMISSIONS
from tests.helpers import month_of


@pytest.fixture(scope="module")
def uf_index(
    authority: ContractInstance, admin: AccountAPI, deploy: Callable[..., ContractInstance]
) -> ContractInstance:
    """Wired as the market's is."""
    made = deploy("UFIndex", authority)
    for permission in PERMISSIONS:
        if permission.contract == "uf":
            authority.setTargetFunctionRole(made, [permission.selector], permission.role, sender=admin)
    return made


@pytest.fixture
def publish(uf_index: ContractInstance, indexer: AccountAPI) -> Callable[[int, int], ReceiptAPI]:
    """`publish(month, value)`, by the indexer."""
    return lambda month, value: uf_index.publish(month, value, sender=indexer)


@pytest.fixture
def current(now: Callable[[], int]) -> int:
    """The month of today."""
    return month_of(now())
