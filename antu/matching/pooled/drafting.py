"""Whole units out of a mixture of answers.

How many go from each group to each market is rounded by a small linear program, for what a market gets must stay
balanced. Of a group the cheapest units are sent. Which market gets which of them follows the mixture: some from the
stretches of every answer that is mixed, as many as its weight says.
"""

import numpy as np

from antu.enums import Role
from antu.matching.linear import SIMPLEX, matrix, minimum
from antu.matching.pooled.answers import Answers
from antu.matching.pooled.draft import Draft
from antu.matching.pooled.levelling import levelled
from antu.matching.pooled.program import UNUSED, Mixed, Program
from antu.matching.problem import Floats, Integers

WHOLE = 1e-6  # what is so near to an integer is one


def draft(program: Program, mixed: Mixed) -> Draft:
    """The richest demands of each market, and the units for them."""
    answers = program.answers
    problem = answers.problem
    groups, markets, first, last, weights = _pieces(program, mixed)
    sent = np.zeros((len(problem.groups), len(problem.markets)))
    np.add.at(sent, (groups, markets), weights * (last - first))
    matched = np.zeros(len(problem.markets))
    taking = np.flatnonzero((program.row < len(matched)) & (mixed.weights > UNUSED))
    np.add.at(matched, program.row[taking], mixed.weights[taking] * program.source[taking])

    teams, whole = _whole(answers, matched, sent)
    chosen = _deal(answers, whole, (groups, markets, first, last, weights))
    rows = answers.offers[np.searchsorted(answers.ends, chosen[2], side="right") - 1]
    prices = problem.offers["price"].to_numpy(np.int64)
    chosen = (chosen[0], _level(answers, mixed, teams, (chosen[0], chosen[1], prices[rows])), chosen[2])
    demands, units = [], []
    for market, start in enumerate(problem.starts[:-1].tolist()):
        here = chosen[1] == market
        of = [rows[here & (answers.roles[chosen[0]] == role)] for role in Role]
        count = min(int(teams[market]), *map(len, of))
        demands.append(start + np.arange(count))
        units.append(np.stack([each[np.argsort(prices[each], kind="stable")[:count]] for each in of], axis=1))
    return Draft(tuple(demands), tuple(units))


def _level(answers: Answers, mixed: Mixed, teams: Integers, units: tuple[Integers, Integers, Integers]) -> Integers:
    """The markets of units (group, market, price), those of the role whose prices differ most dealt out again."""
    groups, markets, prices = units
    roles = answers.roles[groups]
    role = max(Role, key=lambda role: prices[roles == role].std() if (roles == role).any() else -1)
    mine = np.flatnonzero(roles == role)
    if not len(mine):
        return markets
    problem = answers.problem
    needs = []
    for market, (start, count) in enumerate(zip(problem.starts[:-1].tolist(), teams.tolist(), strict=True)):
        others = prices[(markets == market) & (roles != role)]
        limits = answers.values[start : start + count] / answers.rates[market]
        needs.append(limits - (others.mean() * (len(Role) - 1) if len(others) else 0))
    order = mine[np.lexsort((prices[mine], groups[mine]))]
    slopes = mixed.point.worths * answers.rates
    dealt = markets.copy()
    dealt[order] = levelled(groups[order], prices[order], markets[order], answers.serves, needs, slopes)
    return dealt


def _pieces(program: Program, mixed: Mixed) -> tuple[Integers, Integers, Integers, Integers, Floats]:
    """The stretches that are mixed: group, market, first and last unit, weight."""
    answers = program.answers
    markets = len(answers.problem.markets)
    sending = np.flatnonzero((program.row >= markets) & (mixed.weights > UNUSED))
    found = []
    for point in np.unique(program.source[sending]).tolist():
        columns = sending[program.source[sending] == point]
        weights = np.zeros(len(program.blocks))
        by_block = np.zeros(int(program.blocks.max(initial=0)) + 1)
        by_block[program.row[columns] - markets] = mixed.weights[columns]
        weights = by_block[program.blocks]
        stretches = answers.sent(program.points[point])
        group, market = np.nonzero((stretches.units > 0) & (weights > 0)[:, None])
        found.append((group, market, stretches.first[group, market], stretches.last[group, market], weights[group]))
    if not found:
        nothing = np.empty(0, np.int64)
        return nothing, nothing, nothing, nothing, np.empty(0)
    groups, places, first, last, weights = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.lexsort((first, places, groups))
    return groups[order], places[order], first[order], last[order], weights[order]


