"""What pairing leaves over is used, and teams never become worth less."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from antu.book import Book
from antu.enums import Role
from antu.matching.policy import PROJECTS, Policy
from antu.matching.pooled import repair
from antu.matching.pooled.exact import finish
from antu.matching.pooled.pairing import pair
from antu.matching.pooled.repair import improve
from antu.matching.problem import problems
from tests.antu.books import book_of, demand, offer, team_of_offers
from tests.antu.matching.pooled_books import evenly_sent, none_sent, sound, tight_book, worth_of
from tests.antu.matching.strategies import books


@given(books())
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("policy", [PROJECTS, Policy(Fraction(1, 100_000))], ids=lambda p: p.name)
def test_teams_of_any_book_hold_and_are_worth_no_less(policy: Policy, book: Book) -> None:
    for problem in problems(book, policy):
        before = pair(problem, evenly_sent(problem))
        after = improve(problem, before)
        assert worth_of(problem, after) >= worth_of(problem, before)


def test_what_is_left_over_is_paired() -> None:
    problem = next(problems(book_of([demand(1), demand(2, max_price=1)], team_of_offers()), PROJECTS))
    assert improve(problem, pair(problem, none_sent(problem))).demands.tolist() == [0]


def test_a_unit_goes_to_the_market_that_only_it_can_serve() -> None:
    """The north has the vendor whom alone the south could have; another, dearer, serves the north as well."""
    offers = [
        offer(1, Role.VENDOR, regions=0b11, price=900_000),
        offer(2, Role.VENDOR, regions=0b01, price=1_000_000),
        offer(3, Role.INSTALLER, stock=2),
        offer(4, Role.MANAGER, stock=2),
    ]
    demands = [demand(1, region=1), demand(2, region=2)]
    problem = next(problems(book_of(demands, offers), PROJECTS))
    start = repair.teams_of(problem, np.array([0]), np.array([[_row(problem, n) for n in (1, 3, 4)]]))
    assert len(improve(problem, start).demands) == 2


def test_of_as_many_projects_those_that_save_more_are_kept() -> None:
    demands = [demand(1, max_price=1_200_000), demand(2, max_price=1_500_000)]
    cheap = [each._replace(price=each.price // 2) for each in team_of_offers(4)]
    problem = next(problems(book_of(demands, [*team_of_offers(), cheap[0]]), PROJECTS))
    poorest = int(problem.demands["max_price"].argmin())
    start = repair.teams_of(problem, np.array([poorest]), np.array([[_row(problem, n) for n in (1, 2, 3)]]))
    assert sound(problem, improve(problem, start)) == (1, 1_500_000 - 610_000 - 30_500)


def test_a_small_class_comes_near_to_the_best() -> None:
    found = best = 0
    for seed in range(6):
        problem = next(problems(tight_book(24, seed), PROJECTS))
        after = improve(problem, pair(problem, evenly_sent(problem)))
        found += len(after.demands)
        best += len(finish(problem, after).teams.demands)
    assert found >= 0.97 * best


def test_a_class_searched_in_parts_regains_what_pairing_lost() -> None:
    problem = next(problems(tight_book(900, seed=1, regions=12), PROJECTS))
    draft = evenly_sent(problem)
    sent, before = sum(map(len, draft.demands)), pair(problem, draft)
    after = improve(problem, before)
    assert len(before.demands) < 0.985 * sent
    assert len(after.demands) - len(before.demands) >= 0.3 * (sent - len(before.demands))


def test_the_same_seed_gives_the_same_teams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair, "WHOLE", 20)
    monkeypatch.setattr(repair, "PART", 20)
    problem = next(problems(tight_book(60, seed=5), PROJECTS))
    before = pair(problem, evenly_sent(problem))
    one, two = improve(problem, before, seed=9), improve(problem, before, seed=9)
    assert (one.demands == two.demands).all()
    assert (one.offers == two.offers).all()


def _row(problem: repair.ClassProblem, number: int) -> int:
    return int(np.flatnonzero(problem.offers["id"] == number)[0])
