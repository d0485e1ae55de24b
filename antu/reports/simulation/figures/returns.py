"""What financiers earn and when plants have paid for themselves."""

from math import inf, isfinite

import pandas as pd

from antu.simulation.records import Agent


def financiers_irr(holders: pd.DataFrame) -> pd.Series:
    """Yearly rates of the financiers' stakes that are in projects that operate."""
    return holders.irr[(holders.agent == Agent.FINANCIER)].dropna()


def paybacks(projects: pd.DataFrame, crowdfunded: bool) -> pd.Series:
    """Years to payback, infinity for never, of projects that operate and were paid by their owners, or by a crowd."""
    return projects.payback_years[projects.crowdfunded == crowdfunded].dropna()


def median(values: pd.Series) -> float | None:
    """The median, if there is any value and it is finite."""
    middle = float(values.median()) if len(values) else inf
    return middle if isfinite(middle) else None


def quantile(values: pd.Series, part: float) -> float:
    """The value below which that part of them lies; one of them, for between a number and infinity there is none."""
    return float(values.quantile(part, interpolation="nearest"))
