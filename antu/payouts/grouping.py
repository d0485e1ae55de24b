"""Who is paid together.

`ProjectShares.payout(holders, projectIds)` settles each of its holders in each of its projects. A transfer of pesos is
made per holder, not per project; so a holder is paid once, for all its projects. Holders of the same projects go
together, for then no holder is looked up in a project that owes it nothing. Others join them where looking up in vain
costs less than a transaction of their own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

# Of a holder's in one transaction: some six million gas.
MOST_PROJECTS = 500

# Gas. Only how they compare matters: what a transaction takes before it pays anybody; and looking a holder up in a
# project that owes it nothing, which are two slots that were not read before.
TRANSACTION_GAS = 35_000
VAIN_GAS = 5_000


class Due(NamedTuple):
    """Pesos that a holder is owed by a project."""

    project: int
    holder: str
    pesos: int


@dataclass
class Group:
    """Holders who are paid together, for all of the group's projects; both in the order of their joining."""

    projects: dict[int, None] = field(default_factory=dict)
    holders: dict[str, int] = field(default_factory=dict)  # and what each is owed, in pesos

    def vain_if(self, projects: set[int], count: int) -> int:
        """How many more look-ups would be in vain if so many holders of these projects joined."""
        missing = len(projects - self.projects.keys())
        return missing * len(self.holders) + len(self.projects.keys() - projects) * count


def grouped(dues: Iterable[Due], least: int = 1) -> list[Group]:
    """Groups in which everybody who is owed `least` pesos or more, by all these projects together, is paid all of it.

    Everybody is in one group, but for those with more than `MOST_PROJECTS`."""
    by_holder: dict[str, dict[int, int]] = defaultdict(dict)
    for due in dues:
        if due.pesos > 0:
            by_holder[due.holder][due.project] = due.pesos
    owed = {holder: projects for holder, projects in by_holder.items() if sum(projects.values()) >= least}

    same: dict[tuple[int, ...], dict[str, int]] = defaultdict(dict)
    for holder, projects in owed.items():
        numbers = sorted(projects)
        for start in range(0, len(numbers), MOST_PROJECTS):
            part = tuple(numbers[start : start + MOST_PROJECTS])
            same[part][holder] = sum(projects[number] for number in part)

    groups: list[Group] = []
    # The many first, for whoever joins them later with none but their projects costs them nothing.
    for together, holders in sorted(same.items(), key=lambda item: (-len(item[1]), item[0])):
        costs = [group.vain_if(set(together), len(holders)) * VAIN_GAS for group in groups]
        if costs and min(costs) < TRANSACTION_GAS:
            group = groups[costs.index(min(costs))]
        else:
            group = Group()
            groups.append(group)
        group.projects |= dict.fromkeys(together)
        group.holders |= holders
    return groups
