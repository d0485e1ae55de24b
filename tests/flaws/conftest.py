"""`impostor`: a marketplace of an attacker's own."""

from types import SimpleNamespace

import pytest
from ape import accounts, chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.catalog import ALL_REGIONS
from scripts._chain.adapter import container, handle
from scripts._chain.market import Market
from tests.fixtures.accounts import ETHER


@pytest.fixture
def impostor(
    system: Market, token: ContractInstance, shares: ContractInstance, stranger: AccountAPI
) -> SimpleNamespace:
    """Antu's own code, deployed by the stranger, who rules it and is its energy sales, pointing at the real token and
    shares. `market` is its handle, `account` sends in its name, for all that its code might be made to do."""
    authority = stranger.deploy(container("Authority"), stranger)
    vacant = handle("Vacant", system.record.address("vacant"))
    proxy = stranger.deploy(container("AntuProxy"), vacant, vacant.initialize.encode_input(authority))
    market = handle("Marketplace", proxy.address)
    implementation = stranger.deploy(container("Marketplace"), token, shares, stranger, system.forwarder)
    market.upgradeToAndCall(implementation, market.initialize.encode_input(stranger, 0), sender=stranger)
    market.setRegions(ALL_REGIONS, sender=stranger)
    market.openClass(0, 1_000, sender=stranger)
    chain.provider.set_balance(market.address, ETHER)
    return SimpleNamespace(market=market, account=accounts.test_accounts.impersonate_account(market.address))
