"""The contracts and the model, led through the same 25 years, have the same tables, to the peso and the 2^-64.

And statements of account, which know of events alone, agree with the contracts after all of that."""

import os

import pandas as pd
import pytest

from antu.billing import imbalances
from antu.billing.statement import project_statement
from scripts._chain.statements import figures, replays, source
from tests.antu.billing.steps import Move, ReplaceMeter, Retire
from tests.antu.billing.story import Story
from tests.differential.tables import of_contracts, of_model

# Where every transaction is traced once more, for coverage, three years of fewer projects show all kinds of steps.
PROJECTS, MONTHS = (10, 36) if os.environ.get("ANTU_COVERAGE") == "1" else (50, 300)
STATED = 8


@pytest.fixture(scope="module")
def lived(world, now):
    """The world when its story has been told, and the story."""
    made = world(PROJECTS)
    story = Story(made.books, made.holders, now(), MONTHS, "differential")
    for step in story.tell():
        made.player.take(step)
    return made, story


def test_years_of_billing_are_the_models(lived):
    made, _ = lived
    contracts = of_contracts(made.player.market, made.books, made.wallets)
    for name, expected in of_model(made.books, made.wallets).items():
        assert len(expected), f"the story had no {name}"
        pd.testing.assert_frame_equal(contracts[name], expected, obj=name)
    assert imbalances(made.books) == []


def test_statements_agree_with_the_contracts_after_years(lived):
    made, story = lived
    market, where = made.player.market, source(made.player.market)
    # Those to which most happened, and some more.
    chosen = {step.project: None for step in story.steps if isinstance(step, (Move, ReplaceMeter, Retire))}
    projects = list(chosen | dict.fromkeys(made.books.meters))[:STATED]
    for replay in replays(market, projects, where):
        statement = project_statement(replay, where, lambda led, asked: figures(market, led, asked, where))
        assert [str(check) for check in statement.differences] == []
        [part] = statement.parts
        totals, series = made.books.totals[part.project], made.books.series[part.project]
        assert (part.table.total["paid"], part.table.total["shared"]) == (totals.paid + totals.settled, series.revenue)
