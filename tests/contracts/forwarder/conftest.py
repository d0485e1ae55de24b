"""Who signs, who brings it, and what a call by signature may be compared with."""

from collections.abc import Callable
from typing import Any

import pytest
from ape.api import AccountAPI, ReceiptAPI
from ape.contracts import ContractInstance

from tests.fixtures.accounts import new_person
from tests.helpers import signed_request


@pytest.fixture(scope="session")
def member() -> AccountAPI:
    """Somebody with a key and no ether at all."""
    return new_person(100)


@pytest.fixture
def relay(forwarder: ContractInstance, stranger: AccountAPI) -> Callable[..., ReceiptAPI]:
    """`relay(account, call, *arguments, **what signed_request takes)`: signed by the account, sent by a stranger."""

    def bring(account: Any, call: Any, *arguments: Any, **signing: Any) -> ReceiptAPI:
        return forwarder.execute(signed_request(forwarder, account, call, *arguments, **signing), sender=stranger)

    return bring


@pytest.fixture
def forwarded(
    forwarder: ContractInstance, account_of: Callable[[ContractInstance], AccountAPI]
) -> Callable[..., ReceiptAPI]:
    """`forwarded(account, call, *arguments)`: what the forwarder would send for an account, whose signature is not
    asked for: so why the contract refuses it can be seen, which the forwarder does not pass on."""

    def send(account: Any, call: Any, *arguments: Any) -> ReceiptAPI:
        data = bytes(call.encode_input(*arguments)) + bytes.fromhex(account.address[2:])
        return account_of(forwarder).transfer(call.contract.address, 0, data=data, gas_limit=1_000_000)

    return send
