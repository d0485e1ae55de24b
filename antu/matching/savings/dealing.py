"""Teams from whole numbers of units sent to markets, by a rule that anybody can repeat.

- A group's cheapest units are sent first; where its markets have different fees, the cheapest go to the highest fee.
- Markets of equal fees get a group's units evenly, from cheap to dear: none is served before another.
- A team that saves nothing is matched too, if its units are left (`antu.matching.savings.leftovers`).
- In a market the richest demands are matched; of equal ones, the earliest.
- Among those matched in a market, the earliest demand has the cheapest unit of each role, and so on.

Where the numbers sent are not the best, a market gives up teams until its poorest demand can pay its dearest units.
Then any pairing inside a market is feasible. (The best numbers give up none: without such a team they were better.)
"""

import numpy as np

from antu.enums import Role
from antu.matching.problem import ClassProblem, Integers, rate
from antu.matching.solution import Teams


def deal(problem: ClassProblem, sent: Integers) -> tuple[Teams, int]:
    """The teams of units sent (groups x markets, with as many of each role in a market, at most its demands).

    And what they save if rounding spares each as much as it can, exactly, in parts."""
    markets, roles = len(problem.markets), len(Role)
    units = _units(problem, sent)
    prices = problem.offers["price"].to_numpy(np.int64)
    ids = problem.demands["id"].to_numpy(np.int64)
    values = problem.values
    matched = np.zeros(markets, dtype=np.int64)
    demands: list[Integers] = []
    offers: list[Integers] = []
    total = 0
    for market in range(markets):
        crews = np.stack([units[market][role] for role in range(roles)], axis=1)
        costs = prices[crews].sum(axis=1) * rate(problem.markets[market].fee_bps)
        start = int(problem.starts[market])
        surplus = values[start : start + len(crews)] - costs
        keep = int((surplus >= 0).sum())  # it falls from team to team
        rows = start + np.arange(keep)
        demands.append(rows[np.argsort(ids[rows], kind="stable")])
        offers.append(crews[:keep])
        matched[market] = keep
        total += sum(surplus[:keep].tolist())
    return Teams(np.concatenate(demands), np.concatenate(offers), matched), total


def _units(problem: ClassProblem, sent: Integers) -> list[list[Integers]]:
    """Per market and role, a row of `offers` for each unit sent there, cheapest first, of equal prices the lower id."""
    fees = [market.fee_bps for market in problem.markets]
    stocks = problem.offers["stock"].to_numpy(np.int64)
    found: list[list[list[Integers]]] = [[[] for _ in Role] for _ in problem.markets]
    for row, group in enumerate(problem.groups):
        targets = sorted((m for m in group.markets if sent[row, m]), key=lambda m: (-fees[m], m))
        if not targets:
            continue
        # The cheapest units of the group, as many as are sent.
        left = int(sent[row].sum())
        before = np.cumsum(stocks[group.start : group.stop]) - stocks[group.start : group.stop]
        uses = np.clip(left - before, 0, stocks[group.start : group.stop])
        cheapest = np.repeat(np.arange(group.start, group.stop), uses)
        counts = np.array([sent[row, m] for m in targets], dtype=np.int64)
        of = np.repeat(np.arange(len(targets)), counts)
        turn = (np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts) + 0.5) / np.repeat(counts, counts)
        falling = np.array([-fees[m] for m in targets], dtype=np.int64)[of]
        dealt = of[np.lexsort((of, turn, falling))]
        for place, market in enumerate(targets):
            found[market][group.role].append(cheapest[dealt == place])
    prices, ids = (problem.offers[name].to_numpy(np.int64) for name in ("price", "id"))
    return [[_sorted(parts, prices, ids) for parts in by_role] for by_role in found]


def _sorted(parts: list[Integers], prices: Integers, ids: Integers) -> Integers:
    rows = np.concatenate([np.empty(0, np.int64), *parts])
    by_price: Integers = rows[np.lexsort((ids[rows], prices[rows]))]
    return by_price
