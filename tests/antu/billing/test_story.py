"""Years of readings, debts, transfers and corrections conserve every peso."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.billing import imbalances
from antu.enums import DAY
from tests.antu.billing.people import START, operating
from tests.antu.billing.steps import Correct, Deposit, Move, ReplaceMeter, Retire, Settle, Step, Transfer, Withdraw
from tests.antu.billing.story import Story

HOLDERS = [f"holder-{number}" for number in range(8)]


def kinds(steps: list[Step]) -> set[type[Step]]:
    return {type(step) for step in steps}


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), projects=st.integers(2, 6), months=st.integers(21, 60))
def test_any_story_conserves_every_peso(seed: int, projects: int, months: int) -> None:
    books = operating(projects, HOLDERS, seed)
    Story(books, HOLDERS, START, months, seed).tell()
    assert imbalances(books) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_25_years_of_50_projects_conserve_every_peso(seed: int) -> None:
    books = operating(50, HOLDERS, seed)
    story = Story(books, HOLDERS, START, 300, seed)
    steps = story.tell()
    assert imbalances(books) == []

    assert kinds(steps) >= {Correct, Move, Retire, Settle, Transfer, Withdraw}
    assert sum(isinstance(step, ReplaceMeter) for step in steps) == 2
    assert sum(totals.billed for totals in books.totals.values()) > 10**9
    # One cooperative paid nothing for a year, and then for all of it.
    since, until = story.unpaid
    paid = [step for step in steps if isinstance(step, (Deposit, Settle)) and "coop-1" in vars(step).values()]
    assert not [step for step in paid if since <= step.now < until]
    at_once = [step.amount for step in paid if isinstance(step, Settle) and until <= step.now < until + 31 * DAY]
    assert sum(at_once) > 10**6
    for series in books.series.values():
        claimable = sum(map(series.claimable, series.positions))
        claimed = sum(position.claimed for position in series.positions.values())
        assert 0 <= series.revenue - claimed - claimable <= len(series.positions)
