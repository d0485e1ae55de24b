"""The most projects of a small book, by exact search: a program of its own, which knows nothing of the solvers."""

from collections import defaultdict

from ortools.sat.python.cp_model import OPTIMAL, CpModel, CpSolver, LinearExpr

from antu.book import Book, Demand, Offer, rows
from antu.catalog import serves
from antu.enums import Role
from antu.money import BASIS_POINTS

PATIENCE = 60.0  # seconds


def most_projects(book: Book) -> int | None:
    """How many projects can be matched at most; None if that is not known after `PATIENCE`."""
    model = CpModel()
    taken = defaultdict(list)
    matched = []
    offers = rows(book.open_offers, Offer)
    for demand in rows(book.open_demands, Demand):
        is_matched = model.new_bool_var("")
        matched.append(is_matched)
        cost = []
        for role in Role:
            fitting = [offer for offer in offers if offer.role == role and _fits(demand, offer)]
            picks = [model.new_bool_var("") for _ in fitting]
            model.add(LinearExpr.sum(picks) == is_matched)
            cost += [offer.price * pick for offer, pick in zip(fitting, picks, strict=True)]
            for offer, pick in zip(fitting, picks, strict=True):
                taken[offer.id].append(pick)
        # The dearest cost whose fee, rounded down, the owner can still pay.
        most = ((demand.max_price + 1) * BASIS_POINTS - 1) // (BASIS_POINTS + demand.fee_bps)
        model.add(LinearExpr.sum(cost) <= most)
    for offer in offers:
        model.add(LinearExpr.sum(taken[offer.id]) <= offer.stock)
    model.maximize(LinearExpr.sum(matched))
    solver = CpSolver()
    solver.parameters.max_time_in_seconds = PATIENCE
    return round(solver.objective_value) if solver.solve(model) == OPTIMAL else None


def _fits(demand: Demand, offer: Offer) -> bool:
    return offer.size_class == demand.size_class and serves(offer.regions, demand.region)
