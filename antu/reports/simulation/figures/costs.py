"""What transactions cost in pesos, per matched project: by platform, day and payer, execution and data apart."""

from dataclasses import dataclass

import pandas as pd

from antu.platforms import PLATFORMS, Day, Prices, parts
from antu.reports.simulation.summary import DayCosts
from antu.simulation.records import Agent


@dataclass(frozen=True)
class Costs:
    """Pesos per project: a row for each of `PLATFORMS`, a column per kind of agent that paid for a transaction
    (`payer`), the operator always among them and first."""

    execution: dict[Day, pd.DataFrame]
    data: dict[Day, pd.DataFrame]
    projects: int  # at least 1

    def by_payer(self, day: Day) -> pd.DataFrame:
        """Execution and data together."""
        return self.execution[day] + self.data[day]

    def each(self, day: Day, people: pd.DataFrame) -> pd.DataFrame:
        """What one of each kind of agent but the operator and the issuer pays, of so many as there are."""
        paid = self.by_payer(day) * self.projects
        counts = people.agent.value_counts()
        kinds = [agent for agent in paid.columns if counts.get(str(agent), 0)]
        return paid[kinds] / [int(counts[str(agent)]) for agent in kinds]

    def shares(self, day: Day) -> pd.DataFrame:
        """What part of a platform's cost each kind of agent pays; 0 where there is none."""
        paid = self.by_payer(day)
        return paid.div(paid.sum(axis=1), axis=0).fillna(0.0)

    def table(self, day: Day) -> dict[str, dict[Agent, float]]:
        """`by_payer` as platform -> payer -> pesos."""
        paid = self.by_payer(day)
        return {name: {Agent(agent): float(paid[agent][name]) for agent in paid.columns} for name in PLATFORMS}

    def operator(self) -> dict[str, DayCosts]:
        """What the operator pays, by platform."""
        days = {day: self.by_payer(day)[Agent.OPERATOR] for day in Day}
        return {name: day_costs({day: float(days[day][name]) for day in Day}) for name in PLATFORMS}

    def operator_parts(self, day: Day) -> tuple[dict[str, float], dict[str, float]]:
        """What the operator pays for execution and for data, by platform."""
        return self._parts(day, [Agent.OPERATOR])

    def platform_parts(self, day: Day) -> tuple[dict[str, float], dict[str, float]]:
        """As `operator_parts`, with what the token's issuer pays for pesos that come in: all that an operator without a
        chain is spared."""
        return self._parts(day, [agent for agent in (Agent.OPERATOR, Agent.ISSUER) if agent in self.execution[day]])

    def _parts(self, day: Day, payers: list[Agent]) -> tuple[dict[str, float], dict[str, float]]:
        execution, data = (frame[payers].sum(axis=1) for frame in (self.execution[day], self.data[day]))
        return {name: float(execution[name]) for name in PLATFORMS}, {name: float(data[name]) for name in PLATFORMS}


def costs_per_project(transactions: pd.DataFrame, prices: Prices, projects: int) -> Costs:
    """All that was paid for transactions, divided by the projects that were matched; 0 if there were none."""
    execution, data = {}, {}
    for day in Day:
        priced = parts(transactions, prices, day)
        execution[day] = _per_project(priced.execution, transactions.payer, projects)
        data[day] = _per_project(priced.data, transactions.payer, projects)
    return Costs(execution, data, max(projects, 1))


def day_costs(pesos: dict[Day, float]) -> DayCosts:
    """Pesos of each day as the summary has them, to a hundredth of a centavo."""
    return DayCosts(**{str(day): round(value, 4) for day, value in pesos.items()})


def _per_project(pesos: pd.DataFrame, payer: pd.Series, projects: int) -> pd.DataFrame:
    """Sums by payer, platforms as rows."""
    sums = pesos.groupby(payer.to_numpy()).sum().T
    who = [agent for agent in Agent if agent is Agent.OPERATOR or agent in sums.columns]
    return sums.reindex(index=list(PLATFORMS), columns=who, fill_value=0.0) / max(projects, 1)
