"""Anything may happen in any order: after each step every peso is accounted for. Hypothesis shrinks what breaks it."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from antu.billing import Books, Cooperative, Plant, Series, UFIndex, imbalances, month_of
from antu.enums import DAY
from tests.antu.billing.people import START

HOLDERS = ("Ana", "Luis", "Eva")
PAYERS = ("owner", "coop", "other")
PROJECTS = (1, 2)
pesos = st.integers(1, 10**6)
projects, holders = st.sampled_from(PROJECTS), st.sampled_from(HOLDERS)


class Billing(RuleBasedStateMachine):
    """Two projects with a reserve, one of them indexed and with another cooperative."""

    @initialize(parts=st.lists(st.integers(1, 10**12 // 3), min_size=3, max_size=3), reserve=st.integers(0, 3_000))
    def start(self, parts: list[int], reserve: int) -> None:
        self.now = START
        uf = UFIndex()
        uf.publish(month_of(START), 3_900_000, START)
        self.books = Books(uf)
        self.books.cooperatives = {1: Cooperative.registered("coop", 61), 2: Cooperative.registered("other", 77)}
        for project in PROJECTS:
            series = Series(reserve)
            for holder, part in zip(HOLDERS, parts, strict=True):
                series.mint(holder, part)
            self.books.commission(project, Plant("owner", 10_000, 151, True, project == 2), series, project, START)
        self.shown = dict.fromkeys(PROJECTS, (0, 0))

    @rule(project=projects, days=st.integers(1, 40), part=st.fractions(0, 1), exported=st.fractions(0, 1))
    def read(self, project: int, days: int, part: float, exported: float) -> None:
        self.now += days * DAY
        meter = self.books.meters[project]
        if meter.retired:
            return
        generated = int(meter.possible_wh(self.now, self.books.tolerance_bps) * part)
        before = self.shown[project]
        self.shown[project] = (before[0] + generated, before[1] + int(generated * exported))
        self.books.report(project, *self.shown[project], self.now, self.now)

    @rule(payer=st.sampled_from(PAYERS), amount=pesos)
    def deposit(self, payer: str, amount: int) -> None:
        self.books.deposit(payer, amount)

    @rule(payer=st.sampled_from(PAYERS), part=st.fractions(0, 1))
    def withdraw(self, payer: str, part: float) -> None:
        self.books.withdraw(payer, int(self.books.accounts[payer].prepaid * part))

    @rule(project=projects, debtor=st.sampled_from(PAYERS), amount=pesos)
    def settle(self, project: int, debtor: str, amount: int) -> None:
        if self.books.debts[project, debtor]:
            self.books.settle(project, debtor, amount)

    @rule(project=projects, back=st.integers(1, 12), part=st.fractions(-1, 1))
    def correct(self, project: int, back: int, part: float) -> None:
        meter, month = self.books.meters[project], month_of(self.now) - back
        amount = int(self.books.correction_left(project, month, self.now) * part)
        if amount and month >= month_of(meter.since) and not meter.retired:
            self.books.correct(project, month, amount, self.now)

    @rule(project=projects, sender=holders, receiver=holders, part=st.fractions(0, 1))
    def transfer(self, project: int, sender: str, receiver: str, part: float) -> None:
        series = self.books.series[project]
        series.transfer(sender, receiver, int(series.position(sender).shares * part))

    @rule(project=projects, holder=holders)
    def claim(self, project: int, holder: str) -> None:
        assert self.books.series[project].claim(holder) >= 0

    @rule(project=projects, registers=st.tuples(st.integers(0, 10**7), st.fractions(0, 1)))
    def replace(self, project: int, registers: tuple[int, float]) -> None:
        if not self.books.meters[project].retired:
            self.shown[project] = (registers[0], int(registers[0] * registers[1]))
            self.books.replace_meter(project, self.shown[project], self.now)

    @rule(project=projects, cooperative=st.sampled_from((1, 2)))
    def move(self, project: int, cooperative: int) -> None:
        if not self.books.meters[project].retired:
            self.books.move(project, cooperative, self.now)

    @rule(project=projects, part=st.fractions(0, 1))
    def spend(self, project: int, part: float) -> None:
        if amount := int(self.books.series[project].reserve * part):
            self.books.series[project].spend(amount)

    @precondition(lambda self: self.now > START + 300 * DAY)
    @rule(project=projects)
    def retire(self, project: int) -> None:
        if not self.books.meters[project].retired:
            self.books.retire(project)
            if self.books.series[project].reserve:
                self.books.close_reserve(project)

    @invariant()
    def every_peso_is_accounted_for(self) -> None:
        assert imbalances(self.books) == []


TestBilling = Billing.TestCase
TestBilling.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
