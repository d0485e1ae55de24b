"""Some demands of a class, each with the units that it has now, and units that nobody has: what a search may exchange.

A **slot** is a demand with a unit of each role, or with none of some; what its owner cannot pay is no team, but stands
there to be exchanged. Slots without a demand hold units that are left over beyond that.
"""

from dataclasses import dataclass

import numpy as np

from antu.enums import Role
from antu.matching.policy import Objective
from antu.matching.problem import ClassProblem, Integers
from antu.money import BASIS_POINTS, MAXIMUM_MONEY

NOBODY = -1  # a unit that is missing
OUT_OF_REACH = 2 * MAXIMUM_MONEY  # what a missing unit asks: more than any owner pays


@dataclass(frozen=True)
class Rules:
    """A class's demands and offers, as arrays with one row more: of a demand that pays nothing, and of no offer."""

    objective: Objective
    most: Integers  # per demand, pesos
    fees: Integers  # per demand, basis points
    bits: Integers  # per demand, 1 in the place of its region
    prices: Integers  # per offer, pesos
    masks: Integers  # per offer, a bit for each region

    @classmethod
    def of(cls, problem: ClassProblem) -> "Rules":
        most, fees, regions = (problem.demands[name].to_numpy(np.int64) for name in ("max_price", "fee_bps", "region"))
        prices, masks = (problem.offers[name].to_numpy(np.int64) for name in ("price", "regions"))
        return cls(
            problem.objective,
            np.append(most, -1),
            np.append(fees, 0),
            np.append(1 << (regions - 1), 0),
            np.append(prices, OUT_OF_REACH),
            np.append(masks, 0),
        )

    def saved(self, demands: Integers, costs: Integers) -> Integers:
        """What owners save at these costs, in pesos; below 0 where they cannot pay. `costs` has a row per demand."""
        most, fees = self.most[demands], self.fees[demands]
        if costs.ndim == 2:
            most, fees = most[:, None], fees[:, None]
        found: Integers = most - costs - costs * fees // BASIS_POINTS
        return found

    def teams(self, demands: Integers, crews: Integers) -> tuple[Integers, Integers]:
        """The places of those that are teams, and what these save. `crews` (roles x demands): rows of offers."""
        saved = self.saved(demands, self.prices[crews].sum(axis=0))
        served = (self.masks[crews] & self.bits[demands] != 0).all(axis=0)
        places = np.flatnonzero(served & (saved >= 0))
        return places, saved[places]

    def worth(self, demands: Integers, crews: Integers) -> tuple[int, int]:
        """The objective, and savings, by which equals are told apart."""
        places, saved = self.teams(demands, crews)
        total = int(saved.sum())
        return self.objective.per_project * len(places) + self.objective.per_peso * total, total


def slots(rules: Rules, demands: Integers, crews: Integers, left: list[Integers]) -> tuple[Integers, Integers]:
    """Demands and crews (roles x slots) with room for what is left of each role, cheapest to the richest first."""
    free = [np.flatnonzero(crews[role] == NOBODY) for role in Role]
    more = max(0, *(len(left[role]) - len(free[role]) for role in Role))
    demands = np.append(demands, np.full(more, NOBODY))
    crews = np.concatenate([crews, np.full((len(Role), more), NOBODY)], axis=1)
    for role in Role:
        room = np.flatnonzero(crews[role] == NOBODY)
        room = room[np.argsort(-rules.most[demands[room]], kind="stable")]
        cheapest = left[role][np.argsort(rules.prices[left[role]], kind="stable")]
        crews[role, room[: len(cheapest)]] = cheapest
    return demands, crews
