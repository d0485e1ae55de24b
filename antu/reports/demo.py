"""`reports/demo.json`: what a run of the demo did, in figures."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from antu.errors import AntuError
from antu.files import write_atomically
from antu.invalid import invalid

Count = Annotated[int, Field(ge=0, strict=True)]


class DemoReport(BaseModel):
    """Figures of one run; money in pesos, energy in Wh, time in seconds, `gas` the mean per unit of each step.

    Figures that contradict each other are refused, for they would mean that the demo, or its counting, is wrong."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    projects_matched: Count
    projects_operating: Count
    projects_expired: Count
    clp_minted: Count
    clp_redeemed: Count
    clp_held_by_contracts: Count
    clp_owed_by_contracts: Count
    energy_wh: Count
    revenue_clp: Count
    claimed_clp: Count
    refunded_clp: Count
    base_case_cost_clp: Count
    gas: dict[str, Count]
    seconds: Annotated[float, Field(ge=0)]

    @model_validator(mode="after")
    def _agrees(self) -> "DemoReport":
        rules = {
            "contracts owe more than they hold": self.clp_owed_by_contracts <= self.clp_held_by_contracts,
            "more was redeemed and held than minted": self.clp_redeemed + self.clp_held_by_contracts <= self.clp_minted,
            "more was claimed than there was revenue": self.claimed_clp <= self.revenue_clp,
            "more projects ended than were matched": self.projects_operating + self.projects_expired
            <= self.projects_matched,
        }
        broken = [rule for rule, holds in rules.items() if not holds]
        if broken:
            raise ValueError("; ".join(broken))
        return self


def write(path: Path, report: DemoReport) -> None:
    """Writes the report as JSON."""
    write_atomically(path, report.model_dump_json(indent=2) + "\n")


def read(path: Path) -> DemoReport:
    """Reads a report and checks it."""
    try:
        return DemoReport.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise AntuError(f"{path} does not exist.", "Run `make demo` to write it.") from error
    except ValidationError as error:
        raise invalid(path, "report of the demo", error, "Run `make demo` to write it anew.") from error
