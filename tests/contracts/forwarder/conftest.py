"""Who signs, and who brings it."""

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from tests.fixtures.accounts import new_person
from tests.helpers import signed_request


@pytest.fixture(scope="session")
def member() -> AccountAPI:
    """Somebody with a key and no ether at all."""
    return new_person(100)


@pytest.fixture
def relay(forwarder: ContractInstance, stranger: AccountAPI):
    """`relay(account, call, *arguments, **what signed_request takes)`: signed by the account, sent by a stranger."""

    def bring(account, call, *arguments, **signing):
        return forwarder.execute(signed_request(forwarder, account, call, *arguments, **signing), sender=stranger)

    return bring
