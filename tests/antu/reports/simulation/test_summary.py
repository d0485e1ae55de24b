"""The file of summaries, and the table of one for the terminal."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from antu.economics import Outside
from antu.errors import AntuError
from antu.reports.simulation import ScenarioSummary, read_summary, summarise, summary_table, write_summary
from antu.text import Language
from tests.antu.reports.simulation.tiny import empty, tiny


def summary(name: str = "tiny") -> ScenarioSummary:
    return summarise(name, tiny(), Outside.default(), 12.0, 456.0, seed=3, days=120)


def shown(found: ScenarioSummary, lang: Language) -> str:
    console = Console(width=120, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(summary_table(found, lang))
    return console.export_text()


def test_write_summary_keeps_the_other_scenarios(tmp_path: Path) -> None:
    path = tmp_path / "simulation.json"
    write_summary(path, summary("thesis"))
    write_summary(path, summary("chile"), summary("adversarial"))
    assert list(read_summary(path).scenarios) == ["adversarial", "chile", "thesis"]
    again = summary("thesis").model_copy(update={"seed": 9})
    write_summary(path, again)
    found = read_summary(path).scenarios
    assert (found["thesis"], found["chile"]) == (again, summary("chile"))


def test_write_summary_has_what_the_issue_asks_for(tmp_path: Path) -> None:
    path = tmp_path / "simulation.json"
    write_summary(path, summary())
    found = json.loads(path.read_text())["scenarios"]["tiny"]
    assert {
        "participants", "projects_matched", "projects_operating", "gas_by_function", "operator_clp_per_project",
        "reference_clp_per_project", "ratio_to_reference", "honest_loss_clp", "seconds", "peak_memory_mb",
    } <= found.keys()  # fmt: skip
    assert found["operator_clp_per_project"]["base"].keys() == {"low", "typical", "spike"}


def test_read_summary_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "simulation.json"
    with pytest.raises(AntuError, match="does not exist"):
        read_summary(path)
    path.write_text('{"scenarios": {"tiny": {"seed": -1}}}')
    with pytest.raises(AntuError, match="is no report of simulations: scenarios"):
        read_summary(path)
    with pytest.raises(AntuError, match="is no report of simulations"):
        write_summary(path, summary())
    assert path.read_text() == '{"scenarios": {"tiny": {"seed": -1}}}'
    with pytest.raises(AntuError, match="cannot be read: Is a directory"):
        read_summary(tmp_path)


def test_summary_table_writes_figures_as_the_language_does() -> None:
    found = summary()
    english, spanish = shown(found, Language.EN), shown(found, Language.ES)
    assert "165,000" in english
    assert "165.000" in spanish
    assert "3 / 2 / 2 / 2" in english
    assert "9.0 %" in english
    assert "9,0 %" in spanish
    assert "Energy Web Chain" in spanish
    assert "$70" in spanish


def test_summary_table_shows_losses_of_honest_people_in_red() -> None:
    loss = list(summary_table(summary(), Language.EN).columns[1].cells)
    assert [cell.plain for cell in loss if getattr(cell, "style", "") == "red"] == ["70"]  # type: ignore[union-attr]


def test_summary_table_of_nobody_has_no_medians() -> None:
    nobody = summarise("nobody", empty(), Outside.default(), 1.0, 1.0, seed=1, days=30)
    assert "·" in shown(nobody, Language.EN)
