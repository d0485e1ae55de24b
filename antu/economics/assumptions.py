"""What an operator pays beside gas, and how plants age: `data/centralized.yaml`."""

from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field

from antu.catalog import DATA
from antu.platforms.figures import Above, Count, Figures, NotBelow, Ratio, Source, Sourced, read_figures, sourced

AtLeastOne = Annotated[float, Field(ge=1, allow_inf_nan=False)]


class Ramp(Figures):
    """Between banks and the platform, before VAT: of what is paid in, a part and pesos a payment; pesos a payout."""

    pay_in_rate: Ratio
    pay_in_clp: NotBelow
    payout_clp: NotBelow


class Running(Figures):
    """What a platform takes to run, whatever passes through it. Dollars before VAT; an audit serves for some years."""

    hosting_usd_per_month: NotBelow
    database_usd_per_month: NotBelow
    node_usd_per_month: NotBelow
    review_usd_per_year: NotBelow
    audit_usd: NotBelow
    audit_years: Above
    hours_per_month: NotBelow
    hours_per_project: NotBelow


class Plant(Figures):
    """How long a plant gives energy, and by what part less each year."""

    degradation: Ratio
    years: Count


class Assumptions(Figures):
    """All of `data/centralized.yaml`."""

    as_of: date
    clp_per_dollar: Above
    vat: Ratio
    vat_borne: Ratio
    clp_per_hour: NotBelow
    ramp: Ramp
    payouts_gathered: AtLeastOne
    centralized: Running
    chain: Running
    plant: Plant

    @property
    def with_vat(self) -> float:
        """By what a price before VAT grows until it is the operator's cost."""
        return 1 + self.vat * self.vat_borne


@cache
def _read() -> tuple[Assumptions, tuple[Source, ...]]:
    return read_figures(DATA / "centralized.yaml", Assumptions)


def default_assumptions() -> Assumptions:
    """The assumptions of `data/centralized.yaml`."""
    return _read()[0]


def assumption_sources(assumptions: Assumptions | None = None) -> list[Sourced]:
    """Each figure of some assumptions with its source; those that a scenario changed say so."""
    default, sources = _read()
    return sourced(assumptions or default, default, sources)
