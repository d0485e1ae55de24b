"""How gas grows: what is flat, what 2019 took, and the plot in either language."""

import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from antu.errors import AntuError
from antu.reports.growth import KINDS, GrowthReport, grown, growth_table, read, reference, write
from antu.reports.growth_plot import draw_growth, growth_figure
from antu.text import Language
from antu.vocabulary import WORDS
from tests.antu.reports.test_tables import cells_with

EN, ES = Language.EN, Language.ES
SIZES = (1, 10, 100)
FLAT = dict.fromkeys(SIZES, 100_000)
DATA_GAS = dict.fromkeys(SIZES, 22_000)


def report(**gas: Mapping[int, int]) -> GrowthReport:
    """All kinds flat, but those whose gas is given by name, with `__` for the slash of a key."""
    given = {key.replace("__", "/"): by_size for key, by_size in gas.items()}
    return GrowthReport(sizes=SIZES, growths=tuple(grown(kind, given.get(kind.key, FLAT), DATA_GAS) for kind in KINDS))


def test_kinds_have_names_in_both_languages_and_keys_of_their_own() -> None:
    assert len({kind.key for kind in KINDS}) == len(KINDS)
    assert {word for kind in KINDS for word in (f"grown_{kind.name}", kind.of)} <= WORDS.keys()


def test_a_batch_counts_by_its_units() -> None:
    (batch,) = (each for each in report(match_batch50__offers=FLAT).growths if each.units > 1 and each.of == "offers")
    assert batch.gas == dict.fromkeys(SIZES, 2_000)
    assert batch.data_gas == dict.fromkeys(SIZES, 440)


@pytest.mark.parametrize(("most", "flat"), [(101_000, True), (101_001, False)])
def test_growth_is_flat_within_one_percent(most: int, flat: bool) -> None:
    found = report(fund__funders=FLAT | {100: most})
    assert found.of("fund/funders").flat is flat
    assert bool(found.growing) is not flat


def test_growing_names_the_work_its_sizes_and_figures() -> None:
    found = report(reading__holders={1: 50_000, 10: 90_000, 100: 500_000})
    assert found.growing == [
        "reading grows with holders: 50,000 with 1, 90,000 with 10, 500,000 with 100 gas. That is 900.00% apart, "
        "where DESIGN.md says O(1) and 1% is allowed."
    ]


def test_reference_is_by_size_where_2019_was_measured_so() -> None:
    assert reference("safeWithdrawal/{}") == {1: 857_782, 4: 767_905, 16: 1_363_602, 64: 3_746_437}
    assert reference("Generate/{} again") == {1: 48_200, 4: 81_995, 16: 217_175, 64: 757_895}
    assert reference("Fund") == 141_747
    assert report().of("refund/funders").reference is None


def test_table_has_a_line_for_each_kind_and_tells_what_grows() -> None:
    built = growth_table(report(reading__holders=FLAT | {100: 150_000}), EN)
    assert cells_with(built, "a reading")[1:] == ["holders", "100,000", "100,000", "150,000", "50.00 %"]
    assert cells_with(growth_table(report(), ES), "una lectura ")[1:] == [
        "dueños de participaciones",
        *["100.000"] * 3,
        "0,00 %",
    ]


def test_write_and_read_are_inverse(tmp_path: Path) -> None:
    path = tmp_path / "reports" / "gas-growth.json"
    write(path, report())
    assert read(path) == report()
    first = json.loads(path.read_text())["growths"][0]
    assert (first["name"], first["of"], first["gas"]["10"], first["reference"]) == ("fund", "funders", 100_000, 141_747)


def test_read_explains_a_missing_file_and_one_that_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(AntuError, match="does not exist") as caught:
        read(tmp_path / "growth.json")
    assert "make gas-growth" in caught.value.hint
    (tmp_path / "growth.json").write_text('{"sizes": [1]}')
    with pytest.raises(AntuError, match="no report of growth: growths: Field required"):
        read(tmp_path / "growth.json")


def test_plot_has_figures_and_words_in_the_language(tmp_path: Path) -> None:
    for lang, words in (
        (EN, ("The payment that reaches the goal", "2019: 3,746,437 with 64", "holders", ">100,000<", "100,000 alone")),
        (ES, ("El aporte que llega a la meta", "2019: 3.746.437 con 64", "dueños", ">100.000<", "100.000 solo")),
    ):
        path = tmp_path / f"{lang}.svg"
        draw_growth(report(), path, lang)
        drawn = path.read_text(encoding="utf-8")
        assert [word for word in words if word not in drawn] == []


def test_plot_of_the_same_report_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        draw_growth(report(), tmp_path / name, EN)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize("lang", Language)
def test_plot_has_no_label_upon_another_or_outside(lang: Language) -> None:
    figure = growth_figure(report(match_batch50__offers=dict.fromkeys(SIZES, 1_500_000)), lang)
    figure.draw_without_rendering()
    for axes in figure.axes:
        boxes = [label.get_window_extent() for label in axes.texts]
        assert len(boxes) >= 2
        assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []
        assert all(axes.bbox.x0 < box.x0 and box.x1 < axes.bbox.x1 for box in boxes)
