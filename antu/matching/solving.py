"""Matches a whole book: each part by its solver, one certificate, and why each is left out."""

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from antu.book import Book, frame
from antu.matching import pooled, savings
from antu.matching.certificate import Certificate, ClassCertificate, MarketRecord
from antu.matching.explanations import Explanation, explain
from antu.matching.interface import MatchedTeam, Matching, Unmatched
from antu.matching.partitions import partition
from antu.matching.policy import SAVINGS, Policy
from antu.matching.problem import PARTS, ClassProblem, problem, rate
from antu.matching.solution import Solution, Teams
from antu.matching.sound import require_sound
from antu.matching.workers import in_order
from antu.money import BASIS_POINTS


@dataclass(frozen=True)
class Outcome:
    """A matching, its certificate, and why each demand and offer is left out: a frame of `Explanation`."""

    matching: Matching
    certificate: Certificate
    explanations: pd.DataFrame


@dataclass(frozen=True)
class ClassOutcome:
    """The same of one part: frames of `MatchedTeam` and `Explanation`."""

    teams: pd.DataFrame
    certificate: ClassCertificate
    explanations: pd.DataFrame


def solve(book: Book, policy: Policy = SAVINGS, executor: Executor | None = None) -> Outcome:
    """Matches, proves and explains. An `AntuError` names the first row of a book that no market could have.

    With an executor (`antu.matching.workers`) the book's parts are its tasks; the outcome is the same."""
    require_sound(book)
    parts = partition(book)
    classes = in_order(solve_class, (problem(part, policy) for part in parts), executor)
    teams = [frame([], MatchedTeam), *(each.teams for each in classes)]
    reasons = [frame([], Explanation), *(each.explanations for each in classes), _unasked(parts.unasked)]
    return Outcome(
        _matching(teams, reasons),
        _certificate(policy, [each.certificate for each in classes]),
        _joined(reasons, ["kind", "id"]),
    )


def solve_class(problem: ClassProblem) -> ClassOutcome:
    """Matches, proves and explains one part."""
    solver = pooled if problem.objective.per_project else savings
    solution = solver.solve_class(problem)
    teams = _matched(problem, solution.teams)
    certificate = _class_certificate(problem, solution, teams)
    return ClassOutcome(teams, certificate, explain(problem, solution.teams, certificate))


def _matched(problem: ClassProblem, teams: Teams) -> pd.DataFrame:
    """A frame of `MatchedTeam`."""
    ids, prices = (problem.offers[name].to_numpy(np.int64) for name in ("id", "price"))
    costs = prices[teams.offers].sum(axis=1)
    fees = costs * problem.demands["fee_bps"].to_numpy(np.int64)[teams.demands] // BASIS_POINTS
    columns = [problem.demands["id"].to_numpy(np.int64)[teams.demands], *ids[teams.offers].T, costs, fees]
    return pd.DataFrame(dict(zip(MatchedTeam._fields, columns, strict=True)))


def _class_certificate(problem: ClassProblem, solution: Solution, matched: pd.DataFrame) -> ClassCertificate:
    most, fees = (problem.demands[name].to_numpy(np.int64)[solution.teams.demands] for name in ("max_price", "fee_bps"))
    costs = matched["cost"].to_numpy(np.int64)
    saved = sum((most - costs - matched["fee"].to_numpy(np.int64)).tolist())
    spared = sum((problem.values[solution.teams.demands] - costs * rate(fees)).tolist())
    per_project, per_peso = problem.objective
    return ClassCertificate(
        size_class=problem.size_class,
        markets=tuple(
            MarketRecord(region=market.region, fee_bps=market.fee_bps, matched=int(count))
            for market, count in zip(problem.markets, solution.teams.matched, strict=True)
        ),
        per_project=per_project,
        per_peso=per_peso,
        savings=saved,
        objective=per_project * len(matched) + per_peso * saved,
        rounding=per_peso * (spared // PARTS - saved),
        upper_bound=solution.upper_bound,
        scale=solution.scale,
        proof=solution.proof,
    )


def _matching(teams: list[pd.DataFrame], reasons: list[pd.DataFrame]) -> Matching:
    left = _joined(reasons, ["id"])
    left = left[left["kind"] == "demand"].rename(columns={"id": "demand_id"})
    return Matching(_joined(teams, ["demand_id"]), left[list(Unmatched._fields)].reset_index(drop=True))


def _joined(frames: list[pd.DataFrame], order: list[str]) -> pd.DataFrame:
    first, *others = frames
    filled = [each for each in others if len(each)]
    return pd.concat(filled).sort_values(order, ignore_index=True) if filled else first


def _certificate(policy: Policy, classes: list[ClassCertificate]) -> Certificate:
    objective = sum(each.objective for each in classes)
    most = sum(each.upper_bound for each in classes)
    return Certificate(
        policy=policy.name,
        parts_per_peso=PARTS,
        matched=sum(market.matched for each in classes for market in each.markets),
        savings=sum(each.savings for each in classes),
        objective=objective,
        rounding=sum(each.rounding for each in classes),
        upper_bound=most,
        gap=most - objective,
        classes=tuple(classes),
    )


def _unasked(offers: pd.DataFrame) -> pd.DataFrame:
    """A frame of `Explanation` for offers that no demand could take."""
    found = offers[["id", "role", "size_class"]].assign(kind="offer", reason="no_demand", amount=0, region=0)
    return found[list(Explanation._fields)]
