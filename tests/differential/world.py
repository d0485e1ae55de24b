"""Projects that operate, of two cooperatives and five owners, with every kind of terms, on the chain and in a model."""

from collections.abc import Callable
from dataclasses import dataclass

from ape.api import AccountAPI

from antu.billing import Books, Cooperative, Plant, Series, UFIndex, month_of
from antu.catalog import ALL_REGIONS
from antu.dice import Dice
from antu.enums import CHALLENGE_WINDOW_SECONDS
from antu.money import BASE_CASE
from tests.differential.player import Player
from tests.fixtures.energy import TE4_HASH
from tests.fixtures.market import ENERGY_PRICE, REGION
from tests.fixtures.system import PURSE

CLASSES = 6
OWNERS = 5
HOLDERS = 8
SECOND_PRICE = 75
FIRST_UF = 3_900_000


@dataclass(frozen=True)
class Demand:
    """What an owner asks for, and who pays how many pesos for it."""

    owner: AccountAPI
    size_class: int
    crowdfunded: bool
    reserve_bps: int
    follows_uf: bool
    payments: dict[str, int]
    registers: tuple[int, int]  # of its meter, when it is connected


@dataclass
class World:
    """The chain's side, the model's, and who may hold shares."""

    player: Player
    books: Books
    holders: list[str]
    wallets: dict[str, int]  # account -> its pesos when the story begins


class Builder:
    """`people` are accounts without pesos; the first cooperative is there, the second will be one of them."""

    def __init__(self, player: Player, people: list[AccountAPI], cooperative: AccountAPI, seed: object) -> None:
        self.player, self.market = player, player.market
        self.people = people
        self.owners, self.holders = people[:OWNERS], people[OWNERS : OWNERS + HOLDERS]
        self.cooperatives = (cooperative, people[OWNERS + HOLDERS])
        self._dice = Dice(seed, "world")

    def build(
        self, projects: int, teams: list[tuple[int, int, int]], now: Callable[[], int], travel: Callable[..., int]
    ) -> World:
        """`teams` are offers of each class, with stock enough."""
        self._equip(now())
        uf = _known_uf(self.market.uf, now())
        demands = self._fund(projects, teams)
        self._connect(demands, travel)
        books = self._books(demands, uf)
        token = self.market.token
        wallets = {account: token.balanceOf(account) for account in self.player.accounts}
        return World(self.player, books, [holder.address for holder in self.holders], wallets)

    def _equip(self, now: int) -> None:
        send, market, roles = self.player.send, self.market, self.player.roles
        for place, account in enumerate(self.people):
            reference = f"differential {place}".encode().ljust(32)
            send(market.token.mint, roles["issuer"], account.address, PURSE, reference)
            for spender in (market.market, market.energy):
                send(market.token.approve, account, spender.address, 2**256 - 1)
        second = self.cooperatives[1].address
        send(market.energy.registerCooperative, roles["operator"], second, ALL_REGIONS, SECOND_PRICE)
        if not market.uf.latest().value:
            send(market.uf.publish, roles["indexer"], month_of(now), FIRST_UF)

    def _fund(self, projects: int, teams: list[tuple[int, int, int]]) -> dict[int, Demand]:
        send, market = self.player.send, self.market.market
        first = market.settings().demandCount + 1
        demands = {project: self._demand(project) for project in range(first, first + projects)}
        for one in demands.values():
            terms = (one.reserve_bps, one.follows_uf)
            asked = (one.size_class, REGION, BASE_CASE.goal, ENERGY_PRICE, one.crowdfunded, terms)
            send(market.postDemandWithTerms, one.owner, *asked)
        matches = [(project, *teams[one.size_class], BASE_CASE.goal) for project, one in demands.items()]
        send(market.matchBatch, self.player.roles["keeper"], matches)
        for project, one in demands.items():
            for account, part in one.payments.items():
                send(market.fund, self.player.accounts[account], project, part)
        return demands

    def _demand(self, project: int) -> Demand:
        dice, owner = self._dice, self.owners[project % OWNERS]
        crowdfunded = project % 5 > 0
        payments = {owner.address: BASE_CASE.goal}
        if crowdfunded:
            chosen = dice.some(self.holders, dice.between(1, HOLDERS))
            bounds = sorted(dice.some(range(1, BASE_CASE.goal, 997), len(chosen) - 1))
            parts = [to - start for start, to in zip([0, *bounds], [*bounds, BASE_CASE.goal], strict=True)]
            payments = {account.address: part for account, part in zip(chosen, parts, strict=True)}
        generated = dice.between(0, 5_000)
        return Demand(
            owner=owner,
            size_class=dice.between(0, CLASSES - 1),
            crowdfunded=crowdfunded,
            reserve_bps=dice.weighted((0, 500, 3_000), (2, 1, 1)),
            follows_uf=dice.fraction() < 0.4,
            payments=payments,
            registers=(generated, dice.between(0, generated)),
        )

    def _connect(self, demands: dict[int, Demand], travel: Callable[..., int]) -> None:
        send, market, roles = self.player.send, self.market, self.player.roles

        def commission(project: int) -> None:
            key = bytes.fromhex(self.player.new_meter(project).address[2:])
            arguments = (project, key, *demands[project].registers, TE4_HASH)
            send(market.energy.commission, self.cooperatives[project % 2], *arguments)

        for confirm in (
            lambda project: send(market.market.confirmDelivery, roles["installer"], project),
            lambda project: send(market.market.confirmInstallation, roles["manager"], project),
            commission,
        ):
            for project in demands:
                confirm(project)
            travel(seconds=CHALLENGE_WINDOW_SECONDS)
            for project in demands:
                send(market.market.release, roles["stranger"], project)

    def _books(self, demands: dict[int, Demand], uf: UFIndex) -> Books:
        """The model of what is there now: nothing has been billed."""
        energy = self.market.energy
        books = Books(uf)
        numbers = [energy.cooperativeIdOf(account) for account in self.cooperatives]
        for number in numbers:
            found = energy.cooperative(number)
            books.cooperatives[number] = Cooperative.registered(found.account, found.price)
        for project, one in demands.items():
            capacity = self.market.market.classCapacity(one.size_class)
            plant = Plant(one.owner.address, capacity, ENERGY_PRICE, one.crowdfunded, one.follows_uf)
            series = Series(one.reserve_bps)
            for account, part in one.payments.items():
                series.mint(account, part)
            connected = energy.meter(project).time
            books.commission(project, plant, series, numbers[project % 2], connected, one.registers)
        for account in self.player.accounts:
            books.deposit(account, energy.accountOf(account).prepaid)
        return books


def _known_uf(index: object, now: int) -> UFIndex:
    """The chain's index from this month on."""
    known, month, latest = UFIndex(), month_of(now), index.latest()
    known.add(month, index.valueAt(now))
    if latest.month > month:
        known.add(latest.month, latest.value)
    return known
