"""The policy `savings`: the teams that save the owners most, proved."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from antu.book import Book, frame
from antu.matching.branching import Search
from antu.matching.certificate import Certificate, ClassCertificate, MarketRecord
from antu.matching.explanations import Explanation, explain
from antu.matching.interface import MatchedTeam, Matching, Unmatched
from antu.matching.problem import PARTS, ClassProblem, problems
from antu.matching.sound import require_sound
from antu.matching.teams import Teams
from antu.money import BASIS_POINTS


@dataclass(frozen=True)
class Outcome:
    """A matching, its certificate, and why each demand and offer is left out: a frame of `Explanation`."""

    matching: Matching
    certificate: Certificate
    explanations: pd.DataFrame


class SavingsMatcher:
    """Matches so that owners save most in all: maximum price less cost and fee, summed.

    Classes are independent. A certificate's gap is its rounding, 0 where prices and fee are round and below a peso per
    team in any case, unless a class needed more than `branching.MOST_PROGRAMS` linear programs."""

    def __call__(self, book: Book) -> Matching:
        return self.solve(book).matching

    def solve(self, book: Book) -> Outcome:
        """Matches, proves and explains. An `AntuError` names the first row of a book that no market could have."""
        require_sound(book)
        teams = [frame([], MatchedTeam)]
        reasons = [frame([], Explanation)]
        classes = []
        for problem in problems(book):
            search = Search(problem)
            found, proof = search.run()
            matched = _matched(problem, found)
            savings = _savings(problem, found, matched)
            record = ClassCertificate(
                size_class=problem.size_class,
                markets=tuple(
                    MarketRecord(region=market.region, fee_bps=market.fee_bps, matched=int(count))
                    for market, count in zip(problem.markets, found.matched, strict=True)
                ),
                savings=savings,
                rounding=found.value // PARTS - savings,
                upper_bound=search.upper_bound // PARTS,
                proof=proof,
            )
            teams.append(matched)
            classes.append(record)
            reasons.append(explain(problem, found, record))
        reasons.append(_unasked(book))
        return Outcome(_matching(teams, reasons), _certificate(classes), _joined(reasons, ["kind", "id"]))


def _matched(problem: ClassProblem, teams: Teams) -> pd.DataFrame:
    """A frame of `MatchedTeam`."""
    ids, prices = (problem.offers[name].to_numpy(np.int64) for name in ("id", "price"))
    costs = prices[teams.offers].sum(axis=1)
    fees = costs * problem.demands["fee_bps"].to_numpy(np.int64)[teams.demands] // BASIS_POINTS
    columns = [problem.demands["id"].to_numpy(np.int64)[teams.demands], *ids[teams.offers].T, costs, fees]
    return pd.DataFrame(dict(zip(MatchedTeam._fields, columns, strict=True)))


def _savings(problem: ClassProblem, teams: Teams, matched: pd.DataFrame) -> int:
    most = problem.demands["max_price"].to_numpy(np.int64)[teams.demands]
    return sum((most - matched["cost"].to_numpy(np.int64) - matched["fee"].to_numpy(np.int64)).tolist())


def _matching(teams: list[pd.DataFrame], reasons: list[pd.DataFrame]) -> Matching:
    left = _joined(reasons, ["id"])
    left = left[left["kind"] == "demand"].rename(columns={"id": "demand_id"})
    return Matching(_joined(teams, ["demand_id"]), left[list(Unmatched._fields)].reset_index(drop=True))


def _joined(frames: list[pd.DataFrame], order: list[str]) -> pd.DataFrame:
    first, *others = frames
    filled = [each for each in others if len(each)]
    return pd.concat(filled).sort_values(order, ignore_index=True) if filled else first


def _certificate(classes: list[ClassCertificate]) -> Certificate:
    savings = sum(each.savings for each in classes)
    most = sum(each.upper_bound for each in classes)
    return Certificate(
        parts_per_peso=PARTS,
        matched=sum(market.matched for each in classes for market in each.markets),
        savings=savings,
        rounding=sum(each.rounding for each in classes),
        upper_bound=most,
        gap=most - savings,
        classes=tuple(classes),
    )


def _unasked(book: Book) -> pd.DataFrame:
    """The offers of classes that nobody asks for."""
    offers = book.open_offers
    offers = offers[~offers["size_class"].isin(book.open_demands["size_class"])]
    fields: Iterable[tuple[int, int]] = offers[["id", "size_class"]].itertuples(index=False, name=None)
    return frame(
        (Explanation("offer", row, "no_demand", 0, -1, size_class, 0) for row, size_class in fields), Explanation
    )
