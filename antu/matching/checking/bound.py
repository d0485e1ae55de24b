"""What a proof proves: that no teams of a part are worth more."""

from collections.abc import Sequence

import numpy as np

from antu.enums import Role
from antu.matching.certificate import Leaf, Proof, RolePrices
from antu.matching.checking.amounts import Integers, line, product, running
from antu.matching.checking.refusal import require
from antu.matching.checking.rules import Rules, Shelf

Bounds = tuple[tuple[int, int], ...]  # per market, the least and the most teams


class Prover:
    """Follows the proofs of one part. Amounts are in `1/scale` of a part of a peso."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._sums = [running(market.max_prices) for market in rules.markets]

    def proved(self, proof: Proof) -> int:
        """The least amount that the proof shows no teams to exceed."""
        everything = tuple((0, len(market.max_prices)) for market in self._rules.markets)
        return max(0, self._within(proof, everything))

    def _within(self, proof: Proof, bounds: Bounds) -> int:
        if isinstance(proof, Leaf):
            return self._at_prices(proof, bounds)
        require(0 <= proof.market < len(bounds), "Its proof splits on a market that is none.")
        least, most = bounds[proof.market]
        before, after = bounds[: proof.market], bounds[proof.market + 1 :]
        up_to = self._within(proof.up_to, (*before, (least, min(most, proof.most)), *after))
        above = self._within(proof.above, (*before, (max(least, proof.most + 1), most), *after))
        return max(up_to, above)

    def _at_prices(self, leaf: Leaf, bounds: Bounds) -> int:
        """What demands and offers gain at the prices, together: teams pay and are paid them, so they cancel out.

        A team also counts what its owner can pay beyond its cost, at its market's worth of a peso. No feasible team
        has less than nothing of that, so worths that are at least a peso saved's leave none out of account. A demand
        that no team is within the reach of gains nothing."""
        rules = self._rules
        require(len(leaf.prices) == len(bounds), "Its proof has not three prices for each market.")
        require(len(leaf.peso_worths) == len(bounds), "Its proof has not what a peso is worth in each market.")
        least_worth = rules.objective.per_peso * rules.scale
        require(
            min(leaf.peso_worths, default=least_worth) >= least_worth,
            f"In its proof, a peso is worth {min(leaf.peso_worths, default=0)}, less than the policy's {least_worth}.",
        )
        if any(least > min(most, reach) for (least, most), reach in zip(bounds, rules.reach, strict=True)):
            return 0  # no teams at all are on this side
        gained = sum(
            self._demands(place, prices, worth, *bounds[place])
            for place, (prices, worth) in enumerate(zip(leaf.prices, leaf.peso_worths, strict=True))
        )
        return gained + sum(self._offers(shelf, role, leaf) for role, shelf in zip(Role, rules.shelves, strict=True))

    def _demands(self, place: int, prices: RolePrices, worth: int, least: int, most: int) -> int:
        """What a market's demands gain: the richest that must be matched, and of the others those that gain at all."""
        rules = self._rules
        slope = worth * rules.parts
        level = rules.bonus + worth * rules.spared[place] - sum(prices)
        richest = rules.markets[place].max_prices[: rules.reach[place]]
        gaining = len(richest) if level > 0 else 0
        if slope > 0:  # a demand gains if its maximum price is above this
            gaining = _count_above(richest, -level // slope)
        count = max(least, min(most, gaining))
        return slope * int(self._sums[place][count]) + level * count

    def _offers(self, shelf: Shelf, role: Role, leaf: Leaf) -> int:
        """What a role's offers gain: each where it gains most, if it gains at all, as often as it could be used."""
        best: Sequence[int] | Integers = np.zeros(len(shelf.prices), dtype=np.int64)
        for place, market in enumerate(self._rules.markets):
            slope = -leaf.peso_worths[place] * self._rules.per_peso[place]
            gains = line(shelf.prices, slope, leaf.prices[place][role])
            best = np.maximum(best, gains * (shelf.regions >> (market.region - 1) & 1))
        return product(np.asarray(best), shelf.units)


def _count_above(falling: Integers, threshold: int) -> int:
    """How many of falling numbers are above a whole threshold."""
    if len(falling) == 0 or threshold >= int(falling[0]):
        return 0
    if threshold < int(falling[-1]):
        return len(falling)
    return len(falling) - int(np.searchsorted(falling[::-1], threshold, side="right"))
