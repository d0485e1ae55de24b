"""Promises are met, missed or not measured; the worst instance decides."""

import pytest

from benchmarks.measuring import Measurement
from benchmarks.targets import Target, growths, targets

PLAIN = Measurement(
    demands=10_000,
    regime="scarce",
    policy="savings",
    matched=8_000,
    savings=100,
    objective=100,
    bound=100,
    gap=0,
    rounding=0,
    seconds=0.5,
    cpu_seconds=0.5,
    peak_memory_mb=200,
    check_seconds=0.1,
    verified=True,
)


def measured(**changes: object) -> Measurement:
    return PLAIN.model_copy(update=changes)


def held(name: str, *measurements: Measurement, **chain: float) -> Target:
    (target,) = (each for each in targets(measurements, **chain) if each.name == name)
    return target


def test_target_is_met_missed_or_not_measured() -> None:
    assert Target("", 1, 1).met is True
    assert Target("", 1, 1.01).met is False
    assert Target("", 1, 1, at_least=True).met is True
    assert Target("", 1, 0.99, at_least=True).met is False
    assert Target("", 1, None).met is None


def test_nothing_measured_meets_nothing() -> None:
    assert {each.met for each in targets([]) if "refuses" not in each.name} == {None}


def test_savings_are_held_to_the_peso_but_for_whole_pesos() -> None:
    name = "savings, 10,000: gap in pesos"
    assert held(name, PLAIN).met
    assert held(name, PLAIN, measured(gap=1)) == Target(name, 0, 1)
    assert held(name, PLAIN, measured(gap=1, regime="unrounded")).met
    million = "savings, 1,000,000: gap as a part of the bound"
    assert held(million, measured(demands=10**6, bound=10**9, gap=1_000)).met
    assert not held(million, measured(demands=10**6, bound=10**9, gap=1_001)).met


def test_slowest_and_largest_regimes_decide() -> None:
    slow = measured(regime="ample", seconds=1.5, demands=100_000, peak_memory_mb=1_001)
    both = (measured(demands=100_000), slow)
    assert held("savings, 100,000: seconds", *both).measured == 1.5
    assert held("savings, 100,000: megabytes", *both).met is False


@pytest.mark.parametrize(("regime", "objective", "met"), [("scarce", 9_920, True), ("contested", 9_919, False)])
def test_projects_are_held_to_their_share_where_units_are_short(regime: str, objective: int, met: bool) -> None:
    one = measured(policy="projects", regime=regime, objective=objective, bound=10_000)
    assert held(f"projects, {regime}, 10,000: share of the bound", one).met is met
    assert held("projects, ample, from 10,000: share of the bound", one).met is None


def test_small_books_are_held_to_the_exact_optimum() -> None:
    name = "projects, 24: share of the exact optimum"
    all_of_it = measured(policy="projects", demands=24, matched=12, objective=12, bound=13, optimum=12)
    assert held(name, all_of_it).met
    assert held(name, all_of_it, all_of_it.model_copy(update={"matched": 11})).met is False
    assert held(name, all_of_it.model_copy(update={"optimum": None})).met is None


def test_weighted_policies_are_held_to_their_share() -> None:
    one = measured(policy="0.25", demands=100_000, objective=9_999, bound=10_000)
    assert held("0.25, 100,000: share of the bound", one).met
    worse = one.model_copy(update={"regime": "ample", "objective": 9_998})
    assert held("0.25, 100,000: share of the bound", one, worse).measured == 0.9998


def test_refused_proof_is_counted() -> None:
    assert held("all: instances that the checker refuses", PLAIN, measured(verified=False)).met is False


def test_growth_is_fitted_from_ten_thousand_on() -> None:
    powers = [measured(demands=10**n, seconds=10 ** (1.5 * (n - 4))) for n in (4, 5, 6)]
    (growth,) = growths([measured(demands=1_000, seconds=99), *powers])
    assert (growth.regime, growth.policy, growth.exponent) == ("scarce", "savings", 1.5)
    assert not held("savings, scarce: exponent of time", *powers).met
    assert growths(powers[:1]) == []


def test_chain_is_held_to_both_promises() -> None:
    figures = {"times_faster": 100.0, "reading_seconds": 30.5}
    assert held("chain: times faster per project than in 2019", **figures).met
    assert not held("chain: seconds to read 100,000 offers", **figures).met
