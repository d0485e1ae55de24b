"""A simulation whose chain says something else ends, and says of whom."""

import pytest

from antu.enums import State
from antu.errors import AntuError
from antu.simulation.comparing import require_agreement
from antu.simulation.port import OnChain
from antu.simulation.world import World
from tests.antu.simulation.worlds import GOAL, chain_of, project, world


@pytest.fixture
def agreed() -> World:
    here = world()
    project(here, State.OPERATING).revenue = 70
    here.people.financiers[0].pesos = 12
    here.people.owners[3].prepaid = 5
    people = here.people.everybody
    chain = chain_of(here)
    chain.said_pesos = [each.pesos for each in people]
    chain.said_prepaid = [each.prepaid for each in people]
    chain.said_projects = [OnChain(State.OPERATING, GOAL, GOAL, 70)]
    return here


def test_what_agrees_passes(agreed: World) -> None:
    require_agreement(agreed)


def test_a_peso_too_much_is_named(agreed: World) -> None:
    chain_of(agreed).said_pesos[agreed.people.financiers[0].number - 1] += 1
    with pytest.raises(AntuError, match="Financier 25 should have 12 pesos"):
        require_agreement(agreed)


def test_a_prepaid_peso_too_little_is_named(agreed: World) -> None:
    chain_of(agreed).said_prepaid[3] = 4
    with pytest.raises(AntuError, match="Owner 4 should have"):
        require_agreement(agreed)


@pytest.mark.parametrize("field", OnChain._fields)
def test_a_project_that_is_otherwise_is_named(agreed: World, field: str) -> None:
    (said,) = chain_of(agreed).said_projects
    chain_of(agreed).said_projects = [said._replace(**{field: getattr(said, field) + 1})]
    with pytest.raises(AntuError, match="Project 1 should be"):
        require_agreement(agreed)
