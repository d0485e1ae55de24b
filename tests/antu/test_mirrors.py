"""What Python repeats of the contracts is what the contracts say."""

import re
from enum import IntEnum
from pathlib import Path

import pytest

from antu import enums
from antu.building import ACTIONS
from antu.deployment import INTERFACES
from antu.enums import DAY
from antu.metering.typed_data import DOMAIN_NAME, DOMAIN_VERSION, TYPES
from antu.money import BASIS_POINTS, MAXIMUM_FEE_BPS, MAXIMUM_RESERVE_BPS
from antu.roles import PERMISSIONS, AccessRole

CONTRACTS = Path(__file__).resolve().parents[2] / "contracts"


def source(name: str) -> str:
    """The text of a contract's file, wherever it is."""
    (path,) = CONTRACTS.rglob(f"{name}.sol")
    return path.read_text(encoding="utf-8")


def interface(name: str) -> str:
    """The text of an interface and of those of the project that it inherits: one per feature, and the types."""
    text = source(name)
    inherited = re.search(rf"^interface {name} is ([^{{]+)", text, re.MULTILINE)
    parents = re.findall(r"\w+", inherited.group(1)) if inherited else []
    return "".join([text, *(interface(parent) for parent in parents if f'{{{parent}}} from ".' in text)])


def constant(contract: str, name: str) -> int:
    """A constant that a contract's file writes in digits."""
    found = re.search(rf"constant {name} = ([\d_]+)", source(contract))
    assert found is not None, f"{contract} has no constant {name}"
    return int(found.group(1))


def snake(camel: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", camel).upper()


@pytest.mark.parametrize(
    ("types", "name"),
    [
        ("IMarketTypes", "State"),
        ("IMarketTypes", "Role"),
        ("IMarketTypes", "Party"),
        ("IMarketTypes", "Mismatch"),
        ("IEnergyTypes", "MeterStatus"),
        ("IEnergyTypes", "Refusal"),
    ],
)
def test_enums_have_the_contracts_members_in_order(types: str, name: str) -> None:
    body = re.search(rf"enum {name} \{{(.*?)\}}", source(types), re.DOTALL)
    assert body is not None
    members = [snake(word) for word in re.findall(r"\w+", re.sub(r"//.*", "", body.group(1)))]
    mirrored: type[IntEnum] = getattr(enums, name)
    assert [member.name for member in mirrored] == members
    assert [int(member) for member in mirrored] == list(range(len(members)))


@pytest.mark.parametrize(
    ("contract", "name", "seconds"),
    [
        ("Matching", "DIRECT_FUNDING_PERIOD", enums.DIRECT_FUNDING_SECONDS),
        ("Matching", "CROWD_FUNDING_PERIOD", enums.CROWD_FUNDING_SECONDS),
        ("Crowdfunding", "STEP_PERIOD", enums.BUILDING_STEP_SECONDS),
        ("Escrow", "CHALLENGE_WINDOW", enums.CHALLENGE_WINDOW_SECONDS),
        ("Disputes", "ARBITRATION_PERIOD", enums.ARBITER_SECONDS),
        ("Authority", "UPGRADE_DELAY", enums.UPGRADE_DELAY_SECONDS),
    ],
)
def test_periods_are_the_contracts(contract: str, name: str, seconds: int) -> None:
    assert f"constant {name} = {seconds // DAY} days;" in source(contract)


def test_limits_of_fee_and_reserve_are_the_contracts() -> None:
    assert constant("MarketSettings", "MAX_FEE_BPS") == MAXIMUM_FEE_BPS
    assert constant("Registry", "MAX_RESERVE_BPS") == MAXIMUM_RESERVE_BPS
    assert constant("MarketState", "BPS") == BASIS_POINTS


def test_roles_have_the_authoritys_ids() -> None:
    found = re.findall(r"uint64 public constant (\w+) = (\d+);", source("Authority"))
    assert {name: int(number) for name, number in found} == {
        role.name: int(role) for role in AccessRole if role is not AccessRole.ADMIN
    }


def restricted(text: str) -> set[str]:
    """Names of the functions with the modifier `restricted`."""
    return set(re.findall(r"function (\w+)\([^)]*\)[^{};]*\brestricted\b", text))


@pytest.mark.parametrize(
    ("short_name", "files"),
    [
        ("token", ["CLPToken.sol"]),
        ("market", ["Marketplace.sol", "market/*.sol"]),
        ("shares", ["ProjectShares.sol", "shares/*.sol"]),
        ("uf", ["UFIndex.sol"]),
        ("energy", ["EnergySales.sol", "energy/*.sol"]),
        ("allow_list", ["AllowList.sol"]),
    ],
)
def test_permissions_name_every_restricted_function(short_name: str, files: list[str]) -> None:
    texts = [path.read_text(encoding="utf-8") for pattern in files for path in CONTRACTS.glob(pattern)]
    assert texts
    wanted = set().union(*map(restricted, texts))
    permitted = {p.name for p in PERMISSIONS if p.contract == short_name and p.name != "upgradeToAndCall"}
    assert permitted == wanted


@pytest.mark.parametrize("permission", [p for p in PERMISSIONS if p.name != "upgradeToAndCall"], ids=str)
def test_permissions_have_the_contracts_types(permission) -> None:
    text = source(INTERFACES[permission.contract]) + (
        interface(f"I{INTERFACES[permission.contract]}") if permission.contract != "allow_list" else ""
    )
    declared = re.search(rf"function {permission.name}\(([^)]*)\)", text)
    assert declared is not None
    types = [parameter.split()[0] for parameter in declared.group(1).split(",") if parameter.strip()]
    team = "(uint32,uint32,uint32,uint32,uint40)"
    assert permission.signature == f"{permission.name}({','.join(types)})".replace("Team", team)


def test_permissions_agree_with_the_documentation() -> None:
    """Where an interface says `Operator only.`, the function is the operator's."""
    roles = "Issuer|Attestor|Keeper|Operator|Indexer|Arbiter|Guardian"
    for short_name in ("token", "market", "shares", "energy", "uf"):
        text = interface(f"I{INTERFACES[short_name]}")
        documented = {
            (role, name)
            for notes, name in re.findall(r"((?:[ ]*///[^\n]*\n)+)\s*function (\w+)", text)
            for role in re.findall(rf"({roles})\s+(?:///\s+)?only", notes)
        }
        table = {(p.role.name.capitalize(), p.name) for p in PERMISSIONS if p.contract == short_name}
        assert documented == {(role, name) for role, name in table if role != "Upgrader"}


def test_readings_are_typed_as_the_contract_types_them() -> None:
    fields = ",".join(f"{field['type']} {field['name']}" for field in TYPES["Reading"])
    contract = source("TypedData")
    assert f'keccak256("Reading({fields})")' in contract
    assert f'NAME = "{DOMAIN_NAME}"' in contract
    assert f'VERSION = "{DOMAIN_VERSION}"' in contract


def test_actions_are_functions_of_the_contracts() -> None:
    for actions in ACTIONS.values():
        for action in actions:
            assert f"function {action.method}(" in interface(f"I{INTERFACES[action.contract]}")
