"""A market drawn by a seed: 120 participants around the thesis' base case.

The thesis gives the base case: vendor 1,000,000, installer 100,000, manager 10,000, fee 5 %, so 1,165,500 pesos for
1 kWp. The ranges around it are our assumption, not a survey:

- a supplier asks its part of the base case, 20 % less to 20 % more; an owner would pay 1.1 to 1.6 times the base case's
  goal; both grow with the class as its reference price over class 0's in data/classes.csv;
- roofs and suppliers' homes are spread over the regions as their net-billing capacity is (data/regions.csv); a supplier
  also serves its neighbours, 3 to 6 regions to each side from north to south, and posts an offer in each of 2 classes;
- most projects are small (`CLASS_WEIGHTS`), and about 60 % are crowdfunded;
- an owner promises 80 % of a tariff of 156 to 285 pesos per kWh, and cooperatives pay 60 to 132 for what is injected
  (both ranges of data/sources.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from antu.catalog import regions, regions_mask, size_class
from antu.dice import Dice
from antu.enums import Role
from antu.money import BASE_CASE
from antu.participants.model import Kind, Participant

DEFAULT_SEED = 2021

OWNERS, SUPPLIERS_PER_ROLE, FINANCIERS, COOPERATIVES = 30, 24, 16, 2

OWNER_PERCENT = (110, 160)  # of the base case's goal
ASKED_PERCENT = (80, 120)  # of the base case's price for the role
REACH = (3, 6)  # regions to each side of home
STOCK = (2, 5)  # projects per offer
CLASS_WEIGHTS = {0: 40, 1: 25, 2: 20, 3: 10, 4: 5}
CROWDFUNDED_PERCENT = 60
TARIFF = (156, 285)
PROMISE_PERCENT = 80
INJECTION_PRICE = (60, 132)
BASE_PRICES = {
    Role.VENDOR: BASE_CASE.vendor,
    Role.INSTALLER: BASE_CASE.installer,
    Role.MANAGER: BASE_CASE.manager,
}


@dataclass(frozen=True)
class Financier:
    """Buys shares. `appetite`, 1 to 10, is how much it pledges beside the others."""

    account: str
    appetite: int


@dataclass(frozen=True)
class Cooperative:
    """Connects meters in `regions`, a bit each, and pays `price` pesos per kWh injected."""

    account: str
    regions: int
    price: int


@dataclass(frozen=True)
class Market:
    """Everybody in it. A supplier is in `participants` once per offer, each time with the same account."""

    participants: tuple[Participant, ...]
    financiers: tuple[Financier, ...]
    cooperatives: tuple[Cooperative, ...]

    def of(self, kind: Kind) -> tuple[Participant, ...]:
        """The demands, or the offers of one role."""
        return tuple(participant for participant in self.participants if participant.kind is kind)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The account of each participant, once, in order of first appearance."""
        groups: tuple[Sequence[Participant | Financier | Cooperative], ...] = (
            self.participants,
            self.financiers,
            self.cooperatives,
        )
        return tuple(dict.fromkeys(member.account for group in groups for member in group))


def draw(seed: int = DEFAULT_SEED, first_account: int = 0) -> Market:
    """Draws the market. Its accounts are `TEST::n`, from `first_account` on, in the order: owners, vendors, installers,
    managers, financiers, cooperatives."""
    dice = Dice(seed)
    numbers = iter(range(first_account, first_account + 1_000))

    def account() -> str:
        return f"TEST::{next(numbers)}"

    participants = [_owner(dice, account()) for _ in range(OWNERS)]
    for role in Role:
        for _ in range(SUPPLIERS_PER_ROLE):
            participants += _offers(dice, role, account())
    financiers = tuple(Financier(account(), dice.between(1, 10)) for _ in range(FINANCIERS))
    return Market(tuple(participants), financiers, _cooperatives(dice, [account() for _ in range(COOPERATIVES)]))


def scaled(price: int, class_id: int) -> int:
    """A price of the base case, which is class 0, as another class would have it; whole pesos, rounded down."""
    return price * size_class(class_id).price_clp // size_class(0).price_clp


def _owner(dice: Dice, account: str) -> Participant:
    class_id = dice.weighted(list(CLASS_WEIGHTS), list(CLASS_WEIGHTS.values()))
    return Participant(
        kind=Kind.OWNER,
        account=account,
        size_class=class_id,
        regions=regions_mask([regions()[_home(dice)].cut]),
        price=scaled(BASE_CASE.goal, class_id) * dice.between(*OWNER_PERCENT) // 100,
        crowdfunded=dice.fraction() * 100 < CROWDFUNDED_PERCENT,
        energy_price=dice.between(*TARIFF) * PROMISE_PERCENT // 100,
    )


def _offers(dice: Dice, role: Role, account: str) -> list[Participant]:
    home = _home(dice)
    north, south = home - dice.between(*REACH), home + dice.between(*REACH)
    served = regions_mask(region.cut for region in regions()[max(north, 0) : south + 1])
    first = dice.weighted(list(CLASS_WEIGHTS), list(CLASS_WEIGHTS.values()))
    second = dice.weighted([other for other in CLASS_WEIGHTS if other != first], [1] * (len(CLASS_WEIGHTS) - 1))
    return [
        Participant(
            kind=Kind[role.name],
            account=account,
            size_class=class_id,
            regions=served,
            price=scaled(BASE_PRICES[role], class_id) * dice.between(*ASKED_PERCENT) // 100,
            stock=dice.between(*STOCK),
        )
        for class_id in (first, second)
    ]


def _home(dice: Dice) -> int:
    """A region's place from north to south, as probable as its net-billing capacity."""
    return dice.weighted(range(len(regions())), [region.netbilling_mw for region in regions()])


def _cooperatives(dice: Dice, accounts: list[str]) -> tuple[Cooperative, ...]:
    """Each serves an equal stretch of the country, from north to south."""
    stretch = len(regions()) // len(accounts)
    return tuple(
        Cooperative(
            account,
            regions_mask(region.cut for region in regions()[place * stretch : (place + 1) * stretch]),
            dice.between(*INJECTION_PRICE),
        )
        for place, account in enumerate(accounts)
    )
