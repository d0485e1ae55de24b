"""The 2019 loops match the first teams that fit, and ask once for every price that they come to."""

import pytest

from antu.enums import Role
from antu.matching import Team, mismatch, teams_of
from antu.matching.first_fit import FirstFitMatcher
from benchmarks.books import Regime, draw_book
from benchmarks.loop_2019 import BookCalls, numbers, run
from tests.antu.books import book_of, demand, offer, team_of_offers


def test_run_matches_one_team_and_counts_calls() -> None:
    dear = offer(4, Role.MANAGER, price=500_000)
    book = book_of([demand(1, max_price=1), demand(2)], [*team_of_offers(), dear])
    calls = BookCalls(book)
    assert run(calls, [1, 2], [[1], [2], [4, 3]]) == Team(2, 1, 2, 3, max_goal=1_165_500)
    assert calls.made == 2 * (1 + 1 + 1 + 2)
    assert run(calls, [1, 2], [[1], [2], [4, 3]]) is None


@pytest.mark.parametrize("regime", [Regime.AMPLE, Regime.CONTESTED])
@pytest.mark.parametrize("seed", range(5))
def test_runs_match_feasible_teams_as_first_fit_does(regime: Regime, seed: int) -> None:
    book = draw_book(6, regime, seed)
    calls, teams = BookCalls(book), []
    while team := run(calls, *numbers(book)):
        assert mismatch(book, team)[0].name == "NONE"
        teams.append(team)
    assert teams == teams_of(FirstFitMatcher()(book))
