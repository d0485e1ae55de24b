"""Projects by region, from north to south."""

from typing import NamedTuple

import pandas as pd

from antu.catalog import regions
from antu.simulation.records import NEVER


class Place(NamedTuple):
    """A region, and numbers of its projects, each among those before it."""

    name: str
    latitude: float
    longitude: float
    posted: int
    matched: int
    operating: int
    operating_kwp: float


def places(projects: pd.DataFrame) -> list[Place]:
    """All regions, the northernmost first."""
    found = []
    for region in regions():
        here = projects[projects.region == region.cut]
        working = here[here.operating_day != NEVER]
        found.append(
            Place(
                name=region.name,
                latitude=region.latitude,
                longitude=region.longitude,
                posted=len(here),
                matched=int((here.matched_day != NEVER).sum()),
                operating=len(working),
                operating_kwp=int(working.capacity_wp.sum()) / 1_000,
            )
        )
    return found
