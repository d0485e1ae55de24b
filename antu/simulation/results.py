"""A folder with what came of a scenario: its five tables, and the scenario as it was played."""

from pathlib import Path

import yaml

from antu.files import write_atomically
from antu.simulation.records import Tables, read_tables, write_tables
from antu.simulation.scenario import Scenario
from antu.simulation.scenario_file import read_scenario

SCENARIO = "scenario.yaml"


def save(folder: Path, scenario: Scenario, tables: Tables) -> list[Path]:
    """Writes a folder's files; which they are. `AntuError` if one cannot be written."""
    path = folder / SCENARIO
    write_atomically(path, yaml.safe_dump(scenario.model_dump(mode="json"), allow_unicode=True, sort_keys=False))
    return [path, *write_tables(folder, tables)]


def load(folder: Path) -> tuple[Scenario, Tables]:
    """A folder's scenario and tables. `AntuError` if one of its files is missing or not what it should be."""
    return read_scenario(folder / SCENARIO), read_tables(folder)


def saved(folder: Path) -> list[Path]:
    """The folders below this one that have a scenario, by name."""
    return sorted(path.parent for path in folder.glob(f"*/{SCENARIO}"))
