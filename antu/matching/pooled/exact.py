"""Finishes small classes: the best teams of all, and whether they are proved to be.

All teams that a class could have are the columns of a packing. Its linear program's duals say, exactly in integers once
they are rounded up, how much less than its bound a solution with a given column is worth at least. Columns that no
better solution than the one at hand can have are left out; among the others, nearest first, CP-SAT looks for one.

Where only projects count, their number comes first; then, with no fewer, what owners save.
"""

from dataclasses import dataclass

import numpy as np

from antu.matching.pooled.columns import ROWS, Columns
from antu.matching.problem import ClassProblem, Floats, Integers
from antu.matching.solution import Teams

MOST_COLUMNS = 1_000_000
MOST_PROGRAMS = 60
BEST_OF_EACH = 40  # columns that a program gets of each demand
FINE = 10**7  # relative to the dearest column: what is too little to be worth another program
SIZES = (300, 1_000, 4_000)  # columns that CP-SAT gets, while better ones may be among more
EFFORT = 2.0  # CP-SAT's deterministic time for each; some seconds
GRAINS = 50  # how finely columns that could be worth more are told apart by how much
FINEST = 2**60  # what sums of scaled worths stay below


@dataclass(frozen=True)
class Finished:
    """Teams, and whether none are better: worth more, or where only projects count as many that save more."""

    teams: Teams
    optimal: bool


def finish(problem: ClassProblem, teams: Teams, seed: int = 4) -> Finished:
    """The best teams, from feasible ones; unproved, and maybe the same, where a class is large or hard."""
    columns = Columns.of(problem, MOST_COLUMNS)
    if columns is None:
        return Finished(teams, optimal=False)
    chosen, (per_project, per_peso) = columns.places(teams), problem.objective
    if per_peso:
        chosen, proved = _best(_Packing(columns, per_project + columns.saved, 0), chosen, seed)
        return Finished(columns.teams(chosen), proved)
    chosen, most = _best(_Packing(columns, np.ones_like(columns.saved), 0), chosen, seed)
    chosen, richest = _best(_Packing(columns, columns.saved, len(chosen)), chosen, seed)
    return Finished(columns.teams(chosen), most and richest)


@dataclass(frozen=True)
class _Packing:
    """The columns with what each is worth, of which at least so many are to be taken."""

    columns: Columns
    worths: Integers
    least: int

    def value(self, chosen: Integers) -> int:
        return int(self.worths[chosen].sum())


def _best(packing: _Packing, chosen: Integers, seed: int) -> tuple[Integers, bool]:
    """The best columns, from some that can be taken together, and whether they are proved best."""
    if not len(packing.worths):
        return chosen, True
    reach, scale, mixed = _reach(packing, chosen)
    order = _nearest(reach, mixed, packing.value(chosen) * scale, seed)
    for size in SIZES:
        order = order[reach[order] >= (packing.value(chosen) + 1) * scale]
        if not len(order):
            return chosen, True
        chosen, searched = _search(packing, np.union1d(order[:size], chosen), chosen, seed)
        if searched and (reach[order[size:]] < (packing.value(chosen) + 1) * scale).all():
            return chosen, True
    return chosen, False


