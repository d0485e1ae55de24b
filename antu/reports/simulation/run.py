"""A simulation that was run, as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from antu.economics import Assumptions
from antu.platforms import Prices
from antu.reports.simulation.summary import ScenarioSummary
from antu.simulation.records import Tables
from antu.text import Language


@dataclass(frozen=True)
class Run:
    """A scenario's name, what it is about in each language, its settings by their names, and what came of it.

    `prices` and `assumptions` are those of the scenario where it changes any; else the page's hold."""

    name: str
    description: Mapping[Language, str]
    settings: Mapping[str, object]
    tables: Tables
    summary: ScenarioSummary
    prices: Prices | None = None
    assumptions: Assumptions | None = None
