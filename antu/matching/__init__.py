"""Finding teams for demands.

What a matcher takes and gives (`interface`), what the contract will accept (`feasibility`), and the matchers.
"""

from antu.matching.cheapest import CheapestMatcher
from antu.matching.feasibility import mismatch
from antu.matching.interface import MatchedTeam, Matcher, Matching, Team, Unmatched, teams_of

__all__ = ["CheapestMatcher", "MatchedTeam", "Matcher", "Matching", "Team", "Unmatched", "mismatch", "teams_of"]