def _nearest(reach: Integers, mixed: Floats, value: int, seed: int) -> Integers:
    """The columns in the order in which to try them: those of the linear program's solution, then by their reach.

    Many reach about as far; among these chance decides, lest all be of a few demands."""
    grain = max(1, (int(reach.max()) - value) // GRAINS)
    chance = np.random.default_rng(seed).random(len(reach))
    found: Integers = np.lexsort((chance, -(reach // grain), mixed <= 0))
    return found


def _reach(packing: _Packing, chosen: Integers) -> tuple[Integers, int, Floats]:
    """Per column, the most that a solution with it can be worth, times a scale; and how far the program takes it.

    Where no column is worth more than its rows' duals, a solution is worth at most all duals times stocks, less what
    each column of it is worth less than its rows' duals. The program begins with the columns chosen, and gets those
    that are worth more than its duals say, the best of each demand, until there are none."""
    columns, worths = packing.columns, packing.worths
    dearest, stocks = max(1, int(worths.max())), np.append(columns.stocks, -packing.least)
    scale = max(1, min(2**20, FINEST // (dearest * 4 * len(stocks))))
    mixed, above = np.zeros(len(worths)), worths * scale
    prices = np.zeros(len(stocks), dtype=np.int64)
    among = chosen
    for _ in range(MOST_PROGRAMS):
        among = np.union1d(among, _best_of_each_demand(columns, above, dearest * scale // FINE))
        taken, duals = _program(packing, among, dearest, stocks)
        prices = np.maximum(np.rint(duals * scale), 0).astype(np.int64)
        mixed = np.zeros(len(worths))
        mixed[among] = taken
        above = worths * scale - prices[columns.rows].sum(axis=1) + prices[-1]
        if above.max() <= dearest * scale // FINE:
            break
    # Where it stopped, by rounding, or by a float's error, a column may be above its rows: its demand is raised by it.
    raised = np.zeros_like(prices)
    np.maximum.at(raised, columns.rows[:, 0], above)
    most = int(((prices + raised) * stocks).sum())
    return most + above - raised[columns.rows[:, 0]], scale, mixed


def _best_of_each_demand(columns: Columns, above: Integers, least: int) -> Integers:
    """The columns that are most above their rows' duals, some of each demand, if they are by more than `least`."""
    places = np.flatnonzero(above > least)
    demands = columns.rows[places, 0]
    order = np.lexsort((-above[places], demands))
    rank = np.arange(len(order)) - np.searchsorted(demands, demands)  # ascending, as the columns are
    found: Integers = places[order[rank < BEST_OF_EACH]]
    return found


def _program(packing: _Packing, among: Integers, dearest: int, stocks: Integers) -> tuple[Floats, Floats]:
    """How far the packing's linear program takes these columns, and each row's dual; last, that of the least number."""
    from scipy.optimize import linprog  # slow to import, like OR-tools
    from scipy.sparse import coo_matrix

    count, last = len(among), len(stocks) - 1
    entries = np.concatenate([np.ones(count * ROWS), np.full(count, -1.0)])
    rows = np.concatenate([packing.columns.rows[among].ravel(), np.full(count, last)])
    places = np.concatenate([np.repeat(np.arange(count), ROWS), np.arange(count)])
    matrix = coo_matrix((entries, (rows, places)), shape=(len(stocks), count)).tocsc()
    result = linprog(-packing.worths[among] / dearest, A_ub=matrix, b_ub=stocks, bounds=(0, None), method="highs-ds")
    if result.x is None:
        return np.zeros(count), np.zeros(len(stocks))
    return result.x, -result.ineqlin.marginals * dearest


def _search(packing: _Packing, among: Integers, chosen: Integers, seed: int) -> tuple[Integers, bool]:
    """The best of some columns as far as CP-SAT finds it, no worse than those chosen, and whether it searched all."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in among]
    rows = packing.columns.rows[among]
    order = np.argsort(rows.ravel(), kind="stable")
    row_of, column_of = rows.ravel()[order], order // ROWS
    cuts = np.flatnonzero(np.diff(row_of)) + 1
    for row, places in zip(row_of[np.append(0, cuts)], np.split(column_of, cuts), strict=True):
        users, stock = [taken[place] for place in places], int(packing.columns.stocks[row])
        if stock == 1:
            model.add_at_most_one(users)
        elif len(users) > stock:
            model.add(cp_model.LinearExpr.sum(users) <= stock)
    if packing.least:
        model.add(cp_model.LinearExpr.sum(taken) >= packing.least)
    model.maximize(cp_model.LinearExpr.weighted_sum(taken, packing.worths[among].tolist()))
    hinted = np.isin(among, chosen)
    for variable, hint in zip(taken, hinted.tolist(), strict=True):
        model.add_hint(variable, hint)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2  # packings are all but solved by their linear programs
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return chosen, False
    found = among[[bool(solver.value(variable)) for variable in taken]]
    better = packing.value(found) > packing.value(chosen)
    return found if better else chosen, status == cp_model.OPTIMAL
