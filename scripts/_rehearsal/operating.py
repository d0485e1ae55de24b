"""Months of energy, and what befalls meters, reserves and shares meanwhile."""

from collections.abc import Iterable

from antu.batches import batches
from antu.billing.months import month_of
from antu.enums import DAY, Refusal, Role
from antu.errors import AntuError
from antu.metering import Reading, SignedReading
from antu.metering.refusals import explained
from antu.rehearsal.lives import Fate, Life
from antu.roles import AccessRole
from scripts._chain import clock
from scripts._chain.readings import domain, verdicts
from scripts._rehearsal.parties import Parties
from scripts._rehearsal.waves import Act, act

MONTHS, MONTH_SECONDS = 3, 30 * DAY
GENERATED_WH, EXPORTED_WH = 130, 50  # a month, for each Wp
CORRECTION, SPENDING = -500, 400  # pesos
NEW_PRICES = (55, 65)  # pesos per kWh that a cooperative announces, one after the other
DOCUMENT = b"a document".ljust(32)


class Operation:
    """Projects that operate, side by side, from the day on which their meters were connected."""

    def __init__(self, parties: Parties, projects: dict[int, Life]) -> None:
        self.parties, self.projects = parties, projects
        self.energy, self.shares = parties.market.energy, parties.market.shares
        self._wave, self._arbiter = parties.sea.wave, parties.roles.holder(AccessRole.ARBITER)
        self._domain = domain(parties.market)
        self._replaced_at: dict[int, int] = {}

    def live(self) -> None:
        """Lets the months pass."""
        if not self.projects:
            return
        for month, then in enumerate((self._after_first, self._after_second, self._after_last), start=1):
            clock.travel_to(clock.now() + MONTH_SECONDS)
            self._read(month)
            then()

    def _with(self, fate: Fate) -> dict[int, Life]:
        return {project: life for project, life in self.projects.items() if life.has(fate)}

    # READINGS

    def _read(self, month: int) -> None:
        time = clock.now()
        readings = [self._signed(project, life, month, time) for project, life in self.projects.items()]
        some = list(batches(readings))
        keeper = self.parties.roles.holder(AccessRole.KEEPER)
        report = self.energy.reportBatch
        receipts = self._wave(act(report, [one.as_tuple() for one in batch], by=keeper) for batch in some)
        for batch, receipt in zip(some, receipts, strict=True):
            for verdict in verdicts(self.parties.market, batch, receipt):
                if verdict.refusal is not Refusal.NONE:
                    reason, hint = explained(verdict.refusal, verdict.value, verdict.limit)
                    raise AntuError(
                        f"A reading of project {verdict.signed.reading.project} was refused: {reason}.", hint
                    )

    def _signed(self, project: int, life: Life, month: int, time: int) -> SignedReading:
        replaced = self._replaced_at.get(project)
        key = self.parties.meter(project, life.has(Fate.SECURE), which=int(replaced is not None))
        shown = (month - (replaced or 0)) * int(self.parties.size_class(life).capacity_wp)
        return key.sign(Reading(project, shown * GENERATED_WH, shown * EXPORTED_WH, time), self._domain)

    # WHAT BEFALLS THEM

    def _after_first(self) -> None:
        self._wave(self._claims())
        self._wave(self._sales())
        self._wave([act(self.energy.announcePrice, NEW_PRICES[0], by=self.parties.cooperatives[0])])
        self._ask_spending()
        for project in self._with(Fate.SPENT):
            spending = (project, self.parties.suppliers[Role.INSTALLER], SPENDING, DOCUMENT)
            self._wave([act(self.shares.approveSpending, *spending, by=self._arbiter)])

    def _claims(self) -> Iterable[Act]:
        """Half of the holders take what they have earned."""
        for project, life in self._with(Fate.CLAIMED).items():
            crowd = self.parties.crowd(life)
            for holder in crowd[: (len(crowd) + 1) // 2]:
                yield act(self.shares.claim, [project], by=holder)

    def _sales(self) -> Iterable[Act]:
        """The last of the crowd, who has most shares, sells some, a peso each more than the last did."""
        for project, life in self._with(Fate.SOLD).items():
            sold = 1_001 + project
            yield act(self.shares.transfer, self.parties.buyer, project, sold, by=self.parties.crowd(life)[-1])

    def _ask_spending(self) -> None:
        manager = self.parties.suppliers[Role.MANAGER]
        payee = self.parties.suppliers[Role.INSTALLER]
        self._wave(
            act(self.shares.askSpending, project, payee, SPENDING, DOCUMENT, by=manager)
            for project in self._with(Fate.SPENT)
        )

    def _after_second(self) -> None:
        first, second = self.parties.cooperatives
        month = month_of(clock.now()) - 1
        energy, moving = self.energy, [*self._with(Fate.MOVED), *self._with(Fate.OFFERED)]
        self._wave(
            act(energy.correct, project, month, CORRECTION, DOCUMENT, by=first) for project in self._with(Fate.CREDIT)
        )
        number = energy.cooperativeIdOf(second)
        self._wave(act(energy.moveProject, project, number, by=self._arbiter) for project in moving)
        self._wave(act(energy.acceptProject, project, by=second) for project in self._with(Fate.MOVED))
        self._replaced_at = dict.fromkeys(self._with(Fate.REPLACED), 2)
        self._wave(
            act(energy.replaceMeter, project, self.parties.meter(project, which=1).erc7913, 0, 0, by=self._arbiter)
            for project in self._replaced_at
        )

    def _after_last(self) -> None:
        self._wave(
            act(self.energy.suspendMeter, project, DOCUMENT, by=self.parties.owner(life))
            for project, life in self._with(Fate.SUSPENDED).items()
        )
        self._wave(act(self.energy.retireMeter, project, by=self._arbiter) for project in self._with(Fate.RETIRED))
        self._wave([act(self.energy.announcePrice, NEW_PRICES[1], by=self.parties.cooperatives[0])])
        self._ask_spending()
