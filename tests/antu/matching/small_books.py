"""Small books drawn by a seed, that brute force can solve."""

from antu.book import Book
from antu.dice import Dice
from antu.enums import Role
from tests.antu.books import book_of, demand, offer


def small_book(seed: int, fees: tuple[int, ...], step: int) -> Book:
    """Up to 12 demands in up to 4 regions, up to 9 offers; prices are multiples of `step` pesos."""
    dice = Dice("small", seed)
    regions, dearest = dice.between(1, 4), dice.between(20, 60)
    return drawn_book(dice, regions, step, fees, demands=(0, 12), per_role=3, dearest=dearest, stock=2)


def drawn_book(
    dice: Dice,
    regions: int,
    step: int,
    fees: tuple[int, ...],
    *,
    demands: tuple[int, int],
    per_role: int,
    dearest: int,
    stock: int,
) -> Book:
    """One class: so many demands; of each role up to `per_role` offers, of up to `dearest` steps and `stock` units."""
    asked = [
        demand(
            number,
            region=dice.between(1, regions),
            max_price=dice.between(15, 90) * step + dice.between(0, step - 1),
            fee_bps=dice.some(fees, 1)[0],
        )
        for number in range(1, dice.between(*demands) + 1)
    ]
    kinds = [role for role in Role for _ in range(dice.between(1, per_role))]
    offers = [
        offer(
            number,
            role,
            regions=dice.between(1, 2**regions - 1),
            price=dice.between(1, dearest) * step,
            stock=dice.between(1, stock),
        )
        for number, role in enumerate(kinds, start=1)
    ]
    return book_of(asked, offers)


def triangle_book(seed: int, fees: tuple[int, ...]) -> Book:
    """Three regions; of each role an offer serves two of them, and another the third, so that half teams look best."""
    dice = Dice("triangle", seed)
    offers = [
        offer(2 * role + alone + 1, role, regions=regions, price=dice.between(1, 20), stock=dice.between(1, 3))
        for role in Role
        for alone, regions in enumerate((0b111 ^ (1 << role), 1 << role))
    ]
    demands = [
        demand(number, region=number % 3 + 1, max_price=dice.between(60, 90), fee_bps=dice.some(fees, 1)[0])
        for number in range(1, dice.between(6, 12) + 1)
    ]
    return book_of(demands, offers)
