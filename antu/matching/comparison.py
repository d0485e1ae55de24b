"""Before and after: what a matching saves the owners, beside matchings in order of arrival."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from antu.book import Book, frame
from antu.matching.cheapest import CheapestMatcher
from antu.matching.first_fit import FirstFitMatcher
from antu.matching.interface import Matcher, Matching
from antu.matching.solving import Outcome

# The matchers in order of arrival; names are keys of `antu.text`.
BASELINES: dict[str, Matcher] = {"first_fit": FirstFitMatcher(), "cheapest_in_turn": CheapestMatcher()}
SOLVER = "best_teams"


class Result(NamedTuple):
    """What a way of matching achieves on a book."""

    way: str  # a key of `antu.text`
    matched: int  # projects
    demands: int  # that were open
    savings: int  # pesos: the matched owners' maximum prices less cost and fee


def compare(book: Book, outcome: Outcome) -> pd.DataFrame:
    """A frame of `Result`: first fit, the cheapest teams in turn, and the outcome."""
    return frame([*_in_turn(book), _result(book, SOLVER, outcome.matching)], Result)


def baselines(book: Book) -> pd.DataFrame:
    """A frame of `Result`: first fit, and the cheapest teams in turn."""
    return frame(_in_turn(book), Result)


def _in_turn(book: Book) -> list[Result]:
    return [_result(book, way, matcher(book)) for way, matcher in BASELINES.items()]


def _result(book: Book, way: str, matching: Matching) -> Result:
    """What a matching achieves, from its teams alone."""
    teams = matching.teams
    limits = book.demands.set_index("id")["max_price"]
    most = limits.loc[teams["demand_id"]].to_numpy(np.int64)
    saved = int((most - teams["cost"].to_numpy(np.int64) - teams["fee"].to_numpy(np.int64)).sum())
    return Result(way, len(teams), len(book.open_demands), saved)
