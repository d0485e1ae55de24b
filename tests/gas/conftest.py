"""What the figures of gas are measured on: a market that has been used, people like anybody, projects that operate.

`figures` takes them; when all tests are done it writes what was asked for (`tests/gas/measuring.py`).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import pytest
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance
from eth_account import Account
from rich.console import Console

from antu.catalog import ALL_REGIONS
from antu.enums import CHALLENGE_WINDOW_SECONDS, Role
from antu.money import BASE_CASE
from scripts._chain.adapter import rpc
from tests.fixtures import shared
from tests.fixtures.accounts import give_ether, new_person
from tests.fixtures.energy import TE4_HASH
from tests.fixtures.market import ENERGY_PRICE, PRICES, REGION
from tests.gas.measuring import REPORTING, WIDTH, WRITING, Measured
from tests.gas.sending import send_at_once
from tests.helpers import Reading, account_key, reading_signature

BATCH = 50
HOLDERS = 64
GOAL = BASE_CASE.goal
PART = GOAL // HOLDERS + 1  # of a goal that 64 reach together; the last payment is cut
USED_IDS = 300  # demands and offers of before, so that ids are as long as in a market of some size
FIRST_HOLDER = 1_000  # of the tests' people

# Of a plant of 1 kWp in a good month, in Wh, and what its bills come to in pesos: owner and cooperative, or that alone.
MONTH_GENERATED, MONTH_EXPORTED = 163_000, 71_000
MONTH_REVENUE, MONTH_REVENUE_OF_DIRECT = 92 * ENERGY_PRICE + 71 * 60, 71 * 60

_MEASURED = pytest.StashKey[Measured]()


class Built(NamedTuple):
    """Projects that operate, and the gas of what they took, by step: a list over projects, three offers to each."""

    ids: range
    gas: dict[str, list[int]]


@shared
def figures(pytestconfig: pytest.Config) -> Measured:
    return pytestconfig.stash.setdefault(_MEASURED, Measured())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if (REPORTING or WRITING) and (taken := config.stash.get(_MEASURED, None)):
        terminalreporter.section("gas")
        taken.write(Console(file=terminalreporter._tw._file, width=WIDTH, force_terminal=terminalreporter.hasmarkup))


@shared
def gas_of(send_many: Callable[..., None]) -> Callable[[Iterable[tuple[Any, ...]]], list[int]]:
    """`gas_of([(method, account, *arguments), …])`: what each took."""

    def measure(calls: Iterable[tuple[Any, ...]]) -> list[int]:
        height = int(rpc("eth_blockNumber"), 16)
        send_many(calls)  # a block each
        blocks = range(height + 1, int(rpc("eth_blockNumber"), 16) + 1)
        return [int(rpc("eth_getBlockByNumber", hex(block), False)["gasUsed"], 16) for block in blocks]

    return measure


@cache
def _holders() -> list[AccountAPI]:
    return [new_person(FIRST_HOLDER + place) for place in range(HOLDERS)]


@pytest.fixture(scope="module")
def sixty_four() -> list[AccountAPI]:
    """64 people without pesos, who have approved nobody. Their addresses are like anybody's: zeros would cost less."""
    give_ether(_holders())
    return _holders()


@pytest.fixture(scope="module", autouse=True)
def lived_in(market: ContractInstance, owner: AccountAPI, vendor: AccountAPI, figures: Measured) -> None:
    """Other demands and offers come first."""
    figures.own_chain = chain.provider.network.is_local
    send_at_once([(market.postDemand, owner, 0, REGION, GOAL, ENERGY_PRICE, True)] * USED_IDS)
    send_at_once([(market.postOffer, vendor, Role.VENDOR, 0, ALL_REGIONS, BASE_CASE.vendor, 7)] * USED_IDS)


@pytest.fixture(scope="module")
def deep_purses(energy: ContractInstance, owner: AccountAPI, cooperative: AccountAPI) -> None:
    energy.deposit(10**8, sender=owner)
    energy.deposit(10**8, sender=cooperative)


@pytest.fixture(scope="module")
def give_pesos(
    token: ContractInstance, owner: AccountAPI, send_many: Callable[..., None]
) -> Callable[[Sequence[AccountAPI], int, ContractInstance], None]:
    """`give_pesos(accounts, pesos, spender)`: to each, who approves the spender for them."""

    def give(to: Sequence[AccountAPI], pesos: int, spender: ContractInstance) -> None:
        send_many((token.transfer, owner, account.address, pesos) for account in to)
        send_many((token.approve, account, spender.address, pesos) for account in to)

    return give


