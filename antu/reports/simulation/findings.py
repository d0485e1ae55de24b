"""All that the page says of a simulation, found once for both languages."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from antu.economics import Assumptions
from antu.platforms import Prices
from antu.platforms.prices import NAMES
from antu.reports.simulation.figures.costs import Costs, costs_per_project
from antu.reports.simulation.figures.losses import losses
from antu.reports.simulation.figures.places import places
from antu.reports.simulation.figures.stages import stages
from antu.reports.simulation.figures.work import work
from antu.reports.simulation.run import Run
from antu.reports.simulation.summary import ScenarioSummary
from antu.simulation.records import Tables



@dataclass(frozen=True)
class Findings:
    """A run at some prices and assumptions, and what follows from it."""

    run: Run
    prices: Prices
    assumptions: Assumptions

    @property
    def tables(self) -> Tables:
        return self.run.tables

    @property
    def projects(self) -> pd.DataFrame:
        return self.run.tables.projects

    @property
    def summary(self) -> ScenarioSummary:
        return self.run.summary

    @property
    def troubles(self) -> dict[str, int]:
        return self.run.summary.troubles

    @cached_property
    def work(self) -> pd.DataFrame:
        """A frame of `work`."""
        return work(self.tables)

    @cached_property
    def stages(self) -> pd.DataFrame:
        """A frame of `stages`."""
        return stages(self.projects, self.summary.days)

    @cached_property
    def places(self) -> pd.DataFrame:
        """A frame of `places`."""
        return places(self.projects)

    @cached_property
    def losses(self) -> pd.DataFrame:
        """A frame of `losses`."""
        return losses(self.tables.participants)

    @cached_property
    def costs(self) -> Costs:
        """Pesos per project, by platform, day and payer."""
        return costs_per_project(self.tables.transactions, self.prices, self.summary.projects_matched)
