"""What the best teams are: an operator's one choice between savings and projects."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from antu.catalog import size_class
from antu.errors import AntuError

MOST_WEIGHT = 100
FINEST = 10_000  # a weight has at most four decimals
# Plain decimals only: a certificate may come from anybody, and 1e-999999999 would be reckoned with for ever.
WEIGHT = re.compile(r"-?([0-9]{1,20}(\.[0-9]{0,20})?|\.[0-9]{1,20})", re.ASCII)

_HINT = f"Give a number from 0 to {MOST_WEIGHT}, such as 0, 0.25 or 0.5, or the word projects."


class Objective(NamedTuple):
    """What a class's teams are worth: so much for each project, and so much for each peso that owners save."""

    per_project: int  # pesos; where only projects count, 1
    per_peso: int  # 1; where only projects count, 0


@dataclass(frozen=True)
class Policy:
    """Savings plus `weight` times the class's reference price for each project; without a weight, the most projects.

    0 is for savings only. Of matchings with as many projects, those that save more are sought, too."""

    weight: Fraction | None = Fraction(0)

    @classmethod
    def parse(cls, text: str) -> "Policy":
        """A policy from its name: `savings`, `projects`, or a weight. `AntuError` if it is none of them."""
        if text in ("savings", "projects"):
            return SAVINGS if text == "savings" else PROJECTS
        if not WEIGHT.fullmatch(text):
            raise AntuError(f"The weight {text!r} is no number.", _HINT)
        weight = Fraction(text)
        if not 0 <= weight <= MOST_WEIGHT or (weight * FINEST).denominator != 1:
            raise AntuError(f"The weight {text} is not from 0 to {MOST_WEIGHT} with at most four decimals.", _HINT)
        return cls(weight)

    @property
    def name(self) -> str:
        """What `parse` takes."""
        if self.weight is None:
            return "projects"
        return f"{float(self.weight):g}" if self.weight else "savings"

    def objective(self, class_id: int) -> Objective:
        """What a class's teams are worth; the bonus for a project is rounded down to a peso."""
        if self.weight is None:
            return Objective(per_project=1, per_peso=0)
        return Objective(per_project=int(self.weight * size_class(class_id).price_clp), per_peso=1)


SAVINGS = Policy()
PROJECTS = Policy(None)
