"""Policies where projects count for themselves: what is found is no better than the best, and the bound no lower."""

from collections import Counter

import numpy as np
import pytest

from antu.book import Book, Demand
from antu.enums import Role
from antu.matching import Outcome, Policy, check, solve, teams_of
from antu.matching import bound as exact
from antu.matching.pooled import relaxation as stages
from antu.matching.pooled.answers import Answers, Point
from antu.matching.pooled.drafting import draft
from antu.matching.pooled.program import Counting
from antu.matching.pooled.relaxation import Relaxation
from antu.matching.problem import ClassProblem, problems, rate
from antu.money import MAXIMUM_MONEY, Quote
from antu.participants import draw
from tests.antu.books import book_of, demand, offer, posted, team_of_offers
from tests.antu.matching.brute_force import brute_force
from tests.antu.matching.small_books import small_book, triangle_book

POLICIES = [Policy.parse(name) for name in ("projects", "0.05", "0.5")]
STEP = 10_000  # pesos: so that the prices of small books compare with what projects of class 0 count


def solved(book: Book, policy: Policy) -> Outcome:
    """The outcome, whose certificate holds."""
    outcome = solve(book, policy)
    check(book, outcome.matching, outcome.certificate)
    return outcome


def best(book: Book, policy: Policy) -> int:
    """The objective of the best teams."""
    per_project, per_peso = policy.objective(0)

    def worth(of: Demand, quote: Quote) -> int:
        return per_project + per_peso * (of.max_price - quote.goal)

    return brute_force(book, worth)


def drawn(markets: int) -> Book:
    """A market's book, several times over."""
    return posted(tuple(each for seed in range(markets) for each in draw(seed).participants))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
