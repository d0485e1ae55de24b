"""The demo from its first chapter to its last."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from antu.demo import scenario
from antu.demo.scenario import Demanded, Fate
from antu.enums import State
from antu.errors import AntuError
from antu.money import BASE_CASE
from antu.participants import Kind, Participant, Pledge, draw, pledges
from antu.participants import Market as Drawn
from antu.text import percent
from scripts._demo import building, funding, metering, opening, paying, posting
from scripts._demo.stage import Stage


@dataclass
class Play:
    """What the chapters leave to each other: the projects with their fates, and who paid into which."""

    stage: Stage
    drawn: Drawn
    base_cases: list[int] = field(default_factory=list)
    fates: dict[int, Fate] = field(default_factory=dict)
    payments: dict[int, Sequence[Pledge]] = field(default_factory=dict)

    def of(self, *fates: Fate) -> list[int]:
        """The projects with these fates, in order."""
        return [project for project, fate in self.fates.items() if fate in fates]


def play(stage: Stage) -> Play:
    """Plays everything."""
    drawn = draw(stage.seed, stage.first_account + scenario.BASE_CASE_ACCOUNTS)
    going = Play(stage, drawn)
    base_cases(going)
    post_and_match(going)
    fund(going)
    build(going)
    meter(going)
    pay(going)
    return going


def base_cases(going: Play) -> None:
    """The thesis' two base cases: the same team and price, paid by the owner, then by a crowd."""
    stage, market = going.stage, going.stage.market.market
    owner, *suppliers = scenario.base_case_participants(stage.first_account)
    address = stage.address(owner.account)
    with stage.chapter("direct"):
        opening.register_cooperatives(stage, going.drawn.cooperatives)
        offers = list(posting.post(stage, suppliers))
        (direct,) = posting.post(stage, [owner])
        posting.match_own(stage, direct, offers, address)
        goal = int(market.goal(direct))
        if goal != BASE_CASE.goal:
            raise AntuError(f"Base case 1 costs {goal:,} pesos.", f"The thesis says {BASE_CASE.goal:,}.")
        funding.fund(stage, {direct: [Pledge(owner.account, goal)]})
        building.build(stage, [direct])
    prices = {name: stage.pesos(getattr(BASE_CASE, name)) for name in ("vendor", "installer", "manager")}
    stage.tell("direct_done", goal=stage.pesos(goal), **prices)

    with stage.chapter("crowd"):
        (crowd,) = posting.post(stage, [replace(owner, crowdfunded=True)])
        posting.match(stage, [crowd], offers, "match_alone")
        crowd_pledges = scenario.base_case_pledges(stage.first_account)
        funding.fund(stage, {crowd: crowd_pledges})
        building.build(stage, [crowd])
    stage.tell("crowd_done", goal=stage.pesos(int(market.goal(crowd))), funders=len(crowd_pledges))
    going.base_cases = [direct, crowd]


def post_and_match(going: Play) -> None:
    """The drawn market posts, and the keeper matches it."""
    stage, drawn = going.stage, going.drawn
    owners = drawn.of(Kind.OWNER)
    offering = [one for one in drawn.participants if one.kind is not Kind.OWNER]
    with stage.chapter("post"):
        offers = posting.post(stage, offering)
        demands = posting.post(stage, owners)
    stage.tell(
        "posted",
        participants=len(drawn.accounts),
        demands=len(owners),
        suppliers=len({one.account for one in offering}),
        offers=len(offering),
        financiers=len(drawn.financiers),
        cooperatives=len(drawn.cooperatives),
    )
    with stage.chapter("match"):
        matched = posting.match(stage, list(demands), list(offers))
    going.fates = scenario.fates([Demanded(project, demands[project].crowdfunded) for project in matched])
    going.payments = {project: _pledged(going, project, demands[project]) for project in matched}
    gas = stage.gas.means()["match"]
    stage.tell("matched", matched=len(matched), demands=len(demands), gas=stage.count(gas))


def _pledged(going: Play, project: int, owner: Participant) -> Sequence[Pledge]:
    """Who will pay how much into a project."""
    goal = int(going.stage.market.market.goal(project))
    match going.fates[project]:
        case Fate.UNPAID:
            return ()
        case Fate.UNFUNDED:
            part = goal * scenario.REACHED_PERCENT // 100
            return pledges(project, part, going.drawn.financiers, going.stage.seed)
        case _ if owner.crowdfunded:
            return pledges(project, goal, going.drawn.financiers, going.stage.seed)
        case _:
            return (Pledge(owner.account, goal),)


