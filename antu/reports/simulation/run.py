"""A simulation that was run, as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from antu.economics import Outside
from antu.reports.simulation.summary import ScenarioSummary
from antu.simulation.records import Tables
from antu.text import Language


@dataclass(frozen=True)
class Run:
    """A scenario's name, what it is about in each language, its settings by their names, the figures from outside that
    it is reckoned by, and what came of it."""

    name: str
    description: Mapping[Language, str]
    settings: Mapping[str, object]
    outside: Outside
    tables: Tables
    summary: ScenarioSummary
