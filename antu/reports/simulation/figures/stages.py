"""Projects by stage, day by day."""

from enum import StrEnum

import numpy as np
import pandas as pd

from antu.enums import State
from antu.simulation.records import NEVER


class Stage(StrEnum):
    """Where a project stands, as a plot shows it: from the best end to the worst."""

    OPERATING = "operating"
    BUILDING = "building"
    FUNDING = "funding"
    OPEN = "open"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


_BEGINS = {
    Stage.OPEN: "posted_day",
    Stage.FUNDING: "matched_day",
    Stage.BUILDING: "funded_day",
    Stage.OPERATING: "operating_day",
}
_ENDS = {Stage.WITHDRAWN: State.WITHDRAWN, Stage.EXPIRED: State.EXPIRED, Stage.CANCELLED: State.CANCELLED}


def stages(projects: pd.DataFrame, days: int) -> pd.DataFrame:
    """How many projects are in each `Stage` (a column each) at the end of each day from 0 to `days`, the index."""
    entered = {stage: projects[column].to_numpy() for stage, column in _BEGINS.items()}
    for stage, state in _ENDS.items():
        entered[stage] = np.where(projects.state == state, projects.ended_day, NEVER)
    counted = {stage: np.zeros(days + 1, dtype=np.int64) for stage in Stage}
    # Of each project the stages it entered, in time: it is in the last of them that it has entered.
    for place in range(len(projects)):
        reached = [(int(when[place]), stage) for stage, when in entered.items() if NEVER != when[place] <= days]
        ends = [day for day, _ in reached[1:]] + [days + 1]
        for (day, stage), until in zip(reached, ends, strict=False):
            counted[stage][day:until] += 1
    return pd.DataFrame(counted, index=np.arange(days + 1))
