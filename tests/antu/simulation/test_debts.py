"""Debts for energy: whose they are, since when, and when a plant is cut off its owner's home for them."""

import pytest

from antu.enums import DAY, State
from antu.simulation import bills, metering
from antu.simulation.metering import charge
from antu.simulation.records import NEVER
from antu.simulation.scenario import Trouble
from antu.simulation.world import Meter, Project, Registers, World
from tests.antu.simulation.worlds import project, world

MONTH = 30


@pytest.fixture
def here() -> World:
    return world()


def owing(here: World, intent: Trouble = Trouble.NEVER_PAYS) -> Project:
    """A project whose owner owes 100 pesos since day 10."""
    made = project(here, State.OPERATING)
    made.owner.honest, made.owner.intent = False, intent
    here.begin(10)
    charge(here, made, made.owner, 100)
    return made


def test_a_cooperatives_debt_says_nothing_of_its_owners(here: World) -> None:
    made = project(here, State.OPERATING)
    charge(here, made, here.cooperative_of(made), 70)
    assert (made.unpaid, made.debt_since) == (70, NEVER)


def test_what_a_cooperative_settles_leaves_its_owners_debt_as_old_as_it_is(here: World) -> None:
    made = owing(here)
    charge(here, made, here.cooperative_of(made), 70)
    here.begin(20)
    bills.settle(here)
    assert (made.unpaid, made.debt_since, made.revenue) == (100, 10, 70)


def test_who_pays_late_owes_since_the_next_bill_only(here: World) -> None:
    made = owing(here, Trouble.LATE)
    here.begin(400)
    bills.settle(here)
    assert (made.unpaid, made.debt_since) == (0, NEVER)
    charge(here, made, made.owner, 50)
    assert made.debt_since == 400


def test_a_plant_is_cut_off_from_the_first_month_that_begins_so_long_in_debt(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(here.chain, "address", lambda contract: f"0x{1:040x}")  # a reading is signed for one
    made = owing(here)
    begins = [here.scenario.beginning + day * DAY for day in range(10, 151, MONTH)]
    months = [Registers(time, place * 100, place * 40) for place, time in enumerate(begins)]
    made.meter = Meter(metering.key_of(here, made, 0), months)
    here.begin(160)
    told = [each.truth for each in metering._due(here, made)]
    # Cut off after 60 days in debt, in the months from day 100 on; what was used before then was used.
    assert told == [(100, 40), (100, 40), (100, 40), (100, 100)]
