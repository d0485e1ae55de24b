"""Finding teams for demands.

What a matcher takes and gives (`interface`), what the contract will accept (`feasibility`), what is best (`policy`),
and `solve`, which finds it, proves it and explains it: by `savings` where only they count, else `pooled`. Beside it, as
measures, the `cheapest` team for each demand in turn, and the first that fits (`first_fit`).
"""

from antu.matching.certificate import Certificate
from antu.matching.cheapest import CheapestMatcher
from antu.matching.checking import CertificateError, check
from antu.matching.explanations import Explanation, explanation
from antu.matching.feasibility import mismatch
from antu.matching.first_fit import FirstFitMatcher
from antu.matching.interface import MatchedTeam, Matcher, Matching, Team, Unmatched, teams_of
from antu.matching.policy import PROJECTS, SAVINGS, Policy
from antu.matching.solving import Outcome, solve

__all__ = [
    "PROJECTS",
    "SAVINGS",
    "Certificate",
    "CertificateError",
    "CheapestMatcher",
    "Explanation",
    "FirstFitMatcher",
    "MatchedTeam",
    "Matcher",
    "Matching",
    "Outcome",
    "Policy",
    "Team",
    "Unmatched",
    "check",
    "explanation",
    "mismatch",
    "solve",
    "teams_of",
]
