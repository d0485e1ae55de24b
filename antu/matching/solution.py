"""What a solver finds for a class."""

from dataclasses import dataclass

from antu.matching.certificate import Proof
from antu.matching.problem import Integers


@dataclass(frozen=True)
class Teams:
    """Rows of `ClassProblem.demands`, and of `ClassProblem.offers` (one column per role), by market.

    `matched` per market. Every team is feasible, and no offer is used beyond its stock."""

    demands: Integers
    offers: Integers
    matched: Integers


@dataclass(frozen=True)
class Solution:
    """The teams, and the proof that none are worth more than `upper_bound`, in the objective's unit.

    The proof's numbers are in `1/scale` of a part."""

    teams: Teams
    proof: Proof
    upper_bound: int
    scale: int = 1
