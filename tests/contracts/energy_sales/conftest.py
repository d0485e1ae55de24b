"""Projects with a meter, each built once for a file of tests, and what a reading of theirs would be billed."""

from collections.abc import Callable, Mapping

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance
from eth_account.messages import SignableMessage, encode_typed_data

from antu.enums import State
from tests.helpers import emitted

READING = {"project": "uint256", "generatedWh": "uint48", "exportedWh": "uint48", "time": "uint40"}


@pytest.fixture(scope="module")
def project_id(operating_project: Callable[..., int]) -> int:
    """A crowdfunded project that operates: 1 kWp, 150 pesos per kWh from the owner, 60 from the cooperative."""
    return operating_project(crowdfunded=True)


@pytest.fixture(scope="module")
def direct_id(operating_project: Callable[..., int]) -> int:
    """The same, paid by its owner."""
    return operating_project()


@pytest.fixture(scope="module")
def connecting_id(building_at: Callable[..., int]) -> int:
    """A project whose meter the cooperative is to commission."""
    return building_at(State.CONNECTING, crowdfunded=True)


@pytest.fixture
def register(energy: ContractInstance, operator: AccountAPI) -> Callable[..., int]:
    """`register(account, regions, price)`: the number of a new cooperative."""

    def register(account: AccountAPI, regions: int = 0xFFFF, price: int = 60) -> int:
        receipt = energy.registerCooperative(account, regions, price, sender=operator)
        return int(emitted(receipt, energy.CooperativeRegistered)[0]["cooperativeId"])

    return register


@pytest.fixture
def reading_message(energy: ContractInstance) -> Callable[..., SignableMessage]:
    """`reading_message(project_id, generated_wh, exported_wh, time, **domain)`: what a meter signs."""

    def message(*values: int, **domain: object) -> SignableMessage:
        usual: Mapping[str, object] = {
            "name": "Antu EnergySales",
            "version": "1",
            "chainId": energy.provider.chain_id,
            "verifyingContract": energy.address,
        }
        types = {"Reading": [{"name": name, "type": kind} for name, kind in READING.items()]}
        return encode_typed_data({**usual, **domain}, types, dict(zip(READING, values, strict=True)))

    return message
