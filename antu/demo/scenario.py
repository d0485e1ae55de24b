"""What will become of each project of the drawn market, so that every way a project can end is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from antu.dice import Dice
from antu.money import BASE_CASE, split
from antu.participants import Kind, Participant, Pledge

# Of Ape's test accounts the first ten have the roles. A run then takes so many more: ten for the base cases, the rest
# for the drawn market.
FIRST_ACCOUNT = 10
BASE_CASE_ACCOUNTS = 10
ACCOUNTS = 130

MONTHS = 12
METROPOLITANA = 13
BASE_CASE_ENERGY_PRICE = 176  # pesos per kWh; 80 % of a tariff of 220

# Every so many crowdfunded projects one fails, and every so many direct ones one is not paid by its owner.
FAILING_CROWD = 5
FAILING_DIRECT = 6
# What a campaign that fails had reached.
REACHED_PERCENT = 60
# Every so many owners one prepays too little, and how much of what it will use.
SHORT_OWNER = 4
SHORT_PERCENT = 70
# What everybody else prepays, beside what will be used.
AMPLE_PERCENT = 105
# Every so many owners one takes back what is left of its prepayment.
WITHDRAWING_OWNER = 3
# Share of what they received that holders and suppliers take to the bank.
REDEEMED_PERCENT = 50


class Fate(Enum):
    """How a project of the demo ends."""

    OPERATES = "operates"
    UNFUNDED = "unfunded"  # a campaign that ends below its goal
    UNPAID = "unpaid"  # a direct project whose owner does not pay
    DISPUTED = "disputed"  # its installer never comes; the arbiter cancels


@dataclass(frozen=True)
class Demanded:
    """A matched demand, as much of it as its fate depends on."""

    project_id: int
    crowdfunded: bool


def fates(projects: Sequence[Demanded]) -> dict[int, Fate]:
    """Project -> its fate. Of enough projects, there are some of each kind."""
    crowd = [project.project_id for project in projects if project.crowdfunded]
    direct = [project.project_id for project in projects if not project.crowdfunded]
    found = dict.fromkeys((project.project_id for project in projects), Fate.OPERATES)
    found |= dict.fromkeys(crowd[FAILING_CROWD - 1 :: FAILING_CROWD], Fate.UNFUNDED)
    found |= dict.fromkeys(direct[FAILING_DIRECT - 1 :: FAILING_DIRECT], Fate.UNPAID)
    if crowd:
        found[crowd[0]] = Fate.DISPUTED
    return found


def prepayment(bills: int, place: int) -> int:
    """Pesos that the owner in a place, from 0, prepays, of all that it will be billed."""
    percent = SHORT_PERCENT if place % SHORT_OWNER == SHORT_OWNER - 1 else AMPLE_PERCENT
    return bills * percent // 100


def base_case_participants(first_account: int) -> tuple[Participant, ...]:
    """The thesis' four agents, with stock for both base cases. The owner comes first, and would pay just the goal."""
    prices = {Kind.VENDOR: BASE_CASE.vendor, Kind.INSTALLER: BASE_CASE.installer, Kind.MANAGER: BASE_CASE.manager}
    region = 1 << (METROPOLITANA - 1)
    owner = Participant(
        Kind.OWNER,
        f"TEST::{first_account}",
        size_class=0,
        regions=region,
        price=BASE_CASE.goal,
        energy_price=BASE_CASE_ENERGY_PRICE,
    )
    suppliers = (
        Participant(kind, f"TEST::{first_account + place}", size_class=0, regions=region, price=price, stock=2)
        for place, (kind, price) in enumerate(prices.items(), start=1)
    )
    return (owner, *suppliers)


def base_case_pledges(first_account: int) -> tuple[Pledge, ...]:
    """Who pays for base case 2: three financiers, a half, a third and the rest."""
    parts = split(BASE_CASE.goal, (3, 2, 1))
    return tuple(
        Pledge(f"TEST::{first_account + place}", part)
        for place, part in enumerate(parts, start=BASE_CASE_ACCOUNTS - len(parts))
    )


def score(seed: int, project_id: int, rated: str) -> int:
    """What one party gives another after a project that went well: 1, sometimes 0."""
    return 0 if Dice(seed, "rating", project_id, rated).fraction() < 0.15 else 1
