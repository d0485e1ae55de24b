"""What financiers earn and when plants have paid for themselves."""

import pandas as pd

from antu.simulation.records import Agent


def financiers_irr(holders: pd.DataFrame) -> pd.Series:
    """Yearly rates of the financiers' stakes that are in projects that operate."""
    return holders.irr[(holders.agent == Agent.FINANCIER)].dropna()


def paybacks(projects: pd.DataFrame, crowdfunded: bool) -> pd.Series:
    """Years to payback of the projects that operate and were paid so: by their owners, or by a crowd."""
    return projects.payback_years[projects.crowdfunded == crowdfunded].dropna()


def median(values: pd.Series) -> float | None:
    """The median, if there is any value."""
    return float(values.median()) if len(values) else None
