"""Projects with a meter, each built once for a file of tests, and what a reading of theirs would be billed."""

from collections.abc import Callable, Mapping

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance
from eth_account.messages import SignableMessage, encode_typed_data

from antu.enums import DAY, State
from tests.contracts.energy_sales import EXPORTED, GENERATED
from tests.helpers import Reading, emitted

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


@pytest.fixture(scope="module")
def reported(
    energy: ContractInstance,
    project_id: int,
    owner: AccountAPI,
    cooperative: AccountAPI,
    stranger: AccountAPI,
    sign_reading: Callable[..., Reading],
    time_travel: Callable[..., int],
) -> int:
    """When the project's meter was last read. It was billed 450 and 120 pesos, for which there was just enough."""
    energy.deposit(450, sender=owner)
    energy.deposit(120, sender=cooperative)
    time = time_travel(days=1)
    energy.report(sign_reading(project_id, GENERATED, EXPORTED), sender=stranger)
    return time


@pytest.fixture
def at(reported: int, next_block_at: Callable[[int], None]) -> int:
    """The time of the next block, a day later."""
    next_block_at(reported + DAY)
    return reported + DAY


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
