"""Posting and matching beside a book that grows: thousands of offers or demands that could be matched as well."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count, cycle, islice, repeat

from antu.enums import Role, State
from antu.errors import AntuError
from benchmarks.growth.crowd import Act, all_act, calling, person, rewound
from benchmarks.growth.record import Record
from benchmarks.growth.world import GOAL, World

ACTS = 2  # for each size: an offer and a demand
BATCH = 50
TEAMS = BATCH + 2  # a batch, one alone, and one by its owner


def measure_books(world: World, sizes: Sequence[int], record: Record, told: Callable[[int], None]) -> None:
    """Measures posting and matching at ascending numbers of offers, and then of demands.

    `told` hears of the transactions that it takes to get there."""
    for of, others in (("offers", _offers(world)), ("demands", _demands(world))):
        with rewound():
            there = 0
            for size in sizes:
                all_act(islice(others, size - there), told)
                there = size
                for measure in (_posting, _matching):
                    with rewound():
                        measure(world, of, size, record)


def _offers(world: World) -> Iterator[Act]:
    """Of suppliers by turns of their roles, each of somebody else."""
    posting = [calling(*world.offer(role), by=world.bank) for role in Role]
    return (one._replace(by=person(number)) for number, one in enumerate(cycle(posting)))


def _demands(world: World) -> Iterator[Act]:
    """Each of somebody else."""
    posting = calling(*world.demand, by=world.bank)
    return (posting._replace(by=person(number)) for number in count())


def _posting(world: World, of: str, size: int, record: Record) -> None:
    if of == "offers":
        posted = world.do(*world.offer(Role.VENDOR), by=world.suppliers[Role.VENDOR])
        record.take("post_offer/offers", size, posted)
    else:
        record.take("post_demand/demands", size, world.do(*world.demand, by=world.owner))


def _matching(world: World, of: str, size: int, record: Record) -> None:
    """Of the teams and demands posted last, which whoever looked for them from the first on would find last."""
    market, keeper = world.market.market, world.roles.keeper
    settings = market.settings()
    all_act([calling(*world.demand, by=world.owner)] * TEAMS)
    for role, supplier in world.suppliers.items():
        all_act([calling(*world.offer(role), by=supplier)] * TEAMS)
    offers = (
        range(settings.offerCount + 1 + place * TEAMS, settings.offerCount + 1 + (place + 1) * TEAMS)
        for place in range(len(Role))
    )
    demands = range(settings.demandCount + 1, settings.demandCount + 1 + TEAMS)
    *batch, single, own = zip(demands, *offers, repeat(GOAL, TEAMS), strict=True)
    record.take(f"match_batch50/{of}", size, world.do(market.matchBatch, batch, by=keeper))
    record.take(f"match_single/{of}", size, world.do(market.matchBatch, [single], by=keeper))
    left = [demand for demand in demands[:-1] if market.project(demand).state != State.FUNDING]
    if left:  # a team that does not hold is passed over, which is cheaper and no refusal
        raise AntuError(f"{len(left)} of {BATCH + 1} teams were not matched.", "What must a team be that they are not?")
    record.take(f"match_own/{of}", size, world.do(market.matchOwn, own, by=world.owner))
