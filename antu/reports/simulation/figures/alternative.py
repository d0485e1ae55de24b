"""The operator's year with Antu beside one with a database, as `antu.economics` reckons it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import pandas as pd

from antu.economics import (
    Assumptions,
    BreakEven,
    GasOfProject,
    Volumes,
    break_even,
    project_costs,
    sensitivity,
    volumes,
    year_costs,
)
from antu.economics.comparison import CENTRALIZED, CHAIN
from antu.platforms import PLATFORMS, Day, Prices
from antu.reports.simulation.figures.costs import Costs
from antu.simulation.records import Tables

GAS_FACTORS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
TOKEN_FACTORS = (0.5, 0.75, 1.0, 1.5, 2.0)
TYPICAL = (GAS_FACTORS.index(1.0), TOKEN_FACTORS.index(1.0))  # row and column of a typical day's prices
PROJECTS = tuple(float(round(count)) for count in np.geomspace(1, 100_000, 61))


@dataclass(frozen=True)
class Alternative:
    """What a project brings through the platform, and what the operator pays for it. Of a simulation that matched
    some."""

    volumes: Volumes
    assumptions: Assumptions
    costs: Costs

    @classmethod
    def of(cls, tables: Tables, assumptions: Assumptions, costs: Costs) -> "Alternative":
        """Of a simulation; `AntuError` if it matched no project."""
        return cls(volumes(tables), assumptions, costs)

    def gas_clp(self, platform: str, day: Day) -> float:
        """What transactions of the operator and of the token's issuer for a project cost."""
        execution, data = self.costs.platform_parts(day)
        return execution[platform] + data[platform]

    def of_project(self, platform: str, day: Day) -> pd.DataFrame:
        """A frame of `project_costs`."""
        return project_costs(self.volumes, self.assumptions, self.gas_clp(platform, day))

    def of_year(self) -> pd.DataFrame:
        """A frame of `year_costs`."""
        return year_costs(self.assumptions)

    def break_even(self, platform: str, day: Day) -> BreakEven:
        """With how many projects a year Antu costs no more."""
        return break_even(self.of_project(platform, day), self.of_year())

    def break_evens(self) -> dict[str, dict[Day, BreakEven]]:
        """By platform and day."""
        return {name: {day: self.break_even(name, day) for day in Day} for name in PLATFORMS}

    def year(self, platform: str | None, day: Day, projects: Sequence[float]) -> list[float]:
        """Pesos of a year with each of some numbers of projects: on a platform, or with a database if it is None."""
        of_project, of_year = self.of_project(platform or PLATFORMS[0], day), self.of_year()
        side = CHAIN if platform else CENTRALIZED
        each, fixed = float(of_project[side].sum()), float(of_year[side].sum())
        return [fixed + each * count for count in projects]

    def savings(self, platform: str, day: Day, projects: Sequence[float]) -> list[float]:
        """Pesos a year that Antu costs less than a database; below zero it costs more."""
        both = zip(self.year(None, day, projects), self.year(platform, day, projects), strict=True)
        return [database - chain for database, chain in both]

    def sensitivity(self, prices: Prices, platform: str) -> pd.DataFrame:
        """A frame of `economics.sensitivity`, around a typical day's prices of gas and the token's."""
        execution, data = self.costs.platform_parts(Day.TYPICAL)
        gas = GasOfProject.on(prices, platform, Day.TYPICAL, execution[platform], data[platform])
        return sensitivity(
            self.volumes,
            self.assumptions,
            gas,
            [gas.gas_price * factor for factor in GAS_FACTORS],
            [gas.token_clp * factor for factor in TOKEN_FACTORS],
        )


def finite(value: float) -> float | None:
    """None for infinity, which JSON has not."""
    return None if value == inf else value
