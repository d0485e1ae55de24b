"""Projects by region, from north to south."""

import pandas as pd

from antu.catalog import regions
from antu.simulation.records import NEVER


def places(projects: pd.DataFrame) -> pd.DataFrame:
    """A row per region, north first: `cut`, `name`, `latitude`, `longitude`, `posted`, `matched`, `operating` (numbers of
    projects, each among those before it), `operating_kwp`."""
    rows = []
    for region in regions():
        here = projects[projects.region == region.cut]
        working = here[here.operating_day != NEVER]
        rows.append(
            {
                "cut": region.cut,
                "name": region.name,
                "latitude": region.latitude,
                "longitude": region.longitude,
                "posted": len(here),
                "matched": int((here.matched_day != NEVER).sum()),
                "operating": len(working),
                "operating_kwp": int(working.capacity_wp.sum()) / 1_000,
            }
        )
    return pd.DataFrame(rows)
