"""Series of shares apart from any project, made as the marketplace makes them and paid into as the energy sales do."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from ape import chain
from ape.api import AccountAPI, ReceiptAPI
from ape.contracts import ContractInstance

from tests.helpers.mocks import mock


@pytest.fixture(scope="module")
def as_market(market: ContractInstance, account_of: Callable[[ContractInstance], AccountAPI]) -> AccountAPI:
    """The marketplace as an account, to say what it would say."""
    return account_of(market)


@pytest.fixture(scope="module")
def as_energy(energy: ContractInstance, account_of: Callable[[ContractInstance], AccountAPI]) -> AccountAPI:
    """The energy sales as an account. They have approved the shares for all their pesos."""
    return account_of(energy)


@pytest.fixture
def series_of(shares: ContractInstance, as_market: AccountAPI) -> Callable[..., int]:
    """`series_of({holder: shares, …}, opened=True, reserve_bps=0)`: the id of a new series."""

    def make(holdings: Mapping[AccountAPI, int], opened: bool = True, reserve_bps: int = 0) -> int:
        series_id = secrets.randbits(128)  # no project will ever have it
        for holder, amount in holdings.items():
            shares.mint(series_id, holder, amount, sender=as_market)
        if opened:
            shares.open(series_id, reserve_bps, sender=as_market)
        return series_id

    return make


@pytest.fixture
def pay_in(
    shares: ContractInstance,
    energy: ContractInstance,
    token: ContractInstance,
    as_energy: AccountAPI,
    owner: AccountAPI,
) -> Callable[..., ReceiptAPI]:
    """`pay_in({series_id: pesos, …})`: revenue that has just come in."""

    def pay(revenues: Mapping[int, int]) -> ReceiptAPI:
        token.transfer(energy, sum(revenues.values()), sender=owner)
        return shares.payIn(list(revenues), list(revenues.values()), sender=as_energy)

    return pay


@pytest.fixture
def paying_in(
    shares: ContractInstance,
    energy: ContractInstance,
    token: ContractInstance,
    as_energy: AccountAPI,
    owner: AccountAPI,
) -> Callable[[int, int], list[tuple[Any, ...]]]:
    """`paying_in(series_id, pesos)`: the same for one project, as calls for `send_many`."""
    return lambda series_id, amount: [
        (token.transfer, owner, energy.address, amount),
        (shares.payIn, as_energy, [series_id], [amount]),
    ]


@pytest.fixture
def picky(token: ContractInstance, authority: ContractInstance, admin: AccountAPI) -> ContractInstance:
    """The token, which now refuses whom it is told to: `refuse(account, True)`."""
    made = admin.deploy(mock("PickyToken"), authority)
    chain.provider.set_code(token.address, chain.provider.get_code(made.address))
    return ContractInstance(token.address, made.contract_type)