def fund(going: Play) -> None:
    """Everybody pays; what stays short expires and is refunded."""
    stage = going.stage
    failing = going.of(Fate.UNFUNDED, Fate.UNPAID)
    with stage.chapter("fund"):
        payments = funding.fund(stage, going.payments)
        funding.expire(stage, failing)
        refunded, people = funding.refund(stage, {project: going.payments[project] for project in failing})
    stage.tell(
        "funded",
        funded=len(going.fates) - len(failing),
        payments=payments,
        campaigns=len(going.of(Fate.UNFUNDED)),
        unpaid=len(going.of(Fate.UNPAID)),
        refunded=stage.pesos(refunded),
        people=people,
    )


def build(going: Play) -> None:
    """What was funded is built, but for the project that ends in a dispute."""
    stage, market = going.stage, going.stage.market.market
    with stage.chapter("build"):
        for project in going.of(Fate.DISPUTED):
            building.quarrel(stage, project)
            refunded, people = funding.refund(stage, {project: going.payments[project]})
            stage.tell(
                "disputed",
                project=project,
                people=people,
                refunded=stage.pesos(refunded),
                goal=stage.pesos(int(market.goal(project))),
            )
        building.build(stage, going.of(Fate.OPERATES))
    stage.tell("built", built=len(going.of(Fate.OPERATES)))
    for project in going.of(Fate.OPERATES):
        if stage.state(project) is not State.OPERATING:
            raise AntuError(f"Project {project} does not operate: {stage.state(project).name}.")


def meter(going: Play) -> None:
    """A year of readings; holders are paid at its half, when one of them also sells."""
    stage = going.stage
    projects = [*going.base_cases, *going.of(Fate.OPERATES)]
    with stage.chapter("meter"):
        year = metering.foresee(stage, projects)
        metering.prepay(stage, year)
        told = []
        for month in range(scenario.MONTHS):
            told += metering.read_meters(stage, year, month)
            if month == scenario.MONTHS // 2 - 1:
                paying.pay_holders(stage, projects, "payout_first")
                _sell(going)
        owing, owed = metering.settle(stage, year)
        # The others leave what they have prepaid for the next year.
        paying.withdraw(stage, [each.owner for each in year[:: scenario.WITHDRAWING_OWNER]])
    stage.tell(
        "metered",
        months=scenario.MONTHS,
        readings=len(told),
        energy=stage.kwh(sum(each.months[-1].generated_wh for each in year)),
        batches=scenario.MONTHS,
        revenue=stage.pesos(sum(each.owner_bill + each.cooperative_bill for each in told)),
    )
    stage.tell("debts", debtors=owing, owed=stage.pesos(owed))


def _sell(going: Play) -> None:
    """In base case 2 a financier sells half of its shares to another."""
    stage = going.stage
    seller, buyer, *_ = (stage.address(one.account) for one in scenario.base_case_pledges(stage.first_account))
    paying.sell_shares(stage, going.base_cases[1], seller, buyer)


def pay(going: Play) -> None:
    """Every holder is paid; some take pesos to the bank; parties rate each other."""
    stage = going.stage
    vendors = {one.account for one in going.drawn.of(Kind.VENDOR)}
    bank = [*sorted(vendors), *(one.account for one in going.drawn.financiers)]
    with stage.chapter("pay"):
        people, claimed = paying.pay_holders(stage, [*going.base_cases, *going.of(Fate.OPERATES)])
        redeemed = paying.redeem(stage, map(stage.address, bank))
        ratings = paying.rate(stage, going.fates)
    stage.tell("paid", people=people, claimed=stage.pesos(claimed), redeemed=stage.pesos(redeemed))
    series = stage.market.shares.series(going.base_cases[1])
    stage.tell(
        "yield",
        goal=stage.pesos(series.supply),
        revenue=stage.pesos(series.revenue),
        ratio=percent(series.revenue / series.supply, stage.lang),
    )
    stage.tell("rated", ratings=ratings)
