"""The market as everybody in a simulation knows it: what was posted, what it became, and who has what in it.

It follows from acts and from what contracts tell of them; at the end it is compared with the chain (`audit`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from eth_account.signers.local import LocalAccount

from antu.dice import Dice
from antu.enums import DAY, Role, State
from antu.money import BASIS_POINTS
from antu.simulation.people import Cooperative, Owner, People, Supplier
from antu.simulation.port import Act, Chain, Outcome, Person
from antu.simulation.records import NEVER, ReadingRow, TransactionRow
from antu.simulation.scenario import Scenario, Trouble

AT_ONCE = 1_000  # acts in a block
MONTH_DAYS, QUARTER_DAYS = 30, 91  # as people look at their affairs; meters are read by the calendar's months


@dataclass(eq=False)
class Offer:
    """An offer; `by` may sell what is not its trade, as a trustee does."""

    id: int
    by: Person
    role: Role
    size_class: int
    regions: int
    price: int
    stock: int
    withdrawn: bool = False


@dataclass(eq=False)
class Stake:
    """What somebody has in a project, in pesos and shares."""

    first_day: int
    paid: int = 0
    refunded: int = 0
    bought: int = 0
    sold: int = 0
    recovered: int = 0
    shares: int = 0
    claimed: int = 0
    seen: int = 0  # the project's revenue when it last claimed


class Payment(NamedTuple):
    """What somebody means to pay into a project."""

    day: int
    by: Person
    amount: int


class Registers(NamedTuple):
    """What a meter would show at a time, in Wh since it was made: what is true."""

    time: int
    generated_wh: int
    exported_wh: int


@dataclass(eq=False)
class Meter:
    """A project's meter, and the months that its plant will give it."""

    key: LocalAccount
    months: Sequence[Registers]
    told: int = 0  # how many months it has told
    shown: tuple[int, int] = (0, 0)  # generated and exported Wh, as it last told
    lies: bool = False
    suspended: bool = False


@dataclass(eq=False)
class Project:
    """A demand, and the project that it becomes."""

    id: int
    owner: Owner
    size_class: int
    capacity_wp: int
    max_price: int
    posted: int  # days, as all that follow
    crowdfunded: bool = False
    state: State = State.OPEN
    matched: int = NEVER
    funded: int = NEVER
    operating: int = NEVER
    ended: int = NEVER
    deadline: int = 0  # seconds; of the funding, or the end of a challenge window
    due: int = NEVER  # when the next word will be given
    team: tuple[Offer, Offer, Offer] | None = None
    prices: tuple[int, int, int] = (0, 0, 0)
    fee: int = 0
    plan: list[Payment] = field(default_factory=list)
    stakes: dict[Person, Stake] = field(default_factory=dict)
    paid_in: int = 0
    halted_at: State = State.NONE
    trouble: Trouble | None = None
    raised: bool = False  # the owner has once raised what it would pay
    meter: Meter | None = None
    generated_wh: int = 0
    exported_wh: int = 0
    owner_billed: int = 0
    cooperative_billed: int = 0
    overbilled: int = 0  # of that, what there was no energy for, and no correction yet
    credit: int = 0  # of corrections, what its cooperative has not used up yet
    revenue: int = 0
    debts: dict[Person, int] = field(default_factory=dict)
    debt_since: int = NEVER  # when its owner began to owe for energy
    corrected: dict[int, int] = field(default_factory=dict)  # pesos, by month
    goods_of: "Project | None" = None  # the cancelled one whose goods it buys
    rescue: "Project | None" = None  # the one that is to buy its goods
    recovered: bool = False  # its goods were bought, and its holders have the pesos
    rated: bool = False

    @property
    def goal(self) -> int:
        return sum(self.prices) + self.fee

    @property
    def missing(self) -> int:
        return self.goal - self.paid_in

    @property
    def unpaid(self) -> int:
        return sum(self.debts.values())

    def member(self, role: Role) -> Person:
        """Who has a role in the team."""
        if self.team is None:
            raise ValueError(f"Project {self.id} has no team.")
        return self.team[role].by

    @property
    def installer_intent(self) -> Trouble | None:
        """What its installer will do, if it means ill."""
        installer = self.member(Role.INSTALLER)
        ways = (Trouble.NO_DELIVERY, Trouble.FALSE_DELIVERY, Trouble.NO_WORK)
        return installer.intent if isinstance(installer, Supplier) and installer.intent in ways else None


