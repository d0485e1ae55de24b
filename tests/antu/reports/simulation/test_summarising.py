"""A summary's figures are those that one adds up by hand."""

from hashlib import sha256
from pathlib import Path

import pytest

from antu.catalog import reference_gas
from antu.economics import Outside
from antu.errors import AntuError
from antu.platforms import PLATFORMS, default_prices
from antu.reports.simulation import ScenarioSummary, summarise
from antu.simulation.records import Tables, write_tables
from tests.antu.reports.simulation.made_up import made_up
from tests.antu.reports.simulation.tiny import empty, tiny, without_matches

PAST = reference_gas().measured


def summary(tables: Tables, **given: object) -> ScenarioSummary:
    others = {"seed": 3, "days": 120} | given
    return summarise("tiny", tables, Outside.default(), 12.34, 456.78, **others)


def test_summarise_counts_people_and_projects() -> None:
    found = summary(tiny())
    assert (found.name, found.seed, found.days, found.seconds, found.peak_memory_mb) == ("tiny", 3, 120, 12.3, 456.8)
    assert (found.participants, found.transactions) == (5, 11)
    counts = (found.projects_posted, found.projects_matched, found.projects_funded, found.projects_operating)
    assert counts == (3, 2, 2, 2)
    assert (found.projects_expired, found.projects_cancelled, found.projects_withdrawn) == (0, 0, 0)


def test_summarise_tells_gas_of_a_transaction_and_of_a_unit() -> None:
    found = summary(tiny()).gas_by_function
    assert list(found) == ["fund", "matchBatch", "payout", "postDemand", "postOffer", "report", "reportBatch"]
    assert found["matchBatch"].model_dump() == {
        "transactions": 1,
        "units": 2,
        "gas_per_transaction": 100_000,
        "gas_per_unit": 50_000,
    }
    assert found["fund"].gas_per_unit == round((130_000 + 130_000 + 108_000) / 3)


def test_summarise_divides_what_the_operator_pays_by_matched_projects() -> None:
    found = summary(tiny())
    assert found.operator_gas_per_project == (100_000 + 90_000 + 60_000 + 80_000) / 2
    prices = default_prices()
    # On Ethereum a day's price of gas is all there is.
    typical = (
        found.operator_gas_per_project * prices.ethereum.typical.gas_price * 1e9 * prices.pesos_per_wei("ethereum")
    )
    assert found.operator_clp_per_project["ethereum"].typical == pytest.approx(typical)
    assert tuple(found.operator_clp_per_project) == tuple(found.reference_clp_per_project) == PLATFORMS
    for costs in found.operator_clp_per_project.values():
        assert 0 < costs.low <= costs.typical <= costs.spike


def test_summarise_compares_with_what_2019_took_for_the_same_work() -> None:
    found = summary(tiny())
    first = {1: PAST["Generate/1 first"], 2: (2 * PAST["Generate/1 first"] + PAST["Generate/4 first"]) / 3}
    again = (2 * PAST["Generate/1 again"] + PAST["Generate/4 again"]) / 3
    work = PAST["Matching(direct)"] + PAST["Crowdsale"] + sum(first.values()) + again + 2 * PAST["Pay"]
    assert found.reference_gas_per_project == pytest.approx(work / 2, abs=0.1)
    assert found.gas_ratio_to_reference == pytest.approx(330_000 / work, rel=1e-5)
    ours, past = found.operator_clp_per_project["base"], found.reference_clp_per_project["base"]
    assert found.ratio_to_reference["base"] == pytest.approx(ours.typical / past.typical, rel=1e-4)


def test_summarise_keeps_the_losses_of_honest_people_apart() -> None:
    found = summary(tiny())
    assert (found.honest_loss_clp, found.unpaid_to_honest_clp) == (70, 12)
    assert list(found.losses_honest) == ["owner", "vendor", "financier"]
    assert found.losses_honest["owner"].model_dump() == {
        "people": 1,
        "losers": 1,
        "loss_clp": 70,
        "gain_clp": 0,
        "unpaid_to_clp": 0,
    }
    assert (found.losses_adversaries["owner"].loss_clp, found.losses_adversaries["owner"].gain_clp) == (11, 40)
    assert found.troubles == {"late": 1}


def test_summarise_takes_medians_of_financiers_and_of_owners_who_paid() -> None:
    found = summary(tiny())
    assert found.financiers_median_irr == pytest.approx(0.09)  # not that of the owner's own stake
    assert found.owners_median_payback_years == 6.0  # not that of the crowdfunded plant


def test_summarise_tells_the_break_even_of_each_platform_and_day() -> None:
    found = summary(made_up(4, 30)).break_even
    assert tuple(found) == PLATFORMS
    assert found["ethereum"].low.first is not None
    assert found["ethereum"].low.first <= (found["ethereum"].typical.first or float("inf"))


def test_summarise_sums_the_files_that_the_tables_are_in(tmp_path: Path) -> None:
    files = write_tables(tmp_path, tiny())
    found = summary(tiny(), files=files).tables
    assert found == {path.name: sha256(path.read_bytes()).hexdigest() for path in files}
    with pytest.raises(AntuError, match="cannot be read"):
        summary(tiny(), files=[tmp_path / "lost.parquet"])


@pytest.mark.parametrize("tables", [empty(), without_matches()], ids=["nobody", "no team"])
def test_summarise_divides_by_no_project_without_failing(tables: Tables) -> None:
    found = summary(tables)
    assert found.projects_matched == 0
    assert found.operator_gas_per_project == found.gas_ratio_to_reference == 0
    assert {costs.typical for costs in found.operator_clp_per_project.values()} == {0}
    assert set(found.ratio_to_reference.values()) == {0}
    assert (found.break_even, found.financiers_median_irr, found.owners_median_payback_years) == ({}, None, None)
