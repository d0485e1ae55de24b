"""Books with projects that operate, for stories without a chain."""

from antu.billing import Books, Cooperative, Plant, Series, UFIndex, month_of, month_start
from antu.dice import Dice

START = month_start(month_of(1_780_000_000)) + 5 * 86_400
CAPACITIES = (1_000, 2_000, 5_000, 10_000, 30_000, 100_000)


def operating(projects: int, holders: list[str], seed: object) -> Books:
    """Projects of two cooperatives and five owners, with every kind of terms, and shares held anyhow."""
    dice = Dice(seed, "books")
    uf = UFIndex()
    uf.publish(month_of(START), 3_900_000, START)
    books = Books(uf)
    books.cooperatives = {1: Cooperative.registered("coop-1", 60), 2: Cooperative.registered("coop-2", 75)}
    for project in range(1, projects + 1):
        crowdfunded = project % 5 > 0
        plant = Plant(
            f"owner-{project % 5}", dice.weighted(CAPACITIES, [1] * 6), 150, crowdfunded, dice.fraction() < 0.4
        )
        series = Series(reserve_bps=dice.weighted((0, 500, 3_000), (2, 1, 1)))
        for holder in dice.some(holders, dice.between(1, len(holders))):
            series.mint(holder, dice.between(1, 10**7))
        first = dice.between(0, 5_000)
        books.commission(project, plant, series, 1 + project % 2, START - 86_400, (first, dice.between(0, first)))
    return books
