"""Who pays how much into a crowdfunded project of a drawn market."""

from collections.abc import Sequence
from typing import NamedTuple

from antu.dice import Dice
from antu.money import split
from antu.participants.draw import DEFAULT_SEED, Financier

FEWEST, MOST = 3, 8


class Pledge(NamedTuple):
    """What one account pays into one project, in pesos."""

    account: str
    amount: int


def pledges(
    project_id: int, amount: int, financiers: Sequence[Financier], seed: int = DEFAULT_SEED
) -> tuple[Pledge, ...]:
    """Cuts an amount, such as a project's goal or a part of it, into the pledges of 3 to 8 financiers.

    They sum exactly to the amount, and each is above 0. Which financiers, and how much beside each other, the seed and
    the project say; an appetite of 10 pledges ten times what 1 does, on average."""
    dice = Dice(seed, "pledges", project_id)
    chosen = dice.some(financiers, min(len(financiers), dice.between(FEWEST, MOST)))
    parts = split(amount, [financier.appetite * dice.between(50, 150) for financier in chosen])
    return tuple(Pledge(financier.account, part) for financier, part in zip(chosen, parts, strict=True) if part)
