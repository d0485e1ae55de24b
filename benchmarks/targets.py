"""What the figures are held to: each promise by name, with its bound, what was measured, and whether it is met.

That small books are matched as brute force over all assignments would is not measured here: tests hold it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from benchmarks.books import Regime
from benchmarks.measuring import Measurement

# Regimes in which units are short, so that the most projects are hard to find.
HARD = (Regime.SCARCE.value, Regime.CONTESTED.value)
EXACT = (24, 1_000, 10_000, 100_000)  # demands up to which savings are proved to the peso
LARGE = (100_000, 1_000_000)
MOST_GAP = 1e-6  # of the bound, at a million
GROWTH = 1.2  # the exponent of time in the number of demands
GROWS_FROM = 10_000  # demands, below which fixed costs decide

# Demands: seconds and megabytes for the savings, and for the projects their least share of the bound where units are
# short, seconds, megabytes; None where nothing was promised.
SAVINGS_LIMITS = {10_000: (1, None), 100_000: (10, 1_000), 1_000_000: (90, 3_000)}
PROJECTS_LIMITS = {
    1_000: (0.985, 180, None),
    10_000: (0.992, 20, None),
    100_000: (0.998, 15, None),
    1_000_000: (0.999, 120, 2_000),
}
PROJECTS_AMPLE = 0.999  # of the bound, from 10,000 demands
WEIGHTED = 0.9999  # of the bound
SEARCHED = 24  # demands, of which the most projects are known by exact search

FASTER_THAN_2019 = 100
READING_SECONDS = 30


class Target(NamedTuple):
    """A promise. `measured` is the worst of all instances that it is about, None if there were none."""

    name: str
    bound: float
    measured: float | None
    at_least: bool = False  # or at most

    @property
    def met(self) -> bool | None:
        """None where nothing was measured."""
        if self.measured is None:
            return None
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound


class Growth(NamedTuple):
    """How the seconds of a regime and policy grow: as the number of demands to the power of `exponent`."""

    regime: str
    policy: str
    exponent: float


def growths(measured: Sequence[Measurement]) -> list[Growth]:
    """The exponents, by least squares over the logarithms, of what has two sizes from `GROWS_FROM` up."""

    def key(each: Measurement) -> tuple[str, str]:
        return each.regime, each.policy

    found = []
    for (regime, policy), group in groupby(sorted(measured, key=key), key):
        points = [(each.demands, each.seconds) for each in group if each.demands >= GROWS_FROM]
        if len({demands for demands, _ in points}) > 1:
            demands, seconds = np.log(np.array(points)).T
            found.append(Growth(regime, policy, round(float(np.polyfit(demands, seconds, 1)[0]), 3)))
    return found


def targets(
    measured: Sequence[Measurement], times_faster: float | None = None, reading_seconds: float | None = None
) -> list[Target]:
    """All promises that figures can be held to; the last two are of the chain."""
    return [
        *_savings(measured),
        *_weighted(measured),
        *_projects(measured),
        Target("all: instances that the checker refuses", 0, sum(not each.verified for each in measured)),
        *(
            Target(f"{each.policy}, {each.regime}: exponent of time", GROWTH, each.exponent)
            for each in growths(measured)
        ),
        Target("chain: times faster per project than in 2019", FASTER_THAN_2019, times_faster, at_least=True),
        Target("chain: seconds to read 100,000 offers", READING_SECONDS, reading_seconds),
    ]


def _savings(measured: Sequence[Measurement]) -> Iterator[Target]:
    mine = [each for each in measured if each.policy == "savings" and each.regime != Regime.UNROUNDED.value]
    for demands in EXACT:
        gap = _worst(mine, demands, lambda each: each.gap)
        yield Target(f"savings, {demands:,}: gap in pesos", 0, gap)
    gap = _worst(mine, 1_000_000, lambda each: each.gap / each.bound if each.bound else 0)
    yield Target("savings, 1,000,000: gap as a part of the bound", MOST_GAP, gap)
    for demands, (seconds, memory) in SAVINGS_LIMITS.items():
        yield from _costs("savings", mine, demands, seconds, memory)


def _weighted(measured: Sequence[Measurement]) -> Iterator[Target]:
    names = sorted({each.policy for each in measured} - {"savings", "projects"}) or ["0.25", "0.5"]
    for name in names:
        mine = [each for each in measured if each.policy == name]
        for demands in LARGE:
            share = _worst(mine, demands, lambda each: each.share, min)
            yield Target(f"{name}, {demands:,}: share of the bound", WEIGHTED, share, at_least=True)


def _projects(measured: Sequence[Measurement]) -> Iterator[Target]:
    mine = [each for each in measured if each.policy == "projects"]
    searched = [each for each in mine if each.optimum]
    share = _worst(searched, SEARCHED, lambda each: each.matched / (each.optimum or 1), min)
    yield Target("projects, 24: share of the exact optimum", 1, share, at_least=True)
    for demands, (least, seconds, memory) in PROJECTS_LIMITS.items():
        for regime in HARD:
            share = _worst([each for each in mine if each.regime == regime], demands, lambda each: each.share, min)
            yield Target(f"projects, {regime}, {demands:,}: share of the bound", least, share, at_least=True)
        yield from _costs("projects", mine, demands, seconds, memory)
    ample = [each for each in mine if each.regime == Regime.AMPLE.value and each.demands >= GROWS_FROM]
    share = min((each.share for each in ample), default=None)
    yield Target("projects, ample, from 10,000: share of the bound", PROJECTS_AMPLE, share, at_least=True)


def _costs(
    name: str, mine: Sequence[Measurement], demands: int, seconds: float | None, memory: float | None
) -> Iterator[Target]:
    if seconds is not None:
        yield Target(f"{name}, {demands:,}: seconds", seconds, _worst(mine, demands, lambda each: each.seconds))
    if memory is not None:
        worst = _worst(mine, demands, lambda each: each.peak_memory_mb)
        yield Target(f"{name}, {demands:,}: megabytes", memory, worst)


def _worst(
    measured: Sequence[Measurement],
    demands: int,
    figure: Callable[[Measurement], float],
    worst: Callable[[Collection[float]], float] = max,
) -> float | None:
    figures = [figure(each) for each in measured if each.demands == demands]
    return worst(figures) if figures else None
