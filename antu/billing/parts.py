"""What the books are made of: cooperatives with their prices, meters, accounts, bills."""

from bisect import bisect_right
from dataclasses import dataclass, field

from antu.billing.months import HOURS
from antu.billing.uf import UFIndex
from antu.enums import DAY
from antu.errors import AntuError
from antu.money import BASIS_POINTS, bill

WH_PER_KWH = 1_000
PRICE_NOTICE_SECONDS = 30 * DAY
CORRECTION_CAP_BPS = 300
MOST_CREDIT_BPS = 2_500  # of a bill


@dataclass
class Cooperative:
    """Who buys exported energy, and its prices in pesos per kWh by the time from which each holds."""

    account: str
    _from: list[int] = field(default_factory=list)
    _prices: list[int] = field(default_factory=list)

    @property
    def first_price(self) -> int:
        """The one that the operator registered."""
        return self._prices[0]

    @classmethod
    def registered(cls, account: str, price: int) -> "Cooperative":
        """With a first price, which holds for all the past."""
        return cls(account, [0], [price])

    def announce(self, price: int, now: int) -> int:
        """Announces a price, and returns from when it holds: 30 days later."""
        if now < self._from[-1]:
            raise AntuError(
                f"The price announced last holds from {self._from[-1]}.", "Announce the next one after that."
            )
        start = now + PRICE_NOTICE_SECONDS
        self.hold(price, start)
        return start

    def hold(self, price: int, start: int) -> None:
        """A price that holds from a time on, after those before it."""
        self._from.append(start)
        self._prices.append(price)

    def price_at(self, time: int) -> int:
        """Pesos per kWh for readings of a time."""
        return self._prices[bisect_right(self._from, time) - 1]


@dataclass(frozen=True)
class Plant:
    """What a project's owner promised; `capacity_wp` watts peak, `energy_price` pesos per kWh."""

    owner: str
    capacity_wp: int
    energy_price: int
    owner_pays: bool = True  # not for a project that it paid for itself
    follows_uf: bool = False


@dataclass
class Meter:
    """A project's meter. Registers are counted for the project; `carried` is what of them this meter never showed."""

    plant: Plant
    cooperative: int
    generated_wh: int
    exported_wh: int
    time: int
    since: int  # from when the energy is its cooperative's to pay
    base_uf: int = 0  # hundredths of a peso; 0 if the owner's price is not indexed
    carried_generated_wh: int = 0
    carried_exported_wh: int = 0
    retired: bool = False

    def owner_bill(self, used_wh: int, time: int, uf: UFIndex) -> int:
        """Pesos for energy that the owner used itself since the last reading."""
        if not self.plant.owner_pays:
            return 0
        before = self.generated_wh - self.exported_wh
        price, unit = self.plant.energy_price, WH_PER_KWH
        if self.base_uf:
            price, unit = price * uf.value_at(time), unit * self.base_uf
        return bill(before, before + used_wh, price, unit)

    def cooperative_bill(self, exported_wh: int, price: int) -> int:
        """Pesos for energy exported since the last reading."""
        return bill(self.exported_wh, self.exported_wh + exported_wh, price)

    def possible_wh(self, time: int, tolerance_bps: int) -> int:
        """Wh that the plant may have generated since the last reading."""
        return self.plant.capacity_wp * (time - self.time) * tolerance_bps // (3_600 * BASIS_POINTS)

    def correction_cap(self, price: int) -> int:
        """Pesos that a month may be corrected by, up and down together, at a price."""
        return self.plant.capacity_wp * HOURS * CORRECTION_CAP_BPS * price // (BASIS_POINTS * WH_PER_KWH)


@dataclass
class Account:
    """What somebody has prepaid, and owes to all projects together, in pesos."""

    prepaid: int = 0
    owed: int = 0
    deposited: int = 0
    withdrawn: int = 0
    charged: int = 0
    settled: int = 0  # of its debts, by anyone


@dataclass(frozen=True)
class Bill:
    """A reading's bills in pesos; what is neither covered by credit nor paid has become debt."""

    owner: int
    cooperative: int
    credit_used: int
    paid: int


@dataclass
class Totals:
    """A project's bills so far, in pesos."""

    billed: int = 0  # with corrections upwards
    credit_given: int = 0  # corrections downwards
    credit_used: int = 0
    paid: int = 0  # from prepaid balances
    settled: int = 0  # of debts
