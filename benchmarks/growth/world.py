"""A market in use: parties with pesos, an escrow that holds another project's money, and a project for a crowd to fund.

So nothing that is measured is the first of its kind: counters, balances and allowances of the parties are not zero.
"""

from typing import Any, NamedTuple

from antu.catalog import ALL_REGIONS
from antu.enums import CHALLENGE_WINDOW_SECONDS, DAY, Role
from antu.metering import Domain, Reading, local_signer, sign, simulated_meter
from antu.money import BASE_CASE
from benchmarks.growth.crowd import calling, person
from scripts._chain import clock
from scripts._chain.accounts import endow
from scripts._chain.adapter import provider
from scripts._chain.crowd import act
from scripts._chain.market import Market

SIZE_CLASS, REGION, ENERGY_PRICE, COOPERATIVE_PRICE = 0, 13, 150, 60
GOAL = BASE_CASE.goal
PRICES = {Role.VENDOR: BASE_CASE.vendor, Role.INSTALLER: BASE_CASE.installer, Role.MANAGER: BASE_CASE.manager}
STOCK = 100
PART = 100  # pesos that each of a crowd pays
PURSE, ALLOWANCE = 10**8, 10**7  # pesos of each party
# Of a plant of 1 kWp in a good month.
MONTH_DAYS, MONTH_GENERATED, MONTH_EXPORTED = 30, 160_000, 70_000
WINDOW_DAYS = CHALLENGE_WINDOW_SECONDS // DAY


class Cost(NamedTuple):
    """Gas of a receipt, and what of it depends on the transaction's bytes alone."""

    gas: int
    data_gas: int


class World:
    """The market's parties, and what they do. Within `everybody`, on a market that is not paused."""

    def __init__(self, market: Market) -> None:
        self.market, self.roles = market, market.record.parameters
        self.bank, self.first, self.newcomer = person("bank"), person(0), person("newcomer")
        self.owner, self.cooperative = person("owner"), person("cooperative")
        self.suppliers = {role: person(role.name) for role in Role}
        # Times are counted from here, so that they are the same however long a crowd takes to come.
        self._begin = clock.now() // DAY * DAY + DAY
        self._meter = simulated_meter("growth", 1)
        self._enrich()
        # One that is paid for in part, so that neither the escrow nor its successor's is ever empty.
        self.do(market.market.fund, self._matched(), PART, by=self.newcomer)
        self.project = self._matched()

    def do(self, call: Any, *arguments: Any, by: str) -> Cost:
        """A transaction and what it costs. Raises `RevertError` if a contract refuses it."""
        return Cost(act(call, *arguments, by=by).gas_used, calling(call, *arguments, by=by).data_gas)

    @property
    def demand(self) -> tuple[Any, ...]:
        """The posting of a demand that `offer`s can serve: method and arguments."""
        return (self.market.market.postDemand, SIZE_CLASS, REGION, GOAL, ENERGY_PRICE, True)

    def offer(self, role: Role, stock: int = STOCK) -> tuple[Any, ...]:
        """The posting of an offer at the base case's price, for all regions: method and arguments."""
        return (self.market.market.postOffer, role, SIZE_CLASS, ALL_REGIONS, PRICES[role], stock)

    def wait_until(self, day: int) -> None:
        """Lets time pass until a day."""
        clock.travel_to(self._begin + day * DAY)

    def build(self, day: int) -> Cost:
        """Brings a project that is paid for into operation, from a day on; what its last release costs."""
        market = self.market.market
        self.wait_until(day)
        self.do(market.confirmDelivery, self.project, by=self.suppliers[Role.INSTALLER])
        self._release(day + WINDOW_DAYS + 1)
        self.do(market.confirmInstallation, self.project, by=self.suppliers[Role.MANAGER])
        self._release(day + 2 * (WINDOW_DAYS + 1))
        meter = bytes.fromhex(self._meter.address[2:])
        self.do(self.market.energy.commission, self.project, meter, 0, 0, b"TE-4".ljust(32), by=self.cooperative)
        return self._release(day + 3 * (WINDOW_DAYS + 1))

    def _release(self, day: int) -> Cost:
        self.wait_until(day)
        return self.do(self.market.market.release, self.project, by=self.roles.keeper)

    def read_meter(self, day: int, month: int) -> Cost:
        """Reports what the project's meter shows on a day, after so many months."""
        self.wait_until(day)
        energy = self.market.energy
        shown = Reading(self.project, month * MONTH_GENERATED, month * MONTH_EXPORTED, self._begin + day * DAY)
        domain = Domain(int(provider().chain_id), str(energy.address))
        signed = sign(shown, domain, local_signer(self._meter))
        return self.do(energy.report, signed.as_tuple(), by=self.roles.keeper)

    def _enrich(self) -> None:
        """Gives every party pesos, and ether for gas, and has owner and cooperative pay for energy ahead."""
        token, energy, roles = self.market.token, self.market.energy, self.roles
        people = (self.bank, self.first, self.newcomer, self.owner, self.cooperative, *self.suppliers.values())
        parties = {*people, roles.treasury}
        endow({*parties, roles.attestor, roles.issuer, roles.operator, roles.keeper})
        wealth = PURSE * len(parties)
        self.do(token.publishReserve, token.totalSupply() + wealth, b"reserve".ljust(32), by=roles.attestor)
        self.do(token.mint, self.bank, wealth, b"deposit for growth".ljust(32), by=roles.issuer)
        for party in sorted(parties - {self.bank}):
            self.do(token.transfer, party, PURSE, by=self.bank)
        self.do(token.approve, self.market.market, ALLOWANCE, by=self.newcomer)
        self.do(energy.registerCooperative, self.cooperative, ALL_REGIONS, COOPERATIVE_PRICE, by=roles.operator)
        for payer in (self.owner, self.cooperative):
            self.do(token.approve, energy, ALLOWANCE, by=payer)
            self.do(energy.deposit, ALLOWANCE, by=payer)

    def _matched(self) -> int:
        """A crowdfunded project, and none of its team's stock left in the book."""
        market = self.market.market
        settings = market.settings()
        demand, offer = settings.demandCount + 1, settings.offerCount + 1
        self.do(*self.demand, by=self.owner)
        for role, supplier in self.suppliers.items():
            self.do(*self.offer(role, stock=1), by=supplier)
        self.do(market.matchBatch, [(demand, offer, offer + 1, offer + 2, GOAL)], by=self.roles.keeper)
        return int(demand)
