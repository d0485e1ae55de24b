"""Everybody who will come, drawn from a scenario's seed: where they live, what they ask, and who of them means ill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from antu.catalog import regions, regions_mask
from antu.dice import Dice
from antu.enums import Role
from antu.money import BASE_CASE
from antu.participants.draw import BASE_PRICES, scaled
from antu.simulation.port import Person
from antu.simulation.records import Agent
from antu.simulation.scenario import Scenario, Trouble

# Basis points of revenue that a project keeps for its maintenance, where it keeps any.
RESERVE_BPS = 500

ROLES = {Role.VENDOR: Agent.VENDOR, Role.INSTALLER: Agent.INSTALLER, Role.MANAGER: Agent.MANAGER}


@dataclass(eq=False)
class Owner(Person):
    """Has one roof. `intent` is what it does if it means ill; the price of energy is in pesos per kWh."""

    size_class: int = 0
    max_price: int = 0
    crowdfunded: bool = False
    energy_price: int = 0
    reserve_bps: int = 0
    matches_itself: bool = False
    patience: int = 0  # days
    intent: Trouble | None = None

    __hash__ = Person.__hash__


@dataclass(eq=False)
class Supplier(Person):
    """Posts an offer of `stock` projects in each of its classes, for the regions of a mask: class -> price."""

    role: Role = Role.VENDOR
    served: int = 0
    prices: Mapping[int, int] = field(default_factory=dict)
    stock: int = 0
    intent: Trouble | None = None

    __hash__ = Person.__hash__


@dataclass(eq=False)
class Financier(Person):
    """Pledges in proportion to its appetite, 1 to 10."""

    appetite: int = 1

    __hash__ = Person.__hash__


@dataclass(eq=False)
class Cooperative(Person):
    """Connects the meters of its regions and buys what they export. `id` is its number in the contract."""

    id: int = 0
    served: int = 0
    price: int = 0  # pesos per kWh

    __hash__ = Person.__hash__


@dataclass(frozen=True)
class Ring:
    """Four who rate each other."""

    owner: Owner
    team: tuple[Supplier, Supplier, Supplier]


@dataclass(frozen=True)
class People:
    """Everybody, by number; `suppliers` by role."""

    owners: Sequence[Owner]
    suppliers: Mapping[Role, Sequence[Supplier]]
    financiers: Sequence[Financier]
    cooperatives: Sequence[Cooperative]
    rings: Sequence[Ring]

    @property
    def everybody(self) -> list[Person]:
        suppliers = [each for group in self.suppliers.values() for each in group]
        return [*self.owners, *suppliers, *self.financiers, *self.cooperatives]

    @property
    def every_supplier(self) -> list[Supplier]:
        return [each for group in self.suppliers.values() for each in group]

    def cooperative_of(self, region: int) -> Cooperative:
        return next(each for each in self.cooperatives if each.served >> (region - 1) & 1)


def draw_people(scenario: Scenario, wallets: Sequence[tuple[int, str]]) -> People:
    """Draws them. `wallets` has a place in the test mnemonic and its address for each, in order."""
    return _Drawing(scenario, wallets).people()


class _Drawing:
    def __init__(self, scenario: Scenario, wallets: Sequence[tuple[int, str]]) -> None:
        self._scenario = scenario
        self._wallets = enumerate(wallets, 1)
        weights = scenario.regions
        self._homes = {
            each.cut: each.netbilling_mw if weights == "netbilling" else weights.get(each.cut, 0) for each in regions()
        }

    def people(self) -> People:
        counts = self._scenario.participants
        owners = [self._owner() for _ in range(counts.owners)]
        sizes = {Role.VENDOR: counts.vendors, Role.INSTALLER: counts.installers, Role.MANAGER: counts.managers}
        suppliers = {role: [self._supplier(role) for _ in range(sizes[role])] for role in Role}
        financiers = [self._financier() for _ in range(counts.financiers)]
        cooperatives = [self._cooperative(place) for place in range(counts.cooperatives)]
        rings = self._rings(owners, suppliers)
        self._corrupt(owners, suppliers[Role.INSTALLER])
        return People(owners, suppliers, financiers, cooperatives, rings)

    def _dice(self, agent: Agent, number: int) -> Dice:
        return Dice(self._scenario.seed, agent, number)

    def _owner(self) -> Owner:
        number, (wallet, address) = next(self._wallets)
        dice, asked = self._dice(Agent.OWNER, number), self._scenario.owners
        size_class = self._class(dice)
        crowdfunded = _chance(dice, asked.crowdfunded_percent)
        return Owner(
            number,
            Agent.OWNER,
            wallet,
            address,
            region=self._home(dice),
            arrives=dice.between(*self._scenario.arrivals.owners),
            size_class=size_class,
            max_price=scaled(BASE_CASE.goal, size_class) * dice.between(*asked.max_price_percent) // 100,
            crowdfunded=crowdfunded,
            energy_price=dice.between(*asked.energy_price),
            reserve_bps=RESERVE_BPS if crowdfunded and _chance(dice, asked.reserve_percent) else 0,
            matches_itself=_chance(dice, asked.match_themselves_percent),
            patience=dice.between(*asked.patience_days),
        )

    def _supplier(self, role: Role) -> Supplier:
        number, (wallet, address) = next(self._wallets)
        dice, asked = self._dice(ROLES[role], number), self._scenario.suppliers
        home = self._home(dice)
        classes = {self._class(dice) for _ in range(asked.classes_each)}
        return Supplier(
            number,
            ROLES[role],
            wallet,
            address,
            region=home,
            arrives=dice.between(*self._scenario.arrivals.suppliers),
            role=role,
            served=_neighbourhood(home, dice.between(*asked.regions_each_side), dice.between(*asked.regions_each_side)),
            prices={
                each: max(1, scaled(BASE_PRICES[role], each) * dice.between(*asked.price_percent) // 100)
                for each in sorted(classes)
            },
            stock=dice.between(*asked.stock),
        )

    def _financier(self) -> Financier:
        number, (wallet, address) = next(self._wallets)
        dice = self._dice(Agent.FINANCIER, number)
        arrives = dice.between(*self._scenario.arrivals.financiers)
        return Financier(number, Agent.FINANCIER, wallet, address, arrives=arrives, appetite=dice.between(1, 10))

    def _cooperative(self, place: int) -> Cooperative:
        number, (wallet, address) = next(self._wallets)
        dice, count = self._dice(Agent.COOPERATIVE, number), self._scenario.participants.cooperatives
        first, end = place * len(regions()) // count, (place + 1) * len(regions()) // count
        served = [each.cut for each in regions()[first:end]]
        return Cooperative(
            number,
            Agent.COOPERATIVE,
            wallet,
            address,
            region=served[0],
            id=place + 1,
            served=regions_mask(served),
            price=dice.between(*self._scenario.cooperative_price),
        )

    def _home(self, dice: Dice) -> int:
        return dice.weighted(list(self._homes), list(self._homes.values()))

    def _class(self, dice: Dice) -> int:
        weights = self._scenario.classes
        return dice.weighted(list(weights), list(weights.values()))

    def _rings(self, owners: Sequence[Owner], suppliers: Mapping[Role, Sequence[Supplier]]) -> list[Ring]:
        """The first of each kind; they do business with others, too."""
        count = min(self._scenario.adversaries.rating_rings, len(owners), *(len(each) for each in suppliers.values()))
        rings = []
        for place in range(count):
            owner = owners[place]
            vendor, installer, manager = (suppliers[role][place] for role in Role)
            for member in (owner, vendor, installer, manager):
                member.honest, member.intent = False, Trouble.RING
            rings.append(Ring(owner, (vendor, installer, manager)))
        return rings

    def _corrupt(self, owners: Sequence[Owner], installers: Sequence[Supplier]) -> None:
        for owner in owners:
            if owner.honest and (intent := self._ill_will(owner)):
                owner.honest, owner.intent = False, intent
        adversaries = self._scenario.adversaries
        ways = {
            Trouble.NO_DELIVERY: adversaries.no_delivery_weight,
            Trouble.FALSE_DELIVERY: adversaries.false_delivery_weight,
            Trouble.NO_WORK: adversaries.no_work_weight,
        }
        for installer in installers:
            dice = Dice(self._scenario.seed, "intent", installer.number)
            if installer.honest and _chance(dice, adversaries.vanishing_installers_percent):
                installer.honest, installer.intent = False, dice.weighted(list(ways), list(ways.values()))

    def _ill_will(self, owner: Owner) -> Trouble | None:
        """At most one of an owner's: those of a crowd's project do not pay for energy, the others not for the plant, or
        their meters lie."""
        adversaries, dice = self._scenario.adversaries, Dice(self._scenario.seed, "intent", owner.number)
        if owner.crowdfunded:
            chances = {
                Trouble.LATE: adversaries.late_owners_percent,
                Trouble.NEVER_PAYS: adversaries.never_paying_owners_percent,
            }
        else:
            chances = {
                Trouble.UNPAID: adversaries.unpaid_owners_percent,
                Trouble.LYING_METER: adversaries.lying_meters_percent,
            }
        point = dice.fraction() * 100
        for trouble, percent in chances.items():
            if point < percent:
                return trouble
            point -= percent
        return None


def _chance(dice: Dice, percent: int) -> bool:
    return dice.fraction() * 100 < percent


def _neighbourhood(home: int, north: int, south: int) -> int:
    """A region and so many to each side of it, as a mask."""
    order = [each.cut for each in regions()]
    place = order.index(home)
    return regions_mask(order[max(place - north, 0) : place + south + 1])
