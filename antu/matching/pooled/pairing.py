"""Teams from what was sent to a market, so that as few as possible are over their owner's limit.

Fee and rounding make an owner's limit a whole number: the highest cost, in pesos, whose goal is at most its maximum
price. So a market has a limit per demand and three prices to be paid from it, and little or nothing is left over.

- The dearest unit of one role goes to the demand that has most left after the other two, and so on down; then the next
  role's units; then two roles' together. (This is the rearrangement algorithm of Puccetti and Rüschendorf, which makes
  sums as equal as their parts allow. Each step makes what is left more even, by any convex measure.)
- Where that leaves teams over their limit, the market gives up its poorest demands and each role's dearest units, as
  few as will do: found by trying numbers, on a sample where a market is large.

What is given up here, `antu.matching.pooled.repair` tries to use.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from antu.enums import Role
from antu.matching.pooled.draft import Draft
from antu.matching.problem import ClassProblem, Integers
from antu.matching.solution import Teams
from antu.money import most_cost

Crews = tuple[Integers, Integers]  # rows of demands, and of their offers, a column per role

MOST_ROUNDS = 30  # of arranging all roles; a million teams settle in five to ten
SAMPLE = 4_000  # teams on which a larger market tries numbers
MOST_TRIES = 6  # of numbers, in a market that had a sample
SEED = 4


def limits(problem: ClassProblem) -> Integers:
    """The highest cost of a team, in pesos, that each demand can pay: its goal is at most the maximum price."""
    most, fees = (problem.demands[name].to_numpy(np.int64) for name in ("max_price", "fee_bps"))
    return most_cost(most, fees)


def pair(problem: ClassProblem, draft: Draft) -> Teams:
    """Feasible teams of a draft; by market, and in a market by the demand's id."""
    limit, prices = limits(problem), problem.offers["price"].to_numpy(np.int64)
    found = [_market(limit, prices, rows, units) for rows, units in zip(draft.demands, draft.units, strict=True)]
    return teams_of(problem, np.concatenate([rows for rows, _ in found]), np.concatenate([crew for _, crew in found]))


def teams_of(problem: ClassProblem, demands: Integers, offers: Integers) -> Teams:
    """`Teams` from their rows (n) and (n x roles) in any order."""
    markets, ids = (problem.demands[name].to_numpy(np.int64)[demands] for name in ("market", "id"))
    order = np.lexsort((ids, markets))
    matched = np.bincount(markets, minlength=len(problem.markets)).astype(np.int64)
    return Teams(demands[order], offers[order], matched)


def paired(limit: Integers, prices: Integers, demands: Integers, units: Iterable[Integers]) -> Crews:
    """Rows of demands and, one column per role, of offers: feasible teams of some of one market's rows.

    `limit` of all demands and `prices` of all offers, in pesos. Roles may have more or fewer units than demands."""
    cheapest = [rows[np.lexsort((rows, prices[rows]))] for rows in units]
    count = min(len(demands), *map(len, cheapest))
    richest = demands[np.lexsort((demands, -limit[demands]))][:count]
    crews = np.stack([rows[:count] for rows in cheapest])
    at = _most(limit[richest], prices[crews])
    kept = richest[: at.shape[1]]
    units_of = np.take_along_axis(crews, at, axis=1)
    holds = prices[units_of].sum(axis=0) <= limit[kept]
    return kept[holds], units_of.T[holds]


def _market(limit: Integers, prices: Integers, demands: Integers, units: Integers) -> Crews:
    return paired(limit, prices, demands, list(units.T.reshape(len(Role), -1)))


