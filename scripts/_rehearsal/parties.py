"""The people of a lived-in market: known by name only, given pesos by the bank, and each ready to pay."""

from collections.abc import Sequence
from typing import Any

from eth_utils.crypto import keccak

from antu.billing.months import month_of
from antu.catalog import mask_regions, size_classes
from antu.dice import Dice
from antu.enums import Role
from antu.errors import AntuError
from antu.metering import MeterKey, account_key, p256_key, simulated_meter, simulated_p256_meter
from antu.money import BASE_CASE
from antu.rehearsal.lives import Fate, Life
from antu.roles import AccessRole
from scripts._chain import clock
from scripts._chain.adapter import handle
from scripts._chain.market import Market
from scripts._chain.posting import posted_id
from scripts._rehearsal.roles import Roles
from scripts._rehearsal.waves import Act, Sea, act, person

PRICES = {Role.VENDOR: BASE_CASE.vendor, Role.INSTALLER: BASE_CASE.installer, Role.MANAGER: BASE_CASE.manager}
ENERGY_PRICE, COOPERATIVE_PRICES = 150, (60, 75)  # pesos per kWh
FINANCIERS, CROWD = 14, (3, 7)  # how many there are, and how many fund a project
CLASSES = 2  # the smallest that are open
STOCK, SLACK = 500, 2  # of an offer; an owner would pay twice of what is asked
PURSE = 10**10  # pesos of each party
UF = 3_950_000  # hundredths of a peso
ZERO = "0x" + "0" * 40


