"""All that the page says of a simulation, found once for both languages."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from antu.economics import Outside
from antu.reports.simulation.figures.alternative import Alternative
from antu.reports.simulation.figures.costs import Costs, costs_per_project
from antu.reports.simulation.figures.losses import Group, losses
from antu.reports.simulation.figures.places import Place, places
from antu.reports.simulation.figures.scale import Scale
from antu.reports.simulation.figures.stages import stages
from antu.reports.simulation.figures.work import Work, work
from antu.reports.simulation.run import Run
from antu.reports.simulation.summary import ScenarioSummary
from antu.simulation.records import Tables


@dataclass(frozen=True)
class Findings:
    """A run, and what follows from it."""

    run: Run

    @property
    def outside(self) -> Outside:
        return self.run.outside

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
    def work(self) -> list[Work]:
        """All functions that were sent."""
        return work(self.tables)

    @cached_property
    def stages(self) -> pd.DataFrame:
        """A frame of `stages`."""
        return stages(self.projects, self.summary.days)

    @cached_property
    def places(self) -> list[Place]:
        """All regions."""
        return places(self.projects)

    @cached_property
    def losses(self) -> list[Group]:
        """Who lost what."""
        return losses(self.tables.participants)

    @cached_property
    def alternative(self) -> Alternative | None:
        """The operator's year beside one with a database; None if no project was matched."""
        return (
            Alternative.of(self.tables, self.outside.assumptions, self.costs) if self.summary.projects_matched else None
        )

    @cached_property
    def scale(self) -> Scale | None:
        """A million projects; None if that cannot be told from these readings."""
        return Scale.of(self.tables.transactions, self.outside)

    @cached_property
    def costs(self) -> Costs:
        """Pesos per project, by platform, day and payer."""
        return costs_per_project(self.tables.transactions, self.outside.prices, self.summary.projects_matched)