@dataclass
class _Tries:
    """Arrangements of the first `count` of all sorted rows, and the best of them."""

    limit: Integers
    prices: Integers
    best: Integers
    lost: int

    @classmethod
    def start(cls, limit: Integers, prices: Integers) -> "_Tries":
        return cls(limit, prices, np.empty((len(Role), 0), np.int64), len(limit) + 1)

    def holds(self, given_up: int) -> bool:
        """Whether all teams hold when so many are given up. What it loses counts those that are over as well."""
        count = len(self.limit) - given_up
        at, over = _arranged(self.limit[:count], self.prices[:, :count])
        if given_up + over < self.lost:
            self.best, self.lost = at, given_up + over
        return not over


def _most(limit: Integers, prices: Integers) -> Integers:
    """For the first of the demands, the places (roles x demands) of the units that they get.

    `limit` falls, and each role's `prices` (roles x units) rise."""
    tries = _Tries.start(limit, prices)
    if tries.holds(0):
        return tries.best
    stride = -(-len(limit) // SAMPLE)
    if stride == 1:
        _fewest(tries.holds, 0, len(limit), lambda: tries.lost, MOST_TRIES**2)
        return tries.best
    sample = _Tries.start(limit[stride // 2 :: stride], prices[:, stride // 2 :: stride])
    few = _fewest(sample.holds, 0, len(sample.limit), lambda: sample.lost, MOST_TRIES**2)
    near = max(0, few - 1) * stride
    if not tries.holds(near):
        _fewest(tries.holds, near, len(limit), lambda: tries.lost, MOST_TRIES)
    return tries.best


def _fewest(holds: Callable[[int], bool], below: int, most: int, lost: Callable[[], int], tries: int) -> int:
    """About the smallest number above `below` that holds: by doubling steps, then by halving what is between.

    No number is tried that could not beat what is `lost` so far."""
    step, above = 1, most
    while tries and below + step < min(most, lost()):
        tries -= 1
        if holds(below + step):
            above = below + step
            break
        below, step = below + step, 2 * step
    while tries and below + 1 < above <= most:
        tries -= 1
        middle = (below + above) // 2
        below, above = (below, middle) if holds(middle) else (middle, above)
        if below >= lost():
            break
    return above


def _arranged(limit: Integers, prices: Integers) -> tuple[Integers, int]:
    """Places of units (roles x demands), and how many demands cannot pay theirs. `prices` rise in each role.

    First richest with dearest, role by role, which needs no more where there is enough for all. Where there is barely
    enough, an order by chance settles sooner."""
    at = np.zeros_like(prices)
    left = limit
    for role in Role:
        at[role, np.argsort(left, kind="stable")] = np.arange(len(limit))
        left = left - prices[role, at[role]]
    sorted_over = int((left < 0).sum())
    if not sorted_over:
        return at, 0
    settled, over = _settled(limit, prices, at, 3)
    if not over:
        return settled, 0
    dice = np.random.default_rng(SEED)
    mixed, others = _settled(limit, prices, np.stack([dice.permutation(len(limit)) for _ in Role]), MOST_ROUNDS)
    return (mixed, others) if others < over else (settled, over)


def _settled(limit: Integers, prices: Integers, at: Integers, rounds: int) -> tuple[Integers, int]:
    """Rearranges until nobody is over, or a round changes next to nothing."""
    at, every = at.copy(), np.arange(len(limit))
    costs = np.take_along_axis(prices, at, axis=1)
    before = np.inf
    for _ in range(rounds):
        for role in Role:
            order = np.argsort(limit - costs.sum(axis=0) + costs[role], kind="stable")
            at[role, order], costs[role, order] = every, prices[role]
        for one, two in combinations(Role, 2):
            third = sum(Role) - one - two
            order = np.argsort(limit - costs[third], kind="stable")
            rising = np.argsort(costs[one] + costs[two], kind="stable")
            for role in (one, two):
                at[role, order], costs[role, order] = at[role, rising], costs[role, rising]
        over = np.minimum(limit - costs.sum(axis=0), 0)
        missing = -float(over.sum())
        if missing == 0 or missing > 0.999 * before:
            break
        before = missing
    return at, int((over < 0).sum())
