"""What it is worth: the operator's cost with Antu and with a database (`comparison`, `sensitivity`), a million projects
(`scale`, `limits`), and what plants return (`returns`). Assumptions are in `data/centralized.yaml`."""

from antu.economics.assumptions import Assumptions, Plant, assumption_sources, default_assumptions
from antu.economics.comparison import (
    SIDES,
    BreakEven,
    break_even,
    break_evens,
    project_costs,
    year_costs,
    yearly,
)
from antu.economics.limits import Limits, default_limits, limit_sources
from antu.economics.outside import Outside
from antu.economics.returns import irr, irr_of, payback, payback_of, yearly_flows
from antu.economics.scale import BatchFit, fit, largest_batch, shares, shortest_interval, yearly_cost
from antu.economics.sensitivity import GasOfProject, sensitivity
from antu.economics.volumes import Volumes, volumes

__all__ = [
    "SIDES",
    "Assumptions",
    "BatchFit",
    "BreakEven",
    "GasOfProject",
    "Limits",
    "Outside",
    "Plant",
    "Volumes",
    "assumption_sources",
    "break_even",
    "break_evens",
    "default_assumptions",
    "default_limits",
    "fit",
    "irr",
    "irr_of",
    "largest_batch",
    "limit_sources",
    "payback",
    "payback_of",
    "project_costs",
    "sensitivity",
    "shares",
    "shortest_interval",
    "volumes",
    "year_costs",
    "yearly",
    "yearly_cost",
    "yearly_flows",
]
