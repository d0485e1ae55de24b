"""A simulation that was run, as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from antu.reports.simulation.summary import ScenarioSummary
from antu.simulation.records import Tables
from antu.text import Language


@dataclass(frozen=True)
class Run:
    """A scenario's name, what it is about in each language, its settings by their names, and what came of it."""

    name: str
    description: Mapping[Language, str]
    settings: Mapping[str, object]
    tables: Tables
    summary: ScenarioSummary = field(repr=False)
