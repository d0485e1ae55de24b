"""`open_ledger()`: an accounting of everybody who takes part in a project."""

from collections.abc import Callable

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from tests.lifecycle.ledger import Ledger
from tests.scripts.conftest import run

__all__ = ["open_ledger", "run"]


@pytest.fixture
def open_ledger(
    token: ContractInstance,
    market: ContractInstance,
    shares: ContractInstance,
    energy: ContractInstance,
    owner: AccountAPI,
    vendor: AccountAPI,
    installer: AccountAPI,
    manager: AccountAPI,
    cooperative: AccountAPI,
    treasury: AccountAPI,
    funders: list[AccountAPI],
) -> Callable[[], Ledger]:
    """`open_ledger()`: of the three contracts that hold money, the four parties, the cooperative, the treasury and the
    four funders, who are `first`, `second`, `third` and `fourth`."""
    first, second, third, fourth = funders
    return lambda: Ledger(
        token,
        market=market,
        shares=shares,
        energy=energy,
        owner=owner,
        vendor=vendor,
        installer=installer,
        manager=manager,
        cooperative=cooperative,
        treasury=treasury,
        first=first,
        second=second,
        third=third,
        fourth=fourth,
    )
