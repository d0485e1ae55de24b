"""A story of years, drawn from a seed: what happens each month, decided by what the books say by then.

Two meters are replaced, one cooperative stops paying for a year and then settles, another takes a project over, prices
and the UF change, some months of the UF are missing, shares change hands, bills are corrected, reserves are spent."""

from collections.abc import Iterator

from antu.billing import Books, month_of, month_start
from antu.dice import Dice
from tests.antu.billing.steps import (
    Announce,
    Correct,
    Deposit,
    Move,
    Pay,
    PublishUF,
    Read,
    ReplaceMeter,
    Retire,
    Settle,
    Spend,
    Step,
    Transfer,
    Withdraw,
)

FULL_POWER_HOURS = 150  # a month, in a good one
FIRST_UF = 3_900_000


class Story:
    """Leads `books`, whose meters are there, through so many months from the one in which `start` lies.

    The steps taken are kept in `steps`. The first of the cooperatives is the one that stops paying, for a year from
    a third of the story on."""

    def __init__(self, books: Books, holders: list[str], start: int, months: int, seed: object) -> None:
        self.books = books
        self.holders = holders
        self.months = months
        self.steps: list[Step] = []
        self._first = month_of(start)
        self._dice = Dice(seed)
        self._now = start
        self._projects = sorted(books.meters)
        self._shown = {
            project: (meter.generated_wh - meter.carried_generated_wh, meter.exported_wh - meter.carried_exported_wh)
            for project, meter in books.meters.items()
        }
        self._unpaid = range(months // 3, months // 3 + 12)
        self._replaced = {months // 4: self._projects[0], months // 2: self._projects[-1]}

    @property
    def unpaid(self) -> tuple[int, int]:
        """From when to when the first cooperative pays nothing."""
        return month_start(self._first + self._unpaid.start + 1), month_start(self._first + self._unpaid.stop + 1)

    def tell(self) -> list[Step]:
        """All of it."""
        for number in range(self.months):
            self._now = month_start(self._first + number + 1) + 3_600
            for step in self._month(number):
                step.on(self.books)
                self.steps.append(step)
                self._now += 10
        return self.steps

    def _month(self, number: int) -> Iterator[Step]:
        yield from self._prices(number)
        yield from self._payers(number)
        yield from self._meters(number)
        yield Read(self._now, tuple(self._readings()))
        yield from self._corrections()
        yield from self._holders()
        yield from self._reserves(number)

    # PRICES

    def _prices(self, number: int) -> Iterator[Step]:
        if self._chance(0.9) and month_of(self._now) > self.books.uf.last_month:
            value = self.books.uf.value_at(self._now)
            value = value + value * self._dice.between(-50, 120) // 10_000 if value else FIRST_UF
            yield PublishUF(self._now, month_of(self._now), value)
        if number % 20 == 7:
            for cooperative in self.books.cooperatives:
                yield Announce(self._now, cooperative, self._dice.between(40, 120))

    # WHO PAYS

    def _payers(self, number: int) -> Iterator[Step]:
        """Most prepay about what a month costs them; some too little, and settle later, in parts."""
        stopped, *_ = self.books.cooperatives.values()
        bills = self._expected()
        for payer, expected in bills.items():
            account = self.books.accounts[payer]
            if payer == stopped.account and number in self._unpaid:
                if account.prepaid:
                    yield Withdraw(self._now, payer, account.prepaid)
                continue
            amount = expected * self._dice.between(0, 220) // 100
            if amount and account.prepaid < expected:
                yield Deposit(self._now, payer, amount)
        for (project, debtor), debt in [item for item in self.books.debts.items() if item[1]]:
            if debtor == stopped.account and number in self._unpaid:
                continue
            if debtor == stopped.account and number == self._unpaid.stop:
                yield Settle(self._now, project, debtor, debt)
            elif self._chance(0.3):
                # More than the debt is offered at times; only the debt is taken.
                yield Settle(self._now, project, debtor, debt * self._dice.between(20, 200) // 100 + 1)

    def _expected(self) -> dict[str, int]:
        """Payer -> about what a month's energy costs it, in pesos."""
        bills: dict[str, int] = {}
        for meter in self.books.meters.values():
            cooperative = self.books.cooperatives[meter.cooperative]
            kwh = meter.plant.capacity_wp * FULL_POWER_HOURS // 2_000
            for payer, price in (
                (meter.plant.owner, meter.plant.energy_price * meter.plant.owner_pays),
                (cooperative.account, cooperative.price_at(self._now)),
            ):
                bills[payer] = bills.get(payer, 0) + kwh * price
        return bills

    # METERS

    def _meters(self, number: int) -> Iterator[Step]:
        if project := self._replaced.get(number):
            # A used meter comes: its registers are anything but zero, and may be above the old one's.
            generated = self._dice.between(0, 2 * self.books.meters[project].generated_wh + 1_000)
            exported = self._dice.between(0, generated)
            self._shown[project] = (generated, exported)
            yield ReplaceMeter(self._now, project, generated, exported)
        if number == self._unpaid.start + 6:
            stopped, other, *_ = self.books.cooperatives
            moved = next(p for p, meter in self.books.meters.items() if meter.cooperative == stopped)
            yield Move(self._now, moved, other)
        if number == self.months - 1:
            reserved = [p for p in self._projects if self.books.series[p].reserve]
            if reserved:
                yield Retire(self._now, reserved[0])

    def _readings(self) -> Iterator[tuple[int, int, int, int]]:
        """Of nearly all meters, by the end of the month."""
        time = month_start(month_of(self._now))
        for project in self._projects:
            meter = self.books.meters[project]
            if meter.retired or meter.time >= time or self._chance(0.02):
                continue
            hours = min(FULL_POWER_HOURS, (time - meter.time) // 7_200)
            generated = self._dice.between(0, meter.plant.capacity_wp * hours)
            exported = self._dice.between(0, generated)
            shown = self._shown[project]
            self._shown[project] = (shown[0] + generated, shown[1] + exported)
            yield (project, *self._shown[project], time)

    # CORRECTIONS

    def _corrections(self) -> Iterator[Step]:
        month = month_of(self._now) - 1
        for project in self._dice.some(self._projects, min(2, len(self._projects))):
            meter = self.books.meters[project]
            left = self.books.correction_left(project, month, self._now)
            amount = self._dice.between(-left, left) if left > 0 else 0
            if self._chance(0.2) and amount and month_of(meter.since) <= month:
                yield Correct(self._now, project, month, amount)

    # WHO EARNS

    def _holders(self) -> Iterator[Step]:
        for _ in range(self._dice.between(0, 3)):
            project = self._dice.some(self._projects, 1)[0]
            sender, receiver = self._dice.some(self.holders, 2)
            if shares := self.books.series[project].position(sender).shares:
                yield Transfer(self._now, project, sender, receiver, self._dice.between(1, shares))
        if self._chance(0.5):
            holders = self._dice.some(self.holders, self._dice.between(1, len(self.holders)))
            projects = self._dice.some(self._projects, self._dice.between(1, min(10, len(self._projects))))
            yield Pay(self._now, tuple(holders), tuple(projects))

    def _reserves(self, number: int) -> Iterator[Step]:
        if number % 30 == 29:
            for project in self._projects:
                if (reserve := self.books.series[project].reserve) and self._chance(0.3):
                    yield Spend(self._now, project, self._dice.between(1, reserve))

    def _chance(self, probability: float) -> bool:
        return self._dice.fraction() < probability
