"""Contracts that the market does without until one is needed, and accounts that only contracts have."""

from collections.abc import Callable
from typing import Any

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.roles import AccessRole
from scripts._chain.adapter import container, handle
from scripts._chain.market import Market
from tests.fixtures.accounts import account_at, give_ether


@pytest.fixture(scope="session")
def deploy(admin: AccountAPI) -> Callable[..., ContractInstance]:
    """`deploy(contract, *arguments)`, by the admin, to whom it gives no rights."""

    def deploy(contract: str, *arguments: Any) -> ContractInstance:
        return handle(contract, admin.deploy(container(contract), *arguments).address)

    return deploy


@pytest.fixture(scope="module")
def allow_list(
    authority: ContractInstance, admin: AccountAPI, deploy: Callable[..., ContractInstance]
) -> ContractInstance:
    """A list of financiers that the operator keeps; the market does not ask it yet."""
    listing = deploy("AllowList", authority)
    selectors = [listing.set.encode_input([], True)[:4]]
    authority.setTargetFunctionRole(listing, selectors, AccessRole.OPERATOR, sender=admin)
    return listing


@pytest.fixture(scope="module")
def vacant_proxy(authority: ContractInstance, deploy: Callable[..., ContractInstance]) -> ContractInstance:
    """A proxy that no contract has moved into yet."""
    vacant = deploy("Vacant")
    return handle("Vacant", deploy("AntuProxy", vacant, vacant.initialize.encode_input(authority)).address)


@pytest.fixture(scope="module")
def managed(
    system: Market, allow_list: ContractInstance, vacant_proxy: ContractInstance
) -> Callable[[str], ContractInstance]:
    """`managed(name)`: any contract that obeys the authority, by its short name."""
    others = {"allow_list": allow_list, "vacant": vacant_proxy}
    return lambda name: others.get(name) or getattr(system, name)


@pytest.fixture(scope="session")
def account_of() -> Callable[[ContractInstance], AccountAPI]:
    """`account_of(contract)`: a contract as an account, to say what only it could say."""

    def impersonate(contract: ContractInstance) -> AccountAPI:
        account = account_at(contract.address)
        give_ether([account])
        return account

    return impersonate
