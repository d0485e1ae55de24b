"""Finding teams for demands.

What a matcher takes and gives (`interface`), what the contract will accept (`feasibility`), and the matchers: the
`cheapest` team for each demand in turn, or the teams of most `savings`, with a certificate that proves it.
"""

from antu.matching.certificate import Certificate
from antu.matching.certificate_check import CertificateError, check
from antu.matching.cheapest import CheapestMatcher
from antu.matching.explanations import Explanation, explanation
from antu.matching.feasibility import mismatch
from antu.matching.interface import MatchedTeam, Matcher, Matching, Team, Unmatched, teams_of
from antu.matching.savings import Outcome, SavingsMatcher

__all__ = [
    "Certificate",
    "CertificateError",
    "CheapestMatcher",
    "Explanation",
    "MatchedTeam",
    "Matcher",
    "Matching",
    "Outcome",
    "SavingsMatcher",
    "Team",
    "Unmatched",
    "check",
    "explanation",
    "mismatch",
    "teams_of",
]
