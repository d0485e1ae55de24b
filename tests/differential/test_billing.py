"""The contracts and the model, led through the same years, have the same tables, to the peso and the 2^-64."""

import os

import pandas as pd

from antu.billing import imbalances
from tests.antu.billing.story import Story
from tests.differential.tables import of_contracts, of_model

# The whole run takes minutes, and CI asks for it; the short one has the same kinds of steps.
PROJECTS, MONTHS = (50, 300) if os.environ.get("ANTU_25_YEARS") == "1" else (10, 36)


def test_years_of_billing_are_the_models(world, now):
    made = world(PROJECTS)
    market = made.player.market
    for step in Story(made.books, made.holders, now(), MONTHS, "differential").tell():
        made.player.take(step)
    contracts, model = of_contracts(market, made.books, made.wallets), of_model(made.books, made.wallets)
    for name, expected in model.items():
        assert len(expected), f"the story had no {name}"
        pd.testing.assert_frame_equal(contracts[name], expected, obj=name)
    assert imbalances(made.books) == []