class Parties:
    """A market's newcomers, and what lives on them. Within `everybody`; `name` keeps those of one market apart."""

    def __init__(self, market: Market, roles: Roles, sea: Sea, lives: Sequence[Life], seed: int) -> None:
        self.market, self.roles, self.sea, self.lives = market, roles, sea, lives
        self.name = f"{seed}/{market.market.settings().demandCount}"
        settings = market.market.settings()
        self.regions = mask_regions(settings.openRegions)
        self._mask = int(settings.openRegions)
        self.classes = [each for each in size_classes() if settings.openClasses >> each.id & 1][:CLASSES]
        if not self.regions or not self.classes:
            raise AntuError("No class or no region of this market is open.", "The operator opens them.")
        self.bank = self.person("bank")
        self.financiers = [self.person("financier", number) for number in range(FINANCIERS)]
        self.cooperatives = [self.person("cooperative", number) for number in range(len(COOPERATIVE_PRICES))]
        self.suppliers = {role: self.person(role.name) for role in Role}
        self.buyer = self.person("buyer")
        self.offers: dict[tuple[Role, int], int] = {}

    def person(self, *what: object) -> str:
        """One of this market's people."""
        return person(self.name, *what)

    def dice(self, *what: object) -> Dice:
        """Draws of their own for something of this market."""
        return Dice(self.name, *what)

    def owner(self, life: Life) -> str:
        return self.person("owner", life.number)

    def size_class(self, life: Life) -> Any:
        return self.classes[life.number % len(self.classes)]

    def region(self, life: Life) -> int:
        return self.regions[life.number % len(self.regions)]

    def price(self, role: Role, capacity_wp: int) -> int:
        """Pesos that a supplier asks for a class."""
        return PRICES[role] * capacity_wp // 1_000

    def crowd(self, life: Life) -> list[str]:
        """Who funds a project: its owner, or some financiers."""
        if not life.kind.crowdfunded:
            return [self.owner(life)]
        dice = self.dice("crowd", life.number)
        return dice.some(self.financiers, dice.between(*CROWD))

    def pledges(self, life: Life, goal: int) -> list[tuple[str, int]]:
        """Who pays how much of a goal: the first less than a tenth, so that it alone cannot freeze anything."""
        crowd = self.crowd(life)
        dice = self.dice("pledges", life.number)
        amounts = [goal // 40 + number for number, _ in enumerate(crowd[1:])]
        if not life.kind.built:
            return list(
                zip(crowd, [goal // 40, *(dice.between(goal // 20, goal // 9) for _ in crowd[1:])], strict=True)
            )
        return list(zip(crowd, [*amounts, goal - sum(amounts)], strict=True))

    def meter(self, project: int, secure: bool = False, which: int = 0) -> MeterKey:
        """The key of a project's first meter, or of the `which`th that came after it."""
        name = f"{self.name}/{which}"
        if secure:
            return p256_key(simulated_p256_meter(name, project), str(self.market.verifier.address))
        return account_key(simulated_meter(name, project))

    @property
    def everybody(self) -> list[str]:
        """All who pay or are paid."""
        owners = [self.owner(life) for life in self.lives]
        return [*owners, *self.financiers, *self.cooperatives, *self.suppliers.values(), self.buyer]

    # BEFORE THE FIRST DEMAND

    def arrive(self) -> None:
        """Brings everybody pesos, prepays energy, registers cooperatives, posts offers."""
        self._mint()
        self._register()
        self._allow()
        self._post_offers()

    def _mint(self) -> None:
        token, one = self.market.token, self.sea.one
        wealth = PURSE * len(self.everybody)
        reserve = max(int(token.reserve()), int(token.totalSupply())) + wealth
        one(token.publishReserve, reserve, _hash("reserve", self.name), by=self.roles.holder(AccessRole.ATTESTOR))
        one(token.mint, self.bank, wealth, _hash("deposit", self.name), by=self.roles.holder(AccessRole.ISSUER))
        self.sea.wave(act(token.transfer, each, PURSE, by=self.bank) for each in self.everybody)

    def _register(self) -> None:
        operator, market = self.roles.holder(AccessRole.OPERATOR), self.market
        for account, price in zip(self.cooperatives, COOPERATIVE_PRICES, strict=True):
            self.sea.one(market.energy.registerCooperative, account, self._mask, price, by=operator)
        eligibility = str(market.market.eligibility())
        if eligibility != ZERO:
            self.sea.one(handle("AllowList", eligibility).set, self.financiers, True, by=operator)
        if any(life.has(Fate.INDEXED) for life in self.lives) and not market.uf.latest().value:
            indexer = self.roles.holder(AccessRole.INDEXER)
            self.sea.one(market.uf.publish, month_of(clock.now()), UF, by=indexer)

    def _allow(self) -> None:
        token, market, energy = self.market.token, self.market.market, self.market.energy
        owners = [self.owner(life) for life in self.lives]
        self.sea.wave(
            act(token.approve, spender, PURSE, by=by)
            for spender, group in ((market, [*self.financiers, *owners]), (energy, [*self.cooperatives, *owners]))
            for by in group
        )
        self.sea.wave(act(energy.deposit, amount, by=by) for by, amount in self._prepayments())

    def _prepayments(self) -> list[tuple[str, int]]:
        """A cooperative's, of years; an owner's, of months; that of an owner who will be in debt, of days."""
        paying = [life for life in self.lives if life.kind.crowdfunded]
        owners = [(self.owner(life), 500 if life.has(Fate.DEBT) else 400_000) for life in paying]
        return [*((each, PURSE // 2) for each in self.cooperatives), *owners]

    def _post_offers(self) -> None:
        acts: dict[tuple[Role, int], Act] = {}
        for role, supplier in self.suppliers.items():
            for size in self.classes:
                price = self.price(role, size.capacity_wp)
                posting = (self.market.market.postOffer, role, size.id, self._mask, price, STOCK)
                acts[role, size.id] = act(*posting, by=supplier)
        receipts = self.sea.wave(acts.values())
        self.offers = {key: posted_id(self.market, receipt) for key, receipt in zip(acts, receipts, strict=True)}


def _hash(*of: object) -> bytes:
    return keccak(text=f"Antu rehearsal/{'/'.join(map(str, of))}")
