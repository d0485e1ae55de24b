"""Draws that a seed repeats for good: only `random.random`, whose sequence Python promises not to change, is used."""

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """A sequence of draws. The seed is any text or number; `Dice(seed, "meter", 7)` has a sequence of its own."""

    def __init__(self, *seed: object) -> None:
        self._random = random.Random("/".join(map(str, seed)))

    def fraction(self) -> float:
        """0 or more, and below 1."""
        return self._random.random()

    def between(self, least: int, most: int) -> int:
        """A whole number, both bounds included."""
        return least + int(self.fraction() * (most - least + 1))

    def weighted(self, items: Sequence[Item], weights: Sequence[float]) -> Item:
        """One of the items, as probable as its weight."""
        bounds = list(accumulate(weights))
        point = self.fraction() * bounds[-1]
        return next(item for item, bound in zip(items, bounds, strict=True) if point < bound)

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """As many different items, in the order drawn."""
        left = list(items)
        return [left.pop(self.between(0, len(left) - 1)) for _ in range(count)]
