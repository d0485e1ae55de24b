"""Every external function with arguments at their bounds: it answers, or refuses with an error that its interface has.

Never with a panic, such as an overflow, nor without a word: then somebody would be told nothing, and an auditor would
not know whether it is meant.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from ape import chain
from ape.contracts import ContractInstance
from eth_utils.conversions import to_hex
from ethpm_types.abi import MethodABI
from hypothesis import given
from hypothesis import strategies as st

from antu.enums import State
from scripts._chain.market import CONTRACTS, Market
from scripts._chain.reverts import revert
from tests.fixtures.accounts import HOLDERS, account_at
from tests.inputs.arguments import arguments
from tests.inputs.drawing import EXAMPLES, drawn

# Fees, months, capacities, amounts that mean something, beside the bounds of the types.
NUMBERS = (2, 100, 10_000, 10_001, 1_165_500, 2**40)

# The errors of the compiler itself. `Error(string)` is as bad: no contract of ours has one.
UNEXPLAINED = {"Panic", "Error"}

# OpenZeppelin's own, for calls without the four bytes that name a function, and for more ether than there is; and what
# only the energy sales say, whose two lists are of one length.
SPEECHLESS = {
    "Authority.cancel",
    "Authority.consumeScheduledOp",
    "Authority.execute",
    "Authority.multicall",
    "Authority.schedule",
    "Forwarder.executeBatch",
    "ProjectShares.payIn",
}

NOBODY = "0x" + "0" * 40


@pytest.fixture(scope="module")
def existing(
    matched_project: Any,
    building_at: Any,
    operating_project: Any,
    post_demand: Any,
    sign_reading: Any,
    energy: Any,
    stranger: Any,
    owner: Any,
    time_travel: Any,
) -> Sequence[int]:
    """Ids of projects that wait for something, and of offers."""
    energy.deposit(1_000, sender=owner)
    earning = operating_project(crowdfunded=True, terms=(500, False))
    time_travel(days=1)
    energy.report(sign_reading(earning, 10_000, 4_000), sender=stranger)
    others = (
        post_demand(),
        matched_project(crowdfunded=True),
        building_at(State.DELIVERED),
        building_at(State.CONNECTING),
    )
    return (earning, *others)


@pytest.fixture(scope="module")
def everybody(
    system: Market, owner: Any, vendor: Any, manager: Any, cooperative: Any, funders: Any, stranger: Any
) -> list[str]:
    """Parties, roles, strangers, and the contracts themselves, which are believed more than people."""
    people = (owner, vendor, manager, cooperative, funders[0], stranger)
    roles = {account_at(getattr(system.record.parameters, name)).address for name in ("admin", *HOLDERS)}
    contracts = [getattr(system, name).address for name in CONTRACTS]
    return [*(each.address for each in people), *sorted(roles), *contracts, NOBODY]


@pytest.mark.parametrize("name", CONTRACTS)
def test_function_answers_or_says_why_not(
    name: str, system: Market, existing: Sequence[int], everybody: list[str]
) -> None:
    contract: ContractInstance = getattr(system, name)
    kind = contract.contract_type
    functions = [*kind.mutable_methods, *kind.view_methods]
    assert functions
    for function in functions:
        _try(contract, function, existing, everybody)


def _try(contract: ContractInstance, function: MethodABI, existing: Sequence[int], everybody: list[str]) -> None:
    @drawn(EXAMPLES if function.inputs else 1)
    @given(arguments(function.inputs, everybody, (*existing, *NUMBERS)), st.sampled_from(everybody))
    def tried(values: tuple[Any, ...], caller: str) -> None:
        data = getattr(contract, function.name).encode_input(*values)
        what = f"{contract.contract_type.name}.{function.selector} by {caller} with {values}"
        request = {"from": caller, "to": contract.address, "data": to_hex(data)}
        answer = chain.provider.web3.provider.make_request("eth_call", [request, "latest"])
        if "error" in answer and what.partition("(")[0] not in SPEECHLESS:
            refused = bytes.fromhex(str(answer["error"].get("data") or "0x")[2:])
            assert refused, f"{what} is refused without a word: {answer['error']}"
            assert revert(what, refused).name not in UNEXPLAINED, str(revert(what, refused))

    tried()