@pytest.fixture(scope="module")
def prepaid_owners(
    energy: ContractInstance,
    sixty_four: list[AccountAPI],
    deep_purses: None,
    give_pesos: Callable[..., None],
    send_many: Callable[..., None],
) -> list[AccountAPI]:
    """Fifty owners who have paid for their energy ahead."""
    owners = sixty_four[:BATCH]
    give_pesos(owners, 10**6, energy)
    send_many((energy.deposit, each, 10**6) for each in owners)
    return owners


@pytest.fixture(scope="module")
def post_teams(
    market: ContractInstance,
    vendor: AccountAPI,
    installer: AccountAPI,
    manager: AccountAPI,
    gas_of: Callable[..., list[int]],
) -> Callable[[int], tuple[list[tuple[int, int, int]], list[int]]]:
    """`post_teams(count)`: teams without an offer in common, and the gas of each offer."""

    def post(count: int) -> tuple[list[tuple[int, int, int]], list[int]]:
        first = market.settings().offerCount + 1
        suppliers = list(zip(Role, (vendor, installer, manager), strict=True))
        gas = gas_of(
            (market.postOffer, supplier, role, 0, ALL_REGIONS, PRICES[role], BATCH)
            for _ in range(count)
            for role, supplier in suppliers
        )
        ids = range(first, first + len(gas), len(suppliers))
        return [(offer, offer + 1, offer + 2) for offer in ids], gas

    return post


@pytest.fixture(scope="module")
def build(
    market: ContractInstance,
    energy: ContractInstance,
    keeper: AccountAPI,
    funders: list[AccountAPI],
    installer: AccountAPI,
    manager: AccountAPI,
    cooperative: AccountAPI,
    meters: dict[int, Any],
    post_teams: Callable[..., Any],
    gas_of: Callable[..., list[int]],
    time_travel: Callable[..., int],
) -> Callable[..., Built]:
    """`build(owners, crowdfunded=True, fund=by a crowd of one)`: a project of each, until it operates.

    `fund(ids)` pays for them, if given."""

    def make(
        owners: Sequence[AccountAPI], crowdfunded: bool = True, fund: Callable[[range], None] | None = None
    ) -> Built:
        first = market.settings().demandCount + 1
        ids = range(first, first + len(owners))
        gas = {}
        gas["post_demand"] = gas_of(
            (market.postDemand, each, 0, REGION, GOAL, ENERGY_PRICE, crowdfunded) for each in owners
        )
        teams, gas["post_offers"] = post_teams(len(ids))
        pairs = [(each, *team, GOAL) for each, team in zip(ids, teams, strict=True)]
        gas["match"] = gas_of([(market.matchBatch, keeper, pairs)])
        if fund:
            fund(ids)
        else:
            gas_of((market.fund, funders[0], each, GOAL) for each in ids)
        gas["confirm"], gas["release"] = [], []

        def release() -> None:
            time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
            gas["release"] += gas_of((market.release, keeper, each) for each in ids)

        gas["confirm"] += gas_of((market.confirmDelivery, installer, each) for each in ids)
        release()
        gas["confirm"] += gas_of((market.confirmInstallation, manager, each) for each in ids)
        release()
        meters.update((each, Account.create()) for each in ids)
        gas["commission"] = gas_of(
            (energy.commission, cooperative, each, account_key(meters[each]), 0, 0, TE4_HASH) for each in ids
        )
        release()
        return Built(ids, gas)

    return make


@pytest.fixture
def read_monthly(
    energy: ContractInstance, lens: ContractInstance, meters: dict[int, Any], time_travel: Callable[..., int]
) -> Callable[[Sequence[int]], list[Reading]]:
    """`read_monthly(project_ids)`: 30 days later, the next reading of each project; their ids are in a row."""

    def read(project_ids: Sequence[int]) -> list[Reading]:
        time, readings = time_travel(days=30), []
        for row in lens.meters(project_ids[0], len(project_ids)):
            generated = row.meter.generatedWh - row.meter.carriedGeneratedWh + MONTH_GENERATED
            exported = row.meter.exportedWh - row.meter.carriedExportedWh + MONTH_EXPORTED
            values = (row.id, generated, exported, time)
            readings.append(Reading(*values, reading_signature(meters[row.id], energy, *values)))
        return readings

    return read


@pytest.fixture(scope="module")
def widely_held(
    market: ContractInstance,
    sixty_four: list[AccountAPI],
    give_pesos: Callable[..., None],
    operating_project: Callable[..., int],
) -> int:
    """A project that operates and belongs to 64, who have no pesos left but the last one."""
    give_pesos(sixty_four, PART, market)
    return operating_project(crowdfunded=True, payments=[(person, PART) for person in sixty_four])
