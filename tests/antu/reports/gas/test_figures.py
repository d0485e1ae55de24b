"""Each figure has a reference that exists, and no budget is missed or reached unsaid."""

import pytest

from antu.catalog import reference_gas
from antu.reports.gas.figures import FIGURES, Figure, missing

REACHED = Figure("fund", "fund a project", budget=105_000)
MISSED = Figure("post_offer", "post an offer", budget=58_000, missed=True)
UNBOUNDED = Figure("refund", "take one's money back")


@pytest.mark.parametrize(
    ("figure", "gas"), [(REACHED, 105_000), (MISSED, 58_000.5), (MISSED, 90_000), (UNBOUNDED, 10**9)]
)
def test_figure_has_nothing_against_what_was_declared(figure: Figure, gas: float) -> None:
    assert figure.objection(gas) == ""


def test_figure_objects_to_a_budget_that_is_missed_unsaid() -> None:
    assert REACHED.objection(105_000.4).startswith("fund: 105,000 gas; DESIGN.md's budget is 105,000 and is missed.")


def test_figure_objects_to_a_budget_that_is_reached_unsaid() -> None:
    assert MISSED.objection(57_999).startswith("post_offer: 57,999 gas; DESIGN.md's budget is 58,000 and is reached.")


def test_missing_names_first_time_cases_too() -> None:
    names = [name for figure in FIGURES.values() for name in figure.names]
    assert missing(dict.fromkeys(names, 1)) == []
    assert missing(dict.fromkeys(set(names) - {"fund", "refund/first"}, 1)) == ["fund", "refund/first"]


def test_references_are_design_s() -> None:
    measured = reference_gas().measured
    assert FIGURES["post_offer"].reference == measured["newProvider"] == 97_349
    assert FIGURES["reading_batch50_each"].reference == FIGURES["reading_alone_64_holders"].reference == 757_895
    assert FIGURES["claim_12_projects"].reference == 12 * 41_706
    assert FIGURES["deploy_total"].reference == sum(
        gas for name, gas in measured.items() if name.startswith("deploy ") and name != "deploy CF"
    )
