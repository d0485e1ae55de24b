"""Plays a scenario, step by step, to its last day; and then everybody takes out what it can."""

from collections.abc import Callable

from antu.simulation import bank, bills, building, correcting, disputing, funding, matching, metering, posting, rating
from antu.simulation.losses import settle_accounts
from antu.simulation.people import People
from antu.simulation.port import Act, Chain
from antu.simulation.scenario import Scenario
from antu.simulation.trading import trade
from antu.simulation.world import QUARTER_DAYS, Roles, World

Told = Callable[[World], None]


def play(
    scenario: Scenario, people: People, roles: Roles, chain: Chain, fee_bps: int, told: Told = lambda world: None
) -> World:
    """Plays it; `told` hears of each step when it is over. Raises `AntuError` if a contract refuses what must be
    possible."""
    world = World(scenario, people, roles, chain, fee_bps)
    world.send(_registrations(world))
    for day in range(0, scenario.days, scenario.step_days):
        world.begin(day)
        _step(world)
        told(world)
    world.begin(scenario.days)
    _leave(world)
    settle_accounts(world)
    return world


def _registrations(world: World) -> list[Act]:
    return [
        Act(world.roles.operator, "energy", "registerCooperative", (each.address, each.served, each.price))
        for each in world.people.cooperatives
    ]


def _step(world: World) -> None:
    """A step: what has happened since the last one, in the order in which it would on a day."""
    posting.arrive(world)
    posting.reconsider(world)
    rating.conspire(world)
    funding.plan(world, matching.match(world))
    building.begin(world, funding.pay(world))
    ended = funding.expire(world)
    opened = building.build(world)
    ended += disputing.look(world)
    disputing.rescue(world)
    disputing.pass_on(world)
    bills.prepay(world)
    correcting.correct(world, metering.report(world))
    bills.settle(world)
    bills.claim(world)
    trade(world)
    rating.rate(world, [*opened, *ended])
    if world.turned(QUARTER_DAYS):
        bank.take_home(world, world.people.every_supplier)


def _leave(world: World) -> None:
    """The last day: debts are settled by whoever pays at all, and everything that can leave the contracts does."""
    building.build(world)
    disputing.pass_on(world)
    correcting.correct(world, metering.report(world))
    bills.settle(world, all_at_once=True)
    bills.claim_for(world, lambda holder: True)
    rich = [each for each in world.people.everybody if each.prepaid]
    world.send(Act(each, "energy", "withdraw", (each.prepaid,), pesos=each.prepaid) for each in rich)
    for each in rich:
        each.pesos += each.prepaid
        each.prepaid = 0
    bank.take_home(world, world.people.everybody)
