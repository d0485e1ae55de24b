"""The pooled program of a class, over whole answers: a small linear program, however large the class.

Its columns are answers that demands (of a market) and offers (of a block of groups) once gave to prices; it mixes them
so that each market gets as many units of each role as it has demands, and its demands are worth what the units cost.
Its dual prices are where to ask next (Dantzig and Wolfe's decomposition).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from antu.enums import Role
from antu.matching.linear import INTERIOR, minimum
from antu.matching.pooled.answers import Answers, Point
from antu.matching.problem import Floats, Integers

MOST_BLOCKS = 300  # groups of offers that answer on their own, all roles; where there are more, several answer together
FIRST_COUNTS = 24  # answers of each market's demands to begin with
DEAREST = 1e3  # of a project: what a unit costs that nobody offers, and a mean value that nobody pays
IDLE = 8  # programs after which an answer that was of no use is forgotten
UNUSED = 1e-7
RESERVES, RESERVE, KEPT = (
    4,
    0.05,
    2e-4,
)  # steps of a reserve; mean values of each, times the root of a market's demands;
# what a mean value in the last step counts, in the one before twice as much, and so on
UNEVEN = 1e-5  # of a project: what a unit costs that is sent by an answer to several markets
ROWS = len(Role) + 1  # per market: units less demands of each role, and values less costs


@dataclass(frozen=True)
class Counting:
    """What a project counts, and its mean value if it is saved. The two add up to 1, or to little more."""

    project: float
    peso: float


class Extra(NamedTuple):
    """A column for each of some rows, that takes 1 from it (or gives it, if the sign is -1), at most so often."""

    rows: Integers
    most: Floats
    gain: float
    sign: float = 1.0


@dataclass(frozen=True)
class Mixed:
    """A program's solution: its value, the prices, and the columns' weights."""

    value: float
    point: Point
    weights: Floats


@dataclass
class Program:
    """The answers so far. Of each column: its row of weights, and what it counts as projects and as mean values.

    `source` is the number of the point that a block answered to, or the number of demands that a market takes."""

    answers: Answers
    points: list[Point] = field(default_factory=list)
    blocks: Integers = field(init=False)  # per group
    tilts: Floats = field(init=False)  # per market: a peso of cost, in such pesos as its owners pay
    row: Integers = field(init=False)
    source: Integers = field(init=False)
    projects: Floats = field(init=False)
    saved: Floats = field(init=False)
    idle: Integers = field(init=False)
    entries: tuple[Integers, Integers, Floats] = field(init=False)  # rows, columns, amounts

    def __post_init__(self) -> None:
        self.blocks = _blocks(self.answers)
        # Held equal between fees is what a peso of cost is worth, by which markets compete for units.
        self.tilts = self.answers.rates.mean() / self.answers.rates
        self._starts = np.flatnonzero(np.diff(self.blocks, prepend=-1))
        self.row, self.source, self.idle = (np.empty(0, np.int64) for _ in range(3))
        self.projects, self.saved = np.empty(0), np.empty(0)
        self.entries = np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
        for market, count in enumerate(self.answers.problem.counts().tolist()):
            some = np.unique(np.linspace(0, count, min(count, FIRST_COUNTS) + 1).astype(np.int64))[1:]
            self._add_demands(np.full(len(some), market), some)

    def ask(self, point: Point, counting: Counting) -> float:
        """Adds what demands and offers answer to a point; what they gain there bounds what teams can be worth."""
        taken = self.answers.taken(point, counting.project)
        markets = np.flatnonzero(taken)
        values = self._add_demands(markets, taken[markets])
        gained = counting.project * taken.sum() + values @ point.worths[markets] - taken @ point.prices.sum(axis=1)

        sent = self.answers.sent(point)
        gained += float((sent.units * point.prices.T[self.answers.roles]).sum() - (sent.costs * point.worths).sum())
        if len(self._starts):
            self._add_offers(np.add.reduceat(sent.units, self._starts), np.add.reduceat(sent.costs, self._starts))
        self.points.append(point)
        return float(gained)

    def mix(self, counting: Counting, labels: Integers) -> Mixed:
        """The best mixture. Rows of the same label are added up: their prices are held equal, to begin with few."""
        return self._solve(counting, self.gains(counting), labels, ())

    def settle(self, counting: Counting) -> Mixed:
        """Of the mixtures that are about the best, one that lends itself to making teams.

        All markets keep something in reserve, for owners cannot pay for another in truth: the first pesos most, and
        more where there are few demands to even them out. And a market has units from cheap to dear, not all alike,
        wherever a group's answer to that market alone will do."""
        rows, of, amounts = self.entries
        sent = np.where(rows % ROWS < len(Role), amounts, 0.0)
        markets = np.bincount(of, weights=rows % ROWS < len(Role), minlength=len(self.row))
        uneven = (self.row >= len(self.answers.problem.markets)) & (markets > 1)
        gains = self.gains(counting) - UNEVEN * uneven * np.bincount(of, weights=sent, minlength=len(self.row))
        steps = RESERVE * np.sqrt(self.answers.problem.counts())
        every = np.arange(len(steps)) * ROWS + len(Role)
        reserves = [Extra(every, steps, KEPT * (RESERVES - n)) for n in range(RESERVES)]
        return self._solve(counting, gains, np.arange(len(steps) * ROWS), reserves)

    def _solve(self, counting: Counting, gains: Floats, labels: Integers, uses: Sequence[Extra]) -> Mixed:
        """The best mixture of columns that gain so much. `uses` take from rows; what a row lacks costs `DEAREST`."""
        from scipy.sparse import coo_matrix  # slow to import, like all of SciPy

        columns, few, demands = len(self.row), int(labels.max()) + 1, len(self.answers.problem.demands)
        mixtures = len(self.answers.problem.markets) + len(self._starts)
        rows, of, amounts = self.entries
        extras = (Extra(np.arange(few), np.full(few, np.inf), -DEAREST, -1.0), *uses)
        signs = np.concatenate([np.full(len(each.rows), each.sign) for each in extras])
        matrix = coo_matrix(
            (
                np.concatenate([-amounts, np.ones(columns), signs]),
                (
                    np.concatenate([labels[rows], few + self.row, *(each.rows for each in extras)]),
                    np.concatenate([of, np.arange(columns), columns + np.arange(len(signs))]),
                ),
            ),
            shape=(few + mixtures, columns + len(signs)),
        ).tocsr()
        upper = np.concatenate([np.full(columns, np.inf), *(each.most for each in extras)])
        result = minimum(
            f"The linear program of class {self.answers.problem.size_class}",
            -np.concatenate([gains, *(np.full(len(each.rows), each.gain) for each in extras)]) / demands,
            A_ub=matrix,
            b_ub=np.repeat([0.0, 1.0], [few, mixtures]),
            bounds=np.stack([np.zeros(len(upper)), upper], axis=1),
            method=INTERIOR,
        )
        prices = (-result.ineqlin.marginals[:few] * demands)[labels].reshape(-1, ROWS)
        weights = result.x[:columns]
        self.idle = np.where(weights > UNUSED, 0, self.idle + 1)
        worths = counting.peso + np.maximum(prices[:, -1] * self.tilts, 0)
        return Mixed(-result.fun * demands, Point(prices[:, :-1], worths), weights)

    def gains(self, counting: Counting) -> Floats:
        """What each column counts."""
        return counting.project * self.projects + counting.peso * self.saved

    def forget(self) -> None:
        """Drops the columns that were of no use lately."""
        keep = self.idle <= IDLE
        place = np.cumsum(keep) - 1
        rows, of, amounts = self.entries
        stay = keep[of]
        self.entries = rows[stay], place[of[stay]], amounts[stay]
        for name in ("row", "source", "projects", "saved", "idle"):
            setattr(self, name, getattr(self, name)[keep])

    def _add_demands(self, markets: Integers, counts: Integers) -> Floats:
        """Columns of the richest demands of markets, and what they are worth."""
        pairs = zip(markets.tolist(), counts.tolist(), strict=True)
        values = np.array([self.answers.worth(market, count) for market, count in pairs])
        amounts = np.stack([*[-counts.astype(np.float64)] * len(Role), values * self.tilts[markets]], axis=1)
        rows = markets[:, None] * ROWS + np.arange(ROWS)
        self._add(markets, counts, counts, values, (rows, np.arange(len(markets))[:, None] + 0 * rows, amounts))
        return values

    def _add_offers(self, units: Integers, costs: Floats) -> None:
        """Columns of what blocks (rows) send to markets."""
        used = np.flatnonzero(units.any(axis=1))
        place, market = np.nonzero(units[used])
        block = used[place]
        role = self.answers.roles[self._starts[block]]
        rows = np.stack([market * ROWS + role, market * ROWS + len(Role)], axis=1)
        amounts = np.stack([units[block, market], -costs[block, market] * self.tilts[market]], axis=1)
        source = np.full(len(used), len(self.points))
        row = len(self.answers.problem.markets) + used
        saved = -costs[used].sum(axis=1)
        self._add(row, source, np.zeros(len(used)), saved, (rows, place[:, None] + 0 * rows, amounts))

    def _add(
        self,
        row: Integers,
        source: Integers,
        projects: Integers | Floats,
        saved: Floats,
        entries: tuple[Integers, Integers, Floats],
    ) -> None:
        rows, columns, amounts = (each.ravel() for each in entries)
        before = len(self.row)
        self.entries = (
            np.concatenate([self.entries[0], rows]),
            np.concatenate([self.entries[1], before + columns]),
            np.concatenate([self.entries[2], amounts]),
        )
        self.row, self.source = np.concatenate([self.row, row]), np.concatenate([self.source, source])
        self.projects = np.concatenate([self.projects, projects])
        self.saved = np.concatenate([self.saved, saved])
        self.idle = np.concatenate([self.idle, np.zeros(len(row), np.int64)])


def _blocks(answers: Answers) -> Integers:
    """A block for each group, ascending: neighbours of the same role with few units share one."""
    if len(answers.roles) <= MOST_BLOCKS:
        return np.arange(len(answers.roles))
    stocks = answers.stocks()
    middle = np.cumsum(stocks) - stocks / 2
    share = np.floor(middle * MOST_BLOCKS / stocks.sum()).astype(np.int64)
    changes = (np.diff(share, prepend=-1) != 0) | (np.diff(answers.roles, prepend=-1) != 0)
    return np.cumsum(changes) - 1
