"""docs/SIMULATION.md names every field of a scenario and every table."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from antu.simulation.records import TABLES
from antu.simulation.scenario import Scenario, Trouble

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "SIMULATION.md").read_text(encoding="utf-8")


def fields(model: type[BaseModel]) -> list[str]:
    inner = [each.annotation for each in model.model_fields.values()]
    parts = [each for each in inner if isinstance(each, type) and issubclass(each, BaseModel)]
    return [*model.model_fields, *(name for part in parts for name in fields(part))]


@pytest.mark.parametrize("field", sorted(set(fields(Scenario))))
def test_page_names_each_field(field: str) -> None:
    assert f"`{field}`" in PAGE


@pytest.mark.parametrize("name", TABLES)
def test_page_names_each_table(name: str) -> None:
    assert f"`{name}.parquet`" in PAGE


def test_page_names_each_way_of_vanishing() -> None:
    assert all(f"`{each}`" in PAGE for each in (Trouble.NO_DELIVERY, Trouble.FALSE_DELIVERY, Trouble.NO_WORK))
