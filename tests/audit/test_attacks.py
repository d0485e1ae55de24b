"""What `python -m audit.attacks` says of the attacks that were tried."""

import io

import pytest
from rich.console import Console

from audit.attack_names import ATTACKS
from audit.attacks import differences, table

ALL = [name for names in ATTACKS.values() for name in names]


@pytest.fixture
def found():
    """Every attack of the list, tried in vain."""
    return {name: {"attacker_profit_clp": -3, "honest_loss_clp": 0} for name in ALL}


def test_list_names_each_attack_once():
    assert len(set(ALL)) == len(ALL)


def test_differences_is_empty_when_all_were_tried(found):
    assert differences(found) == []


def test_differences_names_what_was_not_tried_and_what_is_not_on_the_list(found):
    del found[ALL[0]]
    found["something_new"] = {}
    assert differences(found) == [f"{ALL[0]} was not tried.", "something_new is not on the list."]


def test_table_has_the_most_that_a_family_took(found):
    family, names = next(iter(ATTACKS.items()))
    found[names[-1]] = {"attacker_profit_clp": 1_234_567, "honest_loss_clp": 7_654_321}
    out = io.StringIO()
    Console(file=out, width=100).print(table(found))
    (line,) = (line for line in out.getvalue().splitlines() if family in line)
    assert [part.strip() for part in line.strip("│ ").split("│")] == [
        family,
        str(len(names)),
        "1",
        "1,234,567",
        "7,654,321",
    ]
