"""Small classes finished: nothing that brute force finds is worth more, projects before savings or weighed."""

from fractions import Fraction

import pytest

from antu.book import Book, Demand
from antu.matching.policy import PROJECTS, Policy
from antu.matching.pooled.exact import finish
from antu.matching.pooled.pairing import pair
from antu.matching.problem import ClassProblem, problems
from antu.matching.solution import Teams
from antu.money import Quote
from tests.antu.matching.brute_force import Worth, brute_force
from tests.antu.matching.pooled_books import none_sent, sound, split_book, tight_book, worth_of

BEFORE_ALL_SAVINGS = 10**6


def counted(policy: Policy) -> Worth:
    """What a team counts: a project before all savings, or its bonus and what it saves."""

    def worth(demand: Demand, quote: Quote) -> int:
        saved = demand.max_price - quote.goal
        bonus = BEFORE_ALL_SAVINGS if policy == PROJECTS else policy.objective(demand.size_class).per_project
        return bonus + saved

    return worth


def finished(book: Book, policy: Policy) -> list[tuple[ClassProblem, Teams, bool]]:
    """Each class, finished from no teams at all."""
    results = []
    for problem in problems(book, policy):
        outcome = finish(problem, pair(problem, none_sent(problem)))
        results.append((problem, outcome.teams, outcome.optimal))
    return results


@pytest.mark.parametrize("policy", [PROJECTS, Policy(Fraction(1, 100_000)), Policy(Fraction(1))], ids=lambda p: p.name)
def test_no_assignment_of_a_small_book_is_worth_more(policy: Policy) -> None:
    for seed in range(60):
        book = split_book(seed)
        total = 0
        for problem, teams, optimal in finished(book, policy):
            assert optimal
            count, saved = sound(problem, teams)
            bonus = BEFORE_ALL_SAVINGS if policy == PROJECTS else problem.objective.per_project
            total += bonus * count + saved
        assert total == brute_force(book, counted(policy)), seed


def test_a_class_of_the_thesis_is_proved() -> None:
    problem = next(problems(tight_book(24, seed=1), PROJECTS))
    outcome = finish(problem, pair(problem, none_sent(problem)))
    assert outcome.optimal
    assert sound(problem, outcome.teams) == sound(problem, finish(problem, outcome.teams, seed=7).teams)


def test_it_goes_on_from_what_is_given() -> None:
    problem = next(problems(tight_book(24, seed=2), PROJECTS))
    best = finish(problem, pair(problem, none_sent(problem))).teams
    assert worth_of(problem, finish(problem, best).teams) == worth_of(problem, best)


def test_a_class_of_too_many_teams_is_left_as_it_is_unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("antu.matching.pooled.exact.MOST_COLUMNS", 100)
    problem = next(problems(tight_book(24, seed=2), PROJECTS))
    teams = pair(problem, none_sent(problem))
    outcome = finish(problem, teams)
    assert outcome.teams is teams
    assert not outcome.optimal