def _whole(answers: Answers, matched: Floats, sent: Floats) -> tuple[Integers, Integers]:
    """Whole numbers matched and sent next to these, as many matched as can be."""
    most = np.ceil(matched - WHOLE)
    teams, whole = _round(answers, most, sent)
    if np.abs(teams - np.rint(teams)).max(initial=0) > WHOLE:  # what then is left, is one transport per role
        _, whole = _round(answers, np.floor(teams + WHOLE), sent)
        teams = np.floor(teams + WHOLE)
    return np.rint(teams).astype(np.int64), np.rint(whole).astype(np.int64)


def _round(answers: Answers, most: Floats, sent: Floats) -> tuple[Floats, Floats]:
    """A vertex of what may be matched, at most so many, and sent, at most one unit from what is sent."""
    markets, groups = len(most), len(sent)
    group, market = np.nonzero(sent > WHOLE)
    amounts = sent[group, market]
    every, columns = np.arange(markets), markets + np.arange(len(group))
    # Rows: matched, less units sent, per market and role; units sent per group.
    lacking = np.arange(markets * len(Role)).reshape(markets, len(Role))
    entries = [
        (lacking.ravel(), np.repeat(every, len(Role)), 1.0),
        (lacking[market, answers.roles[group]], columns, -1.0),
        (lacking.size + group, columns, 1.0),
    ]
    least = np.maximum(np.floor(amounts + WHOLE) - 1, 0)
    result = minimum(
        f"The rounding of class {answers.problem.size_class}",
        np.concatenate([np.full(markets, -1.0), np.full(len(group), 1e-3)]),
        A_ub=matrix(entries, (lacking.size + groups, markets + len(group))),
        b_ub=np.concatenate([np.zeros(lacking.size), answers.stocks()]),
        bounds=np.stack(
            [np.concatenate([np.zeros(markets), least]), np.concatenate([most, np.ceil(amounts - WHOLE) + 1])], axis=1
        ),
        method=SIMPLEX,
    )
    whole = np.zeros_like(sent)
    whole[group, market] = result.x[markets:]
    return result.x[:markets], whole


def _deal(
    answers: Answers, whole: Integers, pieces: tuple[Integers, Integers, Integers, Integers, Floats]
) -> tuple[Integers, Integers, Integers]:
    """Group, market and number of each unit sent: of a group the cheapest, to markets as the mixture has them stand."""
    groups, markets, first, last, weights = pieces
    if not len(groups):
        return groups, markets, first
    size = whole.shape[1]
    mass = weights * (last - first)
    ends = np.cumsum(mass)
    routes = groups * size + markets
    opening = np.flatnonzero(np.diff(routes, prepend=-1))
    closing = np.append(opening[1:], len(routes))
    begin = ends[opening] - mass[opening]
    counts = whole.ravel()[routes[opening]]
    # A route's units stand in the middles of equal parts of its mass.
    route = np.repeat(np.arange(len(opening)), counts)
    turn = np.arange(len(route)) - np.repeat(np.cumsum(counts) - counts, counts) + 0.5
    reach = begin[route] + turn / counts[route] * (ends[closing - 1] - begin)[route]
    piece = np.clip(np.searchsorted(ends, reach), opening[route], closing[route] - 1)
    place = first[piece] + (reach - ends[piece] + mass[piece]) / weights[piece]

    group, market = groups[opening][route], markets[opening][route]
    order = np.lexsort((market, place, group))
    group, market = group[order], market[order]
    stocks = answers.stocks()
    rank = np.arange(len(group)) - np.searchsorted(group, group)
    return group, market, (np.cumsum(stocks) - stocks)[group] + rank
