"""The books of EnergySales and ProjectShares in exact integers: the same outcomes as the contracts', to the peso."""

from collections import defaultdict

from antu.billing.months import month_of
from antu.billing.parts import MOST_CREDIT_BPS, Account, Bill, Cooperative, Meter, Plant, Totals
from antu.billing.shares import Series
from antu.billing.uf import UFIndex
from antu.enums import Refusal
from antu.errors import AntuError
from antu.money import BASIS_POINTS

TOLERANCE_BPS = 10_500
MONTHS_OPEN = 12  # in which a bill may be corrected


class RefusedError(AntuError):
    """A reading that does not count; `value` and `limit` as `IReadings.ReadingRefused` says."""

    def __init__(self, reason: Refusal, value: int = 0, limit: int = 0) -> None:
        super().__init__(f"The reading is refused: {reason.name.lower().replace('_', ' ')} ({value}, {limit}).")
        self.reason, self.value, self.limit = reason, value, limit


class Books:
    """Cooperatives, meters, accounts, debts and shares. Accounts are any names; times are seconds since 1970.

    What the contracts refuse raises `AntuError` and changes nothing; signatures and roles are not modelled."""

    def __init__(self, uf: UFIndex | None = None, tolerance_bps: int = TOLERANCE_BPS) -> None:
        self.uf = uf or UFIndex()
        self.tolerance_bps = tolerance_bps
        self.cooperatives: dict[int, Cooperative] = {}
        self.meters: dict[int, Meter] = {}
        self.series: dict[int, Series] = {}
        self.totals: dict[int, Totals] = {}
        self.accounts: dict[str, Account] = defaultdict(Account)
        self.debts: dict[tuple[int, str], int] = defaultdict(int)  # project, debtor
        self.credits: dict[tuple[int, int], int] = defaultdict(int)  # project, cooperative
        self.corrected: dict[tuple[int, int], int] = defaultdict(int)  # project, month

    # METERS

    def commission(
        self,
        project: int,
        plant: Plant,
        series: Series,
        cooperative: int,
        now: int,
        registers: tuple[int, int] = (0, 0),
    ) -> None:
        """Connects a project's meter; `registers` are what it shows, from which billing counts."""
        base_uf = 0
        if plant.owner_pays and plant.follows_uf:
            base_uf = self.uf.value_at(now)
            if not base_uf:
                raise AntuError("No UF has been published.", "Publish one before the meter is connected.")
        self.meters[project] = Meter(plant, cooperative, *registers, time=now, since=now, base_uf=base_uf)
        self.series[project] = series
        self.totals[project] = Totals()

    def replace_meter(self, project: int, registers: tuple[int, int], now: int) -> None:
        """Another meter, which shows `registers` now, goes on counting where the old one's last reading ended."""
        meter = self._in_use(project)
        generated, exported = registers
        meter.carried_generated_wh = meter.generated_wh - generated
        meter.carried_exported_wh = meter.exported_wh - exported
        meter.time = now

    def move(self, project: int, cooperative: int, now: int) -> None:
        """Another cooperative takes over a project. Debts and credits stay with the one that made them."""
        meter = self._in_use(project)
        meter.cooperative, meter.since = cooperative, now

    def retire(self, project: int) -> None:
        """Ends a project's readings for good."""
        self._in_use(project).retired = True

    def close_reserve(self, project: int) -> int:
        """Shares out what is left of the reserve, once the meter is retired."""
        if not self.meters[project].retired:
            raise AntuError(f"The meter of project {project} is not retired.")
        return self.series[project].close_reserve()

    # READINGS

    def report(self, project: int, generated_wh: int, exported_wh: int, time: int, now: int) -> Bill:
        """Takes a reading of what the meter shows, bills it, and pays the revenue in."""
        meter = self.meters.get(project)
        if meter is None:
            raise RefusedError(Refusal.NO_METER)
        generated, exported = self._growth(meter, generated_wh, exported_wh, time, now)
        cooperative = self.cooperatives[meter.cooperative]
        owner_bill = meter.owner_bill(generated - exported, time, self.uf)
        cooperative_bill = meter.cooperative_bill(exported, cooperative.price_at(time))
        used = self._use_credit(project, meter.cooperative, cooperative_bill * MOST_CREDIT_BPS // BASIS_POINTS)
        meter.generated_wh += generated
        meter.exported_wh += exported
        meter.time = time

        self.totals[project].billed += owner_bill + cooperative_bill
        paid = self._charge(project, meter.plant.owner, owner_bill)
        paid += self._charge(project, cooperative.account, cooperative_bill - used)
        self.series[project].pay_in(paid)
        return Bill(owner_bill, cooperative_bill, used, paid)

    def _growth(self, meter: Meter, generated_wh: int, exported_wh: int, time: int, now: int) -> tuple[int, int]:
        """Wh generated and exported since the last reading, or why the reading does not count."""
        shown_generated = meter.generated_wh - meter.carried_generated_wh
        shown_exported = meter.exported_wh - meter.carried_exported_wh
        generated, exported = generated_wh - shown_generated, exported_wh - shown_exported
        possible = meter.possible_wh(time, self.tolerance_bps)
        rules = (
            (meter.retired, Refusal.RETIRED, 0, 0),
            (time > now, Refusal.FROM_FUTURE, time, now),
            (time <= meter.time, Refusal.NOT_NEWER, time, meter.time),
            (generated < 0, Refusal.WENT_BACK, generated_wh, shown_generated),
            (exported < 0, Refusal.WENT_BACK, exported_wh, shown_exported),
            (exported > generated, Refusal.EXPORTED_MORE_THAN_GENERATED, exported, generated),
            (generated > possible, Refusal.BEYOND_CAPACITY, generated, possible),
        )
        for broken, reason, value, limit in rules:
            if broken:
                raise RefusedError(reason, value, limit)
        return generated, exported

    # CORRECTIONS

    def correct(self, project: int, month: int, amount: int, now: int) -> None:
        """The cooperative adds pesos to what it was billed for a month, or takes them off, which becomes its credit."""
        meter = self.meters[project]
        cooperative = self.cooperatives[meter.cooperative]
        current = month_of(now)
        first = max(month_of(meter.since), current - MONTHS_OPEN)
        if amount == 0 or not first <= month < current:
            raise AntuError(
                f"{amount} pesos in month {month} cannot be corrected.", f"Months: {first} to {current - 1}."
            )
        left = self.correction_left(project, month, now)
        if abs(amount) > left:
            raise AntuError(f"{abs(amount):,} pesos are too much.", f"Month {month} has {left:,} left.")
        self.corrected[project, month] += abs(amount)
        if amount < 0:
            self.credits[project, meter.cooperative] -= amount
            self.totals[project].credit_given -= amount
            return
        self.totals[project].billed += amount
        owed = amount - self._use_credit(project, meter.cooperative, amount)
        self.series[project].pay_in(self._charge(project, cooperative.account, owed))

    def correction_left(self, project: int, month: int, now: int) -> int:
        """Pesos by which a month's bill may still be corrected, at the lower of today's price and the first one."""
        meter = self.meters[project]
        cooperative = self.cooperatives[meter.cooperative]
        cap = meter.correction_cap(min(cooperative.price_at(now), cooperative.first_price))
        return max(cap - self.corrected[project, month], 0)

    # BALANCES

    def deposit(self, account: str, amount: int) -> None:
        """Adds to a prepaid balance."""
        self.accounts[account].prepaid += amount
        self.accounts[account].deposited += amount

    def withdraw(self, account: str, amount: int) -> None:
        """Takes from a prepaid balance."""
        balance = self.accounts[account]
        if amount > balance.prepaid:
            raise AntuError(f"{account} has prepaid {balance.prepaid:,} pesos, not {amount:,}.")
        balance.prepaid -= amount
        balance.withdrawn += amount

    def settle(self, project: int, debtor: str, amount: int) -> int:
        """Pays a debt, in part or whole, with somebody's own money; returns the pesos taken."""
        debt = self.debts[project, debtor]
        if debt == 0:
            raise AntuError(f"{debtor} owes nothing to project {project}.")
        paid = min(amount, debt)
        self.debts[project, debtor] -= paid
        self.accounts[debtor].owed -= paid
        self.accounts[debtor].settled += paid
        self.totals[project].settled += paid
        self.series[project].pay_in(paid)
        return paid

    def _charge(self, project: int, debtor: str, bill: int) -> int:
        account = self.accounts[debtor]
        paid = min(bill, account.prepaid)
        account.prepaid -= paid
        account.charged += paid
        account.owed += bill - paid
        self.debts[project, debtor] += bill - paid
        self.totals[project].paid += paid
        return paid

    def _use_credit(self, project: int, cooperative: int, most: int) -> int:
        used = min(most, self.credits[project, cooperative])
        self.credits[project, cooperative] -= used
        self.totals[project].credit_used += used
        return used

    def _in_use(self, project: int) -> Meter:
        meter = self.meters.get(project)
        if meter is None or meter.retired:
            raise AntuError(f"Project {project} has no meter in use.")
        return meter
