"""Work on a project whose crowd grows, in which nobody pays twice but the one whose work is measured."""

from collections.abc import Callable, Sequence
from typing import Any

from antu.errors import AntuError
from benchmarks.growth.crowd import all_act, calling, person, rewound
from benchmarks.growth.record import Record
from benchmarks.growth.world import ALLOWANCE, GOAL, MONTH_DAYS, PART, Cost, World

ACTS = 3  # of each that comes
FIRST_DAY, EXPIRED_DAY = 1, 62
FIRST_MONTH = FIRST_DAY + MONTH_DAYS


def measure_funders(world: World, sizes: Sequence[int], record: Record, told: Callable[[int], None]) -> None:
    """Measures all works on funders and holders, at ascending sizes; `told` hears of the transactions that it takes."""
    there = 0
    for size in sizes:
        _come(world, range(there, size), told)
        there = size
        for measure in (_failing, _reaching_the_goal, _operating):
            with rewound():
                measure(world, size, record)


def _come(world: World, numbers: range, told: Callable[[int], None]) -> None:
    """People get pesos from the bank, allow the market to take them, and fund the project: one after another of these,
    for the order of different accounts within a block is the node's."""
    token, market = world.market.token, world.market.market
    people = [person(number) for number in numbers]
    all_act((calling(token.transfer, somebody, PART, by=world.bank) for somebody in people), told)
    for each in (
        calling(token.approve, market.address, ALLOWANCE, by=""),
        calling(market.fund, world.project, PART, by=""),
    ):
        all_act((each._replace(by=somebody) for somebody in people), told)


def _failing(world: World, size: int, record: Record) -> None:
    market = world.market.market
    record.take("fund/funders", size, world.do(market.fund, world.project, PART, by=world.newcomer))
    world.wait_until(EXPIRED_DAY)
    record.take("expire/funders", size, world.do(market.expire, world.project, by=world.roles.keeper))
    record.take("refund/funders", size, world.do(market.refund, world.project, by=world.newcomer))


def _reaching_the_goal(world: World, size: int, record: Record) -> None:
    paid = world.do(world.market.market.fund, world.project, GOAL, by=world.newcomer)
    record.take("fund_final/funders", size, paid)


def _operating(world: World, size: int, record: Record) -> None:
    market, shares, holder = world.market.market, world.market.shares, world.first
    # The first of the crowd pays the rest, so that there are as many holders as funders.
    world.do(market.fund, world.project, GOAL, by=holder)
    record.take("opening/holders", size, world.build(FIRST_DAY))

    def month(number: int) -> int:
        """The day on which a month's reading is taken, the meter having been connected before the first month."""
        return FIRST_MONTH + number * MONTH_DAYS

    record.take("reading_first/holders", size, world.read_meter(month(1), 1))
    world.do(shares.claim, [world.project], by=holder)
    record.take("reading/holders", size, world.read_meter(month(2), 2))
    record.take("claim/holders", size, _paying(world, holder, shares.claim, [world.project], by=holder))
    world.read_meter(month(3), 3)
    given = (shares.payout, [holder], [world.project])
    record.take("payout/holders", size, _paying(world, holder, *given, by=world.roles.keeper))

    moved = (shares.transfer, world.newcomer, world.project, PART)
    world.do(*moved, by=holder)
    world.read_meter(month(4), 4)
    record.take("transfer/holders", size, world.do(*moved, by=holder))


def _paying(world: World, holder: str, call: Any, *arguments: Any, by: str) -> Cost:
    """As `World.do`, of what pays a holder; `AntuError` if it paid nothing, which is cheaper and no refusal."""
    balance = world.market.token.balanceOf
    before = balance(holder)
    cost = world.do(call, *arguments, by=by)
    if balance(holder) <= before:
        raise AntuError(f"{call.abis[0].name} paid {holder} nothing.", "Is there revenue to share out?")
    return cost
