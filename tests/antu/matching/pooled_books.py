"""Books, drafts and measures for what is made of a pooled program."""

from collections import Counter

import numpy as np

from antu.book import Book
from antu.dice import Dice
from antu.enums import Mismatch, Role
from antu.matching.feasibility import team_mismatch
from antu.matching.pooled.draft import Draft
from antu.matching.pooled.pairing import limits
from antu.matching.problem import ClassProblem
from antu.matching.solution import Teams
from antu.money import Quote
from tests.antu.books import book_of, demand, offer

SIDES = {Role.VENDOR: 1_000_000, Role.INSTALLER: 100_000, Role.MANAGER: 10_000}


def split_book(seed: int) -> Book:
    """Up to 9 demands in two classes and up to 3 regions, at two fees; prices such that limits matter."""
    dice = Dice("split", seed)
    regions = dice.between(1, 3)
    demands = [
        demand(
            number,
            size_class=dice.between(0, 1),
            region=dice.between(1, regions),
            max_price=dice.between(700, 1_250) * 1_000 // 7,
            fee_bps=dice.some([0, 333], 1)[0],
        )
        for number in range(1, dice.between(1, 9) + 1)
    ]
    offers = [
        offer(
            number,
            role,
            size_class=dice.between(0, 1),
            regions=dice.between(1, 2**regions - 1),
            price=SIDES[role] * dice.between(70, 130) // 1_000 + dice.between(0, 9),
            stock=dice.between(1, 2),
        )
        for number, role in enumerate([role for role in Role for _ in range(dice.between(2, 4))], start=1)
    ]
    return book_of(demands, offers)


def tight_book(size: int, seed: int, regions: int = 3) -> Book:
    """As many demands, and five sixths as many of each role, of one class; owners pay barely what teams cost."""
    dice = Dice("tight", size, seed)
    demands = [
        demand(n, region=dice.between(1, regions), max_price=11_655 * dice.between(700, 1_100) // 10)
        for n in range(1, size + 1)
    ]
    offers = [
        offer(
            n,
            role,
            regions=dice.between(1, 2**regions - 1),
            price=price * dice.between(8_000, 12_000) // 10_000,
        )
        for n, (role, price) in enumerate(
            [(role, price) for role, price in SIDES.items() for _ in range(size * 20 // 24)], start=1
        )
    ]
    return book_of(demands, offers)


def none_sent(problem: ClassProblem) -> Draft:
    """A draft that sends nothing."""
    nothing, no_units = np.empty(0, np.int64), np.empty((0, len(Role)), np.int64)
    return Draft((nothing,) * len(problem.markets), (no_units,) * len(problem.markets))


def evenly_sent(problem: ClassProblem) -> Draft:
    """Each unit, in turn, to that of its markets that has fewest for its demands; of those, what the pool can pay."""
    limit, counts = limits(problem), problem.counts()
    prices, stocks = (problem.offers[name].to_numpy(np.int64) for name in ("price", "stock"))
    sent: list[list[list[int]]] = [[[] for _ in Role] for _ in problem.markets]
    for group in sorted(problem.groups, key=lambda each: len(each.markets)):
        for row in np.repeat(np.arange(group.start, group.stop), stocks[group.start : group.stop]).tolist():
            market = min(group.markets, key=lambda each: (len(sent[each][group.role]) / counts[each], each))
            sent[market][group.role].append(row)
    demands, units = [], []
    for market, start in enumerate(problem.starts[:-1].tolist()):
        roles = [sorted(rows, key=lambda row: (prices[row], row)) for rows in sent[market]]
        most = min(int(counts[market]), *map(len, roles))
        crews = np.array([rows[:most] for rows in roles], dtype=np.int64).T.reshape(most, len(Role))
        rows = np.arange(start, start + most)
        paid = np.flatnonzero(np.cumsum(limit[rows] - prices[crews].sum(axis=1)) >= 0)
        keep = int(paid[-1]) + 1 if len(paid) else 0
        demands.append(rows[:keep])
        units.append(crews[:keep])
    return Draft(tuple(demands), tuple(units))


def sound(problem: ClassProblem, teams: Teams) -> tuple[int, int]:
    """How many teams there are, and what they save, once each has been held against the contract's rules."""
    demands, offers = problem.demands, problem.offers
    assert len(set(teams.demands.tolist())) == len(teams.demands)
    places = demands["market"].to_numpy(np.int64)[teams.demands]
    assert np.bincount(places, minlength=len(problem.markets)).tolist() == teams.matched.tolist()
    taken: Counter[int] = Counter()
    saved = 0
    for row, crew in zip(teams.demands.tolist(), teams.offers.tolist(), strict=True):
        number, region, most, fee_bps = demands[["id", "region", "max_price", "fee_bps"]].iloc[row].tolist()
        owner = demand(number, size_class=problem.size_class, region=region, max_price=most, fee_bps=fee_bps)
        crew_of = []
        for at in crew:
            unit, role, regions, price, stock = offers[["id", "role", "regions", "price", "stock"]].iloc[at].tolist()
            left = stock - taken[unit]
            taken[unit] += 1
            crew_of.append(offer(unit, role, size_class=problem.size_class, regions=regions, price=price, stock=left))
        assert team_mismatch(owner, crew_of)[0] == Mismatch.NONE
        saved += most - Quote(*(each.price for each in crew_of), fee_bps).goal
    return len(teams.demands), saved


def worth_of(problem: ClassProblem, teams: Teams) -> tuple[int, int]:
    """The objective, and savings, by which equals are told apart."""
    count, saved = sound(problem, teams)
    return problem.objective.per_project * count + problem.objective.per_peso * saved, saved
