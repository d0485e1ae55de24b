"""Paying into projects, and getting the money back from those that stay short."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from antu.enums import CROWD_FUNDING_SECONDS
from antu.participants import Pledge
from scripts._demo.stage import Stage


def fund(stage: Stage, payments: Mapping[int, Sequence[Pledge]]) -> int:
    """Brings the pesos and pays them; how many payments were made. The last of a project may reach its goal."""
    needed: dict[str, int] = defaultdict(int)
    for pledged in payments.values():
        for pledge in pledged:
            needed[stage.address(pledge.account)] += pledge.amount
    market = stage.market.market
    stage.provide(market, needed)
    for project, pledged in payments.items():
        missing = int(market.goal(project))
        for pledge in pledged:
            missing -= pledge.amount
            step = "fund" if missing else "fund_reaching_goal"
            stage.act(step, market.fund, project, pledge.amount, by=stage.address(pledge.account))
    return sum(map(len, payments.values()))


def expire(stage: Stage, projects: Collection[int]) -> None:
    """Waits until the longest funding period is over, and closes the projects that are not funded."""
    stage.wait(CROWD_FUNDING_SECONDS + 1)
    for project in projects:
        stage.act("expire", stage.market.market.expire, project, by=stage.market.record.parameters.keeper)


def refund(stage: Stage, payments: Mapping[int, Sequence[Pledge]]) -> tuple[int, int]:
    """Has everybody who paid into failed projects take the money back; how much that was, and for how many."""
    market = stage.market.market
    total, people = 0, set()
    for project, pledged in payments.items():
        for pledge in pledged:
            receipt = stage.act("refund", market.refund, project, by=stage.address(pledge.account))
            (refunded,) = receipt.decode_logs(market.Refunded.abi)
            total += int(refunded.event_arguments["amount"])
            people.add(pledge.account)
    return total, len(people)
