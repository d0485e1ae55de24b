"""`reports/simulation.json`: what came of each scenario, in figures."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from antu.errors import AntuError
from antu.files import write_atomically
from antu.invalid import invalid

HINT = "Simulate again: ape run simulate"

Count = Annotated[int, Field(ge=0)]
Amount = Annotated[float, Field(ge=0)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FunctionGas(_Record):
    """Of a function: how often it was sent, how many units of work that did (teams, readings or holders in batches),
    and gas of receipts, the mean."""

    transactions: Count
    units: Count
    gas_per_transaction: Count
    gas_per_unit: Count


class DayCosts(_Record):
    """Pesos on a day of low, typical and very high fees."""

    low: Amount
    typical: Amount
    spike: Amount


class KindLoss(_Record):
    """Of a kind of agent: how many there were, how many of them lost anything, and pesos lost, gained that were
    others', and still owed to them for energy, in all."""

    people: Count
    losers: Count
    loss_clp: Count
    gain_clp: Count
    unpaid_to_clp: Count


class ProjectsPerYear(_Record):
    """With `first` to `last` projects a year Antu costs the operator no more than a database. No `first`: never; no
    `last`: without end."""

    first: Amount | None
    last: Amount | None


class BreakEvenDays(_Record):
    """That on a day of low, typical and very high fees."""

    low: ProjectsPerYear
    typical: ProjectsPerYear
    spike: ProjectsPerYear


class ScenarioSummary(_Record):
    """A scenario's figures.

    What is *per project* is all that the operator pays (fees of its transactions, whatever they were for) divided by
    the projects that were matched; 0 if there were none. `reference_clp_per_project` is the same work by the contracts
    of 2019 on the same platform. `ratio_to_reference` is the former as a part of the latter on a typical day (0.1: a
    tenth), `gas_ratio_to_reference` that of gas alone. Keys of platforms are those of data/platforms.yaml.
    `unpaid_to_honest_clp` is energy that was billed and not yet paid to honest holders; it is a debt on the chain, and
    no loss; neither is `rescues_dearer_clp`, what honest people paid more for rescues than for those that they replace.
    `break_even` is by platform, of `antu.economics`; empty if no project was matched. `tables` are the
    SHA-256 sums of the files that the figures were made of."""

    name: str
    seed: Count
    days: Count
    participants: Count
    transactions: Count
    projects_posted: Count
    projects_matched: Count
    projects_funded: Count
    projects_operating: Count
    projects_expired: Count
    projects_cancelled: Count
    projects_withdrawn: Count
    gas_by_function: dict[str, FunctionGas]
    operator_gas_per_project: Amount
    reference_gas_per_project: Amount
    operator_clp_per_project: dict[str, DayCosts]
    reference_clp_per_project: dict[str, DayCosts]
    ratio_to_reference: dict[str, Amount]
    gas_ratio_to_reference: Amount
    honest_loss_clp: Count
    unpaid_to_honest_clp: Count
    rescues_dearer_clp: Count
    losses_honest: dict[str, KindLoss]
    losses_adversaries: dict[str, KindLoss]
    troubles: dict[str, Count]
    financiers_median_irr: float | None
    owners_median_payback_years: float | None
    break_even: dict[str, BreakEvenDays]
    seconds: Amount
    peak_memory_mb: Amount
    tables: dict[str, str]


class SimulationReport(_Record):
    """All scenarios that were simulated here, by name."""

    scenarios: dict[str, ScenarioSummary] = Field(default_factory=dict)


def write_summary(path: Path, *summaries: ScenarioSummary) -> None:
    """Writes the summaries of scenarios, by their names; those of others that the file has already stay.

    `AntuError` if it cannot be read or written."""
    before = read_summary(path).scenarios if path.exists() else {}
    merged = dict(sorted((before | {each.name: each for each in summaries}).items()))
    write_atomically(path, SimulationReport(scenarios=merged).model_dump_json(indent=2) + "\n")


def read_summary(path: Path) -> SimulationReport:
    """Reads a report and checks it. `AntuError` if it is missing, unreadable or none."""
    try:
        return SimulationReport.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise AntuError(f"{path} does not exist.", HINT) from error
    except OSError as error:
        raise AntuError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    except ValidationError as error:
        raise invalid(path, "report of simulations", error, f"Remove it. {HINT}") from error
