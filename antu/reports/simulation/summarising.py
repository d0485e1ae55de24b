"""A scenario's figures, from its tables."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from antu.economics import Outside
from antu.enums import State
from antu.files import read_bytes
from antu.platforms import Day, Prices
from antu.platforms.reference import reference_costs, reference_work
from antu.reports.simulation.figures.alternative import Alternative, finite
from antu.reports.simulation.figures.costs import costs_per_project, day_costs
from antu.reports.simulation.figures.losses import Group, dearer, losses, troubles
from antu.reports.simulation.figures.returns import financiers_irr, median, paybacks
from antu.reports.simulation.figures.work import work
from antu.reports.simulation.summary import (
    BreakEvenDays,
    DayCosts,
    FunctionGas,
    KindLoss,
    ProjectsPerYear,
    ScenarioSummary,
)
from antu.simulation.records import NEVER, Agent, Tables


def summarise(
    name: str,
    tables: Tables,
    outside: Outside,
    seconds: float,
    peak_memory_mb: float,
    *,
    seed: int,
    days: int,
    files: Sequence[Path] = (),
) -> ScenarioSummary:
    """The figures of a scenario that ran from a seed for so many days, in so many seconds, with at most so much memory.

    `files` are those that the tables were written to (`write_tables` says which). `AntuError` if one cannot be read."""
    projects, people, sent = tables.projects, tables.participants, tables.transactions
    matched = int((projects.matched_day != NEVER).sum())
    costs = costs_per_project(sent, outside.prices, matched)
    ours = costs.operator()
    past = _reference_costs(tables, outside.prices, matched)
    gas = float(sent.gas[sent.payer == Agent.OPERATOR].sum()) / max(matched, 1)
    past_gas = float(reference_work(tables).gas.sum()) / max(matched, 1)
    groups = losses(people)
    return ScenarioSummary(
        name=name,
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
        ratio_to_reference={each: _ratio(ours[each].typical, past[each].typical) for each in ours},
        gas_ratio_to_reference=_ratio(gas, past_gas),
        honest_loss_clp=int(people.loss[people.honest].sum()),
        unpaid_to_honest_clp=int(people.unpaid_to[people.honest].sum()),
        rescues_dearer_clp=dearer(tables),
        losses_honest=_losses(group for group in groups if group.honest),
        losses_adversaries=_losses(group for group in groups if not group.honest),
        troubles=troubles(projects),
        financiers_median_irr=_rounded(median(financiers_irr(tables.holders)), 6),
        owners_median_payback_years=_rounded(median(paybacks(projects, crowdfunded=False)), 4),
        break_even=_break_evens(Alternative.of(tables, outside.assumptions, costs)) if matched else {},
        seconds=round(seconds, 1),
        peak_memory_mb=round(peak_memory_mb, 1),
        tables={path.name: sha256(read_bytes(path)).hexdigest() for path in files},
    )


def _gas_by_function(tables: Tables) -> dict[str, FunctionGas]:
    return {
        each.function: FunctionGas(
            transactions=each.transactions,
            units=each.units,
            gas_per_transaction=each.gas_per_transaction,
            gas_per_unit=each.gas_per_unit,
        )
        for each in sorted(work(tables))
    }


def _reference_costs(tables: Tables, prices: Prices, matched: int) -> dict[str, DayCosts]:
    days = {day: reference_costs(tables, prices, day).sum() / max(matched, 1) for day in Day}
    return {str(name): day_costs({day: float(days[day][name]) for day in Day}) for name in days[Day.TYPICAL].index}


def _losses(groups: Iterable[Group]) -> dict[str, KindLoss]:
    return {
        str(each.agent): KindLoss(
            people=each.people,
            losers=each.losers,
            loss_clp=each.loss,
            gain_clp=each.gain,
            unpaid_to_clp=each.unpaid_to,
        )
        for each in groups
    }


def _break_evens(alternative: Alternative) -> dict[str, BreakEvenDays]:
    return {
        name: BreakEvenDays(
            **{str(day): ProjectsPerYear(first=finite(at.first), last=finite(at.last)) for day, at in days.items()}
        )
        for name, days in alternative.break_evens().items()
    }


def _ratio(ours: float, past: float) -> float:
    """Six digits; 0 if there is nothing to compare with."""
    return float(f"{ours / past:.6g}") if past else 0.0


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
