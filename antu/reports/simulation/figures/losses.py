"""Who lost what, of honest participants and of adversaries."""

from typing import NamedTuple

import pandas as pd

from antu.enums import State
from antu.simulation.records import NEVER, Agent, Tables


class Group(NamedTuple):
    """All of a kind of agent who are honest, or who are not: how many, how many of them lost a peso or more, and sums
    of pesos, and of gas."""

    agent: Agent
    honest: bool
    people: int
    losers: int
    loss: int
    gain: int
    unpaid_to: int
    gas: int


def losses(participants: pd.DataFrame) -> list[Group]:
    """The groups that there are, the honest first."""
    found = []
    for honest in (True, False):
        for agent in Agent:
            group = participants[(participants.agent == agent) & (participants.honest == honest)]
            if len(group):
                sums = {name: int(group[name].sum()) for name in ("loss", "gain", "unpaid_to", "gas")}
                found.append(Group(agent, honest, len(group), int((group.loss > 0).sum()), **sums))
    return found


def dearer(tables: Tables) -> int:
    """Pesos that honest people paid more for rescues that stand than the cancelled projects, whose goods they bought,
    would have cost: what their installers, managers and fees are above those of the first team."""
    people, projects = tables.participants, tables.projects
    stranded = dict(zip(projects.project, projects.goods_of, strict=True))
    goals = dict(zip(projects.project, projects.goal, strict=True))
    honest = projects.crowdfunded | projects.owner.isin(people.participant[people.honest])
    stands = (projects.funded_day != NEVER) & (projects.state != State.CANCELLED)
    more = 0
    for rescue in projects.project[honest & stands & (projects.goods_of != 0)]:
        first = rescue
        while stranded[first]:
            first = stranded[first]
        more += max(0, int(goals[rescue] - goals[first]))
    return more


def troubles(projects: pd.DataFrame) -> dict[str, int]:
    """How many projects each kind of trouble (`scenario.Trouble`) befell, the most frequent first."""
    befallen = projects.trouble[projects.trouble != ""].value_counts().to_dict()
    return {str(name): int(befallen[name]) for name in sorted(befallen, key=lambda name: (-befallen[name], name))}