class Roles(NamedTuple):
    """The accounts of the operator's roles, and of the issuer's."""

    keeper: Person
    operator: Person
    arbiter: Person
    issuer: Person
    attestor: Person


class World:
    """Everything at the present moment."""

    def __init__(self, scenario: Scenario, people: People, roles: Roles, chain: Chain, fee_bps: int) -> None:
        self.scenario, self.people, self.roles, self.chain, self.fee_bps = scenario, people, roles, chain, fee_bps
        self.day, self.since = 0, NEVER  # today, and the day of the step before
        self.now = scenario.beginning
        self.by_address = {person.address.lower(): person for person in people.everybody}
        self.projects: dict[int, Project] = {}
        self.offers: dict[int, Offer] = {}
        self.vanished: set[Person] = set()  # installers of whom it is known
        self.minted = 0  # pesos, since the first day; what was redeemed stays in the reserve that was published
        self.transactions: list[TransactionRow] = []
        self.readings: list[ReadingRow] = []

    def begin(self, day: int) -> None:
        """Lets a day come."""
        if day > self.day:
            self.since, self.day = self.day, day
        self.now = max(self.now + 1, self.scenario.beginning + day * DAY)

    def dice(self, *what: object) -> Dice:
        """Draws of their own for something."""
        return Dice(self.scenario.seed, *what)

    def turned(self, days: int, phase: int = 0) -> bool:
        """Whether, since the step before, another period of so many days has begun, of those from a day `phase` on."""
        return (self.day - phase) // days != (self.since - phase) // days

    def day_of(self, seconds: int) -> int:
        return (seconds - self.scenario.beginning) // DAY

    def send(self, acts: Iterable[Act]) -> list[Outcome]:
        """Has them mined in their order, in as many blocks as it takes."""
        waiting, outcomes = list(acts), list[Outcome]()
        for start in range(0, len(waiting), AT_ONCE):
            some = waiting[start : start + AT_ONCE]
            self.now += 1
            mined = self.chain.mine(some, self.now)
            for act, outcome in zip(some, mined, strict=True):
                self._note(act, outcome)
            outcomes += mined
        return outcomes

    def _note(self, act: Act, outcome: Outcome) -> None:
        act.by.transactions += 1
        act.by.gas += outcome.gas
        self.transactions.append(
            TransactionRow(
                outcome.block,
                outcome.time,
                self.day,
                act.contract,
                act.function,
                act.by.agent.value,
                act.by.number,
                act.project,
                act.units,
                act.pesos,
                outcome.gas,
                outcome.size,
                outcome.zeros,
                outcome.fastlz,
                outcome.brotli,
                outcome.slots,
            )
        )

    # THE BOOK

    def add_offer(self, by: Person, role: Role, size_class: int, regions: int, price: int, stock: int) -> Offer:
        """An offer that was just posted: contracts number them in order."""
        offer = Offer(len(self.offers) + 1, by, role, size_class, regions, price, stock)
        self.offers[offer.id] = offer
        return offer

    def add_project(self, project: Project) -> None:
        self.projects[project.id] = project

    @property
    def next_project(self) -> int:
        return len(self.projects) + 1

    def matched(self, project: Project, team: Sequence[Offer], funding_seconds: int, time: int) -> None:
        """A demand has found its team."""
        vendor, installer, manager = team
        project.team = (vendor, installer, manager)
        project.prices = (vendor.price, installer.price, manager.price)
        project.fee = sum(project.prices) * self.fee_bps // BASIS_POINTS
        project.state, project.matched = State.FUNDING, self.day
        project.deadline = time + funding_seconds
        for offer in team:
            offer.stock -= 1

    def in_state(self, *states: State) -> list[Project]:
        """The projects that are in one of the states, by number."""
        return [project for project in self.projects.values() if project.state in states]

    def cooperative_of(self, project: Project) -> Cooperative:
        return self.people.cooperative_of(project.owner.region)

    def stake(self, project: Project, by: Person) -> Stake:
        """What somebody has in a project; a new one has nothing yet."""
        return project.stakes.setdefault(by, Stake(self.day))

    def honest(self, project: Project) -> bool:
        """Whether owner and team mean well."""
        members: Mapping[object, Person] = {role: project.member(role) for role in Role} if project.team else {}
        return project.owner.honest and all(member.honest for member in members.values())
