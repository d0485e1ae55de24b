"""Shares that change hands: once a quarter some holders sell half of what they have of a project to a financier."""

from collections import defaultdict
from typing import NamedTuple

from antu.enums import State
from antu.simulation.bank import bring, pay
from antu.simulation.people import Financier
from antu.simulation.port import Act, Person
from antu.simulation.world import QUARTER_DAYS, Project, World


class Sale(NamedTuple):
    """Shares for pesos."""

    project: Project
    seller: Person
    buyer: Person
    shares: int
    price: int


def trade(world: World) -> None:
    """The buyer pays first, then the seller transfers: they know each other, or their cooperative does."""
    if not world.turned(QUARTER_DAYS):
        return
    quarter = world.day // QUARTER_DAYS
    sales = [sale for project in world.in_state(State.OPERATING) for sale in _sales(world, project, quarter)]
    needs: dict[Person, int] = defaultdict(int)
    for sale in sales:
        needs[sale.buyer] += sale.price
    bring(world, needs)
    pay(world, ((sale.buyer, sale.seller, sale.price, sale.project.id) for sale in sales))
    world.send(
        Act(each.seller, "shares", "transfer", (each.buyer.address, each.project.id, each.shares), each.project.id)
        for each in sales
    )
    for sale in sales:
        _note(world, sale)


def _sales(world: World, project: Project, quarter: int) -> list[Sale]:
    asked, sales = world.scenario.financiers, []
    for seller, stake in project.stakes.items():
        dice = world.dice("sells", project.id, seller.number, quarter)
        if not isinstance(seller, Financier) or stake.shares < 2 or dice.fraction() * 100 >= asked.sell_percent:
            continue
        others = [each for each in world.people.financiers if each is not seller and each.arrives <= world.day]
        if others:
            buyer = others[dice.between(0, len(others) - 1)]
            price = stake.shares // 2 * dice.between(*asked.sale_price_percent) // 100
            sales.append(Sale(project, seller, buyer, stake.shares // 2, max(price, 1)))
    return sales


def _note(world: World, sale: Sale) -> None:
    project, held = sale.project, sale.project.stakes[sale.seller]
    held.shares -= sale.shares
    held.sold += sale.price
    if sale.buyer not in project.stakes:
        world.stake(project, sale.buyer).seen = project.revenue
    stake = project.stakes[sale.buyer]
    stake.shares += sale.shares
    stake.bought += sale.price
