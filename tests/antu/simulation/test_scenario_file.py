"""Scenario files: those that come with Antu are sound; of others each mistake is said with its line and field."""

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from antu.errors import AntuError
from antu.simulation.scenario_file import SCENARIOS, find_scenario, known_scenarios, read_scenario
from tests.antu.simulation.scenarios import SMALL

TEXT = """\
title: {en: A market, es: Un mercado}
start: 2027-01-01
days: 120
participants:
  owners: 12
  vendors: 4
  installers: 5
  managers: 3
  financiers: 6
  cooperatives: 2
classes: {0: 1}
arrivals:
  owners: [0, 30]
adversaries:
  lie_percent: [10, 60]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def refused(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AntuError) as error:
        read_scenario(path)
    return str(error.value)


@pytest.mark.parametrize("name", known_scenarios())
def test_scenarios_that_come_with_antu_are_sound(name: str) -> None:
    scenario = read_scenario(find_scenario(name))
    assert scenario.days >= 365
    assert scenario.title.en != scenario.title.es


def test_known_scenarios_are_those_of_the_study() -> None:
    assert known_scenarios() == ["adversarial", "chile", "cooperative", "thesis"]
    thesis = dict(read_scenario(SCENARIOS / "thesis.yaml").participants)
    assert thesis.pop("cooperatives") == 1
    assert thesis == {"owners": 24, "vendors": 20, "installers": 20, "managers": 20, "financiers": 16}
    assert read_scenario(SCENARIOS / "chile.yaml").participants.total == 10_000


def test_read_scenario_takes_what_is_written(path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")
    scenario = read_scenario(path)
    assert scenario.participants.total == 32
    assert scenario.adversaries.lie_percent == (10, 60)
    assert scenario.beginning == 1_798_761_600


@pytest.mark.parametrize(
    ("before", "after", "line", "field", "what"),
    [
        ("  owners: 12", "  owners: many", 5, "participants.owners", "'many'"),
        ("  owners: 12", "  owners: 0", 5, "participants.owners", "greater than or equal to 1"),
        ("  vendors: 4", "  vendor: 4", 6, "participants.vendor", "no such field"),
        ("  vendors: 4\n", "", 4, "participants.vendors", "is missing"),
        ("days: 120", "days: 3", 3, "days", "30"),
        ("start: 2027-01-01", "start: soon", 2, "start", "'soon'"),
        ("start: 2027-01-01", "start: 1970-12-31", 2, "start", "1971-01-01"),
        ("start: 2027-01-01", "start: 2095-01-01", 2, "start", "2094-12-31"),
        ("classes: {0: 1}", "classes: {9: 1}", 11, "classes", "there is no class 9"),
        ("classes: {0: 1}", "classes: {0: 0}", 11, "classes", "above 0"),
        ("  owners: [0, 30]", "  owners: [30, 0]", 13, "arrivals.owners", "write the lower bound first"),
        ("  owners: [0, 30]", "  owners: [0, 99999]", 13, "arrivals.owners.1", "99999"),
        ("  lie_percent: [10, 60]", "  lie_percent: 10", 15, "adversaries.lie_percent", "10"),
        (
            "days: 120",
            "days: 120\nsuppliers: {regions_each_side: [6, 3]}",
            4,
            "suppliers.regions_each_side",
            "write the lower bound first",
        ),
        (
            "  lie_percent: [10, 60]",
            "  lying_meters_percent: 60\n  unpaid_owners_percent: 50",
            14,
            "adversaries",
            "are 110 % of the same owners",
        ),
        (
            "  lie_percent: [10, 60]",
            "  vanishing_installers_percent: 5\n"
            "  no_delivery_weight: 0\n  false_delivery_weight: 0\n  no_work_weight: 0",
            14,
            "adversaries",
            "vanish in no way",
        ),
        ("days: 120", "days: 120\nmatching: best", 4, "matching", "'best'"),
        ("days: 120", "days: 120\nregions: {17: 1}", 4, "regions", "no region 17"),
        ("days: 120", "days: 120\nprices: {moon: {gas: 1}}", 4, "prices.moon", "no such field"),
        ("days: 120", "days: 120\nassumptions: {moon: 1}", 4, "assumptions.moon", "no such field"),
        ("days: 120", "days: 120\nlimits: {blobs: {most: -1}}", 4, "limits.blobs.most", "-1"),
        ("days: 120", "days: 120\ndays: 130", 4, "days", "already in line 3"),
    ],
)
def test_read_scenario_names_line_and_field(
    path: Path, before: str, after: str, line: int, field: str, what: str
) -> None:
    assert before in TEXT
    said = refused(path, TEXT.replace(before, after, 1))
    assert f"line {line}, {field}" in said
    assert what in said
    assert "docs/SIMULATION.md" in said or "Keep one" in said


def test_read_scenario_names_all_mistakes_at_once(path: Path) -> None:
    said = refused(path, TEXT.replace("owners: 12", "owners: x").replace("days: 120", "days: x"))
    assert "line 3, days" in said
    assert "line 5, participants.owners" in said


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "a: [", "\ta: 1", "a: *b", "!!python/object:os.system {}", "a: &a [*a]", "x: \x00"]
)
def test_read_scenario_refuses_what_is_no_scenario_in_words(path: Path, text: str) -> None:
    assert str(path) in refused(path, text)


def test_read_scenario_refuses_other_bytes(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00title")
    with pytest.raises(AntuError, match=r"mine\.yaml"):
        read_scenario(path)


@given(st.data())
def test_read_scenario_takes_or_refuses_any_value(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(sorted(SMALL)))
    value = data.draw(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
            max_leaves=5,
        )
    )
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(yaml.safe_dump(SMALL | {field: value}, allow_unicode=True), encoding="utf-8")
    with suppress(AntuError):
        read_scenario(path)


def test_find_scenario_refuses_unknown_names() -> None:
    with pytest.raises(AntuError, match="thesis"):
        find_scenario("tesis")
    with pytest.raises(AntuError):
        find_scenario("../scenarios/thesis")
