"""What a simulation assumes: who comes, what they ask and how they behave. A scenario is a YAML file of these fields.

All ranges are drawn from evenly, both bounds included. Percentages are whole numbers. Prices of class 0 are the thesis'
base case (`antu.money.BASE_CASE`), and grow with the class as its reference price does (data/classes.csv).
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from antu import catalog
from antu.errors import AntuError
from antu.matching.policy import Policy

MOST_PARTICIPANTS = 50_000
MOST_DAYS = 3_650

# Deadlines of contracts are seconds in 32 bits, which end in 2106; and a chain begins on the eve of a scenario.
EARLIEST, LATEST = date(1971, 1, 1), date(2094, 12, 31)


class Trouble(StrEnum):
    """What an adversary did to a project."""

    UNPAID = "unpaid"  # its owner never paid for it
    NO_DELIVERY = "no_delivery"  # the installer vanished before it took delivery
    FALSE_DELIVERY = "false_delivery"  # the installer signed for goods that had not come, and vanished
    NO_WORK = "no_work"  # the installer took delivery, the vendor was paid, and then it vanished
    LYING_METER = "lying_meter"  # it told more exported than there was
    LATE = "late"  # its owner pays for energy late
    NEVER_PAYS = "never_pays"  # its owner never pays for energy
    RING = "ring"  # made only to rate each other


def _ascending(bounds: tuple[int, int]) -> tuple[int, int]:
    if bounds[0] > bounds[1]:
        raise ValueError(f"{bounds[0]} is above {bounds[1]}; write the lower bound first")
    return bounds


def _known(what: str, known: set[int]) -> AfterValidator:
    def check(weights: dict[int, int]) -> dict[int, int]:
        if strange := sorted(set(weights) - known):
            raise ValueError(f"there is no {what} {strange[0]}; there are {min(known)} to {max(known)}")
        if not any(weights.values()):
            raise ValueError("at least one weight must be above 0")
        return weights

    return AfterValidator(check)


def _policy(name: str) -> str:
    try:
        return Policy.parse(name).name
    except AntuError as error:
        raise ValueError(f"{error.message} {error.hint}") from error


PolicyName = Annotated[str, BeforeValidator(str), AfterValidator(_policy)]
Percent = Annotated[int, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0, le=MOST_PARTICIPANTS)]
Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
DayRange = Annotated[tuple[Days, Days], AfterValidator(_ascending)]
PercentRange = Annotated[
    tuple[Annotated[int, Field(ge=1, le=1_000)], Annotated[int, Field(ge=1, le=1_000)]], AfterValidator(_ascending)
]
CountRange = Annotated[
    tuple[Annotated[int, Field(ge=1, le=10_000)], Annotated[int, Field(ge=1, le=10_000)]], AfterValidator(_ascending)
]
Side = Annotated[int, Field(ge=0, le=15)]
SideRange = Annotated[tuple[Side, Side], AfterValidator(_ascending)]
Price = Annotated[int, Field(ge=1, le=10_000)]
PriceRange = Annotated[tuple[Price, Price], AfterValidator(_ascending)]
Weight = Annotated[int, Field(ge=0, le=1_000_000)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Words(_Part):
    """A text in both languages."""

    en: Annotated[str, Field(min_length=1, max_length=400)]
    es: Annotated[str, Field(min_length=1, max_length=400)]


class Participants(_Part):
    """How many come."""

    owners: Annotated[int, Field(ge=1, le=MOST_PARTICIPANTS)]
    vendors: Annotated[int, Field(ge=1, le=MOST_PARTICIPANTS)]
    installers: Annotated[int, Field(ge=1, le=MOST_PARTICIPANTS)]
    managers: Annotated[int, Field(ge=1, le=MOST_PARTICIPANTS)]
    financiers: Annotated[int, Field(ge=1, le=MOST_PARTICIPANTS)]
    cooperatives: Annotated[int, Field(ge=1, le=16)]  # each serves an equal stretch of the country

    @property
    def total(self) -> int:
        return sum(dict(self).values())


class Arrivals(_Part):
    """Days on which they come, drawn evenly. Cooperatives are there from the first day."""

    owners: DayRange
    suppliers: DayRange = (0, 0)
    financiers: DayRange = (0, 0)


class Owners(_Part):
    """What owners ask, and how they behave."""

    max_price_percent: PercentRange = (110, 160)  # of the base case's goal: the most that it would pay
    crowdfunded_percent: Percent = 60
    energy_price: PriceRange = (125, 228)  # pesos per kWh: 80 % of a tariff of 156 to 285
    reserve_percent: Percent = 0  # of crowdfunded demands that keep 5 % of revenue for maintenance
    match_themselves_percent: Percent = 10  # pick a team themselves, the cheapest that they see
    patience_days: DayRange = (30, 120)  # without a team, after which it pays 10 % more; and as long again, it leaves
    direct_payment_days: DayRange = (1, 10)  # after the match
    prepaid_months: Annotated[int, Field(ge=1, le=12)] = 3  # of energy, paid ahead


class Suppliers(_Part):
    """What suppliers ask, and how they behave."""

    price_percent: PercentRange = (80, 120)  # of the base case's price for the role
    regions_each_side: SideRange = (3, 6)  # of its own that it serves, to the north and to the south
    classes_each: Annotated[int, Field(ge=1, le=7)] = 2  # in which it posts an offer
    stock: CountRange = (2, 5)  # projects per offer
    reprice_percent: Percent = 10  # each month: changes its prices by up to 5 %, and fills up its stock
    withdraw_percent: Percent = 1  # each month: leaves
    delivery_days: DayRange = (7, 30)  # from the goal reached to the installer's word
    installation_days: DayRange = (7, 45)  # to the manager's word
    connection_days: DayRange = (5, 40)  # to the cooperative's


class Financiers(_Part):
    """How a crowd funds, and what its people do with their shares."""

    pledges: CountRange = (3, 8)  # how many fund a project
    payment_days: DayRange = (0, 40)  # after the match
    short_percent: Percent = 10  # of crowds that do not come together; what they paid is refunded
    claim_months: Annotated[int, Field(ge=0, le=12)] = 3  # how often a holder claims; 0: the operator pays each month
    sell_percent: Percent = 5  # of holders, each quarter, who sell half of their shares of a project to another
    sale_price_percent: PercentRange = (90, 110)  # of what was paid into the project for them


class Adversaries(_Part):
    """How many mean ill: of owners whose project a crowd pays, of owners who pay themselves, or of installers.

    An owner means ill in one way at most, so two percentages of the same owners are 100 together at most."""

    unpaid_owners_percent: Percent = 0  # of owners who pay themselves: are matched, and never pay for the project
    late_owners_percent: Percent = 0  # of a crowd's: owe for energy, and pay `late_days` later
    never_paying_owners_percent: Percent = 0  # of a crowd's: never pay for energy
    late_days: DayRange = (30, 150)
    cut_off_days: Days = 60  # in debt, after which the cooperative connects the plant to the grid alone
    lying_meters_percent: Percent = 0  # of owners who pay themselves: sell what they used
    lie_percent: PercentRange = (10, 60)  # of what was used that is told as exported
    vanishing_installers_percent: Percent = 0
    no_delivery_weight: Weight = 1  # how they vanish: `Trouble`
    false_delivery_weight: Weight = 1
    no_work_weight: Weight = 1
    notice_days: Days = 45  # after a step's due day, until the owner calls the arbiter
    rating_rings: Annotated[int, Field(ge=0, le=100)] = 0  # of an owner, a vendor, an installer and a manager

    @model_validator(mode="after")
    def _possible(self) -> "Adversaries":
        for first, second in (
            ("unpaid_owners_percent", "lying_meters_percent"),
            ("late_owners_percent", "never_paying_owners_percent"),
        ):
            if (together := getattr(self, first) + getattr(self, second)) > 100:
                raise ValueError(f"{first} and {second} are {together} % of the same owners; 100 is the most")
        ways = (self.no_delivery_weight, self.false_delivery_weight, self.no_work_weight)
        if self.vanishing_installers_percent and not any(ways):
            raise ValueError("installers vanish in no way; give one of the three weights a value above 0")
        return self


class Scenario(_Part):
    """A simulation's assumptions. `prices`, `assumptions` and `limits` change those of data/platforms.yaml,
    data/centralized.yaml and data/limits.yaml for the report."""

    title: Words
    seed: Annotated[int, Field(ge=0, le=2**53)] = 2021
    start: Annotated[date, Field(ge=EARLIEST, le=LATEST)]
    days: Annotated[int, Field(ge=30, le=MOST_DAYS)]
    step_days: Annotated[int, Field(ge=1, le=7)] = 3  # how often everybody looks and acts
    participants: Participants
    classes: Annotated[dict[int, Weight], _known("class", {each.id for each in catalog.size_classes()})]
    regions: (
        Literal["netbilling"] | Annotated[dict[int, Weight], _known("region", {each.cut for each in catalog.regions()})]
    ) = "netbilling"
    matching: PolicyName = "savings"  # what the keeper seeks: `antu.matching.Policy.parse`
    arrivals: Arrivals
    owners: Owners = Owners()
    suppliers: Suppliers = Suppliers()
    financiers: Financiers = Financiers()
    cooperative_price: PriceRange = (60, 132)  # pesos per kWh injected
    adversaries: Adversaries = Adversaries()
    prices: dict[str, Any] = Field(default_factory=dict)
    assumptions: dict[str, Any] = Field(default_factory=dict)
    limits: dict[str, Any] = Field(default_factory=dict)

    @property
    def beginning(self) -> int:
        """Seconds since 1970 at which day 0 begins."""
        return int(datetime(self.start.year, self.start.month, self.start.day, tzinfo=UTC).timestamp())
