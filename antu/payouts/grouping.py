"""Who is paid together.

`ProjectShares.payout(holders, projectIds)` settles each of its holders in each of its projects. A transfer of pesos is
made per holder, not per project; so a holder is paid once, for all its projects. Holders of the same projects go
together, for then no holder is looked up in a project that owes it nothing. Others join them where looking up in vain
costs less than a transaction of their own.

`ProjectShares.payoutPairs(holders, projectIds)` settles each holder in one project of its own: nobody is looked up in
vain, however little they have in common, and each pair names its project once more. Holders who are owed by one project
alone, and are few there, go by pairs if that takes less gas in all than joining others does.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# Of a holder's in one transaction: some six million gas.
MOST_PROJECTS = 500

# Gas. Only how they compare matters: what a transaction takes before it pays anybody; and looking a holder up in a
# project that owes it nothing, which are two slots that were not read before.
TRANSACTION_GAS = 35_000
VAIN_GAS = 5_000
PAIR_GAS = 700  # naming a holder's project beside it, instead of once for many


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
    vain: int = 0  # look-ups of a holder in a project that owes it nothing

    def vain_if(self, projects: set[int], count: int) -> int:
        """How many more look-ups would be in vain if so many holders of these projects joined."""
        missing = len(projects - self.projects.keys())
        return missing * len(self.holders) + len(self.projects.keys() - projects) * count

    @property
    def gas(self) -> int:
        """What is spent on it beside paying its holders."""
        return TRANSACTION_GAS + self.vain * VAIN_GAS


@dataclass(frozen=True)
class Pairs:
    """Holders who are paid together, each for one project of its own."""

    dues: Sequence[Due]

    @property
    def gas(self) -> int:
        """What is spent on them beside paying them."""
        return TRANSACTION_GAS + len(self.dues) * PAIR_GAS


# Holders by the projects that owe them, with what they are owed by these together.
Same = Mapping[tuple[int, ...], Mapping[str, int]]


def grouped(dues: Iterable[Due], least: int = 1) -> list[Group | Pairs]:
    """Groups in which everybody who is owed `least` pesos or more, by all these projects together, is paid all of it.

    Everybody is in one group, but for those with more than `MOST_PROJECTS`."""
    same = _by_projects(dues, least)
    few = {
        projects: holders
        for projects, holders in same.items()
        if len(projects) == 1 and len(holders) * PAIR_GAS < TRANSACTION_GAS
    }
    pairs = Pairs([Due(project, *owed) for (project,), holders in sorted(few.items()) for owed in holders.items()])
    together: list[Group | Pairs] = [*_joined(same)]
    apart: list[Group | Pairs] = [*_joined({key: same[key] for key in same.keys() - few.keys()}), pairs]
    if sum(group.gas for group in apart) < sum(group.gas for group in together):
        return apart
    return together


def _by_projects(dues: Iterable[Due], least: int) -> Same:
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
    return same


def _joined(same: Same) -> list[Group]:
    groups: list[Group] = []
    # The many first, for whoever joins them later with none but their projects costs them nothing.
    for together, holders in sorted(same.items(), key=lambda item: (-len(item[1]), item[0])):
        costs = [group.vain_if(set(together), len(holders)) for group in groups]
        if costs and min(costs) * VAIN_GAS < TRANSACTION_GAS:
            group = groups[costs.index(min(costs))]
            group.vain += min(costs)
        else:
            group = Group()
            groups.append(group)
        group.projects |= dict.fromkeys(together)
        group.holders |= holders
    return groups
