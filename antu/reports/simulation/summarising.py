"""A scenario's figures, from its tables."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pandas as pd

from antu.economics import Assumptions
from antu.enums import State
from antu.files import read_bytes
from antu.platforms import Day, Prices
from antu.platforms.reference import reference_costs, reference_work
from antu.reports.simulation.figures.costs import costs_per_project, day_costs
from antu.reports.simulation.figures.losses import losses, troubles
from antu.reports.simulation.figures.returns import financiers_irr, median, paybacks
from antu.reports.simulation.figures.work import work
from antu.reports.simulation.summary import DayCosts, FunctionGas, KindLoss, ScenarioSummary
from antu.simulation.records import NEVER, Agent, Tables


def summarise(
    tables: Tables,
    prices: Prices,
    assumptions: Assumptions,
    *,
    seed: int,
    days: int,
    seconds: float,
    peak_memory_mb: float,
    files: Sequence[Path] = (),
) -> ScenarioSummary:
    """The figures of a scenario that ran from a seed for so many days, in so many seconds, with at most so much memory.

    `files` are those that the tables were written to (`write_tables` says which). `AntuError` if one cannot be read."""
    projects, people, sent = tables.projects, tables.participants, tables.transactions
    matched = int((projects.matched_day != NEVER).sum())
    ours = costs_per_project(sent, prices, matched).operator()
    past = _reference_costs(tables, prices, matched)
    gas = float(sent.gas[sent.payer == Agent.OPERATOR].sum()) / max(matched, 1)
    past_gas = float(reference_work(tables).gas.sum()) / max(matched, 1)
    by_kind = losses(people)
    return ScenarioSummary(
        seed=seed,
        days=days,
        participants=len(people),
        transactions=len(sent),
        projects_posted=len(projects),
        projects_matched=matched,
        projects_funded=int((projects.funded_day != NEVER).sum()),
        projects_operating=int((projects.state == State.OPERATING).sum()),
        projects_expired=int((projects.state == State.EXPIRED).sum()),
        projects_cancelled=int((projects.state == State.CANCELLED).sum()),
        projects_withdrawn=int((projects.state == State.WITHDRAWN).sum()),
        gas_by_function=_gas_by_function(tables),
        operator_gas_per_project=round(gas, 1),
        reference_gas_per_project=round(past_gas, 1),
        operator_clp_per_project=ours,
        reference_clp_per_project=past,
        ratio_to_reference={name: _ratio(ours[name].typical, past[name].typical) for name in ours},
        gas_ratio_to_reference=_ratio(gas, past_gas),
        honest_loss_clp=int(people.loss[people.honest].sum()),
        unpaid_to_honest_clp=int(people.unpaid_to[people.honest].sum()),
        losses_honest=_losses(by_kind[by_kind.honest]),
        losses_adversaries=_losses(by_kind[~by_kind.honest]),
        troubles={str(name): int(count) for name, count in troubles(projects).items()},
        financiers_median_irr=_rounded(median(financiers_irr(tables.holders)), 6),
        owners_median_payback_years=_rounded(median(paybacks(projects, crowdfunded=False)), 4),
        break_even={},
        seconds=round(seconds, 1),
        peak_memory_mb=round(peak_memory_mb, 1),
        tables={path.name: sha256(read_bytes(path)).hexdigest() for path in files},
    )


def _gas_by_function(tables: Tables) -> dict[str, FunctionGas]:
    return {
        str(row.function): FunctionGas(
            transactions=int(row.transactions),
            units=int(row.units),
            gas_per_transaction=int(row.gas_per_transaction),
            gas_per_unit=int(row.gas_per_unit),
        )
        for row in work(tables).itertuples(index=False)
    }


def _reference_costs(tables: Tables, prices: Prices, matched: int) -> dict[str, DayCosts]:
    days = {day: reference_costs(tables, prices, day).sum() / max(matched, 1) for day in Day}
    return {str(name): day_costs({day: float(days[day][name]) for day in Day}) for name in days[Day.TYPICAL].index}


def _losses(kinds: pd.DataFrame) -> dict[str, KindLoss]:
    return {
        str(row.agent): KindLoss(
            people=row.people, losers=row.losers, loss_clp=row.loss, gain_clp=row.gain, unpaid_to_clp=row.unpaid_to
        )
        for row in kinds.itertuples(index=False)
    }


def _ratio(ours: float, past: float) -> float:
    """Six digits; 0 if there is nothing to compare with."""
    return float(f"{ours / past:.6g}") if past else 0.0


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
