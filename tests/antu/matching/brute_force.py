"""The best of all assignments of a small book, by trying them all."""

from collections.abc import Callable
from functools import cache

from antu.book import Book, Demand, Offer, rows
from antu.enums import Mismatch, Role
from antu.matching.feasibility import team_mismatch
from antu.money import Quote

Worth = Callable[[Demand, Quote], int]


def saved(demand: Demand, quote: Quote) -> int:
    """What the owner saves, in pesos."""
    return demand.max_price - quote.goal


def brute_force(book: Book, worth: Worth = saved) -> int:
    """The most that feasible teams can be worth in all: every team for each demand in turn, or none."""
    demands = rows(book.open_demands, Demand)
    offers = rows(book.open_offers, Offer)
    by_role = [[place for place, offer in enumerate(offers) if offer.role == role] for role in Role]

    @cache
    def best(first: int, stocks: tuple[int, ...]) -> int:
        if first == len(demands):
            return 0
        demand = demands[first]
        options = [best(first + 1, stocks)]
        for vendor in by_role[Role.VENDOR]:
            for installer in by_role[Role.INSTALLER]:
                for manager in by_role[Role.MANAGER]:
                    crew = (vendor, installer, manager)
                    left = [offers[place]._replace(stock=stocks[place]) for place in crew]
                    if team_mismatch(demand, left)[0] is not Mismatch.NONE:
                        continue
                    quote = Quote(*(each.price for each in left), demand.fee_bps)
                    after = tuple(stock - (place in crew) for place, stock in enumerate(stocks))
                    options.append(worth(demand, quote) + best(first + 1, after))
        return max(options)

    return best(0, tuple(offer.stock for offer in offers))
