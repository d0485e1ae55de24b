"""What the pooled program sends to each market, before teams are made of it."""

from dataclasses import dataclass

from antu.matching.problem import Integers


@dataclass(frozen=True)
class Draft:
    """Per market, rows of `ClassProblem.demands`, and as many units of each role: rows of `ClassProblem.offers`.

    `units[market]` has a column per role, and a row of `offers` once for each of its units; what stands side by side
    there is no team. No offer is used beyond its stock over all markets. A market's owners can pay its units together,
    not yet each their own."""

    demands: tuple[Integers, ...]
    units: tuple[Integers, ...]