@pytest.mark.parametrize("fees", [(0,), (500,), (0, 333, 1_000)], ids=str)
def test_the_best_assignment_of_a_small_book_is_within_the_bound(policy: Policy, fees: tuple[int, ...]) -> None:
    for seed in range(20):
        book = small_book(seed, fees, STEP)
        certificate = solved(book, policy).certificate
        assert certificate.objective <= best(book, policy) <= certificate.upper_bound


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_half_teams_of_a_triangle_are_within_the_bound(policy: Policy) -> None:
    for seed in range(30):
        book = triangle_book(seed, (0,))
        certificate = solved(book, policy).certificate
        assert certificate.objective <= best(book, policy) <= certificate.upper_bound


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_blocks_that_groups_share_give_the_same_bound(policy: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    book = drawn(4)
    plain = solved(book, policy).certificate.upper_bound
    monkeypatch.setattr("antu.matching.pooled.program.MOST_BLOCKS", 6)
    monkeypatch.setattr("antu.matching.pooled.program.FIRST_COUNTS", 2)
    shared = solved(book, policy).certificate.upper_bound
    assert shared == pytest.approx(plain, rel=20 * stages.FINE)


def test_a_program_cut_short_still_proves_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    book = drawn(3)
    policy = POLICIES[-1]
    whole = solved(book, policy).certificate
    monkeypatch.setattr(stages, "MOST_PROGRAMS", 2)
    short = solved(book, policy).certificate
    assert short.upper_bound > whole.upper_bound
    assert short.objective <= whole.upper_bound


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_bounds_do_not_depend_on_the_width_of_integers(policy: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    book = drawn(1)
    plain = solved(book, policy).certificate
    monkeypatch.setattr(exact, "SAFE", 0)
    assert solved(book, policy).certificate == plain


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_absurd_amounts_do_not_overflow(policy: Policy) -> None:
    offers = [offer(n, Role((n - 1) % 3), price=MAXIMUM_MONEY // 5 + n, stock=2**32 - 1) for n in range(1, 7)]
    demands = [demand(n, region=n % 3 + 1, max_price=MAXIMUM_MONEY - n) for n in range(1, 10)]
    certificate = solved(book_of(demands, offers), policy).certificate
    assert certificate.matched == 9
    assert certificate.gap <= certificate.upper_bound // 10_000


def test_offers_that_nobody_could_pay_promise_no_projects() -> None:
    """Their prices are so far from the others' that no worth of a peso has digits for both."""
    dear = [offer(90 + n, Role(n % 3), price=MAXIMUM_MONEY - n, stock=2**32 - 1) for n in range(30)]
    demands = [demand(n, region=n % 16 + 1, max_price=1_200_000 + 1_000 * n) for n in range(1, 20)]
    certificate = solved(book_of(demands, [*team_of_offers(), *team_of_offers(4), *dear]), POLICIES[0]).certificate
    assert certificate.matched == 2
    assert certificate.upper_bound <= len(demands)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_the_same_book_gives_the_same_outcome(policy: Policy) -> None:
    book = drawn(2)
    one, two = solved(book, policy), solved(book, policy)
    assert one.certificate == two.certificate
    assert teams_of(one.matching) == teams_of(two.matching)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_a_book_where_nothing_fits_gives_no_teams(policy: Policy) -> None:
    nobody = solved(book_of([demand(), demand(2, size_class=3)], []), policy).certificate
    poor = solved(
        book_of([demand(max_price=0), demand(2, region=1, max_price=1)], team_of_offers()), policy
    ).certificate
    empty = solved(book_of([], team_of_offers()), policy).certificate
    assert (nobody.matched, poor.matched, empty.matched) == (0, 0, 0)
    assert (nobody.upper_bound, poor.upper_bound, empty.upper_bound) == (0, 0, 0)


def test_projects_are_sought_before_savings() -> None:
    """The cheap team would save more alone than both teams together."""
    cheap = [each._replace(price=each.price // 10) for each in team_of_offers(4)]
    demands = [demand(1), demand(2, max_price=4_000_000, region=12)]
    offers = [*(each._replace(regions=1 << 11) for each in team_of_offers()), *cheap]
    assert len(solved(book_of(demands, offers), Policy.parse("projects")).matching.teams) == 2


def test_of_as_many_projects_those_that_save_more_are_sought() -> None:
    demands = [demand(n, max_price=1_165_500 + 1_000 * n) for n in range(1, 41)]
    offers = [each for n in range(10) for each in team_of_offers(3 * n + 1)]
    teams = solved(book_of(demands, offers), Policy.parse("projects")).matching.teams
    assert teams["demand_id"].tolist() == list(range(31, 41))


def test_each_unit_answers_with_what_gains_most() -> None:
    """Against every unit and market by itself."""
    random = np.random.default_rng(4)
    for seed in range(20):
        book = small_book(seed, (0, 500), 1)
        for problem in problems(book, POLICIES[0]):
            answers = Answers(problem)
            shape = len(problem.markets), len(Role)
            point = Point(random.integers(0, 60, shape) * 0.01, random.integers(0, 3, shape[0]) * 0.5)
            _require_best(problem, answers, point)


def _require_best(problem: ClassProblem, answers: Answers, point: Point) -> None:
    sent = answers.sent(point)
    slopes = point.worths * answers.rates
    for row, group in enumerate(problem.groups):
        gains, units = 0.0, 0
        for price, stock in problem.offers[["price", "stock"]].iloc[group.start : group.stop].itertuples(index=False):
            gain = max(point.prices[market, group.role] - slopes[market] * price for market in group.markets)
            gains += max(gain, 0) * min(stock, len(problem.demands))
            units += min(stock, len(problem.demands)) * (gain > 1e-9)
        counted = (sent.units[row] * point.prices[:, group.role] - sent.costs[row] * point.worths).sum()
        assert counted == pytest.approx(gains, abs=1e-9)
        assert sent.units[row].sum() >= units
        assert set(np.flatnonzero(sent.units[row]).tolist()) <= set(group.markets)


@pytest.mark.parametrize("markets", [1, 6])
def test_a_draft_is_balanced_and_within_stocks(markets: int) -> None:
    for problem in problems(drawn(markets), POLICIES[0]):
        relaxation = Relaxation(problem)
        counting = Counting(1.0, 0.0)
        relaxation.begin(counting)
        relaxation.solve(counting)
        mixed = relaxation.settled(counting)
        found = draft(relaxation.program, mixed)
        assert sum(map(len, found.demands)) == pytest.approx(mixed.value, abs=len(problem.markets))
        uses: Counter[int] = Counter()
        for market, (demands, units) in enumerate(zip(found.demands, found.units, strict=True)):
            assert units.shape == (len(demands), len(Role))
            assert (problem.demands["market"].to_numpy()[demands] == market).all()
            assert (problem.offers["role"].to_numpy()[units] == list(Role)).all()
            bit = 1 << (problem.markets[market].region - 1)
            assert (problem.offers["regions"].to_numpy()[units] & bit).all()
            uses.update(units.ravel().tolist())
            paid = problem.offers["price"].to_numpy()[units].sum() * rate(problem.markets[market].fee_bps)
            assert paid <= problem.values[demands].sum() * 1.05
        assert all(count <= problem.offers["stock"].iloc[row] for row, count in uses.items())
